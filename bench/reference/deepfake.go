package reference

import (
	"sync"

	"touchline/components"
	"touchline/systems/deepfake"
)

// Deepfake watches what detectors say of streams.
type Deepfake struct {
	mu      sync.RWMutex
	streams map[string]*watch
	cfg     deepfake.Config
	slots   int
}

// watch is what is known of a stream's picture.
type watch struct {
	scores ring[score]
	doubt
}

type score struct {
	at    components.PTS
	value components.Permille
}

// Judgment is what a score makes of a stream's picture.
type Judgment struct {
	Score  components.Permille
	Risk   components.Permille // rolling average
	Stands components.AlertSet // the alerts that stand after it
	Alerts []Alert             // those that it raised or cleared, by kind
}

// Alert is a picture that comes under suspicion, or is cleared of it.
type Alert struct {
	Kind   components.AlertKind
	Raised bool
	Risk   components.Permille
	Value  components.Permille
	At     components.PTS
}

// NewDeepfake returns a service for so many streams, which remembers so many
// scores of each.
func NewDeepfake(cfg deepfake.Config, slots, streams int) *Deepfake {
	return &Deepfake{streams: make(map[string]*watch, streams), cfg: cfg, slots: slots}
}

// Add adds a stream.
func (d *Deepfake) Add(stream string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.streams[stream] = &watch{scores: newRing[score](d.slots)}
}

// Submit takes in what the detectors say of the frame at. A frame that is not
// later than the last is refused: ok is false.
func (d *Deepfake) Submit(stream string, at components.PTS, v components.Verdict) (j Judgment, ok bool, err error) {
	value := fuse(v, &d.cfg)
	d.mu.Lock()
	defer d.mu.Unlock()
	w := d.streams[stream]
	if w == nil {
		return Judgment{}, false, unknown("stream", stream)
	}
	if w.scores.count > 0 && at <= w.scores.newest().at {
		return Judgment{}, false, nil
	}
	was := w.alerts
	w.add(at, value, &d.cfg)
	j = Judgment{Score: value, Risk: w.risk, Stands: w.alerts}
	for k := range components.AlertKinds {
		if (was^w.alerts)>>k&1 != 0 {
			j.Alerts = append(j.Alerts, Alert{k, w.alerts>>k&1 != 0, w.risk, value, at})
		}
	}
	return j, true, nil
}

// fuse is the weighted mean of what the detectors say, rounded half up.
func fuse(v components.Verdict, c *deepfake.Config) components.Permille {
	in := func(p components.Permille) int32 { return int32(min(max(p, 0), 1000)) }
	sum := int32(c.Facial)*in(v.Facial) + int32(c.Temporal)*in(v.Temporal) + int32(c.Frequency)*in(v.Frequency)
	return components.Permille((sum + 500) / 1000)
}

// add puts a score into the window and decides which alerts stand.
func (w *watch) add(at components.PTS, value components.Permille, c *deepfake.Config) {
	for w.scores.count > 0 && (w.scores.full() || at-w.scores.at(0).at >= c.Window) {
		w.sum -= int32(w.scores.at(0).value)
		w.scores.pop()
	}
	warm, last := false, components.Permille(0)
	if w.scores.count > 0 {
		warm = at-w.scores.at(0).at >= c.Warm
		last = w.scores.newest().value
	}
	rose := value >= c.Rise && w.rose(at-c.Within, value-c.Rise)
	w.scores.push(score{at, value})
	w.judge(at, value, last, int32(w.scores.count), warm, rose, c)
}

// rose reports whether a score no older than from is at most low.
func (w *watch) rose(from components.PTS, low components.Permille) bool {
	for i := w.scores.count - 1; i >= 0; i-- {
		s := w.scores.at(i)
		if s.at < from {
			return false
		}
		if s.value <= low {
			return true
		}
	}
	return false
}
