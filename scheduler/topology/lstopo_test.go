package topology_test

import (
	"encoding/xml"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"touchline/scheduler/topology"
)

// object is an element of what hwloc writes.
type object struct {
	Type    string   `xml:"type,attr"`
	Set     string   `xml:"cpuset,attr"`
	Bytes   int      `xml:"cache_size,attr"`
	Line    int      `xml:"cache_linesize,attr"`
	Objects []object `xml:"object"`
}

// TestLstopo compares this machine with what hwloc finds in it.
func TestLstopo(t *testing.T) {
	program, err := exec.LookPath("lstopo-no-graphics")
	if err != nil {
		t.Skip("no lstopo-no-graphics (hwloc)")
	}
	out, err := exec.CommandContext(t.Context(), program, "--of", "xml").Output()
	if err != nil {
		t.Fatal(err)
	}
	var top struct {
		Objects []object `xml:"object"`
	}
	if err := xml.Unmarshal(out, &top); err != nil {
		t.Fatal(err)
	}
	var want, got []string
	var line int
	var visit func(list []object)
	visit = func(list []object) {
		for _, o := range list {
			switch o.Type {
			case "Core", "NUMANode", "Package":
				want = append(want, fmt.Sprintf("%s %s", o.Type, bits(t, o.Set)))
			case "L1Cache", "L2Cache", "L3Cache":
				want = append(want, fmt.Sprintf("%s %s %d", o.Type, bits(t, o.Set), o.Bytes))
				line = o.Line
			}
			visit(o.Objects)
		}
	}
	visit(top.Objects)

	m, err := topology.Host()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range m.Cores() {
		got = append(got, fmt.Sprintf("Core %v", c.And(m.Allowed)))
	}
	for _, n := range m.Nodes {
		got = append(got, fmt.Sprintf("NUMANode %v", n.CPUs.And(m.Allowed)))
	}
	packages := map[int]topology.CPUs{}
	for _, cpu := range m.Allowed {
		for _, c := range m.CPUs {
			if c.ID == cpu {
				packages[c.Package] = append(packages[c.Package], cpu)
			}
		}
	}
	for _, p := range packages {
		got = append(got, fmt.Sprintf("Package %v", p))
	}
	for _, c := range m.Caches {
		if c.Type != "Instruction" && c.Level <= 3 {
			got = append(got, fmt.Sprintf("L%dCache %v %d", c.Level, c.CPUs.And(m.Allowed), c.Bytes))
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nhwloc has\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if m.Line != line {
		t.Errorf("line %d, hwloc has %d", m.Line, line)
	}
}

// bits reads a set of hwloc: words of 32 bits, the highest first.
func bits(t *testing.T, text string) topology.CPUs {
	var set topology.CPUs
	words := strings.Split(text, ",")
	slices.Reverse(words)
	for i, word := range words {
		v, err := strconv.ParseUint("0"+strings.TrimPrefix(word, "0x"), 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		for b := range 32 {
			if v>>b&1 == 1 {
				set = append(set, 32*i+b)
			}
		}
	}
	return set
}
