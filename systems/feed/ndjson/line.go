package ndjson

import "touchline/systems/feed/recording/scan"

// fields are where the values of a line lie.
type fields struct {
	t, p, k, seq, rev, ref, team, player, other scan.Span
	x, y, ex, ey, dur, value, late, flags       scan.Span

	ball, play, home, away, players scan.Span // of a frame
}

// find notes where the values of the line lie. Of a key that comes twice the
// last counts.
func (f *fields) find(s *scan.Scanner) {
	for s.Key() {
		name := s.Name
		v := s.Value()
		switch string(name) {
		case "t":
			f.t = v
		case "p":
			f.p = v
		case "k":
			f.k = v
		case "seq":
			f.seq = v
		case "rev":
			f.rev = v
		case "ref":
			f.ref = v
		case "team":
			f.team = v
		case "player":
			f.player = v
		case "other":
			f.other = v
		case "x":
			f.x = v
		case "y":
			f.y = v
		case "ex":
			f.ex = v
		case "ey":
			f.ey = v
		case "dur":
			f.dur = v
		case "value":
			f.value = v
		case "late":
			f.late = v
		case "flags":
			f.flags = v
		case "ball":
			f.ball = v
		case "play":
			f.play = v
		case "home":
			f.home = v
		case "away":
			f.away = v
		case "players":
			f.players = v
		}
	}
	s.End()
}
