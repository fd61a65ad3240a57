//go:build !linux

package topology

import (
	"errors"
	"runtime"
)

var errNoAffinity = errors.New("no affinity on " + runtime.GOOS)

// Pin ties no thread to a CPU: there is no such thing here.
func Pin(int) error { return errNoAffinity }

// Confine keeps no thread anywhere: there is no such thing here.
func Confine(CPUs) (undo func() error, err error) {
	return func() error { return nil }, errNoAffinity
}
