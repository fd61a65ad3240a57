//go:build !unix

package ecstest

import (
	"testing"
	"unsafe"
)

// newFence returns nil: here undeclared reads go unnoticed.
func newFence(testing.TB, int) unsafe.Pointer { return nil }
