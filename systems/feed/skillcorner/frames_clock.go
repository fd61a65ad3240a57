package skillcorner

import (
	"bytes"
	"strconv"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// timeline is where the periods are among the frames.
type timeline struct {
	spans [components.Shootout + 1]span // by the frames so far
	begun [components.Shootout + 1]bool
	last  int64 // frame that came before
	any   bool  // one did
}

// clock sets the period and the clock of the frame. It reports false if the frame is
// not of a period, or came before.
func (f *frames) clock(out *components.Frame) bool {
	number := f.whole("frame", f.required("frame", f.rec.number, wantFrame), 0, maxFrame, wantFrame)
	repeated := f.time.any && number == f.time.last
	f.time.last, f.time.any = number, true
	if f.rec.period == (scan.Span{}) || f.err != nil {
		return false
	}
	p := components.Period(f.whole("period", f.rec.period, 1, int64(components.Shootout), "a period, 1 to 5"))
	tenths, told := f.tenths(p)
	if f.err != nil {
		return false
	}
	if repeated {
		f.warn(recording.DuplicateID, "came before: left out")
		return false
	}
	base, ok := f.base(p, number-tenths, told)
	if !ok || number < base {
		return false
	}
	f.time.spans[p].end = max(f.time.spans[p].end, number)
	out.Period, out.Clock = p, components.PTS(number-base)*perFrame
	return true
}

// base returns the frame at which period p begins: that of the file of the match,
// or else where the match clock of its first frame says.
func (f *frames) base(p components.Period, guess int64, told bool) (frame int64, ok bool) {
	t := &f.time
	if t.begun[p] {
		return t.spans[p].start, true
	}
	if f.info != nil && f.info.spans[p].start > 0 {
		guess, told = f.info.spans[p].start, true
	}
	if !told {
		return 0, false
	}
	t.begun[p], t.spans[p] = true, span{guess, guess}
	f.pause(p)
	return guess, true
}

// pause notes the break before period p, unless the match has it already.
func (f *frames) pause(p components.Period) {
	t := &f.time
	before := p - 1
	for before > 0 && !t.begun[before] {
		before--
	}
	if before == 0 || f.match.Breaks[p] != 0 {
		return
	}
	end := t.spans[before].end
	if f.info != nil {
		end = max(end, f.info.spans[before].end)
	}
	f.match.Breaks[p] = components.PTS(max(t.spans[p].start-end, 0)) * perFrame
}

// tenths reads the time of the frame, as tenths of a second since period p began. It
// reports false if there is none.
func (f *frames) tenths(p components.Period) (n int64, ok bool) {
	v := f.rec.time
	if v == (scan.Span{}) {
		return 0, false
	}
	const want = "MM:SS.cc or HH:MM:SS.cc"
	text := f.scan.Text(v)
	if text[0] != '"' {
		f.wrong("timestamp", v, want)
		return 0, false
	}
	n, ok = matchClock(text[1 : len(text)-1])
	if !ok {
		f.fail("timestamp", v, "not a time", want)
	}
	return n - int64(components.Football.ClockAt(p)/perFrame), ok
}

// matchClock reads what the match clock shows, "MM:SS.cc" or "HH:MM:SS.cc", in
// tenths of a second.
func matchClock(text []byte) (tenths int64, ok bool) {
	whole, fraction, pointed := bytes.Cut(text, []byte("."))
	for parts := 1; ; parts++ {
		part, rest, more := bytes.Cut(whole, []byte(":"))
		n, err := strconv.ParseUint(string(part), 10, 10)
		switch {
		case err != nil || parts > 3, parts > 1 && (n > 59 || len(part) != 2), !more && parts < 2:
			return 0, false
		}
		tenths = tenths*60 + int64(n)
		if whole = rest; !more {
			break
		}
	}
	tenths *= 10
	if !pointed {
		return tenths, true
	}
	n, err := strconv.ParseUint(string(fraction), 10, 30)
	for range len(fraction) - 2 {
		n /= 10
	}
	if len(fraction) == 1 {
		n *= 10
	}
	return tenths + int64(n+5)/10, err == nil
}
