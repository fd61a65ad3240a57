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
	path      string // where it is to be
	staging   string // where it is made
	root      *os.Root
	overwrite bool
}

// Open begins the output folder path. It refuses a folder that is not empty
// unless it may overwrite it, and then keeps the old one until the new is whole.
func Open(path string, overwrite bool) (*Folder, error) {
	path = filepath.Clean(path)
	switch entries, err := os.ReadDir(path); {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrOutput, err)
	case len(entries) > 0 && !overwrite:
		return nil, fmt.Errorf("%w: %s is not empty: --overwrite replaces it", ErrOutput, path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrOutput, err)
	}
	staging, err := os.MkdirTemp(filepath.Dir(path), "."+filepath.Base(path)+".part-")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrOutput, err)
	}
	root, err := os.OpenRoot(staging)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrOutput, errors.Join(err, os.Remove(staging)))
	}
	return &Folder{path, staging, root, overwrite}, nil
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
func (f *Folder) Discard() error {
	return errors.Join(f.root.Close(), os.RemoveAll(f.staging))
}

// A file of a Folder grows by appending. It holds no handle between two writes,
// so that a run may have any number of them.
type file struct {
	folder *Folder
	name   string
	buf    []byte
}

const fileBuffer = 128 << 10

func (f *file) append(line []byte) error {
	f.buf = append(f.buf, line...)
	if len(f.buf) < fileBuffer {
		return nil
	}
	return f.flush()
}

func (f *file) flush() (err error) {
	if err := f.folder.root.MkdirAll(filepath.Dir(f.name), 0o755); err != nil {
		return fmt.Errorf("%w: %w", ErrOutput, err)
	}
	w, err := f.folder.root.OpenFile(f.name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrOutput, err)
	}
	_, err = w.Write(f.buf)
	f.buf = f.buf[:0]
	if err = errors.Join(err, w.Close()); err != nil {
		return fmt.Errorf("%w: %w", ErrOutput, err)
	}
	return nil
}
