package metrica

import (
	"slices"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// teller makes events of records.
type teller struct {
	match   *recording.Match
	yield   func(components.Event, error) bool
	records []record
	field   pitch
	turned  bool // the home side attacks to the left at first

	stopped bool // whoever takes the events wants no more
	seq     uint32
	time    clock
	flags   components.EventFlags // of the events of the record
	kicked  components.EventKind  // the restart that the record is the kick of, or Other
	warned  []components.Symbol   // players who have a yellow card
	score   recording.Tally
}

func (t *teller) tell() {
	for i := range t.records {
		t.reach(i)
		t.record(i)
		if t.stopped {
			return
		}
	}
	if t.end(); t.time.period > 0 {
		t.give(t.referee(components.MatchEnd))
	}
}

// record gives the events that record i is.
func (t *teller) record(i int) {
	rec := &t.records[i]
	kicked := t.kicked
	t.kicked = components.Other
	switch rec.what {
	case setPiece:
		t.restart(i)
	case pass, ballOut, ballLost:
		t.pass(i, kicked)
	case shot:
		t.shot(i, kicked)
	case recovery:
		if rec.has(saved) {
			t.give(t.play(i, components.Save))
		}
	case challenge:
		if rec.has(fault | lost) {
			t.give(t.play(i, components.Foul))
		}
	case card:
		t.card(i)
	case carry:
		t.give(t.play(i, components.Carry))
	case other:
		t.give(t.play(i, components.Other))
	}
}

// play returns an event of record i, when and where it begins.
func (t *teller) play(i int, kind components.EventKind) components.Event {
	rec := &t.records[i]
	e := t.referee(kind)
	e.Team, e.Player, e.Flags = rec.team, rec.from, t.flags
	e.X, e.Y = t.place(rec.begins)
	e.EndX, e.EndY = t.place(rec.ends)
	e.Duration = uint32((rec.end - rec.start) / 90)
	return e
}

// after returns an event of record i, when and where it ends.
func (t *teller) after(i int, kind components.EventKind) components.Event {
	e := t.referee(kind)
	e.Team, e.Flags = t.records[i].team, t.flags
	e.Clock = t.over(i)
	e.X, e.Y = t.place(t.records[i].ends)
	return e
}

// referee returns an event of neither side, now.
func (t *teller) referee(kind components.EventKind) components.Event {
	const none = components.NoPlace
	return components.Event{
		Kind: kind, Period: t.time.period, Clock: t.time.now, Source: components.FromMatch,
		X: none, Y: none, EndX: none, EndY: none,
	}
}

// card gives a card. The second yellow of a player is told by the first.
func (t *teller) card(i int) {
	e := t.play(i, components.YellowCard)
	rec := &t.records[i]
	switch {
	case rec.has(red):
		e.Kind = components.RedCard
	case rec.has(yellow) && rec.from != 0 && slices.Contains(t.warned, rec.from):
		e.Kind = components.SecondYellow
	case rec.has(yellow):
		t.warned = append(t.warned, rec.from)
	default:
		e.Kind = components.Other
		t.match.Warnings.Add(recording.UnknownType, "%s: a card of no known color: taken as other", rec.where())
	}
	t.give(e)
}

// give yields e.
func (t *teller) give(e components.Event) {
	if t.stopped {
		return
	}
	t.seq++
	e.Seq = t.seq
	if e.Kind == components.Goal || e.Kind == components.OwnGoal {
		switch e.Team {
		case components.Home:
			t.score.Home++
		case components.Away:
			t.score.Away++
		}
	}
	t.time.now = max(t.time.now, e.Clock)
	t.stopped = !t.yield(e, nil)
}
