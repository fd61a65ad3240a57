package statsbomb

import (
	"cmp"
	"fmt"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// roll is the line-ups while the events of the match are read. A nil roll knows
// nobody, and takes everybody.
type roll struct {
	*lineups
	symbols []components.Symbol // of nicknames, by place in players
	shown   []cards             // likewise, in the events
}

// cards counts those shown to a player.
type cards struct{ yellow, second, red int }

func (c cards) String() string {
	return fmt.Sprintf("%d yellow, %d second yellow, %d red", c.yellow, c.second, c.red)
}

// call begins a reading of the events.
func (in *lineups) call() *roll {
	if in == nil {
		return nil
	}
	return &roll{in, make([]components.Symbol, len(in.players)), make([]cards, len(in.players))}
}

// plays reports whether a team is one of the two.
func (l *roll) plays(team int64) bool {
	return l == nil || team == l.teams[0] || team == l.teams[1]
}

// want says which teams those are.
func (l *roll) want() string {
	return fmt.Sprintf("%d or %d, as in the line-ups", l.teams[0], l.teams[1])
}

// called returns the nickname of the player with an ID, which may be absent; it is no
// symbol if they have none.
func (l *roll) called(r *reader, field string, id scan.Span) components.Symbol {
	if l == nil || id == (scan.Span{}) || r.err != nil {
		return 0
	}
	i, ok := l.places[r.integer(field, id)]
	if !ok {
		if r.err == nil {
			r.match.Warnings.Add(recording.UnknownPlayer, "%s: %s %s is not in the line-ups", r.where(), field, recording.Clip(r.scan.Text(id)))
		}
		return 0
	}
	if l.symbols[i] == 0 && l.players[i].nickname != "" {
		l.symbols[i] = r.names.Intern([]byte(l.players[i].nickname))
	}
	return l.symbols[i]
}

// show notes a card that was shown to the record's player.
func (l *roll) show(r *reader, kind components.EventKind) {
	id := r.rec.spans.player.members[1]
	if l == nil || id == (scan.Span{}) || r.err != nil {
		return
	}
	i, ok := l.places[r.integer("player", id)]
	if !ok {
		return
	}
	switch c := &l.shown[i]; kind {
	case components.YellowCard:
		c.yellow++
	case components.SecondYellow:
		c.second++
	case components.RedCard:
		c.red++
	}
}

// count holds the cards of the events against those of the line-ups.
func (l *roll) count(m *recording.Match) {
	if l == nil || !l.carded {
		return
	}
	for i := range l.players {
		if p := &l.players[i]; p.cards != l.shown[i] {
			m.Warnings.Add(recording.CardsDiffer, "%s: %v in the line-ups; %v in the events",
				recording.Clip([]byte(cmp.Or(p.nickname, p.name))), p.cards, l.shown[i])
		}
	}
}
