package profiles

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// units of sizes, the largest first.
var units = []struct {
	name  string
	bytes int64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}}

// parseSize reads a size as 36MiB; "" is 0.
func parseSize(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	for _, u := range units {
		if digits, ok := strings.CutSuffix(text, u.name); ok {
			if n, err := strconv.ParseUint(digits, 10, 32); err == nil && n > 0 {
				return int64(n) * u.bytes, nil
			}
		}
	}
	return 0, fmt.Errorf("%q: want a size, as 36MiB", text)
}

// sizeText writes a size as parseSize reads it.
func sizeText(n int64) string {
	for _, u := range units {
		if n > 0 && n%u.bytes == 0 {
			return strconv.FormatInt(n/u.bytes, 10) + u.name
		}
	}
	return ""
}

// parseDuration reads a duration as 200us; "" is 0.
func parseDuration(text string) (time.Duration, error) {
	if text == "" {
		return 0, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 || d > maxWait {
		return 0, fmt.Errorf("%q: want a duration up to %v, as 200us", text, maxWait)
	}
	return d, nil
}

// maxWait bounds what a wait may spin: a tick at 20 Hz.
const maxWait = 50 * time.Millisecond

func durationText(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return d.String()
}
