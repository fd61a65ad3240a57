package scan

import (
	"bytes"
	"math"
)

// Int reads a JSON number without a fraction or exponent. It reports false for
// any other text, and from 9.2 × 10^18.
func Int(text []byte) (int64, bool) {
	for _, c := range text {
		if c == '.' || c|0x20 == 'e' {
			return 0, false
		}
	}
	return Fixed(text, 0)
}

// Fixed reads a JSON number, times 10 to the power of places, rounded half away
// from zero. It goes by the digits and never through a float, so that it gives
// the same on every processor. It reports false for any other text, and from
// 9.2 × 10^18.
func Fixed(text []byte, places int) (int64, bool) {
	text, negative := bytes.CutPrefix(text, []byte("-"))
	whole, text := digits(text)
	var fraction []byte
	ok := len(whole) == 1 || len(whole) > 1 && whole[0] != '0'
	if len(text) > 0 && text[0] == '.' {
		fraction, text = digits(text[1:])
		ok = ok && len(fraction) > 0
	}
	exponent, tail := power(text)
	if !ok || !tail {
		return 0, false
	}
	f := fixed{weight: places + exponent + len(whole) - 1}
	f.take(whole)
	f.take(fraction)
	f.pad()
	if negative {
		f.value = -f.value
	}
	return f.value, !f.over
}

// fixed takes in digits, the first of which stands for 10 to the power of weight.
type fixed struct {
	value  int64
	weight int
	over   bool
}

// take takes in digits. The first digit after the last place decides the
// rounding; those after it cannot change that.
func (f *fixed) take(digits []byte) {
	for _, c := range digits {
		switch {
		case f.weight >= 0:
			f.shift(int64(c - '0'))
		case f.weight == -1 && c >= '5':
			f.value++
		}
		f.weight--
	}
}

// pad adds the zeros between the last digit and the last place.
func (f *fixed) pad() {
	for ; f.weight >= 0 && f.value != 0 && !f.over; f.weight-- {
		f.shift(0)
	}
}

func (f *fixed) shift(digit int64) {
	if f.value > math.MaxInt64/10-1 {
		f.over = true
		return
	}
	f.value = f.value*10 + digit
}

// digits splits text after its leading digits.
func digits(text []byte) (leading, rest []byte) {
	n := 0
	for n < len(text) && text[n]-'0' <= 9 {
		n++
	}
	return text[:n], text[n:]
}

// power reads the exponent that text is, 0 if it is empty. One that is out of any
// range comes back as one that is far out.
func power(text []byte) (exponent int, ok bool) {
	if len(text) == 0 {
		return 0, true
	}
	if text[0]|0x20 != 'e' {
		return 0, false
	}
	text = text[1:]
	negative := bytes.HasPrefix(text, []byte("-"))
	if negative || bytes.HasPrefix(text, []byte("+")) {
		text = text[1:]
	}
	all, rest := digits(text)
	for _, c := range all {
		exponent = min(exponent*10+int(c-'0'), 1<<40)
	}
	if negative {
		exponent = -exponent
	}
	return exponent, len(all) > 0 && len(rest) == 0
}
