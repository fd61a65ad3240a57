package topology

import (
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// host asks sysctl. Its numbers have 32 or 64 bits.
func host() (Machine, error) {
	return ReadSysctl(func(name string) (uint64, bool) {
		raw, err := unix.SysctlRaw(name)
		switch {
		case err != nil:
		case len(raw) == 4:
			return uint64(binary.NativeEndian.Uint32(raw)), true
		case len(raw) == 8:
			return binary.NativeEndian.Uint64(raw), true
		}
		return 0, false
	})
}
