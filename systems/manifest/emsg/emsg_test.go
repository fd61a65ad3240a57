package emsg_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/Eyevinn/mp4ff/mp4"

	"touchline/systems/manifest/emsg"
)

var goal = emsg.Message{
	Scheme: "urn:x", Value: "v", Time: 1<<33 + 77, Duration: -1, ID: 9, Data: []byte(`{"event":"goal"}`),
}

// TestOracle: another implementation writes the same bytes, and reads them.
func TestOracle(t *testing.T) {
	for _, m := range []emsg.Message{goal, {Scheme: emsg.ID3Scheme, Duration: 90_000, Data: emsg.AppendID3(nil, "d", []byte("x"))}, {}} {
		duration := uint32(0xffffffff)
		if m.Duration >= 0 {
			duration = uint32(m.Duration)
		}
		box := mp4.EmsgBox{
			Version: 1, TimeScale: 90_000, PresentationTime: uint64(m.Time), EventDuration: duration, ID: m.ID,
			SchemeIDURI: m.Scheme, Value: m.Value, MessageData: m.Data,
		}
		var want bytes.Buffer
		if err := box.Encode(&want); err != nil {
			t.Fatal(err)
		}
		got := emsg.Append([]byte("before"), &m)
		if !bytes.Equal(got[6:], want.Bytes()) {
			t.Errorf("%+v:\n%q, want\n%q", m, got[6:], want.Bytes())
		}
		back, rest, err := emsg.Parse(append(got[6:], "after"...))
		if err != nil || string(rest) != "after" {
			t.Fatalf("%v, rest %q", err, rest)
		}
		if len(back.Data) == 0 {
			back.Data = nil
		}
		if !reflect.DeepEqual(*back, m) {
			t.Errorf("read back: %+v, want %+v", *back, m)
		}
	}
}

func TestFaults(t *testing.T) {
	good := emsg.Append(nil, &goal)
	for _, tt := range []struct {
		name, want string
		plant      func(b []byte) []byte
	}{
		{"cut off", "size", func(b []byte) []byte { return b[:len(b)-1] }},
		{"short", "want at least", func(b []byte) []byte { return b[:31] }},
		{"version 0", "version 1", func(b []byte) []byte { b[8] = 0; return b }},
		{"another box", "emsg", func(b []byte) []byte { b[4] = 'x'; return b }},
		{"another timescale", "timescale", func(b []byte) []byte { b[15]++; return b }},
		{"no end of a text", "without an end", func(b []byte) []byte { b[3] = 32 + 3; return b }},
	} {
		_, _, err := emsg.Parse(tt.plant(bytes.Clone(good)))
		if !errors.Is(err, emsg.ErrMessage) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

// TestID3: ffprobe finds the text of the tag.
func TestID3(t *testing.T) {
	probe, err := exec.LookPath("ffprobe")
	if err != nil {
		t.Skip("ffprobe is not there")
	}
	text := bytes.Repeat([]byte("a goal; "), 40)
	file := filepath.Join(t.TempDir(), "tag.mp3")
	// A tag alone is no file: a silent frame of MPEG audio follows it some times.
	frame := append([]byte{0xff, 0xfb, 0x90, 0xc4}, make([]byte, 413)...)
	if err := os.WriteFile(file, append(emsg.AppendID3(nil, "wagering", text), bytes.Repeat(frame, 20)...), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(probe, "-v", "error", "-show_entries", "format_tags", file).Output()
	if err != nil || !strings.Contains(string(out), "wagering="+strings.TrimSpace(string(text))) {
		t.Errorf("%v: %s", err, out)
	}
}

func TestAppendAllocatesNothing(t *testing.T) {
	dst := make([]byte, 0, 512)
	if n := testing.AllocsPerRun(100, func() {
		dst = emsg.AppendID3(emsg.Append(dst[:0], &goal), "d", goal.Data)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(emsg.Append(nil, &goal))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, rest, err := emsg.Parse(b)
		if err != nil {
			return
		}
		again := emsg.Append(nil, m)
		if back, _, err := emsg.Parse(again); err != nil || !reflect.DeepEqual(back, m) {
			t.Errorf("%+v comes back as %+v, %v; rest %d", m, back, err, len(rest))
		}
	})
}

func BenchmarkAppend(b *testing.B) {
	dst := make([]byte, 0, 512)
	for b.Loop() {
		dst = emsg.Append(dst[:0], &goal)
	}
}

// BenchmarkLibrary is the same box by another implementation.
func BenchmarkLibrary(b *testing.B) {
	box := mp4.EmsgBox{
		Version: 1, TimeScale: 90_000, PresentationTime: uint64(goal.Time), EventDuration: 0xffffffff, ID: goal.ID,
		SchemeIDURI: goal.Scheme, Value: goal.Value, MessageData: goal.Data,
	}
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := box.Encode(&out); err != nil {
			b.Fatal(err)
		}
	}
}
