package sportec

import (
	"strings"
	"time"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// day is how far the times of a file may be from that of its first entry.
const day = 24 * 60 * 60 * components.PTSPerSecond

// misplaced is what a time that cannot be is refused for.
const misplaced recording.Fault = "not within a day of the first entry"

// instant reads the time of an entry, as [moment] does.
func (r *reader) instant(field, text string) components.PTS {
	at, fault, want := moment(text)
	if fault != "" {
		r.fail(field, text, fault, want)
		return 0
	}
	if r.epoch == 0 {
		r.epoch = at
	}
	if far := at - r.epoch; far > day || far < -day {
		r.fail(field, text, misplaced, "about "+wall(r.epoch))
	}
	return at
}

// moment reads an RFC 3339 time on the PTS clock, from 1970: at 90 kHz
// milliseconds are exact. What is none has a fault, and what was wanted.
func moment(text string) (at components.PTS, fault recording.Fault, want string) {
	const form = "a time as in RFC 3339: 2022-10-15T13:01:28.310+02:00"
	if text == "" {
		return 0, recording.Missing, form
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return 0, "not a time", form
	}
	if t.Year() < 1970 || t.Year() > 9999 {
		return 0, recording.OutOfRange, "a year from 1970"
	}
	return components.PTS(t.Unix())*components.PTSPerSecond + components.PTS((t.Nanosecond()*9+50_000)/100_000), "", ""
}

// The pitch, in centimeters. Places are measured from its corner.
const (
	halfLength = 5250
	halfWidth  = 3400
	beyond     = 500 // as far as a place may be off the pitch
)

// place reads a place in meters from the bottom left corner of a pitch of 105 by
// 68 m, as centimeters from the center spot; the side that plays from left to
// right attacks toward positive x.
func (r *reader) place(x, y string) (components.Centimeter, components.Centimeter) {
	if x == "" && y == "" {
		return components.NoPlace, components.NoPlace
	}
	cx, okX := scan.Fixed([]byte(x), 2)
	cy, okY := scan.Fixed([]byte(y), 2)
	cx, cy = cx-halfLength, cy-halfWidth
	if !okX || !okY || max(cx, -cx) > halfLength+beyond || max(cy, -cy) > halfWidth+beyond {
		r.match.Warnings.Add(recording.BadPlace, "%s: %s, %s is not on the pitch: not known",
			r.where(), recording.Clip([]byte(x)), recording.Clip([]byte(y)))
		return components.NoPlace, components.NoPlace
	}
	return components.Centimeter(cx), components.Centimeter(cy)
}

// chance reads expected goals in ten-thousandths; the text may be empty, which
// is 0.
func (r *reader) chance(text string) int32 {
	if text == "" {
		return 0
	}
	n, ok := scan.Fixed([]byte(text), 4)
	if !ok || n < 0 || n > 10_000 {
		r.fail("xG", text, recording.OutOfRange, "0 to 1")
		return 0
	}
	return int32(n)
}

// seconds reads whole seconds as milliseconds; the text may be empty, which is 0.
func (r *reader) seconds(text string) uint32 {
	const most = 3600
	n, ok := scan.Fixed([]byte(text), 0)
	if text != "" && (!ok || n < 0 || n > most) {
		r.match.Warnings.Add(recording.BadDuration, "%s: %s s: not known", r.where(), recording.Clip([]byte(text)))
		return 0
	}
	return uint32(n) * 1000
}

// result reads a score, "0:1", the home side's goals first; the text may be
// empty.
func (r *reader) result(field, text string) score {
	if text == "" {
		return score{}
	}
	const most = 999
	home, away, found := strings.Cut(text, ":")
	h, okH := scan.Fixed([]byte(home), 0)
	a, okA := scan.Fixed([]byte(away), 0)
	if !found || !okH || !okA || min(h, a) < 0 || max(h, a) > most {
		r.fail(field, text, recording.OutOfRange, "a score, as 0:1")
		return score{}
	}
	return score{int16(h), int16(a), true}
}

// section returns the period that a game section is, 0 if it is none that is
// known.
func section(text string) components.Period {
	switch strings.ToLower(text) {
	case "firsthalf":
		return components.FirstHalf
	case "secondhalf":
		return components.SecondHalf
	case "firsthalfextra":
		return components.ExtraFirst
	case "secondhalfextra":
		return components.ExtraSecond
	case "penaltyshootout", "penalty":
		return components.Shootout
	}
	return 0
}
