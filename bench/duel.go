package bench

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"strings"
	"time"
)

// A duel is an encoding, both sides of which have been found to write the same.
type duel struct {
	*Encoding
	ours, library duelist
	sum           hash.Hash // of what all documents say
	clock         time.Duration
}

type duelist struct {
	side
	next  int               // document
	texts [documents][]byte // as they were when they were compared
}

const (
	// documents is how many different ones there are.
	documents = 64

	// turn is how many are written between two looks at the clock.
	turn = 16

	// leastRound is what a side is measured for in a round, at least: ours would be
	// done with its documents before the caches have forgotten the library's. A round
	// is short, so that most are not disturbed by what else the machine does.
	leastRound = 250 * time.Microsecond
)

func newDuel(e *Encoding) (*duel, error) {
	ours, library, err := e.sides()
	if err != nil {
		return nil, err
	}
	d := &duel{Encoding: e, ours: duelist{side: ours}, library: duelist{side: library}, sum: sha256.New(), clock: clockTime(wall)}
	return d, d.check()
}

// check compares what all documents of the two sides say.
func (d *duel) check() error {
	d.ours.begin()
	d.library.begin()
	for n := range documents {
		a, err := d.read(&d.ours)
		if err != nil {
			return fmt.Errorf("row %s, document %d, ours: %w", d.Name, n, err)
		}
		b, err := d.read(&d.library)
		if err != nil {
			return fmt.Errorf("row %s, document %d, the library's: %w", d.Name, n, err)
		}
		if a != b {
			u := &Unlike{Row: d.Name, Mode: d.Mode, Document: n}
			u.Line, u.Ours, u.Library = parting(a, b)
			return u
		}
		io.WriteString(d.sum, a)
	}
	return nil
}

func (s *duelist) begin() {
	s.restart()
	s.next = 0
}

// read lets a side write its next document, and returns what that says.
func (d *duel) read(s *duelist) (string, error) {
	text, err := s.write()
	if err != nil {
		return "", err
	}
	s.texts[s.next] = bytes.Clone(text)
	s.next++
	return d.content(text)
}

// round measures both sides, one after the other.
func (d *duel) round() (r round, err error) {
	r.references = make([]float64, 1)
	if r.ours, err = d.time(&d.ours); err == nil {
		r.references[0], err = d.time(&d.library)
	}
	return r, err
}

// time returns what a side takes for a document, in ns.
func (d *duel) time(s *duelist) (float64, error) {
	spent, written := time.Duration(0), 0
	for ; spent < leastRound; written += turn {
		if s.next+turn > documents {
			s.begin()
		}
		var text []byte
		begin := time.Now()
		for range turn {
			var err error
			if text, err = s.write(); err != nil {
				return 0, fmt.Errorf("row %s: %w", d.Name, err)
			}
		}
		spent += max(time.Since(begin)-d.clock, 1)
		if s.next += turn; !bytes.Equal(text, s.texts[s.next-1]) {
			return 0, fmt.Errorf("row %s, document %d: not what it was when it was compared", d.Name, s.next-1)
		}
	}
	return float64(spent) / float64(written), nil
}

// measure measures an encoding for so long.
func (e *Encoding) measure(ctx context.Context, limit time.Duration) (Measurement, error) {
	d, err := newDuel(e)
	if err != nil {
		return Measurement{}, err
	}
	var rounds []round
	for begin := time.Now(); len(rounds) < leastRounds || time.Since(begin) < limit; {
		if err := ctx.Err(); err != nil {
			return Measurement{}, err
		}
		r, err := d.round()
		if err != nil {
			return Measurement{}, err
		}
		rounds = append(rounds, r)
	}
	m := Measurement{
		Row: e.Name, Streams: 1, Mode: e.Mode, Reference: byLibrary, Library: e.Library, Order: orderNames[inIndexOrder],
		Ours:        median(rounds, func(r *round) float64 { return r.ours }),
		ReferenceNS: median(rounds, func(r *round) float64 { return r.references[0] }),
		Digest:      fmt.Sprintf("%x", d.sum.Sum(nil)[:16]), Published: e.Published,
	}
	m.Ratio = m.ReferenceNS / m.Ours
	return m, nil
}

// Unlike is a document that does not say the same on both sides.
type Unlike struct {
	Row, Mode     string
	Document      int
	Line          int // of what it says, from 1
	Ours, Library string
}

func (u *Unlike) Error() string {
	return fmt.Sprintf("row %s (%s), document %d, line %d: ours says %q, the library's %q", u.Row, u.Mode, u.Document, u.Line, u.Ours, u.Library)
}

// parting returns the first line in which a and b differ.
func parting(a, b string) (line int, ours, theirs string) {
	for line = 1; ; line++ {
		var more bool
		ours, a, more = strings.Cut(a, "\n")
		theirs, b, _ = strings.Cut(b, "\n")
		if ours != theirs || !more {
			return line, ours, theirs
		}
	}
}
