package main

import (
	"fmt"
	"math"
	"strings"

	"touchline/components"
)

// kindsInOrder are the kinds of decision in the order in which a tick makes them,
// with what the report calls their number, and the file that they have to
// themselves.
var kindsInOrder = []struct{ kind, counted, file string }{
	{"wager", "wagers", "wagering.ndjson"},
	{"cut", "cuts", ""},
	{"segment-entry", "segments", ""},
	{"alert", "alerts", "alerts.ndjson"},
	{"grant", "grants", "grants.ndjson"},
	{"splice", "splices", "splices.ndjson"},
}

// checkFiles holds the files of single kinds against the one that has all, and
// their numbers against the report.
func checkFiles(g *given, s *givenStream, fault fault) {
	all := strings.SplitAfter(s.files["decisions.ndjson"], "\n")
	if last := all[len(all)-1]; last != "" {
		fault(len(all), "ends without a line break")
	}
	for _, k := range kindsInOrder {
		var own strings.Builder
		n := uint64(0)
		for i := range s.lines {
			if s.lines[i].Kind == k.kind {
				own.WriteString(all[i])
				n++
			}
		}
		if k.file != "" && s.files[k.file] != own.String() {
			fault(0, "%s has not the %d lines of decisions.ndjson of its kind", k.file, n)
		}
		if len(g.streams) == 1 && n != g.counts[k.counted] {
			fault(0, "%d %s, and %d in the report", n, k.counted, g.counts[k.counted])
		}
	}
}

// checkTimes holds the times of every line against each other.
func checkTimes(g *given, s *givenStream, fault fault) {
	if k := g.match.kickoff; !k.IsZero() && k.UnixMilli() != s.wall {
		fault(1, "the wall clock at PTS 0 is %d, and the match kicked off at %d", s.wall, k.UnixMilli())
	}
	order := map[string]int{}
	for i, k := range kindsInOrder {
		order[k.kind] = i
	}
	start, _ := frameCount(s.start, s.frames)
	day, _ := frameCount("24:00:00"+s.start[8:9]+"00", s.frames)
	last := &decision{}
	for i := range s.lines {
		d, line := &s.lines[i], i+1
		if d.Stream != s.number {
			fault(line, "of stream %d", d.Stream)
		}
		if d.Tick < last.Tick || d.Tick == last.Tick && order[d.Kind] < order[last.Kind] {
			fault(line, "%s of tick %d follows %s of tick %d", d.Kind, d.Tick, last.Kind, last.Tick)
		}
		last = d
		if want := g.at(d.Tick); d.T != want {
			fault(line, "tick %d is at %d, want %d", d.Tick, d.T, want)
		}
		if want := s.wall + int64(d.T)/90; d.UTC.UnixMilli() != want {
			fault(line, "utc %v is not that of t %d", d.UTC, d.T)
		}
		frame := int64(d.T) * int64(s.frames.Num) / (90_000 * int64(s.frames.Den))
		if got, err := frameCount(d.Timecode, s.frames); err != nil || got != (start+frame)%day {
			fault(line, "timecode %s is frame %d, %v, want frame %d after %s", d.Timecode, got, err, frame, s.start)
		}
		s.checkRelease(g, d, line, fault)
	}
}

// checkRelease checks that nothing is told before it happened, and nothing shown
// before it was heard of.
func (s *givenStream) checkRelease(g *given, d *decision, line int, fault fault) {
	if d.Received >= g.at(d.Tick+1) {
		fault(line, "%s received at %d, after its tick, which begins at %d", d.name(), d.Received, d.T)
	}
	if d.Kind != "segment-entry" && d.Occurred > d.Received { // the contribution's clock may jump ahead
		fault(line, "%s occurred at %d, after it was received at %d", d.name(), d.Occurred, d.Received)
	}
	if d.Release < max(d.Occurred, d.Received, d.T) {
		fault(line, "%s of %d, received at %d in the tick at %d, is released at %d",
			d.name(), d.Occurred, d.Received, d.T, d.Release)
	}
	seen := d.Occurred + s.latency
	if (d.Op == "event" || d.Op == "settle" || d.Op == "rollback") && d.Release < seen {
		fault(line, "%s of %d is released at %d, before viewers see it at %d", d.name(), d.Occurred, d.Release, seen)
	}
	switch {
	case d.Kind == "wager" && d.WallMS != s.wall+int64(d.Occurred)/90:
		fault(line, "wall_ms %d is not that of occurred %d", d.WallMS, d.Occurred)
	case d.Kind == "wager" && d.PTS33 != uint64(d.Occurred)%(1<<33):
		fault(line, "pts33 %d is not that of occurred %d", d.PTS33, d.Occurred)
	case d.Kind == "segment-entry" && d.PTS33 != uint64(d.Start)%(1<<33):
		fault(line, "pts33 %d is not that of start %d", d.PTS33, d.Start)
	}
}

// name says what d is, for a fault.
func (d *decision) name() string {
	return strings.Join(strings.Fields(d.Kind+" "+d.Op+" "+d.Market+" "+d.Reason+" "+d.Result), " ")
}

// at is when tick n begins.
func (g *given) at(n int64) components.PTS {
	return components.PTS(n * 90_000 * int64(g.rate.Den) / int64(g.rate.Num))
}

// frameCount reads a timecode as the number of frames since 00:00:00:00: all
// numbers up to it, less those that drop-frame leaves out.
func frameCount(text string, rate components.Rate) (int64, error) {
	var h, m, s, f int64
	var mark rune
	if n, err := fmt.Sscanf(text, "%d:%d:%d%c%d", &h, &m, &s, &mark, &f); n != 5 {
		return 0, err
	}
	nominal := int64(math.Round(float64(rate.Num) / float64(rate.Den)))
	minutes := h*60 + m
	count := (minutes*60+s)*nominal + f
	if mark == ';' {
		skip := map[int64]int64{30: 2, 60: 4}[nominal]
		if m%10 != 0 && s == 0 && f < skip {
			return 0, fmt.Errorf("%s is one of the numbers that are left out", text)
		}
		count -= skip * (minutes - minutes/10)
	}
	return count, nil
}

// checkClock holds the match clock against the beginnings of the periods that
// sportsbooks are told of.
func checkClock(g *given, s *givenStream, fault fault) {
	shows := []components.PTS{0, 0, 45 * 60, 90 * 60, 105 * 60, 120 * 60} // at its beginning, in seconds
	period, began := 0, components.PTS(0)
	stopped := ""
	for i := range s.lines {
		d := &s.lines[i]
		if d.Op == "event" && d.of("period_start") {
			e := g.match.find(d.Cause.Sequence)
			period, began, stopped = e.Period, d.Occurred-components.PTS(e.T*90), ""
		}
		if d.Op == "event" && d.of("period_end", "match_end", "abandoned") && stopped == "" {
			stopped = d.Clock
		}
		seconds := max(d.T-began, 0) / components.PTSPerSecond
		if !g.match.cricket {
			seconds += shows[period]
		}
		want := fmt.Sprintf("%d@%02d:%02d", period, seconds/60, seconds%60)
		if stopped != "" {
			want = stopped
		}
		// The lines before those of the events, in the tick that brings them, have
		// the clock of the match as it is after them.
		if d.Clock != want && !s.told(i) {
			fault(i+1, "the match clock shows %s, want %s", d.Clock, want)
		}
	}
}

// told reports whether a period begins or ends later in the tick of line i.
func (s *givenStream) told(i int) bool {
	for k := i; k < len(s.lines) && s.lines[k].Tick == s.lines[i].Tick; k++ {
		if d := &s.lines[k]; d.Op == "event" && d.of("period_start", "period_end", "match_end", "abandoned") {
			return true
		}
	}
	return false
}
