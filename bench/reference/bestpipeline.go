package reference

import "touchline/components"

// Asked is what a stream is asked in a tick by all modules.
type Asked struct {
	Event   *Event
	Signal  Signal
	Segment *Segment
	Verdict components.Verdict
	License bool    // whether one is asked for
	Request Request // its period is that of the segment
}

// Answered is what the modules return.
type Answered struct {
	Told     Told
	Decision Decision
	Entry    Entry
	Opinion  Opinion
	Signed   Signed // zero where no license was asked for
}

// All is the calls of all modules for a stream: one lock, and one look-up.
func (b *Best) All(h Handle, now components.PTS, q *Asked, out *Answered) {
	b.mu.Lock()
	s := &b.streams[h]
	out.Told, _ = s.push(now, q.Event)
	out.Decision = b.tick(s, now, s.play.moment, q.Signal)
	out.Entry, _ = b.enter(s, q.Segment)
	out.Opinion, _ = b.submit(s, now, q.Verdict)
	if q.License {
		b.renew(s, now, Request{Period: out.Entry.Period, Received: q.Request.Received}, &out.Signed)
	}
	b.mu.Unlock()
}

// Push is [Wagering.Push].
func (b *Best) Push(h Handle, now components.PTS, e *Event) (t Told, ok bool) {
	b.mu.Lock()
	t, ok = b.streams[h].push(now, e)
	b.mu.Unlock()
	return t, ok
}

// Tick is [Director.Tick].
func (b *Best) Tick(h Handle, now components.PTS, m Moment, signal Signal) Decision {
	b.mu.Lock()
	d := b.tick(&b.streams[h], now, m, signal)
	b.mu.Unlock()
	return d
}

// Enter is [ABR.Push].
func (b *Best) Enter(h Handle, segment *Segment) (e Entry, ok bool) {
	b.mu.Lock()
	e, ok = b.enter(&b.streams[h], segment)
	b.mu.Unlock()
	return e, ok
}

// Submit is [Deepfake.Submit].
func (b *Best) Submit(h Handle, at components.PTS, v components.Verdict) (o Opinion, ok bool) {
	b.mu.Lock()
	o, ok = b.submit(&b.streams[h], at, v)
	b.mu.Unlock()
	return o, ok
}

// Renew is [DRM.Renew].
func (b *Best) Renew(h Handle, now components.PTS, q Request, out *Signed) {
	b.mu.Lock()
	b.renew(&b.streams[h], now, q, out)
	b.mu.Unlock()
}

// push tells sportsbooks of an event, and remembers what they were told.
func (s *state) push(now components.PTS, e *Event) (Told, bool) {
	if !s.play.fresh(e.Cause.Seq) {
		return Told{}, false
	}
	t := s.play.tell(now, e)
	s.backlog[t.Sequence%backlog] = t
	return t, true
}
