//go:build !linux

package main

// maxrssUnit is the unit of ru_maxrss in bytes.
const maxrssUnit = 1

// highWater returns 0: getrusage says it.
func highWater() int64 { return 0 }

// residentReader reads how much memory the process holds, where that is told.
type residentReader struct{}

func (*residentReader) read() int64 { return 0 }
