package topology

import (
	"runtime"
	"slices"

	"github.com/klauspost/cpuid/v2"
)

// Host returns the machine that runs the program.
func Host() (Machine, error) {
	m, err := host()
	if err != nil {
		return m, err
	}
	m.OS, m.Arch = runtime.GOOS, runtime.GOARCH
	c := &cpuid.CPU
	if c.BrandName != "" { // there is none on arm64 Linux
		m.Brand = c.BrandName
	}
	if m.Line == 0 {
		m.Line = c.CacheLine
	}
	m.Virtual = m.Virtual || c.VM()
	m.Features = c.FeatureSet()
	slices.Sort(m.Features)
	return m, nil
}
