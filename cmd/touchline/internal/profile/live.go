package profile

import (
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
)

// Live shows how things stand, until ctx or the run ends: on a terminal a table,
// twice a second, and elsewhere a line a second.
func (p *Profiler) Live(ctx context.Context, w io.Writer, terminal bool) {
	every, show := time.Second, (*Snapshot).line
	if terminal {
		every, show = time.Second/2, (*Snapshot).screen
	}
	t := time.NewTicker(every)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.over:
			return
		case <-t.C:
		}
		s, err := p.Snapshot(ctx)
		if err != nil {
			return
		}
		if _, err := io.WriteString(w, show(s)); err != nil {
			return
		}
	}
}

// line is how things stand in one line.
func (s *Snapshot) line() string {
	tick, late := quantilesOf(&s.Timings.Tick), quantilesOf(&s.Timings.Late)
	text := fmt.Sprintf("tick %d  p50 %s  p99 %s  late p99 %s  skipped %d  over budget %d",
		s.Tick, brief(tick.P50), brief(tick.P99), brief(late.P99), s.Skipped, s.Overruns)
	if order := s.costly(); len(order) > 0 {
		text += fmt.Sprintf("  %s %s", s.Names[order[0]], percent(s.share(order[0])))
	}
	return text + "\n"
}

// screen is how things stand on a terminal: what is there is written over, so that
// nothing flickers.
func (s *Snapshot) screen() string {
	var b strings.Builder
	tw := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "system\tp50\tp99\tmax\tshare\trows\t")
	for _, i := range s.costly() {
		q := quantilesOf(&s.Timings.Systems[i])
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\t\n", s.Names[i], brief(q.P50), brief(q.P99), brief(q.Max),
			percent(s.share(i)), rowsText(float64(s.Rows[i])/float64(s.Ticks)))
	}
	q := quantilesOf(&s.Timings.Tick)
	fmt.Fprintf(tw, "tick\t%s\t%s\t%s\t\t\t\n", brief(q.P50), brief(q.P99), brief(q.Max))
	tw.Flush()
	b.WriteString("\n" + strings.TrimSuffix(s.line(), "\n"))
	const home, clearLine, clearBelow = "\x1b[H", "\x1b[K", "\x1b[J"
	return home + strings.ReplaceAll(b.String(), "\n", clearLine+"\n") + clearLine + clearBelow + "\n"
}

// share is the share of a system of all that are not load.
func (s *Snapshot) share(i int) float64 {
	var all time.Duration
	for k := range s.Timings.Systems {
		if !s.Load[k] {
			all += s.Timings.Systems[k].Sum()
		}
	}
	if all == 0 {
		return 0
	}
	return float64(s.Timings.Systems[i].Sum()) / float64(all)
}
