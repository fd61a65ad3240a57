package profile

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"touchline/ecs"
	"touchline/scheduler"
)

// work is what all runs here are of.
var work = Work{Load: "match", Pace: "max", Streams: 10, Fixtures: 10, Shards: 1, Workers: 1}

// runs makes runs whose medians are about ns, each a little beside the others.
func runs(n int, ns float64) *Saved {
	s := &Saved{Schema: 1, Work: work}
	for i := range n {
		off := 1 + 0.01*float64(i-n/2)
		var r Saves
		for k := range blocks {
			r.Tick = append(r.Tick, ns*off*(1+0.001*float64(k)))
		}
		r.Systems = []Medians{{"abr", r.Tick}, {"drm", []float64{100, 101, 102}}}
		s.Runs = append(s.Runs, r)
	}
	return s
}

func compare(t *testing.T, old, now *Saved) (*Comparison, map[string]Difference) {
	t.Helper()
	c, err := now.Compare(old)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]Difference{}
	for _, d := range c.Differences {
		all[d.Name] = d
	}
	return c, all
}

// TestCompare finds a system that became slower by a tenth, and none where there is
// none.
func TestCompare(t *testing.T) {
	c, got := compare(t, runs(6, 1000), runs(6, 1100))
	if c.By != "runs" || c.OldRuns != 6 || c.NewRuns != 6 || len(got) != 3 {
		t.Errorf("%+v", c)
	}
	if d := got["abr"]; !d.Differs || d.P >= 0.05 || d.Ratio < 1.09 || d.Ratio > 1.11 || d.Old.Lo == nil || *d.Old.Lo > d.Old.NS || *d.Old.Hi < d.Old.NS {
		t.Errorf("abr: %+v", d)
	}
	if d := got["drm"]; d.Differs || d.Ratio != 1 {
		t.Errorf("drm: %+v", d)
	}
	if _, got = compare(t, runs(6, 1000), runs(6, 1002)); got["tick"].Differs {
		t.Errorf("the same: %+v", got["tick"])
	}
	var b strings.Builder
	if err := c.WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"drm   101ns ±0%   101ns ±0%  no difference  1.000", "  1.10  0.002\n", "runs: 6 old, 6 new\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s\nwithout %q", b.String(), want)
		}
	}
}

// TestFewRuns: blocks of ticks count, and it says that this says less.
func TestFewRuns(t *testing.T) {
	c, got := compare(t, runs(1, 1000), runs(3, 1500))
	if c.By != "blocks" || !got["abr"].Differs {
		t.Errorf("%s: %+v", c.By, got["abr"])
	}
	var b strings.Builder
	if err := c.WriteTable(&b); err != nil || !strings.Contains(b.String(), "runs: 1 old, 3 new: too few to tell") {
		t.Errorf("%s, error %v", b.String(), err)
	}
}

// TestOtherWork is not compared, nor added.
func TestOtherWork(t *testing.T) {
	a, b := runs(1, 1000), runs(1, 1000)
	b.Work.Streams = 20
	const want = "it is of other work: {Load:match Pace:max Streams:10 Fixtures:10 Shards:1 Workers:1}, not {Load:match Pace:max Streams:20 Fixtures:10 Shards:1 Workers:1}"
	if _, err := b.Compare(a); err == nil || err.Error() != want {
		t.Errorf("error %v", err)
	}
	if err := a.Add(b); err == nil || err.Error() != want {
		t.Errorf("error %v", err)
	}
	if err := a.Add(runs(2, 1000)); err != nil || len(a.Runs) != 3 {
		t.Errorf("%d runs, error %v", len(a.Runs), err)
	}
}

// TestSave makes medians of blocks, and reads them back.
func TestSave(t *testing.T) {
	slower := func(r *ecs.Run) { // in the second half
		spin(time.Duration(20+80*(uint64(r.Now.Tick)/100)) * time.Microsecond)(r)
	}
	r := newRig(t, Config{Keep: 205}, scheduler.Config{Systems: steps(toy{"abr", slower}, toy{"drm", idle})}, shards(t, 1))
	r.run(t, 205)
	s, err := r.Save(work)
	if err != nil {
		t.Fatal(err)
	}
	abr := s.Runs[0].of("abr")
	if len(abr) != blocks || len(s.Runs[0].Tick) != blocks || abr[0] < 20_000 || abr[blocks-1] < 100_000 || abr[0] > abr[blocks-1] {
		t.Errorf("medians %v", abr)
	}
	var b bytes.Buffer
	if err := s.Write(&b); err != nil {
		t.Fatal(err)
	}
	back, err := ReadSaved(&b)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := back.Compare(s); err != nil || len(c.Differences) != 3 || c.Differences[0].Differs || c.Differences[0].Ratio != 1 {
		t.Errorf("with itself: %+v, error %v", c, err)
	}
	short := newRig(t, Config{Keep: 99}, scheduler.Config{Systems: steps(toy{"abr", idle})}, shards(t, 1))
	short.run(t, 99)
	if _, err := short.Save(work); err == nil || err.Error() != "99 ticks: must be at least 100, for 20 medians" {
		t.Errorf("error %v", err)
	}
}

func TestReadSavedErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":             "EOF",
		`{"schema":2}`: "schema 2: want 1",
		`{"schema":1}`: "runs: none: must be at least one",
		`{"schema":1,"runs":[{"tick_ns":[1]},{}]}`: "run 1: tick_ns: no medians",
	} {
		if _, err := ReadSaved(strings.NewReader(text)); err == nil || err.Error() != want {
			t.Errorf("%q: error %v, want %s", text, err, want)
		}
	}
}
