package record

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

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
