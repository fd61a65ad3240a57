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

// residentReader reads how much memory the process holds. It takes none for that.
type residentReader struct {
	file *os.File
	text [128]byte
}

// read returns 0 if it is not known.
func (r *residentReader) read() int64 {
	if r.file == nil {
		var err error
		if r.file, err = os.Open("/proc/self/statm"); err != nil {
			return 0
		}
	}
	n, _ := r.file.ReadAt(r.text[:], 0)
	pages, field := int64(0), 0
	for _, c := range r.text[:n] { // the second of its fields
		switch {
		case c == ' ' || c == '\n':
			field++
		case field == 1 && c >= '0' && c <= '9':
			pages = pages*10 + int64(c-'0')
		}
	}
	return pages * int64(os.Getpagesize())
}
