package main

import (
	"os"
	"strconv"
	"strings"
)

// maxrssUnit is the unit of ru_maxrss in bytes.
const maxrssUnit = 1024

// highWater returns the most memory that this program has held, 0 if it is not
// known. What getrusage says has that of another program in it: of the one that
// started this, which the process still was until it became this.
func highWater() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if text, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			text, _ = strings.CutSuffix(strings.TrimSpace(text), " kB")
			n, _ := strconv.ParseInt(text, 10, 64)
			return n << 10
		}
	}
	return 0
}
