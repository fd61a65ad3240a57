package statsbomb_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"touchline/components"
)

// reference reads a match the slow way: with encoding/json, maps and rational
// numbers. It gives the rows and the warnings, or that the file is refused.
func reference(data []byte, names components.Interner) (rows []components.Event, warnings map[string]int, err error) {
	defer func() {
		if r := recover(); r != nil {
			bad, ok := r.(refused)
			if !ok {
				panic(r)
			}
			err = errors.New(string(bad))
		}
	}()
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if depth(data) > 64 {
		panic(refused("too deep"))
	}
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil || bytes.HasPrefix(bytes.TrimSpace(data), []byte("null")) {
		panic(refused("not an array"))
	}
	s := slow{names: names, warnings: make(map[string]int), seen: make(map[string]bool)}
	for _, raw := range list {
		s.record(raw)
	}
	if s.period > 0 {
		s.whistle()
		s.add(s.bare("match_end"))
	}
	return s.rows, s.warnings, nil
}

type refused string

type object map[string]json.RawMessage

type slow struct {
	names    components.Interner
	rows     []components.Event
	later    []components.Event
	warnings map[string]int
	seen     map[string]bool
	teams    []string
	holder   components.Team
	index    int64
	period   int64
	now      components.PTS
	ended    bool

	rec    object
	team   components.Team
	mended bool
}

// get returns a member, nil if it is null or not there.
func (o object) get(name string) json.RawMessage {
	if v := o[name]; string(v) != "null" {
		return v
	}
	return nil
}

func open(v json.RawMessage) object {
	if v == nil {
		return object{}
	}
	var o object
	if json.Unmarshal(v, &o) != nil {
		panic(refused("not an object: " + string(v)))
	}
	return o
}

func text(v json.RawMessage) string {
	if v == nil {
		return ""
	}
	var s string
	if json.Unmarshal(v, &s) != nil {
		panic(refused("not a text: " + string(v)))
	}
	return s
}

func whole(v json.RawMessage) int64 {
	if v == nil {
		return 0
	}
	n, err := strconv.ParseInt(string(v), 10, 64)
	if err != nil || n > 9e18 || n < -9e18 {
		panic(refused("not a whole number: " + string(v)))
	}
	return n
}

// number returns v times scale, rounded half away from zero; false if it is beyond
// reason.
func number(v json.RawMessage, scale int64) (int64, bool) {
	if c := v[0]; c != '-' && (c < '0' || c > '9') {
		panic(refused("not a number: " + string(v)))
	}
	mantissa, exponent, _ := strings.Cut(strings.ToLower(string(v)), "e")
	r, ok := new(big.Rat).SetString(mantissa)
	if !ok {
		panic(refused("not a number: " + string(v)))
	}
	if e, err := strconv.Atoi(exponent); exponent != "" && r.Sign() != 0 {
		switch {
		case strings.HasPrefix(exponent, "-") && (err != nil || e < -1000):
			return 0, true
		case err != nil || e > 1000:
			return 0, false
		}
		r.SetString(string(v))
	}
	r.Mul(r, new(big.Rat).SetInt64(scale))
	n := half(r)
	return n.Int64(), n.IsInt64() && n.CmpAbs(big.NewInt(9e18)) < 0
}

// half rounds half away from zero.
func half(r *big.Rat) *big.Int {
	n := new(big.Int).Abs(r.Num())
	n.Add(n.Lsh(n, 1), r.Denom())
	n.Div(n, new(big.Int).Lsh(r.Denom(), 1))
	if r.Sign() < 0 {
		n.Neg(n)
	}
	return n
}

func (s *slow) warn(class string) { s.warnings[class]++ }

func (s *slow) record(raw json.RawMessage) {
	if string(raw) == "null" {
		panic(refused("null"))
	}
	s.rec = open(raw)
	id := s.rec.get("id")
	if id == nil || id[0] != '"' {
		panic(refused("id"))
	}
	if s.seen[string(id)] {
		s.warn("duplicate-id")
		return
	}
	s.seen[string(id)] = true
	if v := s.rec.get("index"); v != nil {
		n := whole(v)
		if n != s.index+1 {
			s.warn("index-gap")
		}
		s.index = n
	}
	if s.rec.get("type") == nil {
		panic(refused("type"))
	}
	typ := whole(open(s.rec.get("type")).get("id"))
	s.team = s.side("team")
	at := s.time(typ)
	for len(s.later) > 0 {
		first := 0
		for i := range s.later {
			if s.later[i].Clock < s.later[first].Clock {
				first = i
			}
		}
		if s.later[first].Clock > at {
			break
		}
		s.add(s.later[first])
		s.later = append(s.later[:first:first], s.later[first+1:]...)
	}
	if name := map[int64]bool{5: true, 18: true, 29: true, 34: true, 35: true, 36: true}; !name[typ] {
		if holder := s.side("possession_team"); holder != 0 && holder != s.holder {
			s.holder = holder
			e := s.bare("possession")
			e.Team = holder
			if s.mended {
				e.Flags = components.Repaired
			}
			s.add(e)
		}
	}
	s.convert(typ)
}

func (s *slow) side(key string) components.Team {
	o := open(s.rec.get(key))
	if o.get("id") == nil {
		return 0
	}
	id := strconv.FormatInt(whole(o.get("id")), 10)
	for i, known := range s.teams {
		if known == id {
			return components.Team(i + 1)
		}
	}
	if len(s.teams) == 2 || id == "0" || id[0] == '-' {
		s.warn("unknown-team")
		return 0
	}
	if v := o.get("name"); strings.ContainsRune(text(v), '\uFFFD') && !cleanFFFD(v) {
		s.warn("bad-text")
	}
	s.teams = append(s.teams, id)
	return components.Team(len(s.teams))
}

// cleanFFFD reports whether each U+FFFD of v's text stands in v as such. It is for
// texts without mixed cases.
func cleanFFFD(v json.RawMessage) bool {
	written := strings.Count(strings.ToLower(string(v)), `\ufffd`) + bytes.Count(v, []byte("\uFFFD"))
	return strings.Count(text(v), "\uFFFD") == written
}

var stamp = regexp.MustCompile(`^([0-9]{2}):([0-5][0-9]):([0-5][0-9])(\.[0-9]{1,9})?$`)

func (s *slow) time(typ int64) components.PTS {
	if s.rec.get("period") == nil || s.rec.get("timestamp") == nil {
		panic(refused("period or timestamp"))
	}
	p := whole(s.rec.get("period"))
	m := stamp.FindStringSubmatch(text(s.rec.get("timestamp")))
	if p < 1 || p > 5 || m == nil || strings.HasSuffix(text(s.rec.get("timestamp")), "\n") {
		panic(refused("period or timestamp"))
	}
	r, _ := new(big.Rat).SetString(fmt.Sprintf("%s%s", m[3], m[4]))
	h, _ := strconv.Atoi(m[1])
	mm, _ := strconv.Atoi(m[2])
	r.Add(r, new(big.Rat).SetInt64(int64(h*3600+mm*60)))
	at := components.PTS(half(r.Mul(r, big.NewRat(90_000, 1))).Int64())

	s.mended = false
	if p > s.period {
		first := s.period == 0
		if !first {
			s.whistle()
		}
		s.period, s.now, s.ended = p, 0, false
		if first {
			s.add(s.bare("match_start"))
		}
		s.add(s.bare("period_start"))
	}
	switch behind := s.now - at; {
	case p < s.period:
		s.warn("time-regress")
		s.mended = true
	case typ == 34:
		s.ended = true
	case behind > 0:
		s.mended = true
		if behind > 180_000 {
			s.warn("clock-rollover")
		} else if behind > 45_000 {
			s.warn("time-regress")
		}
	}
	if p == s.period {
		s.now = max(s.now, at)
	}
	return s.now
}

// whistle ends the period.
func (s *slow) whistle() {
	for len(s.later) > 0 {
		first := 0
		for i := range s.later {
			if s.later[i].Clock < s.later[first].Clock {
				first = i
			}
		}
		e := s.later[first]
		e.Clock = min(e.Clock, s.now)
		s.add(e)
		s.later = append(s.later[:first:first], s.later[first+1:]...)
	}
	e := s.bare("period_end")
	if !s.ended {
		e.Flags = components.Repaired
		s.warn("period-missing-end")
	}
	s.add(e)
}

func (s *slow) add(e components.Event) {
	e.Seq = uint32(len(s.rows) + 1)
	s.rows = append(s.rows, e)
}

func (s *slow) bare(kind string) components.Event {
	k, ok := components.ParseEventKind(kind)
	if !ok {
		panic("no kind " + kind)
	}
	const none = components.NoPlace
	return components.Event{Kind: k, Period: components.Period(s.period), Clock: s.now, Source: components.FromMatch, X: none, Y: none, EndX: none, EndY: none}
}

func (s *slow) full(kind string) components.Event {
	e := s.bare(kind)
	e.Team = s.team
	if s.mended {
		e.Flags = components.Repaired
	}
	e.Player = s.name(s.rec.get("player"))
	e.X, e.Y = s.place(s.rec.get("location"))
	if v := s.rec.get("duration"); v != nil {
		n, ok := number(v, 1000)
		if !ok || n < 0 || n > 600_000 {
			s.warn("bad-duration")
			n = 0
		}
		e.Duration = uint32(n)
	}
	return e
}

func (s *slow) name(v json.RawMessage) components.Symbol {
	v = open(v).get("name")
	if text(v) == "" {
		return 0
	}
	if !cleanFFFD(v) {
		s.warn("bad-text")
	}
	return s.names.Intern([]byte(text(v)))
}

func (s *slow) place(v json.RawMessage) (x, y components.Centimeter) {
	const none = components.NoPlace
	if v == nil {
		return none, none
	}
	var list []json.RawMessage
	if json.Unmarshal(v, &list) != nil || len(list) < 2 || string(list[0]) == "null" || string(list[1]) == "null" {
		panic(refused("place " + string(v)))
	}
	a, ok := number(list[0], 1_000_000)
	b, ok2 := number(list[1], 1_000_000)
	if !ok || !ok2 || max(a, -a, b, -b) > 1e9 {
		s.warn("bad-place")
		return none, none
	}
	cx := half(new(big.Rat).Sub(big.NewRat(a*105_00, 120e6), big.NewRat(5250, 1))).Int64()
	cy := half(new(big.Rat).Sub(big.NewRat(3400, 1), big.NewRat(b*68_00, 80e6))).Int64()
	if max(cx, -cx) > 5750 || max(cy, -cy) > 3900 {
		s.warn("bad-place")
		return none, none
	}
	if s.team == components.Away {
		cx, cy = -cx, -cy
	}
	if s.period == 2 || s.period == 4 {
		cx, cy = -cx, -cy
	}
	return components.Centimeter(cx), components.Centimeter(cy)
}

func (s *slow) card(v json.RawMessage) {
	if id := whole(open(v).get("id")); id != 0 {
		kind := map[int64]string{5: "card_red", 67: "card_red", 6: "card_second", 66: "card_second", 7: "card_yellow", 65: "card_yellow"}[id]
		if kind == "" {
			kind = "other"
			s.warn("unknown-type")
		}
		s.add(s.full(kind))
	}
}

func (s *slow) convert(typ int64) {
	switch typ {
	case 30:
		p := open(s.rec.get("pass"))
		kind := map[int64]string{61: "corner", 62: "free_kick", 63: "goal_kick", 65: "kickoff", 67: "throw_in"}[whole(open(p.get("type")).get("id"))]
		if kind == "" {
			kind = "pass"
		}
		e := s.full(kind)
		e.EndX, e.EndY = s.place(p.get("end_location"))
		e.Other = s.name(p.get("recipient"))
		s.add(e)
		then := e
		then.Kind, then.Player, then.Other, then.Duration = components.BallOut, 0, 0, 0
		then.X, then.Y, then.EndX, then.EndY = e.EndX, e.EndY, components.NoPlace, components.NoPlace
		then.Clock += components.PTS(e.Duration) * 90
		switch whole(open(p.get("outcome")).get("id")) {
		case 75:
			s.later = append(s.later, then)
		case 76:
			then.Kind, then.Player = components.Offside, e.Other
			s.later = append(s.later, then)
		}
	case 43:
		e := s.full("carry")
		e.EndX, e.EndY = s.place(open(s.rec.get("carry")).get("end_location"))
		s.add(e)
	case 16:
		s.shot()
	case 17:
		s.add(s.full("pressure"))
	case 23:
		if strings.Contains(" 29 31 33 109 110 113 114 ", fmt.Sprintf(" %d ", whole(open(open(s.rec.get("goalkeeper")).get("type")).get("id")))) {
			s.add(s.full("save"))
		}
	case 22:
		f := open(s.rec.get("foul_committed"))
		e := s.full("foul")
		s.add(e)
		switch string(f.get("penalty")) {
		case "true":
			e.Kind, e.Player, e.Team = components.PenaltyAwarded, 0, e.Team.Opponent()
			s.full("penalty_awarded") // and what it warns of
			s.add(e)
		case "", "false":
		default:
			panic(refused("penalty"))
		}
		s.card(f.get("card"))
	case 24:
		s.card(open(s.rec.get("bad_behaviour")).get("card"))
	case 19:
		e := s.full("sub")
		e.Other = s.name(open(s.rec.get("substitution")).get("replacement"))
		s.add(e)
	case 25:
		s.add(s.full("own_goal"))
	case 8:
		s.add(s.full("offside"))
	case 40:
		s.add(s.full("injury"))
	case 41:
		s.add(s.full("drop_ball"))
	case 2, 3, 4, 5, 6, 9, 10, 14, 18, 20, 21, 26, 27, 28, 29, 33, 34, 35, 36, 37, 38, 39, 42:
	default:
		s.warn("unknown-type")
		s.add(s.full("other"))
	}
}

func (s *slow) shot() {
	o := open(s.rec.get("shot"))
	e := s.full("shot")
	e.EndX, e.EndY = s.place(o.get("end_location"))
	if v := o.get("statsbomb_xg"); v != nil {
		n, ok := number(v, 10_000)
		if !ok || n < 0 || n > 10_000 {
			panic(refused("xg"))
		}
		e.Value = int32(n)
	}
	spot := whole(open(o.get("type")).get("id")) == 88
	outcome := whole(open(o.get("outcome")).get("id"))
	if spot {
		e.Flags |= components.FromPenalty
	}
	if outcome == 97 || outcome == 100 || outcome == 116 {
		e.Flags |= components.OnTarget
	}
	if spot && s.period == 5 {
		e.Kind = components.PenaltyKick
		if outcome == 97 {
			e.Flags |= components.Scored
		}
		s.add(e)
		return
	}
	s.add(e)
	if outcome == 97 {
		e.Kind = components.Goal
		e.Clock += components.PTS(e.Duration) * 90
		e.Duration = 0
		s.later = append(s.later, e)
	}
}

// depth is how deep data nests.
func depth(data []byte) int {
	most, now := 0, 0
	for d := json.NewDecoder(bytes.NewReader(data)); ; {
		tok, err := d.Token()
		if err != nil {
			return most
		}
		switch tok {
		case json.Delim('{'), json.Delim('['):
			now++
			most = max(most, now)
		case json.Delim('}'), json.Delim(']'):
			now--
		}
	}
}
