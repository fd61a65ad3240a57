package splice

import (
	"touchline/components"
	"touchline/ecs"
)

// desk is a shard in a tick in which a splice point may have to be announced.
type desk struct {
	*System
	r     *ecs.Run
	fresh bool           // nothing is known of what is due: every stream is looked at
	next  components.PTS // when an end has to be sent next

	// The events of the tick, by fixture: first has the row of its first, and after
	// that of the next one, counted from 1.
	first, after []uint32
	stirs        []bool // by fixture: something may move its splice points
	asked        int    // messages that events have asked for, of the stream that is looked at

	fixture []components.Row
	says    []components.Report
	kind    []components.EventKind
	news    []bool
	state   []components.BreakState
	at, end []components.PTS
}

func (s *System) newDesk(r *ecs.Run, fresh bool) desk {
	d := desk{
		System: s, r: r, fresh: fresh, next: never,
		fixture: components.StreamFixture.Of(r),
		says:    components.EventReport.Of(r), kind: components.EventKindOf.Of(r),
		news:  components.EventNews.Of(r),
		state: components.StreamBreakState.Of(r),
		at:    components.StreamBreakAt.Of(r), end: components.StreamBreakEnd.Of(r),
	}
	fixtures := r.Len(components.Fixture)
	d.first, d.after = ecs.Take[uint32](r, fixtures), ecs.Take[uint32](r, len(d.kind))
	d.stirs = ecs.Take[bool](r, fixtures)
	for f, kinds := range components.FixtureNow.Of(r) {
		d.stirs[f] = fresh || kinds&stirring != 0
	}
	of := components.EventFixture.Of(r)
	for i := len(of) - 1; i >= 0; i-- {
		f := of[i]
		d.after[i], d.first[f] = d.first[f], uint32(i+1)
		if d.says[i].Cause.Rev > 0 {
			d.stirs[f] = true
		}
	}
	return d
}

// look announces what there is to announce of a stream: starts before ends, but for
// the end of a break before the start of the next.
func (d *desk) look(stream components.Row) {
	f := d.fixture[stream]
	if d.stirs[f] {
		d.asked = 0
		m := d.matchOf(f)
		d.begin(stream, m)
		d.resume(stream, f)
		if d.end[stream] <= d.r.Now.PTS {
			d.close(stream) // or it would make way for the next without an end
		}
		for i := d.first[f]; i != 0; i = d.after[i-1] {
			d.advert(stream, f, components.Row(i-1))
		}
		d.close(stream)
		d.finish(stream, m)
	} else {
		d.close(stream)
	}
	if d.state[stream] == components.BreakOpen && d.end[stream] != never {
		d.next = min(d.next, d.end[stream]-d.cfg.Preroll)
	}
}

// heard is what a message goes back to.
type heard struct {
	cause components.Cause
	when  components.Heard
}

// sent is when a message that goes back to h is sent.
func (d *desk) sent(h heard) components.PTS { return max(d.r.Now.PTS, h.when.Received) }

// event is what event i of the tick says.
func (d *desk) event(i components.Row) heard {
	e := &d.says[i]
	return heard{e.Cause, components.Heard{Occurred: e.Occurred, Received: e.Received}}
}

// last is the last event of a fixture in this tick that is of kinds, or else the
// passing of time: what it tells was known before, as when a run begins in the middle
// of a match, or follows from the correction of another.
func (d *desk) last(f components.Row, kinds components.EventKinds64) (h heard) {
	h.when = components.Heard{Occurred: d.r.Now.PTS, Received: d.r.Now.PTS}
	for i := d.first[f]; i != 0; i = d.after[i-1] {
		if k := i - 1; d.news[k] && d.kind[k].In(kinds) && d.says[k].Flags&(components.Synthetic|components.Voided) == 0 {
			h = d.event(components.Row(k))
		}
	}
	return h
}

// message is a splice row to be.
type message struct {
	of        components.Segmentation
	event     uint32
	cancel    bool
	immediate bool
	at        components.PTS
	duration  components.PTS
	delivery  components.DeliveryFlags
}

func (d *desk) send(stream components.Row, h heard, m message) {
	i := d.r.Append(components.Splice, 1)
	*components.SpliceStream.At(d.r, i) = stream
	*components.SpliceType.At(d.r, i) = m.of
	*components.SpliceEvent.At(d.r, i) = m.event
	*components.SpliceCancel.At(d.r, i) = m.cancel
	*components.SpliceImmediate.At(d.r, i) = m.immediate
	*components.SpliceAt.At(d.r, i) = m.at
	*components.SpliceTime.At(d.r, i) = m.at + d.clock(stream)
	*components.SpliceDuration.At(d.r, i) = m.duration
	*components.SpliceDelivery.At(d.r, i) = m.delivery
	*components.SpliceCause.At(d.r, i) = h.cause
	*components.SpliceOccurred.At(d.r, i) = h.when.Occurred
	*components.SpliceReceived.At(d.r, i) = h.when.Received
	*components.SpliceRelease.At(d.r, i) = d.sent(h)
}

// frame is the first frame of a stream at or after t.
func (d *desk) frame(stream components.Row, t components.PTS) components.PTS {
	return components.StreamFrames.At(d.r, stream).Up(t)
}

// ahead is the splice point of what is announced because of h.
func (d *desk) ahead(stream components.Row, h heard) components.PTS {
	return d.frame(stream, d.sent(h)+d.cfg.Preroll)
}

// clock is how far the clock of a stream's media is ahead of the time since the epoch:
// a contribution that comes back, or is another, may have a clock of its own.
func (d *desk) clock(stream components.Row) components.PTS {
	live := components.StreamLive.At(d.r, stream)
	return live.Next - live.Until
}

// number gives a stream's next splice event its number.
func (d *desk) number(stream components.Row) uint32 {
	n := components.StreamSplices.At(d.r, stream)
	*n++
	return *n
}
