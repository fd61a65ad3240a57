//go:build unix

package ecstest

import (
	"syscall"
	"testing"
	"unsafe"
)

// newFence returns size bytes of address space that nobody may read or write.
func newFence(t testing.TB, size int) unsafe.Pointer {
	region, err := syscall.Mmap(-1, 0, size, syscall.PROT_NONE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Fatalf("no address space to hide columns behind: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Munmap(region) })
	return unsafe.Pointer(unsafe.SliceData(region))
}
