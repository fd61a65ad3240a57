package decisions

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"touchline/cmd/touchline/internal/source"
	"touchline/systems/feed/recording"
)

// A Stream is a file of decisions.
type Stream struct {
	Number uint64 // as its folder says, or 0 if it was named itself
	Path   string
}

// names are what the file of a stream may be called.
var names = [...]string{"decisions.ndjson", "decisions.ndjson.gz", "decisions.ndjson.zst"}

// Streams returns the streams of a run in the order of their numbers. The run is
// the folder that replay --out wrote, the folder of one of its streams, or a file.
// There is at least one.
func Streams(run string) ([]Stream, error) {
	info, err := os.Stat(run)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", run, unreadable(err))
	}
	if !info.IsDir() {
		return []Stream{{0, run}}, nil
	}
	if path, ok := file(run); ok {
		return []Stream{{0, path}}, nil
	}
	entries, err := os.ReadDir(run)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", run, unreadable(err))
	}
	var streams []Stream
	for _, e := range entries {
		number, isStream := strings.CutPrefix(e.Name(), "stream-")
		n, err := strconv.ParseUint(number, 10, 64)
		if path, ok := file(filepath.Join(run, e.Name())); isStream && err == nil && ok {
			streams = append(streams, Stream{n, path})
		}
	}
	if streams == nil {
		return nil, fmt.Errorf("%s: %w: no decisions in it: want stream-0001/%s, as replay --out writes it", run, recording.ErrUnknown, names[0])
	}
	slices.SortFunc(streams, func(a, b Stream) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), strings.Compare(a.Path, b.Path))
	})
	for i := range streams[1:] {
		if a, b := streams[i], streams[i+1]; a.Number == b.Number {
			return nil, fmt.Errorf("%s: %w: two folders of stream %d: %s, %s", run, source.ErrUnreadable, a.Number, a.Path, b.Path)
		}
	}
	return streams, nil
}

// file returns the file of decisions in a folder.
func file(folder string) (string, bool) {
	for _, name := range names {
		path := filepath.Join(folder, name)
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return path, true
		}
	}
	return "", false
}
