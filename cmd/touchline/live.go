package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"touchline/cmd/touchline/internal/live"
	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
	"touchline/systems/feed"
	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
)

// standardInput is the name of the match that is played on it.
const standardInput = "-"

// errEnded ends a run whose live source has ended.
var errEnded = errors.New("the match has ended")

// liveSource is the match on standard input of a run.
type liveSource struct {
	*live.Match
	app   *app
	feed  *feed.System
	shard []*ecs.World
	room  live.Room
	rate  components.Rate
	ended bool
	until components.Tick // set when it has ended
}

// loadLive waits for a match on r.
func (j *job) loadLive(ctx context.Context, r io.Reader, hold time.Duration, speed int) error {
	j.began = time.Now()
	names, bad := ecs.NewSymbols(), 0
	j.app.log.Info("waiting for a match on standard input")
	m, err := live.Open(ctx, r, names, components.PTSOf(hold), speed, func(err error) {
		const most = 10 // lines that are told of one by one
		if bad++; bad <= most {
			j.app.log.Warn("line left out", "file", standardInput, "error", err)
		}
	})
	if errors.Is(err, context.Canceled) {
		return err
	}
	if err != nil {
		return fmt.Errorf("%s: %w", standardInput, err)
	}
	if len(m.Header.Warnings) > 0 {
		j.app.warn(standardInput, &m.Header)
	}
	j.began = time.Now() // what came before was somebody else's time
	header := m.Header
	header.Begins = nil
	header.Lay(recording.Layout{})
	j.source = &liveSource{Match: m, app: j.app, rate: j.flags.plan.Rate}
	j.matches = &matches{list: []*recording.Match{&header}, json: []matchJSON{describe(&header)}, names: names}
	j.flags.plan.Matches, j.flags.plan.Symbols = j.matches.list, names
	j.cfg.Overrun = scheduler.Slow // a tick that is skipped could not be played again
	return nil
}

// attach lets the source speak to an engine.
func (s *liveSource) attach(d *drive, cfg *scheduler.Config) {
	s.feed, s.shard = d.eng.Feed(), d.eng.Shards.Worlds
	s.room.Events, s.room.Frames = d.eng.Plan.Room()
	cfg.OnInput = s.input
	d.source = s
}

// input hands over what has come for a tick.
func (s *liveSource) input(now ecs.Now) error {
	if s.ended {
		return nil
	}
	ended, err := s.Drain(now, s.room, s)
	if err != nil {
		s.app.log.Error("standard input ends with an error", "error", err)
	}
	if s.ended = ended; ended {
		s.until = components.Tick(s.rate.Index(s.Last()+tail-1) + 1)
	}
	return nil
}

// over is errEnded when the source has ended, and what it caused has come to its end.
func (s *liveSource) over(next components.Tick) error {
	if s.ended && next >= s.until {
		return errEnded
	}
	return nil
}

// Hear implements [live.Sink].
func (s *liveSource) Hear(e *components.Event) { s.feed.Hear(s.shard, 0, e) }

// See implements [live.Sink].
func (s *liveSource) See(f *components.Frame, seen []components.Seen) {
	s.feed.See(s.shard, 0, f, seen)
}

// journalName is the file of an output folder with what was heard of a live match.
const journalName = "input.ndjson"

// journal writes what was heard, to be played again.
func (s *liveSource) journal(d *drive) error {
	m := s.Journal()
	m.Ended = s.rate.At(int64(d.eng.Shards.Tick))
	return d.recorder.Write(journalName, ndjson.Append(nil, m, d.eng.Plan.Symbols.Text))
}

// report completes the report of a run with what was heard.
func (s *liveSource) report(r *runReport) {
	r.Matches[0] = describe(s.Journal())
	r.Input = &inputReport{
		Lines: s.Lines, Bad: s.Bad, Held: s.Order.Held, Late: s.Order.Late,
		LongestMS: float64(s.Order.Longest.Duration().Microseconds()) / 1000,
	}
}

// inputReport is how the reading of a live match went.
type inputReport struct {
	Lines     int     `json:"lines"`
	Bad       int     `json:"bad"`
	Held      int     `json:"held"`
	LongestMS float64 `json:"held_ms_max"`
	Late      int     `json:"late"`
}
