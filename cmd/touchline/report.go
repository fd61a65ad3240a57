package main

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"touchline/cmd/touchline/internal/profile"
)

// runReport is what --json says of a run. Keys may be added; none is renamed.
type runReport struct {
	Matches  []matchJSON    `json:"matches,omitempty"`
	Streams  int            `json:"streams"`
	Fixtures int            `json:"fixtures"`
	Workers  int            `json:"workers"`
	Shards   int            `json:"shards"`
	Ticks    uint64         `json:"ticks"`
	Skipped  uint64         `json:"skipped"`
	LoadS    float64        `json:"load_s"`
	WallS    float64        `json:"wall_s"`
	MatchS   float64        `json:"match_s"`
	Realtime float64        `json:"realtime_factor"`
	TickNS   quantiles      `json:"tick_ns"`
	Allocs   float64        `json:"allocs_per_tick"`
	Arrival  millis         `json:"arrival_to_output_ms"`
	Systems  []systemReport `json:"systems"`
	Outputs  outputs        `json:"outputs"`
	Refused  uint64         `json:"refused"`
	Input    *inputReport   `json:"input,omitempty"` // of a live match
	Profile  string         `json:"profile,omitempty"`
	Pinning  string         `json:"pinning,omitempty"` // with a profile
	Forced   string         `json:"forced,omitempty"`  // why the profile does not fit
	Hash     string         `json:"state_hash,omitempty"`

	*liveReport
}

// liveReport is what run adds.
type liveReport struct {
	Late     quantilesUS `json:"late_us"`
	PerTick  float64     `json:"ns_per_stream_tick"`
	AtRate   int64       `json:"streams_at_rate_estimate"`
	PeakRSS  int64       `json:"peak_rss_bytes"`
	Memory   *heldMemory `json:"memory,omitempty"`        // if it was looked at often enough
	Begun    uint64      `json:"matches_begun,omitempty"` // with --next
	Degraded bool        `json:"degraded"`
	Busiest  shares      `json:"busiest_shard_share"` // of a tick's work
}

type quantiles struct {
	P50 uint64 `json:"p50"`
	P90 uint64 `json:"p90"`
	P99 uint64 `json:"p99"`
	Max uint64 `json:"max"`
}

type quantilesUS struct {
	P50 float64 `json:"p50"`
	P99 float64 `json:"p99"`
	Max float64 `json:"max"`
}

// shares are parts of a whole, from 0 to 1: of all ticks together, and of each.
type shares struct {
	Run float64 `json:"run"`
	P50 float64 `json:"p50"`
	P99 float64 `json:"p99"`
	Max float64 `json:"max"`
}

type millis struct {
	P50 float64 `json:"p50"`
	P99 float64 `json:"p99"`
	Max float64 `json:"max"`
}

type systemReport struct {
	Name   string  `json:"name"`
	P50    uint64  `json:"p50_ns"`
	P99    uint64  `json:"p99_ns"`
	Share  float64 `json:"share"`
	Budget float64 `json:"budget_share"`
}

// outputs are totals over all streams, in the order of [components.Outputs].
type outputs struct {
	Wagers   uint64 `json:"wagers"`
	Cuts     uint64 `json:"cuts"`
	Segments uint64 `json:"segments"`
	Alerts   uint64 `json:"alerts"`
	Grants   uint64 `json:"grants"`
	Splices  uint64 `json:"splices"`
}

// write prints the report as one JSON object, or for people.
func (r *runReport) write(w io.Writer, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(w).Encode(r)
	}
	for i := range r.Matches {
		m := &r.Matches[i]
		fmt.Fprintf(w, "%s %s", teamsText(m), scoreText(m))
		if m.Possession != nil {
			fmt.Fprintf(w, ", ball possession %d %%–%d %%", m.Possession.Home, m.Possession.Away)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "%s of media in %s, %s times real time; %d ticks, %d skipped\n",
		clockText(r.MatchS), time.Duration(r.WallS*1e9).Round(time.Millisecond), short(r.Realtime), r.Ticks, r.Skipped)
	fmt.Fprintf(w, "%d streams of %d fixtures in %d shards on %d workers\n", r.Streams, r.Fixtures, r.Shards, r.Workers)
	if r.Profile != "" {
		fmt.Fprintf(w, "profile %s; %s\n", r.Profile, r.Pinning)
	}
	if r.Forced != "" {
		fmt.Fprintf(w, "forced: %s\n", r.Forced)
	}
	fmt.Fprintln(w)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "system\tp50\tp99\tshare\tof the period\t")
	for _, s := range r.Systems {
		fmt.Fprintf(tw, "%s\t%v\t%v\t%.1f %%\t%.4f %%\t\n", s.Name, nanos(s.P50), nanos(s.P99), s.Share*100, s.Budget*100)
	}
	fmt.Fprintf(tw, "tick\t%v\t%v\t\t\t\n", nanos(r.TickNS.P50), nanos(r.TickNS.P99))
	if err := tw.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nallocations per tick %.2f; from arrival to output p50 %.1f ms, p99 %.1f ms\n", r.Allocs, r.Arrival.P50, r.Arrival.P99)
	fmt.Fprintf(w, "outputs: %d wagers, %d cuts, %d segments, %d alerts, %d grants, %d splices; %d inputs refused\n",
		r.Outputs.Wagers, r.Outputs.Cuts, r.Outputs.Segments, r.Outputs.Alerts, r.Outputs.Grants, r.Outputs.Splices, r.Refused)
	if in := r.Input; in != nil {
		fmt.Fprintf(w, "input: %d lines, %d left out; %d events held back, for up to %.0f ms; %d came late\n", in.Lines, in.Bad, in.Held, in.LongestMS, in.Late)
	}
	if l := r.liveReport; l != nil {
		fmt.Fprintf(w, "late p50 %.1f µs, p99 %.1f µs; %.1f ns per stream and tick, %s streams at this rate (estimate); peak memory %s\n",
			l.Late.P50, l.Late.P99, l.PerTick, short(float64(l.AtRate)), bytesText(l.PeakRSS))
		fmt.Fprintf(w, "the busiest shard has %.0f %% of all work; of that of a tick p50 %.0f %%, p99 %.0f %%, at most %.0f %%\n",
			l.Busiest.Run*100, l.Busiest.P50*100, l.Busiest.P99*100, l.Busiest.Max*100)
		if m := l.Memory; m != nil {
			fmt.Fprintf(w, "memory held: %s in the first quarter of the run, %s in the last\n", bytesText(m.First), bytesText(m.Last))
		}
		if l.Begun > 0 {
			fmt.Fprintf(w, "%d matches began where others were over\n", l.Begun)
		}
	}
	if r.Hash != "" {
		fmt.Fprintf(w, "state hash %s\n", r.Hash)
	}
	return nil
}

func nanos(n uint64) time.Duration {
	d := time.Duration(n)
	switch {
	case d >= time.Millisecond:
		return d.Round(10 * time.Microsecond)
	case d >= 10*time.Microsecond:
		return d.Round(100 * time.Nanosecond)
	}
	return d
}

// clockText writes seconds as h:mm:ss.
func clockText(s float64) string {
	n := int64(s)
	return fmt.Sprintf("%d:%02d:%02d", n/3600, n/60%60, n%60)
}

// short writes a large number with three digits: 21,400.
func short(v float64) string {
	n := int64(v)
	unit := int64(1)
	for n/unit >= 1000 {
		unit *= 10
	}
	return profile.Grouped(uint64(n / unit * unit))
}

func bytesText(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.0f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d KiB", n>>10)
}
