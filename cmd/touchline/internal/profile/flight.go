package profile

import (
	"io"
	"runtime/trace"
	"sync"
	"time"

	"touchline/cmd/touchline/internal/record"
)

// Flight records what the Go runtime does, and keeps the last seconds of it, so
// that what led to an overrun can be looked at.
type Flight struct {
	path     string
	recorder *trace.FlightRecorder
	once     sync.Once
	writing  sync.WaitGroup
	err      error
}

// NewFlight begins to record. What was recorded is written to path, for go tool
// trace.
func NewFlight(path string) (*Flight, error) {
	f := &Flight{path: path, recorder: trace.NewFlightRecorder(trace.FlightRecorderConfig{
		MinAge: 2 * time.Second, MaxBytes: 16 << 20,
	})}
	return f, f.recorder.Start()
}

// Overran writes what is recorded, the first time that it is called. It does not
// wait for that: the next tick is due.
func (f *Flight) Overran() {
	f.once.Do(func() {
		f.writing.Go(func() {
			f.err = record.Whole(f.path, func(w io.Writer) error {
				_, err := f.recorder.WriteTo(w)
				return err
			})
		})
	})
}

// Stop waits for what is being written and ends the recording.
func (f *Flight) Stop() error {
	f.writing.Wait()
	f.recorder.Stop()
	return f.err
}
