package topology_test

import (
	"testing"

	"touchline/scheduler/topology"
)

func TestCPUs(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", ""}, {"0", "0"}, {"0-1", "0-1"}, {"0,1,2,3,8", "0-3,8"}, {"8,0-3", "0-3,8"}, {"2-2", "2"}, {"0-4,2-6", "0-6"}, {"0,2,4", "0,2,4"}, {"8191", "8191"},
	} {
		list, err := topology.ParseCPUs(tt.text)
		if got := list.String(); err != nil || got != tt.want {
			t.Errorf("%q: %q, %v, want %q", tt.text, got, err, tt.want)
		}
	}
	for _, tt := range []struct{ text, want string }{
		{"3-1", `CPUs "3-1": "3-1": want numbers from 0 to 8191, as 0-3,8`},
		{"0,", `CPUs "0,": "": want numbers from 0 to 8191, as 0-3,8`},
		{"0-", `CPUs "0-": "0-": want numbers from 0 to 8191, as 0-3,8`},
		{"+1", `CPUs "+1": "+1": want numbers from 0 to 8191, as 0-3,8`},
		{"1,8192", `CPUs "1,8192": "8192": want numbers from 0 to 8191, as 0-3,8`},
		{"0-4000000000", `CPUs "0-4000000000": "0-4000000000": want numbers from 0 to 8191, as 0-3,8`},
		{"0 1", `CPUs "0 1": "0 1": want numbers from 0 to 8191, as 0-3,8`},
	} {
		if _, err := topology.ParseCPUs(tt.text); err == nil || err.Error() != tt.want {
			t.Errorf("%q: %v, want %s", tt.text, err, tt.want)
		}
	}
}

func TestSets(t *testing.T) {
	a, b := cpus(t, "0-3,8"), cpus(t, "2-8")
	if got := a.And(b).String(); got != "2-3,8" {
		t.Errorf("and: %s", got)
	}
	if got := a.Without(b).String(); got != "0-1" {
		t.Errorf("without: %s", got)
	}
	if !a.Has(8) || a.Has(4) || topology.CPUs(nil).Has(0) {
		t.Error("has")
	}
}

func cpus(t *testing.T, text string) topology.CPUs {
	t.Helper()
	list, err := topology.ParseCPUs(text)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func FuzzParseCPUs(f *testing.F) {
	f.Add("0-3,8")
	f.Add("0-")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := topology.ParseCPUs(text)
		if err != nil {
			return
		}
		again, err := topology.ParseCPUs(list.String())
		if err != nil || again.String() != list.String() {
			t.Errorf("%q is %v, and read again %v, %v", text, list, again, err)
		}
	})
}
