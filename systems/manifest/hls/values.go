package hls

import (
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"touchline/components"
)

// maxDuration is the longest that anything lasts that is read, in seconds: a day.
const maxDuration = 86_400

// number returns text as a decimal integer of at most most.
func (l *lines) number(text string, most uint64) (uint64, error) {
	n, err := strconv.ParseUint(text, 10, 64)
	switch {
	case err != nil && !allDigits(text):
		return 0, l.fault(ErrSyntax, "%.60q: must be a decimal number", text)
	case err != nil || n > most:
		return 0, l.fault(ErrRange, "%.60s: must be at most %d", text, most)
	}
	return n, nil
}

func allDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// decimal returns text, a decimal number of at most most, in units of
// 1/10^places. Further decimals are cut off.
func (l *lines) decimal(text string, places int, most uint64) (uint64, error) {
	whole, part, point := strings.Cut(text, ".")
	if !allDigits(whole) || point && !allDigits(part) {
		return 0, l.fault(ErrSyntax, "%.60q: must be a decimal number", text)
	}
	n, err := strconv.ParseUint(whole, 10, 64)
	if err != nil || n > most {
		return 0, l.fault(ErrRange, "%.60s: must be at most %d", text, most)
	}
	for i := range places {
		n *= 10
		if i < len(part) {
			n += uint64(part[i] - '0')
		}
	}
	return n, nil
}

// seconds reads seconds to the nearest step of the clock.
func (l *lines) seconds(text string) (components.PTS, error) {
	n, err := l.decimal(text, 9, maxDuration)
	const step = 1_000_000_000 / uint64(components.PTSPerSecond/9) // nanoseconds of nine steps
	return components.PTS((n*9 + step/2) / step), err
}

// signed is seconds, which may be negative.
func (l *lines) signed(text string) (components.PTS, error) {
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		p, err := l.seconds(rest)
		return -p, err
	}
	return l.seconds(text)
}

// date reads a date and time into Unix milliseconds.
func (l *lines) date(text string) (int64, error) {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return 0, l.fault(ErrSyntax, "%.60q: must be a date and time as RFC 3339 has it", text)
	}
	ms := t.UnixMilli()
	if ms < firstDate || ms > lastDate {
		return 0, l.fault(ErrRange, "%.60s: must be in the years 0 to 9999 of UTC", text)
	}
	return ms, nil
}

// bytes reads a hexadecimal sequence of at most most bytes. Small letters are let
// pass, which others write.
func (l *lines) bytes(text string, most int) ([]byte, error) {
	digits, ok := strings.CutPrefix(text, "0x")
	if !ok {
		digits, ok = strings.CutPrefix(text, "0X")
	}
	if len(digits) > 2*most {
		return nil, l.fault(ErrRange, "%d hexadecimal digits: must be at most %d", len(digits), 2*most)
	}
	b, err := hex.DecodeString(digits)
	if !ok || err != nil || len(b) == 0 {
		return nil, l.fault(ErrSyntax, "%.60q: must be 0x and an even number of hexadecimal digits", text)
	}
	return b, nil
}

// word returns text, which must be an enumerated string.
func (l *lines) word(text string) (string, error) {
	if text == "" || strings.ContainsAny(text, "\", \t") {
		return "", l.fault(ErrSyntax, "%.60q: must be a word", text)
	}
	return text, nil
}

// yes reads YES or NO.
func (l *lines) yes(text string) (bool, error) {
	if text != "YES" && text != "NO" {
		return false, l.fault(ErrSyntax, "%.60q: must be YES or NO", text)
	}
	return text == "YES", nil
}
