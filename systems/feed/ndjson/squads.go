package ndjson

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// squads reads whom frames mean by a place in the squads into the match: a list of
// [team, name], in which either may be "". V may be absent.
func (r *reader) squads(v scan.Span) {
	if v == (scan.Span{}) || r.err != nil {
		return
	}
	const want = `["home", "away" or "", name]`
	list := r.scan.Inside(v)
	if !list.Array() {
		r.fail("squads", v, recording.WrongType, "a list of "+want)
		return
	}
	for list.Element() && r.err == nil {
		one := list.Value()
		p, n := r.triple("squads", one)
		if n != 2 {
			r.fail("squads", one, recording.WrongType, want)
			return
		}
		who := recording.Player{Team: r.team(p[0]), Name: r.symbol("squads", p[1])}
		if _, ok := r.match.Enlist(who); !ok {
			r.fail("squads", one, recording.OutOfRange, "at most 255 players")
		}
	}
}

// appendSquads appends the squads of m, if it has any.
func appendSquads(dst []byte, m *recording.Match, names func(components.Symbol) string) []byte {
	mark := `,"squads":[`
	for _, p := range m.Squads {
		dst = append(append(append(dst, mark...), `["`...), p.Team.String()...)
		dst = appendQuoted(append(dst, `",`...), name(p.Name, names))
		dst = append(dst, ']')
		mark = ","
	}
	if len(m.Squads) > 0 {
		dst = append(dst, ']')
	}
	return dst
}
