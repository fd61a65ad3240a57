package deepfake_test

import (
	"flag"
	"math/rand/v2"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs/ecstest"
	"touchline/systems/deepfake"
)

var histories = flag.Int("histories", 400, "random histories of scores to compare with the reference")

// reference keeps all scores there ever were, and looks at all of them each time.
type reference struct {
	cfg    deepfake.Config
	slots  int // scores that a window may hold
	scores []score
	stands map[components.AlertKind]bool
}

// add returns the alerts that a score raises and clears, and the average.
func (f *reference) add(s score) (alerts string, risk int) {
	f.scores = append(f.scores, s)
	c := &f.cfg

	window := f.since(func(old score) bool { return s.at-old.at < c.Window })
	window = window[max(0, len(window)-f.slots):]
	var sum int
	for _, old := range window {
		sum += int(old.value)
	}
	risk = (sum*2/len(window) + 1) / 2 // rounded half up

	high := s.value > c.Threshold
	warm := s.at-window[0].at >= c.Warm
	low := s.value < c.Clear
	f.set(&alerts, components.Threshold, high || warm && risk > int(c.Threshold), low && risk < int(c.Clear))

	spike := f.spikeAt(len(f.scores) - 1)
	quiet := true
	for i := len(f.scores) - 1; i >= 0 && s.at-f.scores[i].at < c.Quiet; i-- {
		quiet = quiet && !f.spikeAt(i)
	}
	f.set(&alerts, components.Spike, spike, quiet)

	above := f.run(func(v components.Permille) bool { return v > c.Threshold })
	below := f.run(func(v components.Permille) bool { return v < c.Clear })
	f.set(&alerts, components.Sustained, above > c.Sustain, low && below >= c.Settle)
	return strings.TrimSpace(alerts), risk
}

func (f *reference) set(alerts *string, k components.AlertKind, raise, clear bool) {
	switch {
	case raise && !f.stands[k]:
		f.stands[k] = true
		*alerts += " +" + k.String()
	case !raise && clear && f.stands[k]:
		f.stands[k] = false
		*alerts += " -" + k.String()
	}
}

// since returns the newest scores for which in holds.
func (f *reference) since(in func(score) bool) []score {
	i := len(f.scores)
	for i > 0 && in(f.scores[i-1]) {
		i--
	}
	return f.scores[i:]
}

// spikeAt reports whether score i rose, against those that its window held.
func (f *reference) spikeAt(i int) bool {
	s := f.scores[i]
	for j := i - 1; j >= 0 && i-j < f.slots; j-- {
		old := f.scores[j]
		if s.at-old.at <= f.cfg.Within && s.at-old.at < f.cfg.Window && s.value-old.value >= f.cfg.Rise {
			return true
		}
	}
	return false
}

// run is for how long all scores up to the last have been in, without a silence
// of a whole window.
func (f *reference) run(in func(components.Permille) bool) components.PTS {
	last := len(f.scores) - 1
	i := last
	for i >= 0 && in(f.scores[i].value) && (i == last || f.scores[i+1].at-f.scores[i].at < f.cfg.Window) {
		i--
	}
	if i == last {
		return -1
	}
	return f.scores[last].at - f.scores[i+1].at
}

// TestReference drives streams through random histories, several scores in a
// tick, and compares alerts and averages with the reference after each.
func TestReference(t *testing.T) {
	raised := map[string]int{}
	for n := range uint64(*histories) {
		rng := rand.New(rand.NewPCG(n, 2))
		cfg, slots := deepfake.Default(), 2+rng.IntN(64)
		if n%2 == 1 {
			cfg = randomConfig(rng)
		}
		r := newRun(t, 2, slots)
		s := newSystem(t, cfg)
		refs := []reference{
			{cfg: cfg, slots: slots, stands: map[components.AlertKind]bool{}},
			{cfg: cfg, slots: slots, stands: map[components.AlertKind]bool{}},
		}
		walk := walk{rng: rng, at: components.PTS(rng.IntN(int(8*second))) - 4*second}
		for tick := range components.Tick(150) {
			var in []detection
			var want []string
			var risk [2]int
			for range 1 + rng.IntN(2) {
				stream, next := rng.IntN(2), walk.next()
				in = append(in, detection{components.Row(stream), next.at, all(next.value)})
				told, average := refs[stream].add(next)
				risk[stream] = average
				want = append(want, strings.Fields(told)...)
			}
			ecstest.Tick(r, tick, deliver(in...), s)
			got := alerts(r)
			if got != strings.Join(want, " ") {
				t.Fatalf("history %d, tick %d: alerts %q, want %q", n, tick, got, want)
			}
			for _, a := range want {
				raised[a]++
			}
			for _, d := range in {
				if got := int(components.StreamScores.At(r, d.stream).Risk); got != risk[d.stream] {
					t.Fatalf("history %d, tick %d: stream %d: average %d, want %d", n, tick, d.stream, got, risk[d.stream])
				}
			}
		}
	}
	for _, a := range []string{"+threshold", "-threshold", "+spike", "-spike", "+sustained", "-sustained"} {
		if raised[a] < 20 {
			t.Errorf("%s occurred %d times: the histories are too tame", a, raised[a])
		}
	}
}

func randomConfig(rng *rand.Rand) deepfake.Config {
	c := deepfake.Default()
	span := func(most components.PTS) components.PTS { return 1 + components.PTS(rng.Int64N(int64(most))) }
	c.Window = span(6 * second)
	c.Warm, c.Within = span(c.Window), span(c.Window)
	c.Sustain, c.Settle, c.Quiet = span(6*second), span(2*second), span(2*second)
	c.Threshold = components.Permille(1 + rng.IntN(999))
	c.Clear = components.Permille(1 + rng.IntN(int(c.Threshold)))
	c.Rise = components.Permille(1 + rng.IntN(1000))
	return c
}

// walk makes scores that stay near a level, which jumps now and then, at a pace
// that often meets the boundaries of the default times exactly.
type walk struct {
	rng   *rand.Rand
	at    components.PTS
	level int
}

func (w *walk) next() score {
	switch w.rng.IntN(20) {
	case 0:
		w.level = w.rng.IntN(1001)
	case 1:
		w.level = 600 + 100*w.rng.IntN(2)
	}
	switch w.rng.IntN(12) {
	case 0:
		w.at += 1 + components.PTS(w.rng.IntN(int(second)))
	case 1:
		w.at += second * components.PTS(1+w.rng.IntN(6))
	default:
		w.at += frame
	}
	return score{w.at, components.Permille(min(max(w.level+w.rng.IntN(5)-2, 0), 1000))}
}
