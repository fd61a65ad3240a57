package metrica

import (
	"bytes"
	"fmt"
	"sort"

	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// layout is what the lines of some frames have, one value after the other.
type layout struct {
	from, to int64 // frames
	cells    []cell
	number   int    // the cell that has the number of the frame, the same in all layouts
	between  string // what separators are made of
}

// cell is one value of a line.
type cell struct {
	holds holds
	actor int    // whose place it is of
	name  string // for errors
	end   []byte // what is after it; nil in the last
}

// holds is what a cell is of.
type holds uint8

const (
	nothing holds = iota // that is wanted
	number
	period
	seconds
	alongX
	alongY
)

// misfit is the fault of a line that has other values than its layout.
const misfit recording.Fault = "not as the columns are described"

// split returns the value of cell i, which rest begins with, and what is after it.
// It ends the reading if the value has no end.
func (f *frames) split(l *layout, i int, rest []byte) (value, after []byte, ok bool) {
	c := &l.cells[i]
	if c.end == nil {
		return rest, nil, true
	}
	n := bytes.Index(rest, c.end)
	if n < 0 {
		f.misfit(l, i, rest)
		return nil, nil, false
	}
	return rest[:n], rest[n+len(c.end):], true
}

// misfit ends the reading because cell i does not end where it should.
func (f *frames) misfit(l *layout, i int, rest []byte) {
	c := &l.cells[i]
	want := fmt.Sprintf("%q after value %d of %d", c.end, i+1, len(l.cells))
	if c.end == nil {
		want = fmt.Sprintf("%d values", len(l.cells))
	}
	switch {
	case !f.whole && c.end != nil:
		f.cut(want)
	case f.halves != nil && f.line == f.time.first:
		f.fail(c.name, rest, recording.OtherMatch, want+", as the metadata have it")
	default:
		f.fail(c.name, rest, misfit, want)
	}
}

// wrong ends the reading because cell i has another value than is wanted. A file
// may have been cut short in the last, and where a separator is in the value it is
// the layout that is wrong.
func (f *frames) wrong(l *layout, i int, value []byte, fault recording.Fault, want string) {
	c := &l.cells[i]
	_, more := scan.Fixed(append(bytes.Clone(value), '0'), 6)
	switch {
	case bytes.ContainsAny(value, l.between):
		f.misfit(l, i, value)
	case !f.whole && c.end == nil && (more || bytes.HasPrefix([]byte("NaN"), value)):
		f.cut(want)
	default:
		f.fail(c.name, value, fault, want)
	}
}

// choose reads the number of the frame and returns the layout of its line. It is
// nil if there is none.
func (f *frames) choose(line []byte) *layout {
	l := &f.layouts[f.now]
	rest := line
	var value []byte
	for i := range l.number + 1 {
		var ok bool
		if value, rest, ok = f.split(l, i, rest); !ok {
			return nil
		}
	}
	n, ok := scan.Int(value)
	if !ok || n < 0 || n > f.rate.most() {
		f.wrong(l, l.number, value, recording.OutOfRange, fmt.Sprintf("the number of a frame, 0 to %d", f.rate.most()))
		return nil
	}
	if f.row.number = n; n < l.from || n > l.to {
		f.now = max(0, sort.Search(len(f.layouts), func(i int) bool { return f.layouts[i].from > n })-1)
		l = &f.layouts[f.now]
	}
	if n < l.from || n > l.to {
		return nil
	}
	return l
}
