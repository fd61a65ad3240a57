//go:build unix

package bench

import "syscall"

// reserve returns size bytes of address space that nobody may read or write.
func reserve(size int) ([]uint8, error) {
	return syscall.Mmap(-1, 0, size, syscall.PROT_NONE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
}

func release(memory []uint8) { _ = syscall.Munmap(memory) }
