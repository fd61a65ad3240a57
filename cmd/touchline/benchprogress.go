package main

import (
	"fmt"
	"io"
	"os"
	"time"
)

// benchProgress shows on a terminal how far a measurement is.
type benchProgress struct {
	out   *os.File // nil if nobody is looking
	began time.Time
}

func newBenchProgress(errs io.Writer) *benchProgress {
	return &benchProgress{terminal(errs), time.Now()}
}

// show tells which row is being measured, and how long the rest is likely to take.
func (p *benchProgress) show(row string, streams, step, steps int) {
	if p.out == nil {
		return
	}
	fmt.Fprintf(p.out, "\r\x1b[K%d of %d: %s", step+1, steps, row)
	if streams > 0 {
		fmt.Fprintf(p.out, ", %d streams", streams)
	}
	if spent := time.Since(p.began); step > 0 {
		left := spent / time.Duration(step) * time.Duration(steps-step)
		fmt.Fprintf(p.out, "; about %v left", left.Round(time.Second))
	}
}

func (p *benchProgress) done() {
	if p.out != nil {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
