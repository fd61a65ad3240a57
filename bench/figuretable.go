package bench

import (
	"fmt"
	"io"
	"math"
	"time"
)

// figureRemark says what the figures are of.
const figureRemark = `
One operation is the full pipeline of a stream: five module operations, on one
thread. "sustained" is operations a second, a mean over all of a longer time,
with all that comes between; the page says neither what its operation is nor on
how many threads. "headroom" is how often one fits into a tick of 50 ms,
"streams-at-20hz" how many streams that is, in the whole tick and in half of
it, were each to cost what it does at this size.
`

func (r *Report) writeFigures(w io.Writer) error {
	fmt.Fprintln(w)
	tw, any := table(w), false
	fmt.Fprintln(tw, "row\tstreams\tours\tpublished\tbest\tpage\t")
	line := func(name string, f *Figure, share float64) {
		fmt.Fprintf(tw, "%s\t%d\t%s\t%s\t%s\t%s\t\n", name, f.Streams, large(f.Value*share), large(f.Reference*share), large(f.Best*share), large(f.Published*share))
	}
	for _, name := range []string{sustainedRow, headroomRow, streamsRow} {
		for i := range r.Figures {
			f := &r.Figures[i]
			if f.Row != name {
				continue
			}
			any = true
			line(name, f, 1)
			if f.Half > 0 {
				line("in half a tick", f, f.Half/f.Value)
			}
		}
	}
	if any {
		if err := tw.Flush(); err != nil {
			return err
		}
		if _, err := io.WriteString(w, figureRemark); err != nil {
			return err
		}
	}
	for i := range r.Figures {
		if f := &r.Figures[i]; f.Row == loopbackRow {
			if err := writeLoopback(w, f); err != nil {
				return err
			}
		}
	}
	return nil
}

// loopbackRemark says what the two figures may not be taken for.
const loopbackRemark = `The same five modules as five HTTP services on this machine, called for one
stream, one after the other. That is a latency, and what a tick of the same
work takes is processor time, to which an event's waiting for its tick comes,
25 ms on average: the two are not one figure. The page's is an estimate, and
was not measured here.
`

func writeLoopback(w io.Writer, f *Figure) error {
	_, err := fmt.Fprintf(w, "\nover-loopback: p50 %v, p99 %v; a tick in between %v; page %v\n%s",
		whole(f.Value), whole(f.P99), whole(f.Tick), whole(f.Published), loopbackRemark)
	return err
}

// whole writes ns as a duration of three digits.
func whole(ns float64) time.Duration {
	d := time.Duration(ns)
	unit := time.Duration(1)
	for d/unit >= 1000 {
		unit *= 10
	}
	return d.Round(unit)
}

// large writes a large number with three digits: 13.5 k, 4.31 M.
func large(v float64) string {
	unit := ""
	for _, next := range []string{"k", "M", "G"} {
		if v < 999.5 {
			break
		}
		v, unit = v/1000, " "+next
	}
	digits := max(0, 2-int(math.Floor(math.Log10(max(v, 1)))))
	return fmt.Sprintf("%.*f%s", digits, v, unit)
}
