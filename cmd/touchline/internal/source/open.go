// Package source finds and reads recorded matches: files, folders of one match's
// files, and the matches that are built in; plain, gzip or zstd.
package source

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/klauspost/compress/zstd"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// maxBytes bounds what a file may unfold to: a season of events is less. It is
// not a constant so that a test need not unfold so much.
var maxBytes = 1 << 30

// ErrUnreadable is what a source that cannot be read at all wraps.
var ErrUnreadable = errors.New("unreadable")

// Read reads the match called name: a built-in one, a file, or a folder that has
// the files of one match. An error names the file.
func Read(name string, names components.Interner) (*recording.Match, error) {
	matches, err := ReadAll([]string{name}, names)
	if err != nil {
		return nil, err
	}
	return matches[0].Match, nil
}

// unreadable puts what the system says of a path in the form of all errors of
// input: the file first.
func unreadable(path string, err error) error {
	if sys, ok := errors.AsType[*fs.PathError](err); ok {
		err = sys.Err // which does not name the path again
	}
	return fmt.Errorf("%s: %w: %w", path, ErrUnreadable, err)
}

// file returns the content of a file, unfolded.
func file(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer f.Close()
	size := 0
	if info, err := f.Stat(); err == nil {
		size = int(min(info.Size(), int64(maxBytes)))
	}
	data, err := limited(f, size)
	if err != nil {
		return nil, unreadable(path, err)
	}
	if data, err = unfold(data); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return data, nil
}

// unfold returns what data is when it is not compressed. A fault in compressed
// data is a fault of the file's content: the format was known, and it is
// malformed.
func unfold(data []byte) ([]byte, error) {
	var format string
	var err error
	switch {
	case bytes.HasPrefix(data, []byte{0x1f, 0x8b}): // RFC 1952
		format = "gzip"
		data, err = gunzip(data)
	case bytes.HasPrefix(data, []byte{0x28, 0xb5, 0x2f, 0xfd}): // RFC 8878
		format = "zstd"
		data, err = unzstd(data)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", format, recording.ErrFormat, err)
	}
	return data, nil
}

func gunzip(data []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return limited(r, 0)
}

func unzstd(data []byte) ([]byte, error) {
	const window = 128 << 20 // what the strongest levels of zstd ask for
	r, err := zstd.NewReader(bytes.NewReader(data), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(window))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return limited(r, 0)
}

// limited reads all of r, which has about size bytes if that is known: then it is
// read into memory that need not grow.
func limited(r io.Reader, size int) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(size + bytes.MinRead)
	_, err := b.ReadFrom(io.LimitReader(r, int64(maxBytes)+1))
	if err == nil && b.Len() > maxBytes {
		err = fmt.Errorf("more than %d MiB", maxBytes>>20)
	}
	return b.Bytes(), err
}
