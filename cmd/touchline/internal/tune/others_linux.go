package tune

import (
	"bytes"
	"os"
	"strconv"
	"time"
)

// busyCPU is the processor time that this machine has used on all processors, with what
// the host took of it, to a hundredth of a second. It is 0 if that is not known.
func busyCPU() time.Duration {
	const hertz = 100 // USER_HZ, whatever the kernel's own
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0
	}
	line, _, _ := bytes.Cut(text, []byte("\n"))
	fields := bytes.Fields(line)
	sum := int64(0)
	for i, f := range fields {
		if i == 0 || i == 4 || i == 5 || i > 8 {
			continue // the name, idle, waiting; guests are in user time
		}
		n, err := strconv.ParseInt(string(f), 10, 64)
		if err != nil {
			return 0
		}
		sum += n
	}
	return time.Duration(sum) * time.Second / hertz
}
