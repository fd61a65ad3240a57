package hls

import (
	"errors"
	"fmt"
)

// SyntaxError says where a playlist breaks the format, and how.
type SyntaxError struct {
	Line int    // counted from 1
	Tag  string // with its #, or what else the line is
	Err  error
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("line %d: %s: %v", e.Line, e.Tag, e.Err)
}

func (e *SyntaxError) Unwrap() error { return e.Err }

// Errors that a SyntaxError wraps.
var (
	ErrNotPlaylist = errors.New("not a playlist")
	ErrNoDuration  = errors.New("segment without a duration")
	ErrNoURI       = errors.New("no URI follows")
	ErrNoTarget    = errors.New("no target duration")
	ErrSyntax      = errors.New("not understood")
	ErrRange       = errors.New("out of range")
)
