package decisions

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"

	"touchline/systems/feed/recording"
)

// maxLine bounds a line, in bytes. Those of a run have a few hundred.
const maxLine = 1 << 20

// ErrEmpty is what is wrong with a file without a decision, where one is wanted.
var ErrEmpty = fmt.Errorf("%w: no decisions in it", recording.ErrUnknown)

// Read yields the decisions of a stream in the order in which they were made. It
// yields at most one error, and ends with it; the error names the file, and the
// line if it is one of its content. A file without a line yields nothing.
//
// It holds one line at a time, so that a file may be larger than memory.
func Read(s Stream) iter.Seq2[*Decision, error] {
	return func(yield func(*Decision, error) bool) {
		f, err := open(s.Path)
		if err == nil {
			err = read(f, func(d *Decision) bool {
				d.file = s.Path
				return yield(d, nil)
			})
			err = errors.Join(err, f.Close())
		}
		if err != nil {
			yield(nil, fmt.Errorf("%s: %w", s.Path, err))
		}
	}
}

func read(r io.Reader, each func(*Decision) bool) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	var last *Decision
	n := 0
	for lines.Scan() {
		n++
		text := bytes.TrimSpace(lines.Bytes())
		if n == 1 && !ours(text) {
			return fmt.Errorf("%w: begins %q: want decisions, as replay --out writes them", recording.ErrUnknown, recording.Clip(text))
		}
		d, err := parse(n, bytes.Clone(text))
		if err == nil && last != nil {
			err = d.follows(last)
		}
		if err != nil {
			return err
		}
		if !each(d) {
			return nil
		}
		last = d
	}
	err := lines.Err()
	switch {
	case errors.Is(err, bufio.ErrTooLong):
		err = &recording.Error{Line: n + 1, Want: fmt.Sprintf("at most %d bytes", maxLine), Err: recording.Fault("too long a line")}
	case err != nil:
		err = fmt.Errorf("line %d: %w", n+1, err)
	}
	return err
}

// ours reports whether a file whose first line is text can be one of decisions: an
// object of a kind. What else is wrong with it, is wrong with a file of decisions.
func ours(text []byte) bool {
	return bytes.HasPrefix(text, []byte("{")) && bytes.Contains(text, []byte(`"kind"`))
}

// follows reports what is wrong if d cannot come after last in one file.
func (d *Decision) follows(last *Decision) error {
	e := &recording.Error{Line: d.Line}
	switch {
	case d.Stream != last.Stream:
		e.Field, e.Found, e.Want, e.Err = "stream", fmt.Sprint(d.Stream), fmt.Sprint(last.Stream), recording.Fault("of another stream")
	case d.Tick < last.Tick:
		e.Field, e.Found, e.Want, e.Err = "tick", fmt.Sprint(d.Tick), fmt.Sprintf("%d or later", last.Tick), recording.Fault("out of order")
	case d.T < last.T:
		e.Field, e.Found, e.Want, e.Err = "t", fmt.Sprint(d.T), fmt.Sprintf("%d or later", last.T), recording.Fault("out of order")
	default:
		return nil
	}
	return e
}
