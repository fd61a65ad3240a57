package recording_test

import (
	"errors"
	"iter"
	"testing"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// TestTooMany checks that a file cannot fill the memory with events or frames.
func TestTooMany(t *testing.T) {
	if testing.Short() {
		t.Skip("a million events take a while")
	}
	events := func([]byte, components.Interner, *recording.Match) iter.Seq2[components.Event, error] {
		return func(yield func(components.Event, error) bool) {
			for yield(components.Event{}, nil) {
			}
		}
	}
	frames := func([]byte, recording.Parts, components.Interner, *recording.Match) iter.Seq2[recording.Sight, error] {
		return func(yield func(recording.Sight, error) bool) {
			for yield(recording.Sight{}, nil) {
			}
		}
	}
	_, err := recording.Read(events, []byte("12345"), nil)
	if err == nil || !errors.Is(err, recording.ErrFormat) || err.Error() != "byte 5, event 1048577: out of range: want at most 1048576 events in a match" {
		t.Errorf("events without end: %v", err)
	}
	err = new(recording.Match).ReadFrames(frames, []byte("12345"), recording.Parts{}, nil)
	if err == nil || !errors.Is(err, recording.ErrFormat) || err.Error() != "byte 5, event 1048577: out of range: want at most 1048576 frames in a match" {
		t.Errorf("frames without end: %v", err)
	}
}
