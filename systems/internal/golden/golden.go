// Package golden compares what a test made with what it made before.
package golden

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write what tests make to testdata, instead of comparing it")

// Check fails the test if got is not what the file called name under testdata
// holds, and names the first line that differs. With -update it writes the file.
func Check(t testing.TB, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", filepath.FromSlash(name))
	if *update {
		write(t, path, got)
		return
	}
	want, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) && err == nil {
		return
	}
	line, g, w := differ(got, want)
	t.Errorf("%s:%d:\n     got %q\n    want %q\n    if the change is meant: go test -update", filepath.ToSlash(path), line, g, w)
}

func write(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// differ returns the first line in which a and b are not the same, from 1, with
// its line break.
func differ(a, b []byte) (line int, inA, inB string) {
	for line = 1; ; line++ {
		x, y := firstLine(a), firstLine(b)
		if !bytes.Equal(x, y) || len(x) == 0 {
			return line, string(x), string(y)
		}
		a, b = a[len(x):], b[len(y):]
	}
}

func firstLine(text []byte) []byte {
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		return text[:i+1]
	}
	return text
}
