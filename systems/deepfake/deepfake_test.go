package deepfake_test

import (
	"fmt"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/deepfake"
)

const (
	second = components.PTSPerSecond
	frame  = second / 6 // from one verdict to the next
)

// detection is a verdict that comes in.
type detection struct {
	stream  components.Row
	at      components.PTS
	verdict components.Verdict
}

// all is the verdict of three detectors that agree.
func all(v components.Permille) components.Verdict {
	return components.Verdict{Facial: v, Temporal: v, Frequency: v}
}

// deliver adds detections to the tick's input.
func deliver(detections ...detection) func(*ecs.Run) {
	return func(r *ecs.Run) {
		for _, d := range detections {
			i := r.Append(components.Detection, 1)
			*components.DetectionStream.At(r, i) = d.stream
			*components.DetectionAt.At(r, i) = d.at
			*components.DetectionVerdict.At(r, i) = d.verdict
		}
	}
}

// newRun has streams that remember so many scores each.
func newRun(t testing.TB, streams, samples int) *ecs.Run {
	r := ecstest.NewRun(t, ecs.Fans{components.Sample: samples}, ecs.Rows{components.Stream: streams})
	for n := range streams {
		ecstest.Create(t, r, components.Stream, components.Number(n+1))
	}
	return r
}

func newSystem(t testing.TB, cfg deepfake.Config) *deepfake.System {
	s, err := deepfake.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// alerts renders this tick's alerts: "+spike" raised, "-spike" cleared.
func alerts(r *ecs.Run) string {
	var text []string
	for i := range r.Len(components.Alert) {
		sign := "-"
		if *components.AlertRaised.At(r, components.Row(i)) {
			sign = "+"
		}
		text = append(text, sign+components.AlertKindOf.At(r, components.Row(i)).String())
	}
	return strings.Join(text, " ")
}

// score is one on which all detectors agree, so long after the first.
type score struct {
	at    components.PTS
	value components.Permille
}

// TestAlerts runs scores one a tick and checks what the last one leads to.
func TestAlerts(t *testing.T) {
	// level is n scores of one value, from frame k on.
	level := func(k, n int, value components.Permille) (s []score) {
		for i := range n {
			s = append(s, score{components.PTS(k+i) * frame, value})
		}
		return s
	}
	join := func(parts ...[]score) (s []score) {
		for _, p := range parts {
			s = append(s, p...)
		}
		return s
	}
	at := func(at components.PTS, value components.Permille) []score { return []score{{at, value}} }
	tests := []struct {
		name   string
		scores []score
		want   string
	}{
		{"honest", level(0, 60, 60), ""},
		{"at the threshold", level(0, 60, 700), ""},
		{"above the threshold", at(0, 701), "+threshold"},
		{"above it again", level(0, 2, 701), ""},
		{"still high", join(at(0, 701), at(frame, 600)), ""},
		{"score low, average not", join(level(0, 10, 710), at(10*frame, 599)), ""},
		{"average at clear", join(at(0, 701), at(frame, 498)), ""}, // 599.5 is 600,
		{"average below clear", join(at(0, 701), at(frame, 497)), "-threshold"},
		{"average low, score not", join(level(0, 12, 401), at(2*second, 701), at(13*frame, 600)), ""},

		{"rose by less", join(at(0, 101), at(frame, 400)), ""},
		{"rose enough", join(at(0, 100), at(frame, 400)), "+spike"},
		{"rose within a second", join(at(0, 100), at(second, 400)), "+spike"},
		{"rose in more than a second", join(at(0, 100), at(second+1, 400)), ""},
		{"rose in steps", join(at(0, 100), at(frame, 250), at(2*frame, 400)), "+spike"},
		{"fell", join(at(0, 400), at(frame, 100)), ""},
		{"first of all is no rise", at(0, 600), ""},
		{"spike, nearly a second quiet", join(at(0, 100), at(frame, 400), at(frame+second-1, 100)), ""},
		{"spike, a second quiet", join(at(0, 100), at(frame, 400), at(frame+second, 100)), "-spike"},
		{"spike again", join(at(0, 100), at(frame, 400), at(2*frame, 100), at(2*second, 100), at(13*frame, 400)), "+spike"},
		{"a further spike keeps it", join(at(0, 100), at(frame, 400), at(frame+9000, 400), at(frame+second, 100)), ""},

		{"high for five seconds", level(0, 31, 701), ""},
		{"high for longer", join(level(0, 31, 701), at(5*second+1, 701)), "+sustained"},
		{"interrupted", join(level(0, 31, 701), at(5*second+1, 700), at(5*second+2, 701)), ""},
		{"the detectors fell silent", join(level(0, 2, 701), at(frame+5*second, 701)), ""},
		{"not quite silent", join(level(0, 2, 701), at(frame+5*second-1, 701)), "+sustained"},
		{"low for nearly a second", join(level(0, 32, 701), at(32*frame, 100), at(32*frame+second-1, 100)), ""},
		{"low for a second", join(level(0, 32, 701), at(32*frame, 599), at(32*frame+second, 599)), "-sustained"},
		{"low, but not throughout", join(level(0, 32, 701), at(32*frame, 599), at(33*frame, 600), at(32*frame+second, 599)), ""},
		{"low after silence", join(level(0, 32, 701), at(99*second, 0), at(100*second-1, 0)), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRun(t, 1, 64)
			s := newSystem(t, deepfake.Default())
			for i, v := range tt.scores {
				ecstest.Tick(r, components.Tick(i), deliver(detection{at: v.at, verdict: all(v.value)}), s)
			}
			if got := alerts(r); got != tt.want {
				t.Errorf("alerts %q, want %q", got, tt.want)
			}
		})
	}
}

// TestWarm checks that an average raises the alert on its own, but not before its
// scores span a second. To see the average alone, the alert that the first score
// raises is taken away, and the second is just not above the threshold.
func TestWarm(t *testing.T) {
	for _, tt := range []struct {
		last components.PTS
		want bool
	}{{second - 1, false}, {second, true}} {
		r := newRun(t, 1, 64)
		s := newSystem(t, deepfake.Default())
		ecstest.Tick(r, 0, deliver(detection{at: 0, verdict: all(1000)}), s)
		*components.StreamAlerts.At(r, 0) = 0
		ecstest.Tick(r, 1, deliver(detection{at: tt.last, verdict: all(700)}), s)
		if got := *components.StreamAlerts.At(r, 0)&1 != 0; got != tt.want {
			t.Errorf("average %d after %d: alert %v, want %v", components.StreamScores.At(r, 0).Risk, tt.last, got, tt.want)
		}
	}
}

// TestAlertRow checks what an alert says.
func TestAlertRow(t *testing.T) {
	r := newRun(t, 2, 64)
	s := newSystem(t, deepfake.Default())
	ecstest.Tick(r, 0, deliver(detection{1, 0, all(0)}, detection{1, frame, all(801)}), s)
	if got, want := alerts(r), "+threshold +spike"; got != want {
		t.Fatalf("alerts %q, want %q", got, want)
	}
	for i := range components.Row(2) {
		if got := *components.AlertStream.At(r, i); got != 1 {
			t.Errorf("stream %d, want 1", got)
		}
		if got := *components.AlertRisk.At(r, i); got != 401 { // 400.5
			t.Errorf("risk %d, want 401", got)
		}
		if got := *components.AlertValue.At(r, i); got != 801 {
			t.Errorf("value %d, want 801", got)
		}
		if got := *components.AlertOccurred.At(r, i); got != frame {
			t.Errorf("occurred at %d, want %d", got, frame)
		}
	}
}

func TestFuse(t *testing.T) {
	c := deepfake.Default()
	for _, tt := range []struct {
		verdict components.Verdict
		want    components.Permille
	}{
		{components.Verdict{}, 0},
		{all(1000), 1000},
		{components.Verdict{Facial: 1000}, 500},
		{components.Verdict{Temporal: 1000}, 300},
		{components.Verdict{Frequency: 1000}, 200},
		{components.Verdict{Facial: 1}, 1},                 // 0.5 rounds up
		{components.Verdict{Temporal: 1}, 0},               // 0.3
		{components.Verdict{Temporal: 1, Frequency: 1}, 1}, // 0.5
		{components.Verdict{Facial: 700, Temporal: 701, Frequency: 702}, 701},
	} {
		if got := c.Fuse(tt.verdict); got != tt.want {
			t.Errorf("%+v fused to %d, want %d", tt.verdict, got, tt.want)
		}
	}
}

// TestBadInput checks that what cannot be is counted, and does no harm.
func TestBadInput(t *testing.T) {
	tests := []struct {
		name    string
		d       detection // after a score of 100 at one second
		samples uint32
		risk    components.Permille
		refused uint32
	}{
		{"next", detection{0, second + 1, all(200)}, 2, 150, 0},
		{"same frame again", detection{0, second, all(200)}, 1, 100, 1},
		{"an earlier frame", detection{0, second - 1, all(200)}, 1, 100, 1},
		{"below nothing", detection{0, 2 * second, components.Verdict{Facial: -1}}, 2, 50, 1},
		{"nothing", detection{0, 2 * second, components.Verdict{}}, 2, 50, 0},
		{"above certainty", detection{0, 2 * second, components.Verdict{Facial: 1001, Temporal: 1001, Frequency: 1001}}, 2, 550, 1},
		{"certainty", detection{0, 2 * second, all(1000)}, 2, 550, 0},
		{"one far below", detection{0, 2 * second, components.Verdict{Facial: 1, Temporal: -1000}}, 2, 51, 1},
		{"another far below", detection{0, 2 * second, components.Verdict{Facial: 1, Frequency: -1000}}, 2, 51, 1},
		{"far out", detection{0, 2 * second, components.Verdict{Facial: 32767, Temporal: -32768}}, 2, 300, 1},
		{"out of order and range", detection{0, 0, all(2000)}, 1, 100, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRun(t, 2, 64)
			s := newSystem(t, deepfake.Default())
			tt.d.stream = 1
			ecstest.Tick(r, 0, deliver(detection{1, second, all(100)}, tt.d), s)
			if got := components.StreamScores.At(r, 1).Samples; got != tt.samples {
				t.Errorf("%d samples, want %d", got, tt.samples)
			}
			if got := components.StreamScores.At(r, 1).Risk; got != tt.risk {
				t.Errorf("risk %d, want %d", got, tt.risk)
			}
			if got := *components.StreamRefused.At(r, 1); got != tt.refused {
				t.Errorf("%d refused, want %d", got, tt.refused)
			}
		})
	}
}

// TestSince checks since when scores are high, or low, while they are.
func TestSince(t *testing.T) {
	r := newRun(t, 1, 64)
	s := newSystem(t, deepfake.Default())
	for i, tt := range []struct {
		value components.Permille
		since components.PTS // in seconds; 0 if it does not matter
	}{
		{60, 1}, {599, 1}, {600, 0}, {700, 0}, {701, 5}, {1000, 5}, {650, 0}, {0, 8}, {10, 8}, {990, 10}, {20, 11},
	} {
		at := components.PTS(i+1) * second
		ecstest.Tick(r, components.Tick(i), deliver(detection{0, at, all(tt.value)}), s)
		if got := components.StreamLatch.At(r, 0).Since; tt.since != 0 && got != tt.since*second {
			t.Errorf("%d at %d: since %d, want %d", tt.value, at, got, tt.since*second)
		}
	}
}

func TestValidate(t *testing.T) {
	if err := deepfake.Default().Validate(); err != nil {
		t.Error(err)
	}
	tests := []struct {
		name  string
		spoil func(*deepfake.Config)
		want  string
	}{
		{"weights", func(c *deepfake.Config) { c.Facial = 501 }, "weights 501 + 300 + 200: must sum to 1000"},
		{"weight", func(c *deepfake.Config) { c.Facial, c.Temporal = -1, 801 }, "facial weight -1: must be from 0 to 1000"},
		{"threshold", func(c *deepfake.Config) { c.Threshold = 1000 }, "threshold 1000: must be from 1 to 999"},
		{"clear", func(c *deepfake.Config) { c.Clear = 701 }, "clear 701: must be from 1 to the threshold, 700"},
		{"rise", func(c *deepfake.Config) { c.Rise = 0 }, "rise 0: must be from 1 to 1000"},
		{"settle", func(c *deepfake.Config) { c.Settle = 0 }, "settle 0s: must be above 0"},
		{"within", func(c *deepfake.Config) { c.Within = 6 * second }, "within 6s: must be above 0 and at most the window, 5s"},
		{
			"two faults", func(c *deepfake.Config) { c.Sustain, c.Warm = -second, -second },
			"sustain -1s: must be above 0\nwarm -1s: must be above 0 and at most the window, 5s",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := deepfake.Default()
			tt.spoil(&c)
			if _, err := deepfake.New(c); err == nil || err.Error() != "deepfake: "+tt.want {
				t.Errorf("error %v\n want deepfake: %s", err, tt.want)
			}
		})
	}
}

func TestAccess(t *testing.T) {
	r := newRun(t, 2, 8)
	s := newSystem(t, deepfake.Default())
	for n := range components.Tick(40) {
		ecstest.SetNow(r, n)
		r.Clear()
		value := components.Permille(1100 * (n % 2))
		deliver(detection{1, components.PTS(n) * second, all(value)}, detection{0, -components.PTS(n), all(value)})(r)
		ecstest.CheckAccess(t, r, s)
	}
}

func TestRunAllocatesNothing(t *testing.T) {
	for _, value := range []components.Permille{60, 999} {
		r := newRun(t, 64, 32)
		s := newSystem(t, deepfake.Default())
		tick := everyStream(second/20, value)
		if n := testing.AllocsPerRun(200, func() { ecstest.Tick(r, 0, tick, s) }); n != 0 {
			t.Errorf("a tick of %d allocates %v times, want 0", value, n)
		}
	}
}

// everyStream delivers a verdict on every stream.
func everyStream(every components.PTS, value components.Permille) func(*ecs.Run) {
	var at components.PTS
	return func(r *ecs.Run) {
		n := r.Len(components.Stream)
		r.Append(components.Detection, n)
		stream, times, verdict := components.DetectionStream.Of(r), components.DetectionAt.Of(r), components.DetectionVerdict.Of(r)
		for i := range stream {
			stream[i], times[i], verdict[i] = components.Row(i), at, all(value)
		}
		at += every
	}
}

// BenchmarkRun measures a tick in which every stream is judged: a verdict at 6 Hz
// on an honest picture, and on one that is under suspicion.
func BenchmarkRun(b *testing.B) {
	for _, value := range []components.Permille{60, 800} {
		for _, streams := range []int{1, 64, 1024} {
			b.Run(fmt.Sprintf("score=%d/streams=%d", value, streams), func(b *testing.B) {
				r := newRun(b, streams, 32)
				s := newSystem(b, deepfake.Default())
				tick := everyStream(frame, value)
				for b.Loop() {
					ecstest.Tick(r, 0, tick, s)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*streams), "ns/score")
			})
		}
	}
}
