package main

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"touchline/cmd/touchline/internal/record"
	"touchline/cmd/touchline/internal/source"
	"touchline/systems/feed/recording"
)

// The exit codes, as scripts rely on them.
const (
	exitDone       = 0
	exitFault      = 1 // an internal fault, or a quarantined system
	exitUsage      = 2
	exitUnreadable = 3 // input unreadable, or of no known format
	exitMalformed  = 4
	exitLimit      = 5 // a limit the user set was broken: --fail-if, --strict, --verify
	exitOutput     = 6
	exitProfile    = 7
	exitCut        = 130
)

// Errors that decide the exit code.
var (
	errUsage    = errors.New("usage")
	errInput    = errors.New("input")
	errBad      = errors.New("malformed")
	errLimit    = errors.New("limit")
	errProfile  = errors.New("profile")
	errDegraded = errors.New("degraded")
)

// as gives err an exit code without changing its text.
func as(code, err error) error {
	if err == nil {
		return nil
	}
	return coded{err, code}
}

type coded struct {
	error
	code error
}

func (c coded) Unwrap() []error { return []error{c.error, c.code} }

// exitCode returns the exit code for err.
func exitCode(err error) int {
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, context.Canceled):
		return exitCut
	case errors.Is(err, record.ErrOutput):
		return exitOutput
	case errors.Is(err, errUsage):
		return exitUsage
	case errors.Is(err, errLimit):
		return exitLimit
	case errors.Is(err, errProfile):
		return exitProfile
	case errors.Is(err, recording.ErrFormat), errors.Is(err, errBad):
		return exitMalformed
	case errors.Is(err, recording.ErrUnknown), errors.Is(err, errInput), errors.Is(err, source.ErrUnreadable), errors.Is(err, syscall.EISDIR), errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return exitUnreadable
	}
	return exitFault
}
