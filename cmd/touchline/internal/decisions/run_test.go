package decisions_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/cmd/touchline/internal/source"
	"touchline/systems/feed/recording"
)

// TestStreams: a run is a folder of streams, one of them, or a file.
func TestStreams(t *testing.T) {
	for _, tt := range []struct {
		name, run string
		files     []string
		want      string // numbers and files
		err       error
	}{
		{"a run", ".", []string{"stream-0002/decisions.ndjson", "stream-0001/decisions.ndjson", "report.html"}, "1 stream-0001/decisions.ndjson, 2 stream-0002/decisions.ndjson", nil},
		{"many streams", ".", []string{"stream-10000/decisions.ndjson", "stream-9999/decisions.ndjson"}, "9999 stream-9999/decisions.ndjson, 10000 stream-10000/decisions.ndjson", nil},
		{"compressed", ".", []string{"stream-0001/decisions.ndjson.gz", "stream-0002/decisions.ndjson.zst"}, "1 stream-0001/decisions.ndjson.gz, 2 stream-0002/decisions.ndjson.zst", nil},
		{"a stream", "stream-0002", []string{"stream-0002/decisions.ndjson"}, "0 stream-0002/decisions.ndjson", nil},
		{"a file", "a", []string{"a"}, "0 a", nil},
		{"others beside it", ".", []string{"stream-0001/hls/master.m3u8", "stream-x/decisions.ndjson", "stream-0003/decisions.ndjson"}, "3 stream-0003/decisions.ndjson", nil},
		{"nothing", ".", []string{"stream-0001/wagering.ndjson"}, "", recording.ErrUnknown},
		{"a folder of that name", ".", []string{"stream-0001/decisions.ndjson/x"}, "", recording.ErrUnknown},
		{"one number twice", ".", []string{"stream-1/decisions.ndjson", "stream-0001/decisions.ndjson"}, "", source.ErrUnreadable},
		{"missing", "none", nil, "", source.ErrUnreadable},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, name := range tt.files {
				path := filepath.Join(dir, name)
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, nil, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			run := filepath.Join(dir, tt.run)
			streams, err := decisions.Streams(run)
			if !errors.Is(err, tt.err) || err != nil && !strings.HasPrefix(err.Error(), run+": ") {
				t.Fatalf("error = %v, want %v", err, tt.err)
			}
			if got := list(t, dir, streams); got != tt.want {
				t.Errorf("streams %q, want %q", got, tt.want)
			}
		})
	}
}

func list(t *testing.T, dir string, streams []decisions.Stream) string {
	var parts []string
	for _, s := range streams {
		name, err := filepath.Rel(dir, s.Path)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, fmt.Sprint(s.Number, " ", filepath.ToSlash(name)))
	}
	return strings.Join(parts, ", ")
}
