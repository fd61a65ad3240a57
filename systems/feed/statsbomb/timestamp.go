package statsbomb

import "touchline/components"

// timestamp reads "HH:MM:SS.fff", the time since the period began.
func (r *reader) timestamp() components.PTS {
	v := r.required("timestamp", r.rec.spans.timestamp, "a text")
	text := r.word("timestamp", v)
	if r.err != nil {
		return 0
	}
	const form = "00:00:00"
	ok := len(text) >= len(form)
	for i := 0; ok && i < len(form); i++ {
		ok = text[i] == form[i] || form[i] == '0' && text[i]-'0' <= 9
	}
	var nanos int64
	if ok {
		nanos, ok = fraction(text[len(form):])
	}
	if !ok {
		r.fail("timestamp", v, "not a time", "HH:MM:SS.mmm")
		return 0
	}
	hours, minutes, secs := two(text), two(text[3:]), two(text[6:])
	switch {
	case minutes > 59:
		r.fail("timestamp", v, "minutes out of range", "00-59")
	case secs > 59:
		r.fail("timestamp", v, "seconds out of range", "00-59")
	}
	whole := components.PTS((hours*60+minutes)*60+secs) * components.PTSPerSecond
	return whole + components.PTS((nanos*9+50_000)/100_000)
}

// fraction reads a fraction of a second with its point, in ns; it may be empty.
func fraction(text []byte) (nanos int64, ok bool) {
	if len(text) == 0 {
		return 0, true
	}
	if text[0] != '.' || len(text) < len(".0") || len(text) > len(".000000000") {
		return 0, false
	}
	scale := int64(1_000_000_000)
	for _, c := range text[1:] {
		if c-'0' > 9 {
			return 0, false
		}
		scale /= 10
		nanos += int64(c-'0') * scale
	}
	return nanos, true
}

// two reads two digits.
func two(text []byte) int64 { return int64(text[0]-'0')*10 + int64(text[1]-'0') }
