package bench

import (
	"runtime"

	"github.com/klauspost/cpuid/v2"
)

// Machine is what was measured on.
type Machine struct {
	CPU   string `json:"cpu"`
	Cores int    `json:"cores"` // logical processors that the program may use
	OS    string `json:"os"`
	Arch  string `json:"arch"`
	Go    string `json:"go"`
}

// ThisMachine describes this machine.
func ThisMachine() Machine {
	return Machine{cpuid.CPU.BrandName, runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version()}
}
