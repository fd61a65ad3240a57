package profile

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"touchline/ecs"
	"touchline/scheduler"
)

// TestFlight: the first overrun is written, once.
func TestFlight(t *testing.T) {
	path := filepath.Join(t.TempDir(), "overrun.trace")
	f, err := NewFlight(path)
	if err != nil {
		t.Fatal(err)
	}
	slow := func(r *ecs.Run) {
		if r.Now.Tick == 20 || r.Now.Tick == 30 {
			time.Sleep(60 * time.Millisecond)
		}
	}
	r := newRig(t, Config{Overran: f.Overran}, scheduler.Config{Systems: steps(toy{"abr", slow})}, shards(t, 1))
	r.run(t, 40)
	if err := f.Stop(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(data, []byte("go 1.")) || !bytes.Contains(data, []byte(" trace\x00")) {
		t.Errorf("%d bytes, %q, error %v", len(data), data[:min(len(data), 16)], err)
	}
}

// TestNoFlight: without an overrun nothing is written.
func TestNoFlight(t *testing.T) {
	path := filepath.Join(t.TempDir(), "overrun.trace")
	f, err := NewFlight(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Stop(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}
