package feed

import "touchline/components"

// before is the first of some times that is before until, or how many they are. Most
// are not, so they are looked at eight at a time.
//
// It reads 8 bytes for each.
func before(times []components.PTS, until components.PTS) int {
	rest := times
	for len(rest) >= 8 {
		if rest[0] < until || rest[1] < until || rest[2] < until || rest[3] < until ||
			rest[4] < until || rest[5] < until || rest[6] < until || rest[7] < until {
			break
		}
		rest = rest[8:]
	}
	i := len(times) - len(rest)
	for i < len(times) && times[i] >= until {
		i++
	}
	return i
}
