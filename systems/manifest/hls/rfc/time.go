package rfc

import (
	"strings"
	"time"
)

// seconds reads a decimal number of seconds (4.2), to the nanosecond.
func seconds(text string) (time.Duration, bool) {
	whole, part, point := strings.Cut(text, ".")
	n, ok := integer(whole)
	if !ok || n > 1<<33 || point && strings.Trim(part, "0123456789") != "" || point && part == "" {
		return 0, false
	}
	d := time.Duration(n) * time.Second
	for unit := 100 * time.Millisecond; unit > 0 && part != ""; unit /= 10 {
		d += time.Duration(part[0]-'0') * unit
		part = part[1:]
	}
	return d, true
}

// lasts is seconds, 0 if text is none: what is wrong with it is said elsewhere.
func lasts(text string) time.Duration {
	d, _ := seconds(text)
	return d
}

// date reads a date and time (4.4.4.6).
func date(text string) (time.Time, bool) {
	t, err := time.Parse(time.RFC3339Nano, text)
	return t, err == nil
}
