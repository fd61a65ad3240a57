//go:build !linux && !darwin

package topology

import "runtime"

// host knows how many CPUs there are, and nothing more.
func host() (Machine, error) {
	m := Machine{Unpinnable: runtime.GOOS}
	for id := range runtime.NumCPU() {
		m.CPUs = append(m.CPUs, CPU{ID: id, Siblings: CPUs{id}})
	}
	m.Allowed = m.Online()
	return m, nil
}
