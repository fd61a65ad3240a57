package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"touchline/cmd/touchline/internal/profile"
	"touchline/components"
	"touchline/scheduler"
)

// progress shows on a terminal how far a run is, twice a second.
type progress struct {
	out   *os.File // nil if nobody is looking
	began time.Time
	last  time.Time
	first components.Tick
	until components.Tick
	ticks uint
	fast  bool // ticks take microseconds
}

// newProgress returns a progress on out, if that is a terminal.
func newProgress(out io.Writer, first, until components.Tick, fast bool) *progress {
	return &progress{out: terminal(out), began: time.Now(), last: time.Now(), first: first, until: until, fast: fast}
}

func (p *progress) show(r *scheduler.Record) {
	if p.out == nil {
		return
	}
	if p.ticks++; p.fast && p.ticks%64 != 0 { // the clock is not read after every tick
		return
	}
	now := time.Now()
	if now.Sub(p.last) < 500*time.Millisecond {
		return
	}
	p.last = now
	done := float64(r.Now.Tick - p.first + 1)
	rate := done / now.Sub(p.began).Seconds()
	text := fmt.Sprintf("tick %d, %s ticks/s", r.Now.Tick, short(rate))
	if p.until > 0 {
		left := time.Duration(float64(p.until-r.Now.Tick-1) / rate * 1e9)
		text += fmt.Sprintf(", %.0f %%, %v left", 100*done/float64(p.until-p.first), left.Round(time.Second))
	}
	if r.Late > 0 {
		text += fmt.Sprintf(", %v late", r.Late.Round(time.Microsecond))
	}
	fmt.Fprintf(p.out, "\r\x1b[K%s", text)
}

func (p *progress) done() {
	if p.out != nil {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}

// starting shows on a terminal how far the making of many streams is.
type starting struct {
	out     *os.File // nil if nobody is looking
	streams int
	last    time.Time
}

func newStarting(out io.Writer, streams int) *starting {
	return &starting{out: terminal(out), streams: streams, last: time.Now()}
}

func (s *starting) show(share float64) {
	if s.out == nil || time.Since(s.last) < 200*time.Millisecond {
		return
	}
	s.last = time.Now()
	fmt.Fprintf(s.out, "\r\x1b[K%s streams: %.0f %%", profile.Grouped(uint64(s.streams)), share*100)
}

func (s *starting) done() {
	if s.out != nil {
		fmt.Fprint(s.out, "\r\x1b[K")
	}
}
