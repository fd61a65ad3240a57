//go:build !(goexperiment.simd && amd64)

package director

// A wide is what a table needs for vector instructions, which this build does not use.
type wide struct{}

func (wide) moveWide(_, _ uint) bool { return false }
