package scte35

import (
	"errors"
	"fmt"
)

// Error says which field of a section breaks the format, where, and how.
type Error struct {
	Offset int    // of the field's first byte in the section; -1 if there are no bytes yet
	Field  string // as the standard calls it
	Err    error
}

func (e *Error) Error() string {
	if e.Offset < 0 {
		return fmt.Sprintf("%s: %v", e.Field, e.Err)
	}
	return fmt.Sprintf("byte %d: %s: %v", e.Offset, e.Field, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Errors that an Error wraps.
var (
	ErrNotSection  = errors.New("not a splice information section")
	ErrLength      = errors.New("wrong length")
	ErrChecksum    = errors.New("wrong CRC_32")
	ErrEncrypted   = errors.New("encrypted")
	ErrUnsupported = errors.New("not supported")
	ErrRange       = errors.New("out of range")
)
