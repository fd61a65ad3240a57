package source_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"touchline/cmd/touchline/internal/source"
	"touchline/ecs"
	"touchline/systems/feed/builtin"
	"touchline/systems/feed/recording"
)

const match = `{"v":1,"sport":"football","home":"Ash","away":"Birch"}
{"t":0,"p":1,"k":"kickoff"}
{"t":60000,"p":1,"k":"goal","team":"home"}
{"t":90000,"p":1,"k":"period_end"}
`

func gzipped(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(text))
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstandard(t testing.TB, text string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(text), nil))
}

// write makes a file in a new folder and returns its path.
func write(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFile(t *testing.T) {
	for _, tt := range []struct{ name, text string }{
		{"plain", match},
		{"gzip", gzipped(t, match)},
		{"gzip of two members", gzipped(t, match[:80]) + gzipped(t, match[80:])},
		{"zstd", zstandard(t, match)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			// The name says nothing: the format is found by the content.
			m, err := source.Read(write(t, "match.bin", tt.text), ecs.NewSymbols())
			if err != nil {
				t.Fatal(err)
			}
			if m.Home != "Ash" || m.Away != "Birch" || len(m.Events) != 3 {
				t.Errorf("%s–%s with %d events, want Ash–Birch with 3", m.Home, m.Away, len(m.Events))
			}
		})
	}
}

func TestBuiltin(t *testing.T) {
	for _, name := range builtin.Names() {
		m, err := source.Read(name, ecs.NewSymbols())
		if err != nil {
			t.Fatal(err)
		}
		if len(m.Events) == 0 {
			t.Errorf("%s has no events", name)
		}
	}
	// A name that is built in means that, whatever lies in the working folder.
	t.Chdir(t.TempDir())
	if err := os.WriteFile(builtin.Default, []byte(match), 0o644); err != nil {
		t.Fatal(err)
	}
	if m, err := source.Read(builtin.Default, ecs.NewSymbols()); err != nil || m.Home == "Ash" {
		t.Errorf("%s is of %+v, %v: want the built-in one", builtin.Default, m, err)
	}
	if m, err := source.Read("./"+builtin.Default, ecs.NewSymbols()); err != nil || m.Home != "Ash" {
		t.Errorf("./%s is not the file: %v", builtin.Default, err)
	}
}

// TestFaults checks what a caller decides on, and that every message begins with
// the file and ends in words for people.
func TestFaults(t *testing.T) {
	half := func(s string) string { return s[:len(s)/2] }
	flip := func(s string) string { return s[:len(s)-6] + "~" + s[len(s)-5:] }
	for _, tt := range []struct {
		name, text string
		want       error
		message    string // after the path
	}{
		{"empty", "", recording.ErrUnknown, ": an empty file: of no known format"},
		{"page", "<!doctype html>", recording.ErrUnknown, ": an HTML page: of no known format"},
		{"other text", "a,b,c\n1,2,3\n", recording.ErrUnknown, `: a file that begins "a,b,c`},
		{"malformed", strings.Replace(match, "60000", `"x"`, 1), recording.ErrFormat, ": line 3"},
		{"empty gzip", gzipped(t, ""), recording.ErrUnknown, ": an empty file: of no known format"},
		{"gzip header alone", "\x1f\x8b", recording.ErrFormat, ": gzip: malformed: unexpected EOF"},
		{"gzip cut short", half(gzipped(t, match)), recording.ErrFormat, ": gzip: malformed: unexpected EOF"},
		{"gzip of other data", flip(gzipped(t, match)), recording.ErrFormat, ": gzip: malformed: gzip: invalid checksum"},
		{"zstd header alone", "\x28\xb5\x2f\xfd", recording.ErrFormat, ": zstd: malformed: unexpected EOF"},
		{"zstd cut short", half(zstandard(t, match)), recording.ErrFormat, ": zstd: malformed: unexpected EOF"},
		{"zstd of other data", zstandard(t, match)[:40] + "~~~~" + zstandard(t, match)[44:], recording.ErrFormat, ": zstd: malformed: "},
		{"gzip of a malformed match", gzipped(t, strings.Replace(match, "60000", `"x"`, 1)), recording.ErrFormat, ": line 3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := write(t, "match", tt.text)
			_, err := source.Read(path, ecs.NewSymbols())
			if !errors.Is(err, tt.want) {
				t.Fatalf("error = %v, want one that is %v", err, tt.want)
			}
			if rest, ok := strings.CutPrefix(err.Error(), path); !ok || !strings.HasPrefix(rest, tt.message) {
				t.Errorf("message = %q, want PATH%s…", err, tt.message)
			}
		})
	}
}

func TestUnreadable(t *testing.T) {
	dir := t.TempDir()
	missing := filepath.Join(dir, "missing.json")
	_, err := source.Read(missing, ecs.NewSymbols())
	if !errors.Is(err, fs.ErrNotExist) || err.Error() != missing+": unreadable: no such file or directory" {
		t.Errorf("missing file: %v", err)
	}
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	locked := write(t, "locked.json", match)
	if err := os.Chmod(locked, 0); err != nil {
		t.Fatal(err)
	}
	_, err = source.Read(locked, ecs.NewSymbols())
	if !errors.Is(err, fs.ErrPermission) || err.Error() != locked+": unreadable: permission denied" {
		t.Errorf("locked file: %v", err)
	}
}

// TestLimit: a file that unfolds to more than there is room for is refused before
// it has been unfolded, and one that just fits is read.
func TestLimit(t *testing.T) {
	const most = 1 << 20
	defer source.Limit(most)()
	fits := match + strings.Repeat("\n", most-len(match))
	for _, tt := range []struct {
		name, text string
		want       error
		message    string
	}{
		{"plain", fits, nil, ""},
		{"gzip", gzipped(t, fits), nil, ""},
		{"zstd", zstandard(t, fits), nil, ""},
		{"plain, too large", fits + "\n", source.ErrUnreadable, ": unreadable: more than 1 MiB"},
		{"gzip, too large", gzipped(t, fits+"\n"), recording.ErrFormat, ": gzip: malformed: more than 1 MiB"},
		{"zstd, too large", zstandard(t, fits+"\n"), recording.ErrFormat, ": zstd: malformed: more than 1 MiB"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := write(t, "match", tt.text)
			_, err := source.Read(path, ecs.NewSymbols())
			if !errors.Is(err, tt.want) {
				t.Fatalf("error = %v, want %v", err, tt.want)
			}
			if err != nil && err.Error() != path+tt.message {
				t.Errorf("message = %q, want PATH%s", err, tt.message)
			}
		})
	}
}

func TestFolder(t *testing.T) {
	other := map[string]string{"README.md": "# A match", "lineup.csv": "1,2,3", "empty": ""}
	for _, tt := range []struct {
		name    string
		files   map[string]string
		want    error
		message string // after the path of the folder
	}{
		{"one match", map[string]string{"m.ndjson": match}, nil, ""},
		{"one match, compressed", map[string]string{"m.ndjson.gz": gzipped(t, match)}, nil, ""},
		{"nothing but others", nil, recording.ErrUnknown, ": of no known format: none of its 3 files is a match"},
		{"two matches", map[string]string{"a.ndjson": match, "b.ndjson": match}, source.ErrUnreadable, ": unreadable: 2 matches in one folder: name one of "},
		{"a malformed match", map[string]string{"m.ndjson": match + "{"}, recording.ErrFormat, "/m.ndjson: line 5"},
		{"a match cut short", map[string]string{"m.gz": gzipped(t, match)[:40]}, recording.ErrFormat, "/m.gz: gzip: malformed: unexpected EOF"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, files := range []map[string]string{other, tt.files} {
				for name, text := range files {
					if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := os.Mkdir(filepath.Join(dir, "images"), 0o755); err != nil { // it is not looked into
				t.Fatal(err)
			}
			m, err := source.Read(dir, ecs.NewSymbols())
			if !errors.Is(err, tt.want) {
				t.Fatalf("error = %v, want %v", err, tt.want)
			}
			if err == nil {
				if m.Home != "Ash" {
					t.Errorf("the match is of %q, want Ash", m.Home)
				}
				return
			}
			rest, ok := strings.CutPrefix(err.Error(), dir)
			if !ok || !strings.HasPrefix(filepath.ToSlash(rest), tt.message) {
				t.Errorf("message = %q, want FOLDER%s…", err, tt.message)
			}
		})
	}
}

func TestEmptyFolder(t *testing.T) {
	dir := t.TempDir()
	_, err := source.Read(dir, ecs.NewSymbols())
	if !errors.Is(err, recording.ErrUnknown) || err.Error() != dir+": of no known format: none of its 0 files is a match" {
		t.Errorf("error = %v", err)
	}
}

// FuzzRead: whatever a file holds, it is a match or an error that names it.
func FuzzRead(f *testing.F) {
	for _, text := range []string{"", match, gzipped(f, match), zstandard(f, match), "\x1f\x8b\x08", "\x28\xb5\x2f\xfd\x24"} {
		f.Add([]byte(text))
	}
	defer source.Limit(1 << 20)()
	path := filepath.Join(f.TempDir(), "match")
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := source.Read(path, ecs.NewSymbols()); err != nil && !strings.HasPrefix(err.Error(), path+": ") {
			t.Errorf("error %q does not begin with the file", err)
		}
	})
}
