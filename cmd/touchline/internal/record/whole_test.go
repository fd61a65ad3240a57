package record

import (
	"bytes"
	"errors"
	"io"
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
