package soccernet

import (
	"iter"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

const (
	maxText = 64 << 10 // bytes

	wantSegment = "a list of its start, its end and its text"
	wantSeconds = "seconds since the half began, 0 to 14400"
)

// transcript is what is known at a segment.
type transcript struct {
	scan.Values
	names  components.Interner
	match  *recording.Match
	period components.Period
	seq    uint32 // of the last caption

	key   int64 // of the last segment, from 0
	start int64 // ms at which it begins
	end   int64 // ms at which it ends
	text  components.Symbol
}

// captions gives what is said in segments, in the order of the file.
func (t *transcript) captions(segments scan.Span) iter.Seq[components.Event] {
	return func(yield func(components.Event) bool) {
		t.key = -1
		for key, at := range t.Entries("segments", segments) {
			t.Begin(at)
			t.follow(key, at)
			e := t.caption(at)
			if t.Err != nil {
				return
			}
			t.match.Records++
			if e.Player == 0 {
				continue
			}
			t.seq++
			e.Seq = t.seq
			if !yield(e) {
				return
			}
		}
	}
}

// follow checks the key of a segment, which numbers them from 0.
func (t *transcript) follow(key []byte, at scan.Span) {
	n, ok := scan.Int(key)
	if !ok || n < 0 {
		t.Fail("segments", at, "not under a number", "a number from 0 as the key")
		return
	}
	if n != t.key+1 {
		t.Warn(recording.IndexGap, "its key is %d, after %d: kept in the order of the file", n, t.key)
	}
	t.key = n
}

// caption reads a segment: [12.5, 14.06, "and it is in!"]. Its event has no Player
// if nothing is said in it.
func (t *transcript) caption(at scan.Span) components.Event {
	var f [3]scan.Span
	n := 0
	for v := range t.Elements("segments", at) {
		if n < len(f) {
			f[n] = v
		}
		n++
	}
	if n != len(f) {
		t.Fail("segments", at, recording.WrongType, wantSegment)
	}
	start, end := t.seconds("start", f[0]), t.seconds("end", f[1])
	length := end - start
	if length < 0 {
		t.Warn(recording.BadDuration, "it ends %d ms before it starts: its length is not known", -length)
		length = 0
	}
	start, repaired := t.order(start, length)
	e := event(components.Caption, t.period, components.PTS(start)*perMS)
	e.Player, e.Flags = t.said(f[2]), repaired
	e.Duration, e.Received = uint32(length), components.PTS(length)*perMS // it is known when it has been said
	return e
}

// order places a segment after the one before it.
func (t *transcript) order(start, length int64) (int64, components.EventFlags) {
	var flags components.EventFlags
	switch {
	case start < t.start:
		t.Warn(recording.TimeRegress, "it starts %d ms before the one before it: kept in the order of the file", t.start-start)
		start, flags = t.start, components.Repaired
	case start < t.end:
		t.Warn(recording.TimeRegress, "it starts %d ms before the end of the one before it: kept as it is", t.end-start)
	}
	t.start, t.end = start, start+length
	return start, flags
}

// said reads the text of a segment, and warns of one that is said again: whoever
// writes down speech by machine may fall into a loop where there is none.
func (t *transcript) said(at scan.Span) components.Symbol {
	text := t.Word("text", at)
	if len(text) > maxText {
		t.Fail("text", at, recording.OutOfRange, "at most 65536 bytes")
	}
	if len(text) == 0 || t.Err != nil {
		return 0
	}
	s := t.names.Intern(text)
	if s == t.text {
		t.Warn(recording.RepeatedText, "text %s, as the one before it", recording.Clip(t.Text(at)))
	}
	t.text = s
	return s
}

// seconds reads seconds as milliseconds, by the digits: they come from arithmetic
// with floats, like 10.240000000000009.
func (t *transcript) seconds(field string, at scan.Span) int64 {
	n, ok := t.Fixed(field, at, 3)
	if !ok || n < 0 || n > longest {
		t.Fail(field, at, recording.OutOfRange, wantSeconds)
		return 0
	}
	return n
}
