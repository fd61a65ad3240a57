package statsbomb

import (
	"slices"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// maxHeld is how many events may be held back. Play needs one or two.
const maxHeld = 64

// maxDuration is the longest that an event may last, in ms.
const maxDuration = 600_000

// play returns an event of the record's player, now, where the record says.
func (r *reader) play(kind components.EventKind) components.Event {
	e := r.referee(kind)
	e.Team = r.rec.team
	e.Flags = r.rec.flags
	e.Player = r.person("player", r.rec.spans.player)
	e.X, e.Y = r.place("location", r.rec.spans.location)
	e.Duration = r.duration(r.rec.spans.duration)
	return e
}

// duration reads seconds; v may be absent, which is 0.
func (r *reader) duration(v scan.Span) uint32 {
	if v == (scan.Span{}) {
		return 0
	}
	text := r.scan.Text(v)
	n, ok := scan.Fixed(text, 3)
	switch {
	case !ok && text[0] != '-' && text[0]-'0' > 9:
		r.fail("duration", v, recording.WrongType, "a number")
		return 0
	case !ok || n < 0 || n > maxDuration:
		r.match.Warnings.Add(recording.BadDuration, "%s: %s s: not known", r.where(), recording.Clip(text))
		return 0
	}
	return uint32(n)
}

// after returns an event of e's side where and when e ends.
func (r *reader) after(e components.Event) components.Event {
	end := r.referee(components.Other)
	end.Clock += components.PTS(e.Duration) * 90
	end.Team, end.Flags = e.Team, e.Flags
	end.X, end.Y = e.EndX, e.EndY
	return end
}

// give yields e.
func (r *reader) give(e components.Event) {
	if r.err != nil || r.stopped {
		return
	}
	r.seq++
	e.Seq = r.seq
	r.stopped = !r.yield(e, nil)
}

// hold keeps e back until its time has come.
func (r *reader) hold(e components.Event) {
	if r.err != nil {
		return
	}
	if len(r.held) == maxHeld {
		r.held[0].Clock = r.time.now
		r.release(r.time.now)
	}
	i := len(r.held)
	for i > 0 && r.held[i-1].Clock > e.Clock {
		i--
	}
	r.held = slices.Insert(r.held, i, e)
}

// release gives the events whose time has come at now.
func (r *reader) release(now components.PTS) {
	n := 0
	for n < len(r.held) && r.held[n].Clock <= now {
		r.give(r.held[n])
		n++
	}
	r.held = slices.Delete(r.held, 0, n)
}
