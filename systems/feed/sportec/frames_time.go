package sportec

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// stamp is the time that was read last. Those of a file are in a row: most are of
// the same minute, written the same way, so that the seconds alone need be read.
type stamp struct {
	text   []byte
	minute components.PTS
}

// Places in a time as the files have it: 2020-06-05T20:29:57.840+02:00.
const (
	secondsAt = len("2020-06-05T20:29:")
	zoneAt    = secondsAt + len("57.840")
)

// moment reads the time of a frame on the PTS clock, from 1970.
func (f *frames) moment(e *element) components.PTS {
	if at, ok := f.stamp.next(e.time); ok {
		return at
	}
	at, fault, want := moment(string(e.time))
	if fault != "" {
		f.fail(e.from, "Frame.T", string(e.time), fault, want)
		return 0
	}
	if f.epoch == 0 {
		f.epoch = at
	}
	if far := at - f.epoch; far > day || far < -day {
		f.fail(e.from, "Frame.T", string(e.time), remote, "about "+wall(f.epoch))
	}
	f.stamp.keep(e.time, at)
	return at
}

// remote is what a time that cannot be is refused for.
const remote recording.Fault = "not within a day of the first frame"

// next returns the time that text is, if it is of the same minute as the one before.
func (s *stamp) next(text []byte) (at components.PTS, ok bool) {
	if len(text) != len(s.text) || len(text) <= zoneAt ||
		string(text[:secondsAt]) != string(s.text[:secondsAt]) || string(text[zoneAt:]) != string(s.text[zoneAt:]) {
		return 0, false
	}
	ms, ok := millis(text)
	return s.minute + ms*90, ok
}

// keep notes that text is the moment at.
func (s *stamp) keep(text []byte, at components.PTS) {
	s.text = s.text[:0]
	if len(text) <= zoneAt {
		return
	}
	if ms, ok := millis(text); ok {
		s.text, s.minute = append(s.text, text...), at-ms*90
	}
}

// millis returns the milliseconds in the minute of a time that is long enough. It
// reports false if they are not written in the usual way.
func millis(text []byte) (ms components.PTS, ok bool) {
	if text[secondsAt] > '5' || text[secondsAt+2] != '.' {
		return 0, false
	}
	for i := secondsAt; i < zoneAt; i++ {
		c := text[i] - '0'
		switch {
		case i == secondsAt+2:
		case c > 9:
			return 0, false
		default:
			ms = ms*10 + components.PTS(c)
		}
	}
	return ms, true
}
