// Package webvtt writes segments of WebVTT (W3C, and RFC 8216, section 3.1.4):
// text that players show over the picture at its media time.
//
// Writers append to a buffer that the caller owns. Any text may be said: what
// WebVTT takes for itself is escaped.
package webvtt

import (
	"strconv"
	"strings"

	"touchline/components"
	"touchline/systems/manifest/internal/text"
)

// clock is the range of a presentation timestamp in a transport stream, which
// MPEGTS counts in: 33 bits.
const clock = 1 << 33

// Cue is a text and when it is shown.
type Cue struct {
	ID    uint64         // the same in every segment that has the cue, so that players show it once
	Start components.PTS // since the epoch; before 0 is written as 0
	End   components.PTS
	Text  string // must have a character that is no line break
}

// AppendHead begins a segment whose first frame is at start on the clock of the
// media, which is at since the epoch: the time that cues are told in. That is told
// for a whole millisecond, so start is moved by what is over.
func AppendHead(dst []byte, start, at components.PTS) []byte {
	const ms = components.PTSPerSecond / 1000
	over := (at%ms + ms) % ms
	dst = append(dst, "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:"...)
	dst = appendTime(dst, at-over)
	dst = append(dst, ",MPEGTS:"...)
	dst = strconv.AppendUint(dst, uint64(start-over)%clock, 10)
	return append(dst, "\n\n"...)
}

// AppendCue appends a cue.
func AppendCue(dst []byte, c *Cue) []byte {
	const ms = components.PTSPerSecond / 1000
	dst = strconv.AppendUint(dst, c.ID, 10)
	dst = append(dst, '\n')
	dst = appendTime(dst, c.Start)
	dst = append(dst, " --> "...)
	dst = appendTime(dst, max(c.End, max(c.Start, 0)+ms)) // a cue that ends when it begins is none
	dst = append(dst, '\n')
	dst = appendText(dst, c.Text)
	return append(dst, "\n\n"...)
}

// appendTime appends t as a WebVTT timestamp, rounded down to a millisecond.
func appendTime(dst []byte, t components.PTS) []byte {
	n := uint64(max(t, 0)) * 1000 / uint64(components.PTSPerSecond)
	if hours := n / 3_600_000; hours < 100 {
		dst = text.AppendDigits(dst, uint32(hours), 2)
	} else {
		dst = text.AppendUint(dst, hours)
	}
	dst = append(dst, ':')
	dst = text.AppendDigits(dst, uint32(n/60_000%60), 2)
	dst = append(dst, ':')
	dst = text.AppendDigits(dst, uint32(n/1000%60), 2)
	dst = append(dst, '.')
	return text.AppendDigits(dst, uint32(n%1000), 3)
}

// appendText appends s as the text of a cue: an empty line would end it, so line
// breaks that follow each other, and those at its ends, are one and none.
func appendText(dst []byte, s string) []byte {
	s = strings.Trim(s, "\r\n")
	for _, r := range s {
		switch r {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		case 0:
			dst = append(dst, "\uFFFD"...)
		case '\r', '\n':
			if dst[len(dst)-1] != '\n' {
				dst = append(dst, '\n')
			}
		default: // a byte that is not UTF-8 is U+FFFD
			dst = append(dst, string(r)...)
		}
	}
	return dst
}
