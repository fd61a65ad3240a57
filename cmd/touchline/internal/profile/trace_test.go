package profile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"touchline/ecs"
	"touchline/scheduler"
)

// traceFile is what a trace is read back as.
type traceFile struct {
	Unit   string            `json:"displayTimeUnit"`
	Other  map[string]string `json:"otherData"`
	Events []traceEvent      `json:"traceEvents"`
}

type traceEvent struct {
	Phase string         `json:"ph"`
	Track int            `json:"tid"`
	Name  string         `json:"name"`
	At    float64        `json:"ts"`
	For   float64        `json:"dur"`
	Args  map[string]any `json:"args"`
}

func (e *traceEvent) key(k string) int { return int(e.Args[k].(float64)) }

// within reports whether e lies within o, but for what rounding does.
func (e *traceEvent) within(o *traceEvent) bool {
	return e.At >= o.At-0.002 && e.At+e.For <= o.At+o.For+0.002
}

func readTrace(t *testing.T, p *Profiler) *traceFile {
	t.Helper()
	var out bytes.Buffer
	if err := p.WriteTrace(&out); err != nil {
		t.Fatal(err)
	}
	var f traceFile
	if err := json.Unmarshal(out.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	return &f
}

// TestTrace reads a trace back: ticks, in them shards, in these systems, each on
// the track of the worker that had it, and the ticks that were given up.
func TestTrace(t *testing.T) {
	var clock scheduler.Manual
	stall := func(r *ecs.Run) {
		spin(5 * time.Microsecond)(r)
		if r.Now.Tick == 4 {
			clock.Advance(65 * time.Millisecond) // on each of two shards
		}
	}
	r := newRig(t, Config{Keep: 10, Shards: true}, scheduler.Config{
		Clock: &clock, Overrun: scheduler.Skip, Workers: 2, Systems: steps(toy{"abr", stall}, toy{"drm", spin(3 * time.Microsecond)}),
	}, shards(t, 2))
	r.run(t, 12)
	f := readTrace(t, r.Profiler)

	tracks := map[int]string{}
	ticks, spans := map[int]*traceEvent{}, map[string]*traceEvent{}
	counts := map[string]int{}
	for i := range f.Events {
		e := &f.Events[i]
		switch {
		case e.Phase == "M":
			tracks[e.Track] = e.Args["name"].(string)
		case e.Phase == "i":
			counts["skipped"] += e.key("ticks")
		case e.Track == ticksTrack:
			ticks[e.key("tick")] = e
			counts["tick"]++
		case e.Name == "abr" || e.Name == "drm":
			counts[e.Name]++
			if o := spans[fmt.Sprint(e.key("tick"), " shard ", e.key("shard"))]; o == nil || !e.within(o) || e.Track != o.Track {
				t.Errorf("%+v is not in its shard %+v", e, o)
			}
		default:
			counts["shard"]++
			spans[fmt.Sprint(e.key("tick"), " ", e.Name)] = e
			if o := ticks[e.key("tick")]; o == nil || !e.within(o) {
				t.Errorf("%+v is not in its tick %+v", e, o)
			}
		}
	}
	n := r.ring.len()
	want := map[string]int{"tick": n, "shard": 2 * n, "abr": 2 * n, "drm": 2 * n, "skipped": int(r.counts.skipped)}
	if fmt.Sprint(counts) != fmt.Sprint(want) || n == 0 || r.counts.skipped == 0 {
		t.Errorf("events %v, want %v", counts, want)
	}
	if tracks[0] != "ticks" || tracks[1] != "worker 0 (leader)" {
		t.Errorf("tracks %v", tracks)
	}
}

// TestTraceIsBounded: of a long run of many shards, there are the last ticks.
func TestTraceIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	many := make([]toy, 200)
	for i := range many {
		many[i] = toy{fmt.Sprint("system", i), spin(time.Microsecond)}
	}
	r := newRig(t, Config{Keep: 10_000, Shards: true}, scheduler.Config{Systems: steps(many...), Workers: 1}, shards(t, 10))
	r.run(t, 120)
	f := readTrace(t, r.Profiler)
	const kept = mostSpans / (10 * 201)
	ticks := 0
	for i := range f.Events {
		if e := &f.Events[i]; e.Name == "tick" {
			if ticks++; e.key("tick") < 120-kept {
				t.Errorf("tick %d is kept", e.key("tick"))
			}
		}
	}
	if ticks != kept || len(f.Events) > mostSpans+3*kept+10 {
		t.Errorf("%d ticks in %d events, want %d", ticks, len(f.Events), kept)
	}
	if f.Other["ticks"] != "120" || f.Other["first"] != fmt.Sprint(120-kept) {
		t.Errorf("it says %v", f.Other)
	}
}
