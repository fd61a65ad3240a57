package main

import (
	"fmt"
	"io"
	"os"
	"time"
)

// stages shows on a terminal how far a search is.
type stages struct {
	out   *os.File // nil if nobody is looking
	end   time.Time
	shown time.Time
}

func newStages(out io.Writer, end time.Time) *stages { return &stages{out: terminal(out), end: end} }

func (s *stages) show(stage string, done int) {
	s.say("%s, %d done; %v left", stage, done, s.left())
}

// left is how long it is to the end.
func (s *stages) left() time.Duration { return max(time.Until(s.end), 0).Round(time.Second) }

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
