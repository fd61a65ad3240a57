package record

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWhole checks that a file appears when it is whole, and replaces the old one.
func TestWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "state.snap")
	want := bytes.Repeat([]byte("0123456789"), fileBuffer/5)
	for _, old := range []string{"", "old"} {
		if old != "" {
			write(t, path, old)
		}
		err := Whole(path, func(w io.Writer) error {
			if _, err := w.Write(want[:fileBuffer+1]); err != nil {
				return err
			}
			now, _ := os.ReadFile(path)
			if string(now) != old {
				t.Errorf("%d bytes are there before the file is whole, want %q", len(now), old)
			}
			_, err := w.Write(want[fileBuffer+1:])
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		wantTree(t, dir, map[string]string{"state.snap": string(want)})
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o644 {
			t.Errorf("mode %v, %v, want 0644", info.Mode(), err)
		}
	}
}

// TestWholeFails checks that a file that cannot be filled, or put into its place,
// leaves what was there and nothing else.
func TestWholeFails(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "old"), "old")
	write(t, filepath.Join(dir, "folder", "a"), "a")
	before := tree(t, dir)
	broken := errors.New("the source broke")
	for _, tt := range []struct {
		name, path string
		fill       error
		message    string
	}{
		{"filling fails", "old", broken, "output not writable: the source broke"},
		{"a folder is in its place", "folder", nil, "output not writable: rename"},
		{"no such folder", "none/new", nil, "output not writable: open"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := Whole(filepath.Join(dir, tt.path), func(w io.Writer) error {
				if _, err := w.Write(make([]byte, 2*fileBuffer)); err != nil {
					return err
				}
				return tt.fill
			})
			if !errors.Is(err, ErrOutput) || tt.fill != nil && !errors.Is(err, tt.fill) {
				t.Fatalf("error %v, want one that is %v", err, ErrOutput)
			}
			if !strings.HasPrefix(err.Error(), tt.message) {
				t.Errorf("message %q, want %q", err, tt.message)
			}
			wantTree(t, dir, before)
		})
	}
}

// TestReady: what could not be written is known beforehand, and nothing is left of the
// try.
func TestReady(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "old"), "old")
	write(t, filepath.Join(dir, "folder", "a"), "a")
	before := tree(t, dir)
	for _, tt := range []struct {
		path      string
		overwrite bool
		message   string // none if it is ready
	}{
		{"new", false, ""},
		{"old", true, ""},
		{"old", false, "is there already: --overwrite replaces it"},
		{"folder", true, "is a folder"},
		{"none/new", true, "no such file or directory"},
		{"old/new", true, "not a directory"},
	} {
		err := Ready(filepath.Join(dir, tt.path), tt.overwrite)
		switch {
		case tt.message == "":
			if err != nil {
				t.Errorf("%s: error %v", tt.path, err)
			}
		case !errors.Is(err, ErrOutput) || !strings.HasSuffix(err.Error(), tt.message):
			t.Errorf("%s: error %v, want one that ends in %q", tt.path, err, tt.message)
		}
		wantTree(t, dir, before)
	}
}

// TestWholeAs checks who may read a file, and that one which is there stays unless it
// may be replaced, even if it comes while the other is written.
func TestWholeAs(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "cpix.xml")
	put := func(mode fs.FileMode, overwrite bool, text string, meanwhile func()) error {
		return WholeAs(path, mode, overwrite, func(w io.Writer) error {
			meanwhile()
			_, err := io.WriteString(w, text)
			return err
		})
	}
	check := func(text string, mode fs.FileMode) {
		t.Helper()
		wantTree(t, dir, map[string]string{"cpix.xml": text})
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
			t.Errorf("mode %v, %v, want %v", info.Mode(), err, mode)
		}
	}
	nothing := func() {}
	staged := func() {
		made, _ := filepath.Glob(filepath.Join(dir, ".cpix.xml.part-*"))
		if len(made) != 1 {
			t.Fatalf("files in the making: %v", made)
		}
		if info, err := os.Stat(made[0]); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v in the making, %v, want 0600", info.Mode(), err)
		}
	}
	if err := put(0o644, false, "first", staged); err != nil {
		t.Fatal(err)
	}
	check("first", 0o644)
	refused := func(err error) {
		t.Helper()
		if !errors.Is(err, ErrOutput) || !strings.HasSuffix(err.Error(), "cpix.xml is there already: --overwrite replaces it") {
			t.Errorf("error %v", err)
		}
	}
	refused(put(0o600, false, "second", func() { t.Error("began to write") }))
	check("first", 0o644)
	if err := put(0o600, true, "second", nothing); err != nil {
		t.Fatal(err)
	}
	check("second", 0o600)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	refused(put(0o600, false, "third", func() { write(t, path, "another's") }))
	check("another's", 0o644)
}
