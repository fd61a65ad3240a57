package reference

import "touchline/components"

// Signed is the terms of a grant and their signature. The bytes that a player is
// sent are written when they are sent.
type Signed struct {
	Terms
	Signature [32]uint8
}

// held is the license of the viewer of a stream.
type held struct {
	number components.Number // of the stream
	viewer components.Number
	from   components.PTS // of its rights
	end    components.PTS
	since  components.PTS // when the license was first granted
	until  components.PTS
	period uint32
	issued uint32
	keys   uint32 // the period that middle is for
	tier   components.Tier
	abroad bool     // where the stream may not be seen
	middle state256 // of the hash, after what all grants of the tier begin with
}

func newHeld(s *Channel) held {
	return held{
		number: s.Number, viewer: s.Viewer, from: s.Rights.From, end: s.Rights.Until, since: s.Since, keys: noPeriod,
		tier: s.Rights.Tier, abroad: s.Territory != "" && s.Territory != s.Rights.Territory,
	}
}

// renew issues the license of a stream's viewer for a further key period.
func (b *Best) renew(s *state, now components.PTS, q Request, out *Signed) {
	l := &s.session
	out.Terms = Terms{Viewer: l.viewer, Period: q.Period, Received: q.Received}
	switch {
	case now < l.from || now >= l.end:
		out.Result = components.RefusedWindow
		return
	case l.abroad:
		out.Result = components.RefusedTerritory
		return
	}
	end := max((components.PTS(q.Period)+1)*b.grants.KeyEvery, now)
	l.until, l.period = min(l.end, end+b.grants.Grace), q.Period
	l.issued++
	out.Result, out.Tier = components.Renewed, l.tier
	out.From, out.Until = l.since, l.until
	if l.keys != q.Period {
		b.derive(l, q.Period)
	}
	b.signer.sign(out, &l.middle)
}

// derive makes the keys of a stream for a key period, once in thousands of calls.
func (b *Best) derive(l *held, period uint32) {
	c := content{number: l.number}
	b.keys.derive(&c, period, b.grants.KeyEvery)
	l.middle, l.keys = b.signer.after(c.head[l.tier]), period
}
