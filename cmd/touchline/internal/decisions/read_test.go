package decisions_test

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

	"touchline/cmd/touchline/internal/decisions"
	. "touchline/cmd/touchline/internal/decisions/decisionstest"
	"touchline/cmd/touchline/internal/source"
	"touchline/systems/feed/recording"
)

const shot = `"op":"event","score":"0-0","cause":{"source":"match","event":"shot","sequence":5,"revision":1}`

// write writes a file of the test's own.
func write(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// all reads a file to its end.
func all(path string) (rows []*decisions.Decision, err error) {
	for d, err := range decisions.Read(decisions.Stream{Path: path}) {
		if err != nil {
			return rows, err
		}
		rows = append(rows, d)
	}
	return rows, nil
}

// TestRead reads one file plain and compressed: nothing is lost of a row.
func TestRead(t *testing.T) {
	lines := []string{RowAt("wager", 7, "2@101:05", shot), Row("segment-entry", 8, "")}
	text := []byte(strings.Join(lines, "\r\n")) // and no end of line at the end
	for _, tt := range []struct {
		name string
		data []byte
	}{{"plain", text}, {"gzip", zipped(t, text)}, {"zstd", zstandard(t, text)}} {
		t.Run(tt.name, func(t *testing.T) {
			rows, err := all(write(t, "decisions", tt.data))
			if err != nil || len(rows) != 2 {
				t.Fatalf("%d rows, %v, want 2", len(rows), err)
			}
			d := rows[0]
			if d.Line != 1 || string(d.Text) != lines[0] || string(rows[1].Text) != lines[1] || rows[1].Line != 2 {
				t.Errorf("line %d %s, then line %d %s", d.Line, d.Text, rows[1].Line, rows[1].Text)
			}
			if d.Kind != "wager" || d.Stream != 1 || d.Tick != 7 || d.T != 31500 || d.Release != 31500 || d.Clock.String() != "2@101:05" {
				t.Errorf("row %+v", d)
			}
			if d.Cause.String() != "match 5 rev 1" || rows[1].Cause.String() != "no cause" {
				t.Errorf("causes %v, %v", d.Cause, rows[1].Cause)
			}
		})
	}
}

func zipped(t testing.TB, data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zstandard(t testing.TB, data []byte) []byte {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return w.EncodeAll(data, nil)
}

func TestReadErrors(t *testing.T) {
	good := Row("cut", 5, "")
	bad := func(old, new string) []byte { return []byte(good + "\n" + strings.Replace(good, old, new, 1)) }
	for _, tt := range []struct {
		name    string
		data    []byte
		want    error
		message string // after the path
	}{
		{"a page", []byte("<!DOCTYPE html>"), recording.ErrUnknown, `of no known format: begins "<!DOCTYPE html>": want decisions, as replay --out writes them`},
		{"blank", []byte("\n"), recording.ErrUnknown, `of no known format: begins "": want decisions, as replay --out writes them`},
		{"a match", []byte(`{"v":1,"sport":"football"}`), recording.ErrUnknown, `of no known format: begins "{\"v\":1,\"sport\":\"football\"}": want decisions, as replay --out writes them`},
		{"cut short", []byte(good + "\n" + good[:30]), recording.ErrFormat, "line 2: the line ends too early"},
		{"blank line", bad(good, "\n"+good), recording.ErrFormat, "line 2: not JSON"},
		{"no kind", bad(`"kind":"cut",`, ``), recording.ErrFormat, "line 2: kind: missing"},
		{"not JSON", bad(`"tick":5`, `"tick":five`), recording.ErrFormat, `line 2: {"kind":"cut","system":"director","strea..: not JSON`},
		{"two objects", bad(`}`, `}{`), recording.ErrFormat, `line 2: {"kind":"cut","system":"director","strea..: not JSON`},
		{"no tick", bad(`"tick":5,`, ``), recording.ErrFormat, "line 2: tick: missing"},
		{"no tick but null", bad(`"tick":5,`, `"tick":null,`), recording.ErrFormat, "line 2: tick: missing"},
		{"half a tick", bad(`"tick":5`, `"tick":5.5`), recording.ErrFormat, "line 2: tick is a number 5.5: of the wrong type"},
		{"tick before 0", bad(`"tick":5`, `"tick":-5`), recording.ErrFormat, "line 2: tick is a number -5: of the wrong type"},
		{"a clock", bad(`1@00:00`, `00:00`), recording.ErrFormat, "line 2: clock 00:00: out of range: want P@MM:SS"},
		{"seconds", bad(`1@00:00`, `1@00:60`), recording.ErrFormat, "line 2: clock 1@00:60: out of range: want P@MM:SS"},
		{"ticks back", bad(`"tick":5`, `"tick":4`), recording.ErrFormat, "line 2: tick 4: out of order: want 5 or later"},
		{"time back", bad(`"t":22500`, `"t":22499`), recording.ErrFormat, "line 2: t 22499: out of order: want 22500 or later"},
		{"two streams", bad(`"stream":1`, `"stream":2`), recording.ErrFormat, "line 2: stream 2: of another stream: want 1"},
		{"a long line", bad(`"director"`, `"`+strings.Repeat("x", 1<<20)+`"`), recording.ErrFormat, "line 2: too long a line: want at most 1048576 bytes"},
		{"deep", []byte(`{"kind":` + strings.Repeat("[", 20_000)), recording.ErrFormat, ""},
		{"gzip cut short", zipped(t, []byte(good))[:40], recording.ErrFormat, "line 1: gzip: malformed: unexpected EOF"},
		{"gzip header alone", []byte{0x1f, 0x8b, 8}, recording.ErrFormat, "malformed: unexpected EOF"},
		{"zstd cut short", zstandard(t, []byte(good))[:40], recording.ErrFormat, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := write(t, "decisions.ndjson", tt.data)
			rows, err := all(path)
			if !errors.Is(err, tt.want) {
				t.Fatalf("%d rows, error = %v, want one that is %v", len(rows), err, tt.want)
			}
			rest, ok := strings.CutPrefix(err.Error(), path+": ")
			if !ok || tt.message != "" && rest != tt.message {
				t.Errorf("message = %q, want PATH: %s", err, tt.message)
			}
		})
	}
	if rows, err := all(write(t, "empty", nil)); rows != nil || err != nil {
		t.Errorf("an empty file: %d rows, %v, want none", len(rows), err)
	}
	if _, err := all(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) || !errors.Is(err, source.ErrUnreadable) {
		t.Errorf("a missing file: %v", err)
	}
}

// TestStop: who has seen enough gets no more, and no error.
func TestStop(t *testing.T) {
	n := 0
	for _, err := range Rows(t, Row("cut", 1, ""), Row("cut", 2, ""), "{") {
		if n++; err != nil || n > 1 {
			t.Fatalf("row %d: %v", n, err)
		}
		break
	}
}

// TestKinds: a row without what its kind has is malformed, and says what.
func TestKinds(t *testing.T) {
	cut := `"from":1,"from_role":"main-tight","to":2,"to_role":"box-left","reason":"long","score":369,"against":569,"shot_ms":8040`
	for _, tt := range []struct {
		name, kind, more string
		message          string // "" if it can be read
	}{
		{"cut", "cut", cut, ""},
		{"cut to nothing", "cut", strings.Replace(cut, `"to":2,`, ``, 1), "line 1: to: missing"},
		{"cut to a name", "cut", strings.Replace(cut, `"to":2`, `"to":"2"`, 1), "line 1: to is a string: of the wrong type"},
		{"event", "wager", `"op":"event","score":"0-0"`, ""},
		{"market", "wager", `"op":"resume","market":"half","status":"active","causes":[],"score":"0-0"`, ""},
		{"market without status", "wager", `"op":"resume","market":"half","causes":[],"score":"0-0"`, "line 1: status: missing"},
		{"wager without op", "wager", `"score":"0-0"`, "line 1: op: missing"},
		{"alert", "alert", `"alert":"spike","raised":true,"risk":1,"value":2`, ""},
		{"alert of a kind", "alert", `"raised":true,"risk":1,"value":2`, "line 1: alert: missing"},
		{"segment", "segment-entry", `"sequence":1,"start":2,"duration":3,"key_period":4,"discontinuity":true,"gap":false`, ""},
		{"segment without start", "segment-entry", `"sequence":1,"duration":3,"key_period":4,"discontinuity":true,"gap":false`, "line 1: start: missing"},
		{"grant", "grant", `"viewer":1,"result":"left"`, ""},
		{"grant with its viewer elsewhere", "grant", `"x":{"viewer":1},"result":"left"`, "line 1: viewer: missing"},
		{"grant to nobody, with blanks", "grant", `"viewer": null,"result":"left"`, "line 1: viewer: missing"},
		{"grant with blanks", "grant", `"viewer" : 1,"result" : "left"`, ""},
		{"grant to nobody", "grant", `"viewer":null,"result":"left"`, "line 1: viewer: missing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := File(t, Row(tt.kind, 1, tt.more))
			for d, err := range decisions.Read(s) {
				if err != nil {
					t.Fatal(err)
				}
				message := ""
				if err := kind(d); err != nil {
					message = strings.TrimPrefix(err.Error(), s.Path+": ")
				}
				if message != tt.message {
					t.Errorf("error %q, want %q", message, tt.message)
				}
			}
		})
	}
}

// kind reads a row as what it says it is.
func kind(d *decisions.Decision) (err error) {
	switch d.Kind {
	case "wager":
		_, err = d.Wager()
	case "cut":
		_, err = d.Cut()
	case "alert":
		_, err = d.Alert()
	case "segment-entry":
		_, err = d.Entry()
	case "grant":
		_, err = d.Grant()
	}
	return err
}

// FuzzRead: whatever a file holds, it gives rows that follow each other or an
// error that names it.
func FuzzRead(f *testing.F) {
	for _, text := range []string{"", "\n", Row("cut", 1, ""), Row("wager", 1, shot) + "\n" + Row("grant", 1, "") + "\n{", "\x1f\x8b\x08", "\x28\xb5\x2f\xfd\x24"} {
		f.Add([]byte(text))
	}
	path := filepath.Join(f.TempDir(), "decisions.ndjson")
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		rows, err := all(path)
		if err != nil && !strings.HasPrefix(err.Error(), path+": ") {
			t.Errorf("error %q does not begin with the file", err)
		}
		for i, d := range rows {
			if d.Line != i+1 || i > 0 && d.Tick < rows[i-1].Tick {
				t.Errorf("row %d: line %d, tick %d", i, d.Line, d.Tick)
			}
			if err := kind(d); err != nil && !errors.Is(err, recording.ErrFormat) {
				t.Errorf("row %d: %v", i, err)
			}
		}
	})
}
