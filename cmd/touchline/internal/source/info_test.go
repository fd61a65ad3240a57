package source_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchline/cmd/touchline/internal/source"
	"touchline/ecs"
	"touchline/systems/feed/recording"
)

// A match in two files: its events, and what its sides are called.
const (
	events = `<PutDataRequest>
<Event EventId="1" EventTime="2022-10-15T13:01:28+02:00" MatchId="M"><KickOff TeamLeft="A" TeamRight="B" GameSection="firstHalf"/></Event>
<Event EventId="2" EventTime="2022-10-15T13:02:28+02:00" MatchId="M"><FinalWhistle GameSection="firstHalf" FinalResult="0:0"/></Event>
</PutDataRequest>`
	info = `<PutDataRequest><MatchInformation><General MatchId="M" HomeTeamId="B" HomeTeamName="Oak" GuestTeamId="A" GuestTeamName="Pine"/></MatchInformation></PutDataRequest>`
)

// folder makes a folder of files and returns its path.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestTwoFiles checks that two files of one match in a folder are one match.
func TestTwoFiles(t *testing.T) {
	other := strings.ReplaceAll(info, `"M"`, `"N"`)
	for _, tt := range []struct {
		name    string
		files   map[string]string
		home    string
		want    error
		message string // after the path of the folder
	}{
		{"both", map[string]string{"a.xml": events, "b.xml": info}, "Oak", nil, ""},
		{"both, compressed", map[string]string{"a.xml.gz": gzipped(t, info), "b.xml.zst": zstandard(t, events)}, "Oak", nil, ""},
		{"events alone", map[string]string{"a.xml": events}, "A", nil, ""},
		{"with what is no part of it", map[string]string{"a.xml": events, "b.xml": info, "c.xml": "<PutDataRequest><Weather/></PutDataRequest>"}, "Oak", nil, ""},
		{"information about a match of another format", map[string]string{"a.ndjson": match, "b.xml": info}, "Ash", nil, ""},
		{"information alone", map[string]string{"a.xml": info}, "", recording.ErrUnknown, ": of no known format: none of its 1 files is a match"},
		{"information about another match", map[string]string{"a.xml": events, "b.xml": other}, "", recording.ErrFormat, "/a.xml: byte 17, event 1 (id 1): MatchId M: of another match: want N"},
		{"malformed information", map[string]string{"a.xml": events, "b.xml": info[:120]}, "", recording.ErrFormat, "/b.xml: byte 120: the file ends too early"},
		{"information twice", map[string]string{"a.xml": events, "b.xml": info, "c.xml": info}, "", source.ErrUnreadable, ": unreadable: 2 files of information about one match: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := folder(t, tt.files)
			m, err := source.Read(dir, ecs.NewSymbols())
			if !errors.Is(err, tt.want) {
				t.Fatalf("error = %v, want %v", err, tt.want)
			}
			if err == nil {
				if m.Home != tt.home {
					t.Errorf("%s is at home, want %s", m.Home, tt.home)
				}
				return
			}
			if rest, ok := strings.CutPrefix(err.Error(), dir); !ok || !strings.HasPrefix(filepath.ToSlash(rest), tt.message) {
				t.Errorf("message = %q, want FOLDER%s…", err, tt.message)
			}
		})
	}
}

// TestReadAll checks which files of a list are one match, and what it is called.
func TestReadAll(t *testing.T) {
	dir := folder(t, map[string]string{"e": events, "i": info, "m": match, "n": match})
	tests := []struct {
		list string
		want string // name:home of each match
		err  string // after the path of the folder
	}{
		{"m n", "m:Ash n:Ash", ""},
		{"e", "e:A", ""},
		{"e i", "e:Oak", ""},
		{"i e", "e:Oak", ""},
		{"e i e", "e:Oak e:A", ""},
		{"e e i", "e:A e:Oak", ""},
		{"m i e n", "m:Ash e:Oak n:Ash", ""},
		{"i e i e", "e:Oak e:Oak", ""},
		{"e i e i m", "e:Oak e:Oak m:Ash", ""},
		{"i", "", "/i: the information about a match, without its events: of no known format"},
		{"m i", "", "/i: the information about a match, without its events: of no known format"},
		{"e m i", "", "/i: the information about a match, without its events: of no known format"},
		{"e i i", "", "/i: the information about a match, without its events: of no known format"},
		{"m x", "", "/x: unreadable: no such file or directory"},
	}
	for _, tt := range tests {
		var list []string
		for name := range strings.FieldsSeq(tt.list) {
			list = append(list, filepath.Join(dir, name))
		}
		matches, err := source.ReadAll(list, ecs.NewSymbols())
		if tt.err != "" {
			if err == nil || !strings.HasPrefix(err.Error(), dir+tt.err) {
				t.Errorf("%s: error %v, want FOLDER%s…", tt.list, err, tt.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", tt.list, err)
			continue
		}
		var got []string
		for _, m := range matches {
			got = append(got, filepath.Base(m.Name)+":"+m.Home)
		}
		if text := strings.Join(got, " "); text != tt.want {
			t.Errorf("%s: %s, want %s", tt.list, text, tt.want)
		}
	}
}

// TestReadAllBuiltin checks that a folder and what is built in may be in a list.
func TestReadAllBuiltin(t *testing.T) {
	dir := folder(t, map[string]string{"e": events, "i": info})
	matches, err := source.ReadAll([]string{"final", dir}, ecs.NewSymbols())
	if err != nil || len(matches) != 2 || matches[0].Name != "final" || matches[1].Name != dir || matches[1].Home != "Oak" {
		t.Errorf("matches %v, %v", matches, err)
	}
}
