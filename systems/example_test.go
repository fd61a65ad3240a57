package systems_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
)

// The module of docs/add-a-system.md. The page shows parts of this file, and a test
// of the pages compares them.

// The columns of tempo.
var (
	StreamTempo     = components.NewColumn[uint16](&components.All, components.Stream, "tempo", components.State, "cuts", "cuts in the last interval that is over")
	StreamTempoCuts = components.NewColumn[uint16](&components.All, components.Stream, "tempo_cuts", components.State, "cuts", "cuts in this interval")
	StreamTempoDue  = components.NewColumn[components.PTS](&components.All, components.Stream, "tempo_due", components.State, "90 kHz", "when this interval is over")
)

// Config says what tempo counts over.
type Config struct {
	Every components.PTS // the length of an interval
}

// Default counts cuts per minute.
func Default() Config { return Config{Every: 60 * components.PTSPerSecond} }

// Validate reports what is wrong with c.
func (c Config) Validate() error {
	if c.Every <= 0 {
		return fmt.Errorf("interval %v: must be above 0", c.Every.Duration())
	}
	return nil
}

// System counts the cuts of each stream.
type System struct{ cfg Config }

// New returns a system that counts cuts.
func New(cfg Config) (*System, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("tempo: %w", err)
	}
	return &System{cfg}, nil
}

// Name implements [ecs.System].
func (s *System) Name() string { return "tempo" }

// Access implements [ecs.System].
func (s *System) Access() ecs.Access {
	return ecs.Access{
		Reads:  []components.AnyColumn{components.CutStream},
		Writes: []components.AnyColumn{StreamTempo, StreamTempoCuts, StreamTempoDue},
	}
}

// Run implements [ecs.System]. A cut belongs to the interval in which its tick is.
func (s *System) Run(r *ecs.Run) {
	tempo, cuts, due := StreamTempo.Of(r), StreamTempoCuts.Of(r), StreamTempoDue.Of(r)
	for i := range due {
		if r.Now.PTS < due[i] {
			continue
		}
		tempo[i], cuts[i] = cuts[i], 0
		due[i] = (r.Now.PTS/s.cfg.Every + 1) * s.cfg.Every
	}
	for _, stream := range components.CutStream.Of(r) {
		cuts[stream]++
	}
}

// cutEvery returns what fills ticks with cuts of the second of three streams: one
// in every so many ticks.
func cutEvery(ticks components.Tick) func(*ecs.Run) {
	return func(r *ecs.Run) {
		if r.Now.Tick%ticks == 0 {
			*components.CutStream.At(r, r.Append(components.Cut, 1)) = 1
		}
	}
}

func rig(t *testing.T) (*ecs.Run, *System) {
	s, err := New(Default())
	if err != nil {
		t.Fatal(err)
	}
	r := ecstest.NewRun(t, nil, nil)
	for n := range components.Number(3) {
		ecstest.Create(t, r, components.Stream, n+1)
	}
	return r, s
}

// TestTempo: at 20 ticks a second a cut in every 100 ticks is 12 a minute, and the
// minute that is not over yet does not count.
func TestTempo(t *testing.T) {
	r, s := rig(t)
	for tick := range components.Tick(1201) {
		if got := StreamTempo.Of(r)[1]; got != 0 {
			t.Fatalf("tick %d: tempo %d before a minute is over", tick, got)
		}
		ecstest.Tick(r, tick, cutEvery(100), s)
	}
	if got := StreamTempo.Of(r); !slices.Equal(got, []uint16{0, 12, 0}) {
		t.Errorf("tempo %v, want 12 of the second stream", got)
	}
}

func TestTempoAccess(t *testing.T) {
	r, s := rig(t)
	for tick := range components.Tick(5) {
		ecstest.SetNow(r, tick)
		r.Clear()
		cutEvery(2)(r)
		ecstest.CheckAccess(t, r, s)
	}
}

func TestTempoAllocatesNothing(t *testing.T) {
	r, s := rig(t)
	tick, fill := components.Tick(0), cutEvery(2)
	if n := testing.AllocsPerRun(100, func() { ecstest.Tick(r, tick, fill, s); tick++ }); n != 0 {
		t.Errorf("a tick allocates %v times, want 0", n)
	}
}

func TestTempoConfig(t *testing.T) {
	for every, ok := range map[components.PTS]bool{1: true, 0: false, -1: false} {
		if _, err := New(Config{Every: every}); (err == nil) != ok {
			t.Errorf("interval %d: %v", every, err)
		}
	}
}

// TestTempoOrder: its place is after the director, whose cuts it reads.
func TestTempoOrder(t *testing.T) {
	_, s := rig(t)
	for at, list := 0, all(t); at <= len(list); at++ {
		err := ecs.CheckOrder(&components.All, slices.Insert(slices.Clone(list), at, ecs.System(s)))
		early := at <= slices.Index(names(list), "director")
		if early != (err != nil) || err != nil && !strings.HasPrefix(err.Error(), "system tempo reads cut.stream before director writes it") {
			t.Errorf("at place %d: %v", at, err)
		}
	}
}
