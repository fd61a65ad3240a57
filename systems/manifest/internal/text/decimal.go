package text

import "touchline/components"

// AppendSeconds appends p in seconds with five decimals: steps of 10 µs, just
// finer than the clock's 11.1 µs, so that reading the text gives p back.
func AppendSeconds(dst []byte, p components.PTS) []byte {
	n := (uint64(p)*10 + 4) / 9 // 10 µs, to the nearest: p × 10/9 is never a half
	dst = AppendUint(dst, n/100_000)
	dst = append(dst, '.')
	return AppendDigits(dst, uint32(n%100_000), 5)
}

// Trim removes the zeros at the end of the decimals of dst, and the point if
// none are left. dst must end with decimals.
func Trim(dst []byte) []byte {
	n := len(dst)
	for dst[n-1] == '0' {
		n--
	}
	if dst[n-1] == '.' {
		n--
	}
	return dst[:n]
}
