package record

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Writer is what [Whole] hands to who fills the file.
type Writer = io.Writer

// Whole writes a file that appears at path, by a rename, when it is whole.
func Whole(path string, fill func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".part-")
	if err != nil {
		return fmt.Errorf("%w: %w", ErrOutput, err)
	}
	w := bufio.NewWriterSize(f, fileBuffer)
	err = fill(w)
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrOutput, errors.Join(err, os.Remove(f.Name())))
	}
	return nil
}
