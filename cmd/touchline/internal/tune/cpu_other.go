//go:build !linux

package tune

import "time"

// threadCPU is not known here.
func threadCPU() time.Duration { return 0 }
