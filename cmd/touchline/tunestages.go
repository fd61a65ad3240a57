package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"touchline/cmd/touchline/internal/tune"
)

// stages keeps the time of a search, and shows on a terminal how far it is.
type stages struct {
	out     *os.File // nil if nobody is looking
	began   time.Time
	limit   time.Duration
	longest time.Duration // that a block took
	shown   time.Time
}

func newStages(out io.Writer, began time.Time, limit time.Duration) *stages {
	return &stages{out: terminal(out), began: began, limit: limit}
}

// timed measures, and remembers what a block takes.
func (s *stages) timed(measure tune.Measure) tune.Measure {
	return func(ctx context.Context, i int) (tune.Block, error) {
		began := time.Now()
		b, err := measure(ctx, i)
		s.longest = max(s.longest, time.Since(began))
		return b, err
	}
}

// spare tells whether there is time for another pair: for the noise until a quarter of
// the time has passed, for the end until all has.
func (s *stages) spare(stage string) bool {
	limit := s.limit
	if stage == tune.Noise {
		limit /= 4
	}
	return time.Since(s.began)+2*s.longest < limit
}

func (s *stages) show(stage string, done, of int) {
	s.say("%s, %d of at least %d; %v left", stage, done, of, max(s.limit-time.Since(s.began), 0).Round(time.Second))
}

// say shows a line, but not more than two a second.
func (s *stages) say(format string, args ...any) {
	if s.out == nil || time.Since(s.shown) < 500*time.Millisecond {
		return
	}
	s.shown = time.Now()
	fmt.Fprintf(s.out, "\r\x1b[K"+format, args...)
}

func (s *stages) done() {
	if s.out != nil {
		fmt.Fprint(s.out, "\r\x1b[K")
	}
}
