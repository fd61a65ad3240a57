package profile

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
)

// blocks is how many medians are made of a run. Ticks that follow one another are
// alike, so that single ticks would make a difference look surer than it is.
const blocks = 20

// leastBlock is the fewest ticks that a median is made of.
const leastBlock = 5

// Saved is runs of the same work, to compare others with.
type Saved struct {
	Schema int     `json:"schema"`
	Work   Work    `json:"work"`
	Runs   []Saves `json:"runs"`
}

// Work is what runs must have in common to be compared.
type Work struct {
	Load     string `json:"load"`
	Pace     string `json:"pace"`
	Streams  int    `json:"streams"`
	Fixtures int    `json:"fixtures"`
	Shards   int    `json:"shards"`
	Workers  int    `json:"workers"`
}

// Saves is what is saved of a run: medians of blocks of ticks, in order.
type Saves struct {
	Tick    []float64 `json:"tick_ns"`
	Systems []Medians `json:"systems"`
}

// Medians are those of a system.
type Medians struct {
	Name string    `json:"name"`
	NS   []float64 `json:"ns"`
}

// of returns the medians of what is called name, nil if there is none.
func (s *Saves) of(name string) []float64 {
	if name == "tick" {
		return s.Tick
	}
	for _, m := range s.Systems {
		if m.Name == name {
			return m.NS
		}
	}
	return nil
}

// Save returns the run to compare others with. It tells an error if it was too
// short for that.
func (p *Profiler) Save(work Work) (*Saved, error) {
	size := p.ring.len() / blocks
	if size < leastBlock {
		return nil, fmt.Errorf("%d ticks: must be at least %d, for %d medians", p.ring.len(), blocks*leastBlock, blocks)
	}
	var run Saves
	for _, name := range p.names {
		run.Systems = append(run.Systems, Medians{Name: name})
	}
	works, systems := make([]time.Duration, 0, size), make([][]time.Duration, len(p.names))
	p.ring.each(func(t *Tick, times []time.Duration, _ []uint32) {
		works = append(works, t.Work)
		for i, d := range times {
			systems[i] = append(systems[i], d)
		}
		if len(works) < size || len(run.Tick) == blocks {
			return
		}
		run.Tick = append(run.Tick, median(works))
		works = works[:0]
		for i, d := range systems {
			run.Systems[i].NS = append(run.Systems[i].NS, median(d))
			systems[i] = d[:0]
		}
	})
	return &Saved{Schema: 1, Work: work, Runs: []Saves{run}}, nil
}

// Add puts the runs of later behind those of s.
func (s *Saved) Add(later *Saved) error {
	if s.Work != later.Work {
		return s.other(later)
	}
	s.Runs = append(s.Runs, later.Runs...)
	return nil
}

func (s *Saved) other(than *Saved) error {
	return fmt.Errorf("it is of other work: %+v, not %+v", s.Work, than.Work)
}

// median sorts v and returns its median.
func median[T time.Duration | float64](v []T) float64 {
	slices.Sort(v)
	return float64(v[(len(v)-1)/2]+v[len(v)/2]) / 2
}

// Write writes s as JSON.
func (s *Saved) Write(w io.Writer) error { return json.NewEncoder(w).Encode(s) }

// ReadSaved reads what Write wrote.
func ReadSaved(r io.Reader) (*Saved, error) {
	var s Saved
	if err := json.NewDecoder(r).Decode(&s); err != nil {
		return nil, err
	}
	if s.Schema != 1 {
		return nil, fmt.Errorf("schema %d: want 1", s.Schema)
	}
	if len(s.Runs) == 0 {
		return nil, errors.New("runs: none: must be at least one")
	}
	for i := range s.Runs {
		if len(s.Runs[i].Tick) == 0 {
			return nil, fmt.Errorf("run %d: tick_ns: no medians", i)
		}
	}
	return &s, nil
}
