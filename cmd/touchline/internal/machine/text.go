package machine

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"touchline/scheduler/topology"
)

// columns is how wide a terminal is taken to be.
const columns = 80

// Write writes the machine and the plan for a terminal.
func (v *View) Write(w io.Writer) error {
	var b bytes.Buffer
	fmt.Fprintln(&b, strings.Join(v.headline(), ", "))
	fmt.Fprintln(&b, v.counts())
	fmt.Fprintf(&b, "open to this process: %s%s\n", v.Machine.Allowed.Named(), v.bounds())
	fmt.Fprintln(&b)
	tw := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, n := range v.levels() {
		v.writeLevel(tw, n, "")
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	v.writeDistances(&b)
	v.writePlan(&b)
	for line := range strings.Lines(b.String()) {
		for _, part := range wrap(strings.TrimRight(line, " \n"), columns) {
			if _, err := fmt.Fprintln(w, part); err != nil {
				return err
			}
		}
	}
	return nil
}

// headline says whose machine it is.
func (v *View) headline() (words []string) {
	m := v.Machine
	for _, word := range []string{m.Brand, m.OS, m.Arch} {
		if word != "" {
			words = append(words, word)
		}
	}
	if m.Virtual {
		words = append(words, "virtual")
	}
	return words
}

// counts says how many there are of what.
func (v *View) counts() string {
	m := v.Machine
	text := fmt.Sprintf("%s, %s, %s", count(len(m.CPUs), "CPU"), count(len(m.Cores()), "core"), count(m.Packages(), "package"))
	if len(m.Nodes) > 0 {
		text += ", " + count(len(m.Nodes), "NUMA node")
	}
	slow := 0
	for _, c := range m.Cores() {
		if m.Efficient(c[0]) {
			slow++
		}
	}
	if slow > 0 {
		text += fmt.Sprintf(", %d of the cores for efficiency", slow)
	}
	if m.Line > 0 {
		text += fmt.Sprintf("; line %d bytes", m.Line)
	}
	return text
}

// bounds says what narrows the CPUs of this process.
func (v *View) bounds() (text string) {
	m := v.Machine
	if q := m.Quota; q.US > 0 {
		text += fmt.Sprintf("; quota %d µs in each %d µs", q.US, q.PeriodUS)
	}
	for _, set := range []struct {
		name string
		cpus topology.CPUs
	}{{"offline", m.Offline}, {"isolated", m.Isolated}, {"nohz_full", m.NoHzFull}} {
		if len(set.cpus) > 0 {
			text += fmt.Sprintf("; %s %v", set.name, set.cpus)
		}
	}
	return text
}

func (v *View) writeLevel(w io.Writer, l level, indent string) {
	caches := ""
	if l.bytes > 0 {
		caches = size(l.bytes)
	}
	fmt.Fprintf(w, "%s%s\t%s\t%s\n", indent, l.name, l.cpus.Named(), caches)
	for _, p := range l.parts {
		v.writeLevel(w, p, indent+"  ")
	}
	for len(l.cores) > 0 {
		n := alike(l.cores)
		v.writeCores(w, l.cores[:n], indent+"  ")
		l.cores = l.cores[n:]
	}
}

func (v *View) writeDistances(w io.Writer) {
	nodes := v.Machine.Nodes
	if len(nodes) < 2 {
		return
	}
	fmt.Fprint(w, "\ndistance ")
	for _, n := range nodes {
		fmt.Fprintf(w, "%5d", n.ID)
	}
	fmt.Fprintln(w)
	for _, n := range nodes {
		fmt.Fprintf(w, "node %-4d", n.ID)
		for _, d := range n.Distances {
			fmt.Fprintf(w, "%5d", d)
		}
		fmt.Fprintln(w)
	}
}
