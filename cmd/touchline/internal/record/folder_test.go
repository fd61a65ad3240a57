package record

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree returns the files below dir by name; folders end in a slash.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			files[filepath.ToSlash(name)+"/"] = ""
			return nil
		}
		text, err := os.ReadFile(path)
		files[filepath.ToSlash(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func wantTree(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if got := tree(t, dir); !maps.Equal(got, want) {
		t.Errorf("%s holds %q, want %q", dir, got, want)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, path string, overwrite bool) *Folder {
	t.Helper()
	f, err := Open(path, overwrite)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// TestFolderAppearsWhole checks that nothing is to be seen in a folder's place
// before it is whole, whether there was nothing or an empty folder.
func TestFolderAppearsWhole(t *testing.T) {
	for _, tt := range []struct{ name, path, made string }{
		{"new", "out", ""},
		{"parents", "some/where/out", ""},
		{"empty", "out", "out"},
		{"name with a space", "the out", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, tt.path)
			if tt.made != "" {
				must(t, os.Mkdir(path, 0o755))
			}
			f := open(t, path, false)
			lines := file{folder: f, name: "stream-0001/lines.ndjson"}
			must(t, f.Write("stream-0001/hls/live/a.m3u8", []byte("playlist")), lines.append([]byte("one\n")), lines.flush())
			if entries, err := os.ReadDir(path); len(entries) > 0 || err == nil && tt.made == "" {
				t.Fatalf("%v is there before the folder is whole", entries)
			}
			must(t, lines.append([]byte("two\n")), lines.flush(), f.Commit())
			wantTree(t, path, map[string]string{
				"stream-0001/": "", "stream-0001/hls/": "", "stream-0001/hls/live/": "",
				"stream-0001/hls/live/a.m3u8": "playlist", "stream-0001/lines.ndjson": "one\ntwo\n",
			})
			if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
				t.Errorf("left beside it: %v", entries)
			}
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o755 {
				t.Errorf("mode %v, %v", info.Mode(), err)
			}
		})
	}
}

// TestFolderOverwrite checks that the old folder is there until the new one is
// whole, and then gone.
func TestFolderOverwrite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out")
	old := map[string]string{"old.txt": "old", "sub/": "", "sub/older.txt": "older"}
	write(t, filepath.Join(path, "old.txt"), "old")
	write(t, filepath.Join(path, "sub/older.txt"), "older")

	f := open(t, path, true)
	must(t, f.Write("new.txt", []byte("new")))
	wantTree(t, path, old)
	must(t, f.Commit())
	wantTree(t, dir, map[string]string{"out/": "", "out/new.txt": "new"})
}

// TestFolderGivenUp checks that a folder that is given up leaves nothing behind:
// not what was written, not the parents made for it, and what was there as it was.
func TestFolderGivenUp(t *testing.T) {
	for _, tt := range []struct {
		name, path string
		had        map[string]string
	}{
		{"new", "out", map[string]string{}},
		{"parents", "some/where/out", map[string]string{}},
		{"a parent that was there", "some/where/out", map[string]string{"some/": ""}},
		{"old", "out", map[string]string{"out/": "", "out/old.txt": "old"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, name := range slices.Sorted(maps.Keys(tt.had)) {
				if strings.HasSuffix(name, "/") {
					must(t, os.Mkdir(filepath.Join(dir, name), 0o755))
				} else {
					write(t, filepath.Join(dir, name), tt.had[name])
				}
			}
			f := open(t, filepath.Join(dir, tt.path), true)
			must(t, f.Write("a/b/c.txt", []byte("c")), f.Discard())
			wantTree(t, dir, tt.had)
		})
	}
}

func TestFolderRefuses(t *testing.T) {
	dir := t.TempDir()
	full := filepath.Join(dir, "full")
	write(t, filepath.Join(full, "a.txt"), "a")
	before := tree(t, dir)
	for _, tt := range []struct {
		name, path string
		overwrite  bool
		message    string
	}{
		{"not empty", full, false, "output not writable: " + full + " is not empty: --overwrite replaces it"},
		{"a file", filepath.Join(full, "a.txt"), true, "a.txt: not a directory"},
		{"below a file", filepath.Join(full, "a.txt", "out"), false, "a.txt"},
		{"a device", "/dev/null/out", false, "/dev/null"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := Open(tt.path, tt.overwrite)
			if f != nil || !errors.Is(err, ErrOutput) {
				t.Fatalf("folder %v, error %v, want one that is %v", f, err, ErrOutput)
			}
			if !strings.Contains(err.Error(), tt.message) {
				t.Errorf("message %q, want %q", err, tt.message)
			}
			wantTree(t, dir, before)
		})
	}
}

// TestFolderWorkingDirectory checks that nobody's shell is left in a folder that
// is gone: that is said before any work is done.
func TestFolderWorkingDirectory(t *testing.T) {
	t.Chdir(t.TempDir())
	_, err := Open(".", false)
	if !errors.Is(err, ErrOutput) || !strings.Contains(err.Error(), "is the working directory") {
		t.Errorf("error %v, want one of the working directory", err)
	}
	must(t, os.Mkdir("out", 0o755))
	f := open(t, "out", false)
	must(t, f.Write("a", nil), f.Commit())
}

// TestFolderReadOnly checks a parent that may not be written to.
func TestFolderReadOnly(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("nothing is read-only to root")
	}
	dir := t.TempDir()
	must(t, os.Chmod(dir, 0o555))
	if _, err := Open(filepath.Join(dir, "out"), false); !errors.Is(err, ErrOutput) {
		t.Errorf("error %v, want one that is %v", err, ErrOutput)
	}
}

// TestFolderLink checks that a link stays one, and the folder that it leads to is
// what is replaced.
func TestFolderLink(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	write(t, filepath.Join(target, "old"), "old")
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err)
	}
	f := open(t, link, true)
	must(t, f.Write("new", []byte("new")), f.Commit())
	if to, err := os.Readlink(link); err != nil || to != target {
		t.Errorf("the link leads to %q, %v", to, err)
	}
	wantTree(t, target, map[string]string{"new": "new"})
}

// TestFolderTaken checks that what somebody puts into the folder's place during
// the run stays, and that the new folder then leaves nothing.
func TestFolderTaken(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out")
	f := open(t, path, false)
	must(t, f.Write("new", nil))
	write(t, filepath.Join(path, "theirs"), "theirs")
	if err := f.Commit(); !errors.Is(err, ErrOutput) {
		t.Errorf("error %v, want one that is %v", err, ErrOutput)
	}
	must(t, f.Discard())
	wantTree(t, dir, map[string]string{"out/": "", "out/theirs": "theirs"})
}

// TestFolderComesBack checks that the old folder is back in its place if the new
// one cannot be put there.
func TestFolderComesBack(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out")
	write(t, filepath.Join(path, "old"), "old")
	f := open(t, path, true)
	must(t, f.root.Close(), os.Remove(f.staging)) // so that it cannot be renamed
	if err := f.replace(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v, want one of the folder that is gone", err)
	}
	wantTree(t, dir, map[string]string{"out/": "", "out/old": "old"})
}

// TestFolderStaysInside checks that no name leads out of the folder.
func TestFolderStaysInside(t *testing.T) {
	dir := t.TempDir()
	f := open(t, filepath.Join(dir, "out"), false)
	for _, name := range []string{"../escaped", "a/../../escaped", "/escaped"} {
		if err := f.Write(name, []byte("x")); !errors.Is(err, ErrOutput) {
			t.Errorf("%s: error %v, want one that is %v", name, err, ErrOutput)
		}
	}
	must(t, f.Discard())
	wantTree(t, dir, map[string]string{})
}

// TestFileGrows checks that a file longer than its buffer has all that was
// appended, in order, and that it takes no handle between two writes.
func TestFileGrows(t *testing.T) {
	dir := t.TempDir()
	f := open(t, filepath.Join(dir, "out"), false)
	g := file{folder: f, name: "lines"}
	var want strings.Builder
	for n := range 3 * fileBuffer / 100 {
		line := strings.Repeat(string(rune('a'+n%26)), 99) + "\n"
		want.WriteString(line)
		must(t, g.append([]byte(line)))
		if len(g.buf) >= fileBuffer {
			t.Fatalf("%d bytes wait, want less than %d", len(g.buf), fileBuffer)
		}
	}
	must(t, g.flush(), f.Commit())
	got, err := os.ReadFile(filepath.Join(dir, "out", "lines"))
	if err != nil || string(got) != want.String() {
		t.Errorf("%d bytes, %v, want %d", len(got), err, want.Len())
	}
}
