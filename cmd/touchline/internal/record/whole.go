package record

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Writer is what [Whole] hands to who fills the file.
type Writer = io.Writer

// Whole writes a file that appears at path, by a rename, when it is whole.
func Whole(path string, fill func(io.Writer) error) error {
	return whole(path, 0o644, fill, os.Rename)
}

// WholeAs does the same with a file of mode; nobody else can read it before that
// either. Unless it may overwrite, a file that is there stays, even one that came
// meanwhile.
func WholeAs(path string, mode fs.FileMode, overwrite bool, fill func(io.Writer) error) error {
	if overwrite {
		return whole(path, mode, fill, os.Rename)
	}
	if _, err := os.Lstat(path); err == nil {
		return errThere(path)
	}
	return whole(path, mode, fill, func(from, to string) error {
		if err := os.Link(from, to); err != nil {
			if errors.Is(err, fs.ErrExist) {
				return errThere(path)
			}
			return err
		}
		return os.Remove(from)
	})
}

// Ready reports whether WholeAs could write a file now, for who has long work to do
// before it.
func Ready(path string, overwrite bool) error {
	switch info, err := os.Lstat(path); {
	case err != nil:
	case info.IsDir():
		return fmt.Errorf("%w: %s is a folder", ErrOutput, path)
	case !overwrite:
		return errThere(path)
	}
	errNot := errors.New("not now")
	if err := whole(path, 0o600, func(io.Writer) error { return errNot }, os.Rename); !errors.Is(err, errNot) {
		return err
	}
	return nil
}

func errThere(path string) error {
	return fmt.Errorf("%w: %s is there already: --overwrite replaces it", ErrOutput, path)
}

// whole writes a file beside its place, and lets place put it there.
func whole(path string, mode fs.FileMode, fill func(io.Writer) error, place func(from, to string) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".part-") // of mode 0600
	if err != nil {
		return fmt.Errorf("%w: %w", ErrOutput, err)
	}
	w := bufio.NewWriterSize(f, fileBuffer)
	err = fill(w)
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = f.Chmod(mode)
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = place(f.Name(), path)
	}
	if err == nil {
		return nil
	}
	if err = errors.Join(err, os.Remove(f.Name())); errors.Is(err, ErrOutput) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrOutput, err)
}
