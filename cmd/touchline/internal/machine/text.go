package machine

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

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

// wrap breaks a line between words; what follows is indented further than it is.
func wrap(line string, width int) (parts []string) {
	indent := strings.Repeat(" ", len(line)-len(strings.TrimLeft(line, " "))+4)
	for utf8.RuneCountInString(line) > width {
		at := width
		for at > len(indent) && line[at] != ' ' {
			at--
		}
		if at == len(indent) { // a word that is longer than a line
			break
		}
		parts = append(parts, line[:at])
		line = indent + line[at+1:]
	}
	return append(parts, line)
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

// alike returns how many cores at the beginning of the list can share a line: they
// follow each other, and so do their workers if they have any.
func alike(cores []core) int {
	for i := 1; i < len(cores); i++ {
		a, b := cores[i-1], cores[i]
		same := b.number == a.number+1 && len(a.cpus) == len(b.cpus) && a.l1 == b.l1 && a.l2 == b.l2 && a.slow == b.slow && len(a.shut) == len(b.shut)
		for k := 0; same && k < len(a.cpus); k++ {
			same = b.workers[k] == a.workers[k]+1 && a.workers[k] >= 0 || b.workers[k] == -1 && a.workers[k] == -1
		}
		if !same {
			return i
		}
	}
	return len(cores)
}

func (v *View) writeCores(w io.Writer, cores []core, indent string) {
	first, last := cores[0], cores[len(cores)-1]
	var cpus, shut topology.CPUs
	var workers []string
	for _, c := range cores {
		cpus = append(cpus, c.cpus...)
		shut = append(shut, c.shut...)
	}
	slices.Sort(cpus)
	for k := range first.workers {
		if first.workers[k] >= 0 {
			workers = append(workers, numbers("worker", first.workers[k], last.workers[k]))
		}
	}
	var notes []string
	if first.slow {
		notes = append(notes, "efficiency")
	}
	if len(shut) == len(cpus) {
		notes = append(notes, "not ours")
	} else if len(shut) > 0 {
		slices.Sort(shut)
		notes = append(notes, fmt.Sprintf("not ours: %v", shut))
	}
	var caches []string
	for i, bytes := range []int{first.l1, first.l2} {
		if bytes > 0 {
			caches = append(caches, fmt.Sprintf("L%d %s", i+1, size(bytes)))
		}
	}
	each := ""
	if len(cores) > 1 && len(caches) > 0 {
		each = "each "
	}
	fmt.Fprintf(w, "%s%s\t%s\t%s%s\t%s\n", indent, numbers("core", first.number, last.number), cpus.Named(),
		each, strings.Join(caches, ", "), strings.Join(append(workers, notes...), ", "))
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

func (v *View) writePlan(w io.Writer) {
	p := &v.Plan
	fmt.Fprintf(w, "\nplan: %s, pinning %v", count(p.Workers, "worker"), p.Placement)
	if v.Shards > 0 {
		fmt.Fprintf(w, "; %s of %s", count(v.Shards, "shard"), count(v.Streams, "stream"))
	}
	fmt.Fprintln(w)
	if v.Shards > 0 {
		fmt.Fprintln(w, "  shards are claimed, in each tick, by whichever worker is free")
	}
	for i := 0; i < len(p.Seats); {
		j := i + 1
		for j < len(p.Seats) && p.Seats[j].Why == p.Seats[i].Why && p.Seats[j].CPU == p.Seats[j-1].CPU+1 {
			j++
		}
		fmt.Fprintf(w, "  %s on %s: %s\n", numbers("worker", i, j-1), numbers("CPU", p.Seats[i].CPU, p.Seats[j-1].CPU), p.Seats[i].Why)
		i = j
	}
	if len(p.Seats) == 0 {
		fmt.Fprintf(w, "  nobody is pinned (%s)\n", strings.Join(p.Reasons, "; "))
		return
	}
	for _, r := range p.Reasons {
		fmt.Fprintln(w, " ", r)
	}
}

// count writes 1 core, 2 cores.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// numbers writes core 3, cores 3-7.
func numbers(what string, first, last int) string {
	if first == last {
		return fmt.Sprintf("%s %d", what, first)
	}
	return fmt.Sprintf("%ss %d-%d", what, first, last)
}
