package decisions

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// head is what every line has. Pointers tell what is missing from what is 0.
type head struct {
	Kind     *string         `json:"kind"`
	System   *string         `json:"system"`
	Stream   *uint64         `json:"stream"`
	Fixture  *uint64         `json:"fixture"`
	Tick     *uint64         `json:"tick"`
	T        *components.PTS `json:"t"`
	UTC      *string         `json:"utc"`
	Timecode *string         `json:"tc"`
	Clock    *string         `json:"clock"`
	Occurred *components.PTS `json:"occurred"`
	Received *components.PTS `json:"received"`
	Release  *components.PTS `json:"release"`
	Cause    *Cause          `json:"cause"`
}

// take moves the value that a key must have to where it belongs.
func take[T any](d *Decision, key string, from *T, to *T, err *error) {
	switch {
	case *err != nil:
	case from == nil:
		*err = d.missing(key)
	default:
		*to = *from
	}
}

// parse reads the line text, which the decision keeps.
func parse(line int, text []byte) (*Decision, error) {
	d := &Decision{Line: line, Text: text}
	var h head
	if err := json.Unmarshal(text, &h); err != nil {
		return nil, d.fault(err)
	}
	var err error
	var clock string
	take(d, "kind", h.Kind, &d.Kind, &err)
	take(d, "system", h.System, &d.System, &err)
	take(d, "stream", h.Stream, &d.Stream, &err)
	take(d, "fixture", h.Fixture, &d.Fixture, &err)
	take(d, "tick", h.Tick, &d.Tick, &err)
	take(d, "t", h.T, &d.T, &err)
	take(d, "utc", h.UTC, &d.UTC, &err)
	take(d, "tc", h.Timecode, &d.Timecode, &err)
	take(d, "clock", h.Clock, &clock, &err)
	take(d, "occurred", h.Occurred, &d.Occurred, &err)
	take(d, "received", h.Received, &d.Received, &err)
	take(d, "release", h.Release, &d.Release, &err)
	if err != nil {
		return nil, err
	}
	d.Cause = h.Cause
	var ok bool
	if d.Clock, ok = parseClock(clock); !ok {
		return nil, &recording.Error{Line: line, Field: "clock", Found: recording.Clip([]byte(clock)), Want: "P@MM:SS", Err: recording.OutOfRange}
	}
	return d, nil
}

// parseClock reads the clock of a line. Unlike one that a person types it always
// has its period, and that may be 0: before the match.
func parseClock(text string) (Clock, bool) {
	period, rest, _ := strings.Cut(text, "@")
	minutes, seconds, _ := strings.Cut(rest, ":")
	p, err1 := strconv.ParseUint(period, 10, 8)
	mm, err2 := strconv.ParseUint(minutes, 10, 16)
	ss, err3 := strconv.ParseUint(seconds, 10, 8)
	if errors.Join(err1, err2, err3) != nil || ss > 59 || len(seconds) != 2 {
		return Clock{}, false
	}
	return Clock{components.Period(p), int64(mm*60 + ss)}, true
}

func (d *Decision) missing(key string) error {
	return &recording.Error{Line: d.Line, Field: key, Err: recording.Missing}
}

// fault puts what encoding/json says of a line in the form of all errors of input.
func (d *Decision) fault(err error) error {
	e := &recording.Error{Line: d.Line, Err: recording.Syntax}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		e.Field, e.Found, e.Err = wrong.Field, "is a "+wrong.Value, recording.WrongType
	} else if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		if e.Found = recording.Clip(d.Text); len(d.Text) > 0 && syntax.Error() == "unexpected end of JSON input" {
			e.Found, e.Err = "", recording.Fault("the line ends too early")
		}
	}
	return e
}
