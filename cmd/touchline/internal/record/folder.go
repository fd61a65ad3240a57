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

// Commit puts the folder in its place.
func (f *Folder) Commit() error {
	err := f.root.Close()
	if err == nil {
		err = os.Chmod(f.staging, 0o755)
	}
	old := f.staging + ".old"
	if err == nil && f.overwrite {
		if err = os.Rename(f.path, old); errors.Is(err, os.ErrNotExist) {
			err = nil
		}
	} else if err == nil {
		if err = os.Remove(f.path); errors.Is(err, os.ErrNotExist) { // it was empty
			err = nil
		}
	}
	if err == nil {
		err = os.Rename(f.staging, f.path)
	}
	if err == nil {
		err = os.RemoveAll(old)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrOutput, err)
	}
	return nil
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
