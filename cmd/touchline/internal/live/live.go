package live

import (
	"context"
	"io"
	"time"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
)

// A Match is one that is being played.
type Match struct {
	Header recording.Match // what its first line says
	Heard  recording.Match // all that was heard, with the times at which it was: it can be played again

	Order Order
	Lines int // read
	Bad   int // of them left out, since they are wrong

	names  *ecs.Symbols
	stream *ndjson.Stream
	lines  <-chan line
	fault  *error
	clocks clocks
	speed  time.Duration // of the clock
	last   components.PTS
	ready  []components.Event // for the next tick that has room
	onBad  func(error)
}

// Sink is who is told of a match.
type Sink interface {
	Hear(*components.Event)
	See(*components.Frame, []components.Seen)
}

// Room is how much a tick takes.
type Room struct{ Events, Frames int }

// Open waits for the first line of r, and returns the match that it announces. Its
// events are held back for up to hold; onBad is told of lines that are wrong.
func Open(ctx context.Context, r io.Reader, names *ecs.Symbols, hold components.PTS, speed int, onBad func(error)) (*Match, error) {
	m := &Match{names: names, speed: time.Duration(speed), onBad: onBad, Order: Order{Hold: hold}}
	m.lines, m.fault = lines(r)
	m.stream = ndjson.NewStream(names, &m.Header)
	for told := ndjson.Nothing; told != ndjson.Header; {
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case l, ok := <-m.lines:
			if !ok {
				return nil, m.nothing()
			}
			var err error
			if _, told, err = m.stream.Line(l.text); err != nil {
				return nil, err
			}
		}
	}
	m.Header.Live = true
	m.Heard = m.Header
	return m, nil
}

// nothing is the error of a source that ended before its first line.
func (m *Match) nothing() error {
	if *m.fault != nil {
		return *m.fault
	}
	return &recording.Error{Field: "nothing", Want: "a header, as {\"v\":1,\"sport\":\"football\",\"home\":…}", Err: recording.ErrUnknown}
}

// Drain tells to what has come for a tick, and reports whether there will be nothing
// more. The error is of the reading.
//
// A tick acts on what came in the period before it, so media time is a period ahead of
// the clock: what came so long before the tick as a period lasts came with the tick's
// first moment.
func (m *Match) Drain(now ecs.Now, room Room, to Sink) (ended bool, err error) {
	called := time.Now()
	m.names.Thaw()
	defer m.names.Freeze()
	m.ready = m.Order.Due(m.ready, m.at(now, 0))
	for {
		for len(m.ready) > 0 && room.Events > 0 {
			m.hear(&m.ready[0], now, to)
			m.ready = m.ready[1:]
			room.Events--
		}
		if room.Events == 0 || room.Frames == 0 {
			return false, nil
		}
		select {
		case l, ok := <-m.lines:
			if ok {
				m.take(&l, m.at(now, called.Sub(l.at)), to, &room)
				continue
			}
			m.ready = m.Order.Flush(m.ready, m.at(now, 0))
			if len(m.ready) > 0 {
				continue
			}
			return true, *m.fault
		default:
			return false, nil
		}
	}
}

// at is when something came whose age is known when the tick now begins.
func (m *Match) at(now ecs.Now, age time.Duration) components.PTS {
	return max(now.PTS, now.PTS+now.Period-1-components.PTSOf(max(age, 0)*m.speed))
}

// take takes in a line that came at a time.
func (m *Match) take(l *line, at components.PTS, to Sink, room *Room) {
	m.Lines++
	e, told, err := m.stream.Line(l.text)
	switch {
	case err != nil:
		m.Bad++
		m.Header.Warnings.Add(recording.BadLine, "%v: left out", err)
		m.onBad(err)
	case told == ndjson.Event:
		if !m.clocks.place(&e, at) {
			m.Header.Warnings.Add(recording.AheadOfClock, "seq %d: set back to when it came", e.Seq)
		}
		e.Received = at
		m.ready = m.Order.Take(m.ready, &e, at)
	case told == ndjson.Frame:
		f := m.Header.Frames[0]
		at = max(at, m.last)
		m.last = at
		m.clocks.placeFrame(&f, at)
		m.Heard.Add(&f, m.Header.Of(&m.Header.Frames[0]))
		to.See(&f, m.Header.Of(&m.Header.Frames[0]))
		room.Frames--
	}
}

// hear tells of an event whose turn it is. One that was held back is received now.
func (m *Match) hear(e *components.Event, now ecs.Now, to Sink) {
	e.Received = max(e.Received, now.PTS, m.last)
	m.last = e.Received
	m.Heard.Events = append(m.Heard.Events, *e)
	m.Heard.Records++
	to.Hear(e)
}

// Last is when the newest of all that was heard came.
func (m *Match) Last() components.PTS { return m.last }

// Journal is the match as it was heard, to be played again: in each tick what was
// heard in it.
func (m *Match) Journal() *recording.Match {
	j := &m.Heard
	j.Begins = m.clocks.begins
	j.Warnings = m.Header.Warnings
	return j
}
