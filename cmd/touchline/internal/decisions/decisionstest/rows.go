// Package decisionstest makes decisions for tests, in the form in which a run
// writes them.
package decisionstest

import (
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchline/cmd/touchline/internal/decisions"
)

// Row returns a line of the first half, made in a tick of 50 ms that is counted
// from kick-off. More are the fields of its kind, as JSON.
func Row(kind string, tick int, more string) string { return RowAt(kind, tick, "", more) }

// RowAt is a [Row] with another clock.
func RowAt(kind string, tick int, clock, more string) string {
	if clock == "" {
		clock = fmt.Sprintf("1@%02d:%02d", tick/1200, tick/20%60)
	}
	system := map[string]string{"wager": "wagering", "cut": "director", "segment-entry": "abr", "alert": "deepfake", "grant": "drm", "splice": "splice"}[kind]
	if system == "" {
		system = "a module"
	}
	t := 4500 * tick
	times := ""
	for _, name := range []string{"occurred", "received", "release"} {
		if !strings.Contains(more, `"`+name+`":`) {
			times += fmt.Sprintf(`,%q:%d`, name, t)
		}
	}
	if more != "" {
		more = "," + more
	}
	return fmt.Sprintf(`{"kind":%q,"system":%q,"stream":1,"fixture":1,"tick":%d,"t":%d,"utc":"2030-02-02T15:00:00.000Z","tc":"10:00:00:00","clock":%q%s%s}`,
		kind, system, tick, t, clock, times, more)
}

// Cause returns the field of a cause from the match.
func Cause(event string, sequence, revision int) string {
	return fmt.Sprintf(`"cause":{"source":"match","event":%q,"sequence":%d,"revision":%d}`, event, sequence, revision)
}

// File writes lines to a file of a test's own and returns it.
func File(t testing.TB, lines ...string) decisions.Stream {
	t.Helper()
	path := filepath.Join(t.TempDir(), "decisions.ndjson")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return decisions.Stream{Path: path}
}

// Rows yields lines as they are read from a file.
func Rows(t testing.TB, lines ...string) iter.Seq2[*decisions.Decision, error] {
	t.Helper()
	if len(lines) == 0 {
		return func(func(*decisions.Decision, error) bool) {}
	}
	return decisions.Read(File(t, lines...))
}
