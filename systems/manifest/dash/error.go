package dash

import (
	"errors"
	"fmt"
)

// ParseError says where a manifest breaks the format, and how.
type ParseError struct {
	Line int    // up to which it was read, from 1
	In   string // the element, if the document is well formed
	Err  error
}

func (e *ParseError) Error() string {
	if e.In != "" {
		return e.In + ": " + e.Err.Error()
	}
	return fmt.Sprintf("line %d: %v", e.Line, e.Err)
}

func (e *ParseError) Unwrap() error { return e.Err }

// Errors that a ParseError wraps.
var (
	ErrSyntax = errors.New("not understood")
	ErrRange  = errors.New("out of range")
)

// fault is an error in the value of an attribute or element.
func fault(err error, name, value, want string) error {
	return fmt.Errorf("%s %q: must be %s: %w", name, value, want, err)
}

// SegmentError is a segment that cannot follow the ones before it.
type SegmentError struct {
	Number uint64 // it would have had
	Segment
	Want string
}

func (e *SegmentError) Error() string {
	return fmt.Sprintf("segment %d: start %d, duration %d: %s", e.Number, e.Start, e.Duration, e.Want)
}
