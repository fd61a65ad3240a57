package service_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"touchline/cmd/touchline/internal/service"
	"touchline/components"
)

func parse(t testing.TB, text string) *service.Config {
	t.Helper()
	c, err := service.Parse([]byte(text))
	if err != nil {
		t.Fatalf("%s\n%v", text, err)
	}
	return c
}

func seconds(n int) service.Duration {
	return service.Duration{Duration: time.Duration(n) * time.Second}
}

// TestDefault: the default description is whole by itself, and what is left out
// of another is as in it.
func TestDefault(t *testing.T) {
	c := parse(t, string(service.Default))
	if len(c.Streams) != 1 || len(c.Renditions) != 6 || len(c.Cameras) != 8 {
		t.Errorf("%d streams, %d renditions, %d cameras: want 1, 6 and 8", len(c.Streams), len(c.Renditions), len(c.Cameras))
	}
	if c.Segments.Duration != seconds(2) || c.Keys.Sessions != 2 || c.Limits.Events != 8 {
		t.Errorf("segments of %v, %d sessions, %d events: want 2s, 2 and 8", c.Segments.Duration, c.Keys.Sessions, c.Limits.Events)
	}
	for _, text := range []string{"", "# a comment\n", "[segments]\n", "[keys]\nsessions = 2\n"} {
		if got := parse(t, text); !reflect.DeepEqual(got, c) {
			t.Errorf("%q is not the default:\n got %+v\nwant %+v", text, got, c)
		}
	}
}

// TestReplaced: a value that is given replaces the default's, and a list that is
// given replaces the whole list.
func TestReplaced(t *testing.T) {
	d := parse(t, "")
	c := parse(t, "[segments]\nduration = \"4s\"\n[[camera]]\nrole = \"reverse\"\nsize = \"close\"\nside = \"far\"\n")
	if c.Segments.Duration != seconds(4) || c.Segments.Window != d.Segments.Window {
		t.Errorf("segments %+v: want a duration of 4s and the default window", c.Segments)
	}
	if len(c.Cameras) != 1 || c.Cameras[0].Role != "reverse" {
		t.Errorf("cameras %+v: want the one that was given", c.Cameras)
	}
	if !reflect.DeepEqual(c.Renditions, d.Renditions) || !reflect.DeepEqual(c.Streams, d.Streams) {
		t.Error("lists that were not given are not the default's")
	}
	// An entry is given whole: what it leaves out is not filled from another.
	c = parse(t, "[[stream]]\nframe_rate = \"50\"\nstart_timecode = \"00:00:00:49\"\n")
	if len(c.Streams) != 1 || c.Streams[0].Name != "" || c.Streams[0].Latency.Duration != 0 {
		t.Errorf("streams %+v: want one, with nothing that was not given", c.Streams)
	}
	if c = parse(t, "[fixture]\nmarkets = [\"cards\"]\n"); !reflect.DeepEqual(c.Fixture.Markets, []string{"cards"}) {
		t.Errorf("markets %q: want cards alone", c.Fixture.Markets)
	}
}

// TestNotTOML: what cannot be read says in which line and at which key.
func TestNotTOML(t *testing.T) {
	for _, tt := range []struct{ text, message string }{
		{"[segments]\nlenght = \"2s\"\n", "line 2: segments.lenght: no such key"},
		{"colour = 1\n", "line 1: colour: no such key"},
		{"[[camera]]\nrole = \"reverse\"\nzoom = 3\n", "line 3: camera.zoom: no such key"},
		{"[nothing]\nx = 1\n", "line 1: nothing: no such key"},
		{"[keys]\nsessions = \"two\"\n", "line 2: keys.sessions: "},
		{"\n[segments]\nduration = 2\n", `duration "2": want a number with a unit, as 2s or 500ms`},
		{"[segments]\nduration = \"2\"\n", `line 2: segments.duration: duration "2": want a number with a unit, as 2s or 500ms`},
		{"[[rendition]]\npeak = -1\n", "line 2: rendition.peak: "},
		{"[[rendition]]\npeak = 4294967296\n", "line 2: rendition.peak: "},
		{"[[rendition]]\nsize = \"1920\"\n", "line 2: rendition.size: "},
		{"[[stream]]\nframe_rate = \"0\"\n", "line 2: stream.frame_rate: "},
		{"[fixture\n", "line 1: expected ']' to close table name"},
		{"[keys]\nsessions = 1\nsessions = 2\n", "line 3: "},
	} {
		_, err := service.Parse([]byte(tt.text))
		if err == nil || !strings.HasPrefix(err.Error(), tt.message) {
			t.Errorf("%q: error %v, want %q…", tt.text, err, tt.message)
		}
	}
}

func TestLoad(t *testing.T) {
	if _, err := service.Load(""); err != nil {
		t.Errorf("no file: %v", err)
	}
	missing := filepath.Join(t.TempDir(), "missing.toml")
	if _, err := service.Load(missing); !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), missing+": ") {
		t.Errorf("missing file: %v", err)
	}
	path := filepath.Join(t.TempDir(), "service.toml")
	if err := os.WriteFile(path, []byte("[keys]\nsessions = 0\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := service.Load(path); err == nil || err.Error() != path+": keys: sessions 0: must be from 1 to 1000" {
		t.Errorf("wrong file: %v", err)
	}
}

func TestSafe(t *testing.T) {
	const camera = "[[camera]]\nrole = \"reverse\"\nsize = \"wide\"\nside = \"far\"\n"
	for _, tt := range []struct {
		text string
		want int
	}{
		{"", 0}, {camera + camera, 0}, {camera + camera + "safe = true\n" + camera, 1}, {camera + "safe = true\n" + camera + "safe = true\n", 0},
	} {
		if got := parse(t, tt.text).Safe(); got != tt.want {
			t.Errorf("%q: safe camera %d, want %d", tt.text, got, tt.want)
		}
	}
}

func TestParseGroup(t *testing.T) {
	for g := range components.Groups {
		if got, ok := service.ParseGroup(g.String()); !ok || got != g {
			t.Errorf("%q is group %d, %v: want %d", g, got, ok, g)
		}
	}
	if _, ok := service.ParseGroup(""); ok {
		t.Error("no name is a group")
	}
}

// FuzzParse: no description breaks the reader, and one that is accepted is within
// its limits.
func FuzzParse(f *testing.F) {
	f.Add(service.Default)
	f.Add([]byte("[segments]\nduration = \"4s\"\nwindow = \"12s\"\n"))
	f.Add([]byte("[[stream]]\nframe_rate = \"60000/1001\"\nstart_timecode = \"23:59:59;59\"\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := service.Parse(text)
		if err == nil && (c.Validate() != nil || c.Safe() >= len(c.Cameras)) {
			t.Errorf("accepted, but %v", c.Validate())
		}
	})
}
