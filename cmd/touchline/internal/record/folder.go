package record

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ErrOutput is what every failure to write wraps.
var ErrOutput = errors.New("output not writable")

// A Folder is an output folder in the making: it is written beside its place, and
// appears there by a rename when it is whole.
type Folder struct {
	path      string   // where it is to be
	staging   string   // where it is made
	parents   []string // of path, that were made for it; the deepest first
	root      *os.Root
	overwrite bool
}

// Open begins the output folder path. It refuses a folder that is not empty
// unless it may overwrite it, and then keeps the old one until the new is whole.
func Open(path string, overwrite bool) (*Folder, error) {
	f := &Folder{path: filepath.Clean(path), overwrite: overwrite}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		f.path = real // a link stays, and what it leads to is replaced
	}
	switch entries, err := os.ReadDir(f.path); {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrOutput, err)
	case len(entries) > 0 && !overwrite:
		return nil, fmt.Errorf("%w: %s is not empty: --overwrite replaces it", ErrOutput, path)
	case sameFolder(f.path, "."):
		return nil, fmt.Errorf("%w: %s is the working directory, and cannot be replaced: want another folder", ErrOutput, path)
	}
	if err := f.stage(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrOutput, errors.Join(err, f.clear()))
	}
	return f, nil
}

func sameFolder(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

// stage makes the folder that is written to.
func (f *Folder) stage() (err error) {
	parent := filepath.Dir(f.path)
	for dir := parent; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) || dir == filepath.Dir(dir) {
			break
		}
		f.parents = append(f.parents, dir)
	}
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	if f.staging, err = os.MkdirTemp(parent, "."+filepath.Base(f.path)+".part-"); err != nil {
		return err
	}
	f.root, err = os.OpenRoot(f.staging)
	return err
}

// clear removes what was made beside the folder's place. A parent that somebody
// has put something into since stays.
func (f *Folder) clear() error {
	var err error
	if f.staging != "" {
		err = os.RemoveAll(f.staging)
	}
	for _, dir := range f.parents {
		if os.Remove(dir) != nil {
			break
		}
	}
	return err
}

// Write writes a whole file.
func (f *Folder) Write(name string, data []byte) error {
	if err := f.root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("%w: %w", ErrOutput, err)
	}
	if err := f.root.WriteFile(name, data, 0o644); err != nil {
		return fmt.Errorf("%w: %w", ErrOutput, err)
	}
	return nil
}

// Commit puts the folder in its place. If that cannot be done, what was there
// before is there again.
func (f *Folder) Commit() error {
	err := f.root.Close()
	if err == nil {
		err = os.Chmod(f.staging, 0o755)
	}
	if err == nil {
		err = f.replace()
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrOutput, err)
	}
	return nil
}

func (f *Folder) replace() error {
	if !f.overwrite {
		// It was empty. Should somebody have put something there since, that stays.
		if err := os.Remove(f.path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		return os.Rename(f.staging, f.path)
	}
	old := f.staging + ".old"
	moved := os.Rename(f.path, old)
	if moved != nil && !errors.Is(moved, os.ErrNotExist) {
		return moved
	}
	if err := os.Rename(f.staging, f.path); err != nil {
		if moved == nil {
			err = errors.Join(err, os.Rename(old, f.path))
		}
		return err
	}
	return os.RemoveAll(old)
}

// Discard gives the folder up.
func (f *Folder) Discard() error { return errors.Join(f.root.Close(), f.clear()) }
