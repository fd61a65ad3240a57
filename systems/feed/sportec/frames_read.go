package sportec

import (
	"bytes"
	"strings"

	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// read reads the file to its end.
func (f *frames) read() {
	any := false
	for f.err == nil {
		t, ok := f.doc.next()
		switch {
		case !ok:
			f.broken()
			if !any && f.err == nil {
				f.match.Warnings.Add(recording.NoEvents, "it has no frames")
			}
			return
		case t.end:
		case f.doc.depth == 1 && t.name != root:
			f.fail(t.from, "", "<"+t.name, recording.WrongType, "a "+root)
		case t.name == "MetaData":
			f.sameMatch(&t)
		case t.name == "PitchSize":
			f.pitch(&t)
		case t.name == "FrameSet":
			any = true
			f.set(&t)
		}
	}
}

// broken ends the reading if the XML is in error.
func (f *frames) broken() {
	if f.err == nil {
		f.err = f.doc.err
	}
}

// pitch reads how large the pitch is. Places are measured from its center spot, so
// it says no more than which of them are possible.
func (f *frames) pitch(t *tag) {
	for i, name := range [...]string{"X", "Y"} {
		const least, most = 40_00, 150_00
		n, ok := scan.Fixed([]byte(t.get(name)), 2)
		if !ok || n < least || n > most {
			f.fail(t.from, "PitchSize."+name, t.get(name), recording.OutOfRange, "40 to 150 meters")
			return
		}
		f.most[i] = n/2 + beyond
	}
}

// set reads a FrameSet: where an object was throughout a period.
func (f *frames) set(t *tag) {
	f.sameMatch(t)
	to := f.track(t)
	depth := f.doc.depth
	for last := *t; f.doc.depth >= depth; {
		at := f.doc.at()
		if last.end || !bytes.HasSuffix(f.data[:at], []byte("/>")) { // else it is over, and its end comes next
			f.doc.pass(f.run(at, to))
		}
		var ok bool
		if f.err == nil {
			last, ok = f.doc.next()
		}
		if !ok {
			f.broken()
			return
		}
		if !last.end && last.name == "Frame" {
			e := element{from: last.from}
			for _, a := range last.attrs {
				e.set([]byte(a.Name.Local), []byte(a.Value))
			}
			f.frame(&e, to)
		}
	}
}

// run reads the Frame elements from byte at on that are plainly written, which
// nearly all are, and returns where they end.
func (f *frames) run(at int64, to *track) int64 {
	if f.doc.depth == maxDepth {
		return at
	}
	for f.err == nil {
		var e element
		n := e.plain(f.data[at:])
		if n == 0 {
			break
		}
		e.from += at
		f.frame(&e, to)
		at += int64(n)
	}
	return at
}

// track returns what the frames of t are for, nil if they are left out.
func (f *frames) track(t *tag) *track {
	period := section(t.get("GameSection"))
	if period == 0 {
		f.warn(recording.UnknownType, t.from, "FrameSet.GameSection %s: left out", recording.Clip([]byte(t.get("GameSection"))))
		return nil
	}
	if strings.EqualFold(t.get("TeamId"), "BALL") {
		return f.periods[period].of(person{})
	}
	p, ok := f.whose(t)
	if !ok {
		return nil
	}
	return f.periods[period].of(p)
}
