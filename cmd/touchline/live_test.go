package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"reflect"
	"testing"
)

// TestLive plays matches on standard input, all lines at once: the busiest source
// there can be. Nothing is refused, the score is the match's own, and what was heard
// replays to the same state and the same decisions.
func TestLive(t *testing.T) {
	for _, match := range []string{"drill", "testdata/overs.ndjson"} {
		t.Run(match, func(t *testing.T) {
			type report struct {
				Matches []struct {
					Score   json.RawMessage
					Innings json.RawMessage
				}
				Refused uint64
				Input   struct{ Lines, Bad int }
				Hash    string `json:"state_hash"`
			}
			parse := func(text []byte) (r report) {
				t.Helper()
				if err := json.Unmarshal(text, &r); err != nil {
					t.Fatalf("%v\n%s", err, text)
				}
				return r
			}
			dir := t.TempDir()
			flags := []string{"--quiet", "--json", "--hash", "--viewers", "3", "--out"}
			lines := stdout(t, "inspect", "--quiet", "--events", match)

			var out, errs bytes.Buffer
			args := append([]string{"replay", "--speed", "200x"}, append(flags, filepath.Join(dir, "live"), "-")...)
			if code := Main(t.Context(), args, bytes.NewReader(lines), &out, &errs); code != exitDone {
				t.Fatalf("exit code %d\n%s", code, &errs)
			}
			live := parse(out.Bytes())
			if n := bytes.Count(lines, []byte("\n")) - 1; live.Input.Lines != n || live.Input.Bad != 0 || live.Refused != 0 {
				t.Errorf("%+v, %d refused, want %d lines, none of them bad or refused", live.Input, live.Refused, n)
			}
			again := parse(stdout(t, append(append([]string{"replay"}, flags...), filepath.Join(dir, "again"), filepath.Join(dir, "live", "input.ndjson"))...))
			if live.Hash == "" || live.Hash != again.Hash {
				t.Errorf("state %q live, %q when it was played again", live.Hash, again.Hash)
			}
			stdout(t, "diff", filepath.Join(dir, "live"), filepath.Join(dir, "again"))
			recorded := parse(stdout(t, "replay", "--quiet", "--json", "--viewers", "0", match))
			if !reflect.DeepEqual(live.Matches, recorded.Matches) {
				t.Errorf("live it came to %s, recorded to %s", live.Matches, recorded.Matches)
			}
		})
	}
}
