package record

import (
	"encoding/json"
	"path"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/qoe"
)

// Quality says how windows of beacons are written: what CDNs, regions and renditions
// are called, by their numbers.
type Quality struct {
	Config     qoe.Config
	CDNs       []string
	Regions    []string
	Renditions []string
}

// Quality has the recorder write how the streams played, if the run has the system for
// it.
func (r *Recorder) Quality(q Quality) {
	if r.runs["qoe"] {
		r.quality = &quality{Quality: q, streams: map[components.Number]*played{}}
	}
}

// quality is how the streams played so far.
type quality struct {
	Quality
	streams map[components.Number]*played
	open    bool // the newest window is not over
	worlds  []*ecs.World
	now     ecs.Now
}

// played is how a stream played.
type played struct {
	tally   *qoe.Tally
	windows []windowJSON
}

// take adds the window that is over with the tick which has ended, if one is.
func (q *quality) take(worlds []*ecs.World, now ecs.Now, wanted func(components.Number) bool) {
	q.worlds, q.now = worlds, now
	q.open = q.Config.Window(now.PTS+now.Period) == q.Config.Window(now.PTS)
	if !q.open {
		q.add(wanted)
	}
}

// add adds the window of the last tick.
func (q *quality) add(wanted func(components.Number) bool) {
	window := q.Config.Window(q.now.PTS)
	for _, w := range q.worlds {
		numbers := components.StreamNumber.Of(w)
		for i, audience := range components.StreamAudience.Of(w) {
			if audience == components.NoRow || !wanted(numbers[i]) {
				continue
			}
			t := qoe.NewTally(q.Config.Routes(), len(q.Renditions))
			t.Take(w, audience, window)
			q.of(numbers[i]).add(t, window, q.Config.Length)
		}
	}
}

// of is what is known of a stream.
func (q *quality) of(stream components.Number) *played {
	p := q.streams[stream]
	if p == nil {
		p = &played{tally: qoe.NewTally(q.Config.Routes(), len(q.Renditions)), windows: []windowJSON{}}
		q.streams[stream] = p
	}
	return p
}

func (p *played) add(t *qoe.Tally, window int64, length components.PTS) {
	p.tally.Add(t)
	if c := t.Total(); c.Beacons > 0 {
		p.windows = append(p.windows, windowJSON{
			T: components.PTS(window) * length, Beacons: c.Beacons, Startups: c.Startups, Ratio: c.Ratio(), Bitrate: c.Mean(components.BitrateMeasure),
		})
	}
}

// writeQuality writes how a stream played.
func (r *Recorder) writeQuality(number components.Number, s *stream) error {
	q := r.quality
	if q == nil {
		return nil
	}
	p := q.of(number)
	text, err := json.MarshalIndent(q.json(number, p), "", "  ")
	if err != nil {
		return err
	}
	return r.folder.Write(path.Join(s.name, "qoe.json"), append(text, '\n'))
}
