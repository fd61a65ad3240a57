package id3

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"
)

// SyntaxError says where a tag breaks the format, and how.
type SyntaxError struct {
	Offset int    // from the first byte of the tag
	Frame  string // its identifier, or what else is there
	Err    error
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("ID3 tag: byte %d: %s: %v", e.Offset, e.Frame, e.Err)
}

func (e *SyntaxError) Unwrap() error { return e.Err }

// Errors that a SyntaxError wraps.
var (
	ErrNotTag      = errors.New("not an ID3 tag")
	ErrShort       = errors.New("cut off")
	ErrUnsupported = errors.New("not supported")
	ErrSyntax      = errors.New("not understood")
)

// ParseTag reads the tag that data begins with and returns what follows it. It
// skips frames of other kinds; values are part of data, not copies. Its errors are
// of type [*SyntaxError].
func ParseTag(data []byte) (frames []Frame, rest []byte, err error) {
	if len(data) < headerBytes {
		return nil, nil, fault(len(data), "header", ErrShort, "%d bytes: must be at least %d", len(data), headerBytes)
	}
	switch {
	case string(data[:3]) != "ID3":
		return nil, nil, fault(0, "header", ErrNotTag, "%q: must be %q", data[:3], "ID3")
	case data[3] != version:
		return nil, nil, fault(3, "version", ErrUnsupported, "2.%d: must be 2.%d", data[3], version)
	case data[5] != 0:
		return nil, nil, fault(5, "flags", ErrUnsupported, "%08b: must be none", data[5])
	}
	size, err := readSize(data, 6, "size")
	if err != nil {
		return nil, nil, err
	}
	if most := len(data) - headerBytes; size > most {
		return nil, nil, fault(6, "size", ErrShort, "%d: only %d bytes are there", size, most)
	}
	tag, rest := data[:headerBytes+size], data[headerBytes+size:]
	for at := headerBytes; at < len(tag); {
		if tag[at] == 0 { // the rest is padding
			if n := len(bytes.TrimLeft(tag[at:], "\x00")); n > 0 {
				return nil, nil, fault(len(tag)-n, "padding", ErrSyntax, "%#02x: must be zero", tag[len(tag)-n])
			}
			break
		}
		var f Frame
		var ok bool
		if f, ok, at, err = parseFrame(tag, at); err != nil {
			return nil, nil, err
		}
		if ok {
			frames = append(frames, f)
		}
	}
	return frames, rest, nil
}

// parseFrame reads the frame at a place of tag, and returns where the next is. It
// says whether the frame is of a kind that there is a place for.
func parseFrame(tag []byte, at int) (f Frame, ok bool, next int, err error) {
	if left := len(tag) - at; left < headerBytes {
		return f, false, 0, fault(at, "frame", ErrShort, "%d bytes are left: must be at least %d", left, headerBytes)
	}
	id := string(tag[at : at+4])
	size, err := readSize(tag, at+4, id)
	if err != nil {
		return f, false, 0, err
	}
	body := at + headerBytes
	next = body + size
	switch {
	case next > len(tag):
		return f, false, 0, fault(at+4, id, ErrShort, "size %d: only %d bytes are left", size, len(tag)-body)
	case id == Text.String():
		f.Kind = Text
	case id == Private.String():
		f.Kind = Private
	default:
		return f, false, next, nil
	}
	if flags := tag[at+9]; flags != 0 { // compressed, encrypted, unsynchronized, …
		return f, false, 0, fault(at+9, id, ErrUnsupported, "format flags %08b: must be none", flags)
	}
	f.Name, f.Value, err = split(tag[:next], body, f.Kind)
	return f, err == nil, next, err
}

// split returns the name and value of a frame whose body is from at to the end of
// tag.
func split(tag []byte, at int, kind Kind) (name string, value []byte, err error) {
	if kind == Text {
		if at == len(tag) {
			return "", nil, fault(at, "TXXX", ErrShort, "the encoding is missing")
		}
		if tag[at] != utf8Text {
			return "", nil, fault(at, "TXXX", ErrUnsupported, "encoding %d: must be %d, UTF-8", tag[at], utf8Text)
		}
		at++
		if !utf8.Valid(tag[at:]) {
			return "", nil, fault(at, "TXXX", ErrSyntax, "must be UTF-8")
		}
	}
	before, after, ok := bytes.Cut(tag[at:], []byte{0})
	if !ok {
		return "", nil, fault(at, kind.String(), ErrShort, "the zero byte that ends its name is missing")
	}
	return string(before), after[:len(after):len(after)], nil
}

// readSize reads a size of four bytes of seven bits.
func readSize(data []byte, at int, what string) (n int, err error) {
	for i, b := range data[at : at+4] {
		if b > 0x7f {
			return 0, fault(at+i, what, ErrSyntax, "size byte %#02x: must be below 0x80", b)
		}
		n = n<<7 | int(b)
	}
	return n, nil
}

func fault(at int, frame string, err error, format string, args ...any) error {
	return &SyntaxError{at, frame, fmt.Errorf(format+": %w", append(args, err)...)}
}
