package rfc_test

import (
	"testing"

	"touchline/systems/manifest/hls/rfc"
)

// FuzzCheck: no text breaks the checks, and every fault says where it is.
func FuzzCheck(f *testing.F) {
	for _, pair := range [][2]string{{media, next}, {next, update}, {simple, simple}, {multivariant, media}, {"#EXTM3U\n", ""}, {delta, delta}} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, before, after string) {
		faults := append(rfc.Check(before), rfc.Check(after)...)
		faults = append(faults, rfc.CheckUpdate(before, after)...)
		for _, fault := range faults {
			if fault.Line < 1 || fault.Tag == "" || fault.Section == "" || fault.Text == "" || len(fault.Text) > 1000 {
				t.Errorf("%+v", fault)
			}
		}
	})
}
