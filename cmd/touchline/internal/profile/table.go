package profile

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// wide is from how many columns on a table also says what rows are of, and draws
// shares.
const wide = 120

// Options say how a report is shown.
type Options struct {
	Width int  // columns
	Top   bool // the dearest system first
}

// WriteTable writes r for people.
func (r *Report) WriteTable(w io.Writer, o Options) error {
	fmt.Fprintf(w, "%s ticks of %s streams in %d shards on %d workers, pace %s\n\n",
		Grouped(r.Ticks), Grouped(uint64(r.Streams)), r.Shards, r.Workers, r.Pace)
	if err := r.writeSystems(w, o); err != nil {
		return err
	}
	fmt.Fprintln(w)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "\tp50\tp90\tp99\tmax\t")
	line := func(name string, q Quantiles) {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t\n", name, brief(q.P50), brief(q.P90), brief(q.P99), brief(q.Max))
	}
	line("tick", r.Tick)
	if r.Pace != "max" { // at which nothing is ever due
		line("response", r.Response)
		line("late", r.Late)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\n%d skipped, %d caught up; %d GC cycles\ncontext switches: %s voluntary, %s involuntary\n",
		r.Skipped, r.CaughtUp, r.GC, known(r.Voluntary), known(r.Involuntary))
	r.writeOverruns(w)
	return nil
}

func (r *Report) writeSystems(w io.Writer, o Options) error {
	systems := slices.Clone(r.Systems)
	if o.Top {
		slices.SortStableFunc(systems, func(a, b System) int { return cmp.Compare(b.Share, a.Share) })
	}
	head, more := "system\tp50\tp90\tp99\tmax\tshare\tperiod\trows\tns/row\t", o.Width >= wide
	if more {
		head += "  rows of\f"
	}
	of := 0 // how wide the column of what rows are of is
	for i := range systems {
		of = max(of, len(strings.Join(systems[i].RowsOf, ", ")))
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, strings.TrimSuffix(head, "\f"))
	line := func(s *System, share string) {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t", s.Name, brief(s.P50), brief(s.P90), brief(s.P99), brief(s.Max),
			share, percentOf(s.Budget, 3), rowsText(s.Rows), perRow(s.PerRow))
		if more {
			fmt.Fprintf(tw, "  %s", strings.TrimRight(fmt.Sprintf("%-*s %s", of, strings.Join(s.RowsOf, ", "), bar(s.Share)), " "))
		}
		fmt.Fprintln(tw)
	}
	for i := range systems {
		line(&systems[i], percent(systems[i].Share))
	}
	if r.Load != nil {
		line(r.Load, "(load)")
	}
	return tw.Flush()
}

// writeOverruns says how many ticks went over the budget and why, and which were
// the worst.
func (r *Report) writeOverruns(w io.Writer) {
	budget := time.Duration(r.BudgetNS)
	if r.Overran == 0 {
		fmt.Fprintf(w, "no tick went over the budget of %v\n", budget)
		return
	}
	var causes []string
	for _, c := range r.Causes {
		causes = append(causes, fmt.Sprintf("%s %d", c.Cause, c.Ticks))
	}
	fmt.Fprintf(w, "%d ticks went over the budget of %v: %s\n", r.Overran, budget, strings.Join(causes, ", "))
	worst := slices.Clone(r.Overruns)
	slices.SortStableFunc(worst, func(a, b Overrun) int { return cmp.Compare(b.End-b.Due, a.End-a.Due) })
	for _, o := range worst[:min(len(worst), 5)] {
		fmt.Fprintf(w, "  tick %d: %s late, done after %s", o.Tick, brief(uint64(max(o.Start-o.Due, 0))), brief(uint64(o.End-o.Due)))
		if o.Skipped > 0 {
			fmt.Fprintf(w, ", %d skipped before", o.Skipped)
		}
		fmt.Fprintf(w, ": %s\n", o.Cause)
	}
}

// bar draws a share to an eighth of a column.
func bar(share float64) string {
	const columns = 24
	eighths := int(share*columns*8 + 0.5)
	text := strings.Repeat("█", eighths/8)
	if rest := eighths % 8; rest > 0 {
		text += string(rune('█' + 8 - rest))
	}
	return text
}

// brief writes a duration with three or four digits.
func brief(ns uint64) string {
	for _, u := range []struct {
		size uint64
		name string
	}{{1e9, "s"}, {1e6, "ms"}, {1e3, "µs"}} {
		if ns < u.size {
			continue
		}
		digits := 2
		switch v := ns / u.size; {
		case v >= 100:
			digits = 0
		case v >= 10:
			digits = 1
		}
		return strconv.FormatFloat(float64(ns)/float64(u.size), 'f', digits, 64) + u.name
	}
	return strconv.FormatUint(ns, 10) + "ns"
}

func percent(v float64) string { return percentOf(v, 1) }

func percentOf(v float64, digits int) string {
	return strconv.FormatFloat(100*v, 'f', digits, 64) + "%"
}

func rowsText(v float64) string {
	if v < 10 && v != float64(int(v)) {
		return strconv.FormatFloat(v, 'f', 2, 64)
	}
	if v >= 1e6 {
		return strconv.FormatFloat(v/1e6, 'f', 2, 64) + "M"
	}
	return Grouped(uint64(v + 0.5))
}

func perRow(v *float64) string {
	if v == nil {
		return "-"
	}
	if *v >= 100 {
		return Grouped(uint64(*v + 0.5))
	}
	return strconv.FormatFloat(*v, 'f', 1, 64)
}

// Grouped writes a number with commas.
func Grouped(n uint64) string {
	text := strconv.FormatUint(n, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

func known(n *uint64) string {
	if n == nil {
		return "n/a"
	}
	return Grouped(*n)
}
