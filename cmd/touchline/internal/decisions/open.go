package decisions

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/klauspost/compress/zstd"

	"touchline/cmd/touchline/internal/source"
	"touchline/systems/feed/recording"
)

// open opens a file, and unfolds what is compressed as it is read.
func open(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(err)
	}
	r := bufio.NewReader(f)
	begins, _ := r.Peek(4) // less, if the file is shorter
	file := &unfolded{Reader: r, close: f.Close}
	switch {
	case bytes.HasPrefix(begins, []byte{0x1f, 0x8b}): // RFC 1952
		var z *gzip.Reader
		if z, err = gzip.NewReader(r); err == nil {
			file.Reader, file.format = z, "gzip"
		}
	case bytes.HasPrefix(begins, []byte{0x28, 0xb5, 0x2f, 0xfd}): // RFC 8878
		var z *zstd.Decoder
		if z, err = zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20)); err == nil {
			file.Reader, file.format = z, "zstd"
			file.close = func() error { z.Close(); return f.Close() }
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", recording.ErrFormat, err), f.Close())
	}
	return file, nil
}

// unfolded is a file as it is when it is not compressed.
type unfolded struct {
	io.Reader
	format string // "" if it is not compressed
	close  func() error
}

func (u *unfolded) Close() error { return u.close() }

// Read gives a fault in compressed data its place among errors: the format was
// known, and the file breaks it.
func (u *unfolded) Read(p []byte) (int, error) {
	n, err := u.Reader.Read(p)
	switch {
	case err == nil || err == io.EOF:
	case u.format != "":
		err = fmt.Errorf("%s: %w: %w", u.format, recording.ErrFormat, err)
	default:
		err = unreadable(err)
	}
	return n, err
}

// unreadable leaves out the path, which the caller names.
func unreadable(err error) error {
	if sys, ok := errors.AsType[*fs.PathError](err); ok {
		err = sys.Err
	}
	return fmt.Errorf("%w: %w", source.ErrUnreadable, err)
}
