package skillcorner

import (
	"cmp"
	"slices"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// celebration is the least between a goal and the kick-off, in frames.
const celebration = 100

// teller makes events of records.
type teller struct {
	match  *recording.Match
	info   *info
	events []components.Event
	score  recording.Tally

	period components.Period
	base   int64 // frame at which the period begins
	last   int64 // frame at which the last of its records ends

	kickOff  bool            // one is due
	conceded components.Team // by whom, or NoTeam at the beginning of a period
	goal     int64           // frame of the last goal
}

// tell returns the events of records, in the order in which they happened:
// possessions end when others have begun.
func (t *teller) tell(records []record) []components.Event {
	slices.SortStableFunc(records, func(a, b record) int { return cmp.Compare(a.period, b.period) })
	for i := range records {
		rec := &records[i]
		if rec.period != t.period {
			t.begin(records[i:])
		}
		t.last = max(t.last, rec.end)
		if rec.what == press {
			t.add(t.play(rec, components.Pressure))
			continue
		}
		t.possession(rec)
	}
	if t.end(); t.period > 0 {
		t.add(t.event(components.MatchEnd, t.last))
		t.match.EndsIn(t.period)
	}
	slices.SortStableFunc(t.events, func(a, b components.Event) int {
		return cmp.Or(cmp.Compare(a.Period, b.Period), cmp.Compare(a.Clock, b.Clock))
	})
	if t.info != nil && t.info.scored && t.score != t.info.score {
		t.match.Warnings.Add(recording.ScoreDiffers, "the goals come to %d-%d, the file of the match has %d-%d",
			t.score.Home, t.score.Away, t.info.score.Home, t.info.score.Away)
	}
	return t.events
}

// begin ends the period that is on, and begins that of records. Where it begins
// the file of the match says, or else the match clock of the first possession.
func (t *teller) begin(records []record) {
	rec := &records[0]
	for i := range records {
		if records[i].what == possession && records[i].period == rec.period {
			rec = &records[i]
			break
		}
	}
	base := max(rec.start-rec.tenths, 0)
	if t.info != nil && t.info.spans[rec.period].start > 0 {
		base = t.info.spans[rec.period].start
	}
	before := t.period
	t.end()
	if before > 0 {
		t.match.Breaks[rec.period] = components.PTS(max(base-t.last, 0)) * perFrame
	}
	t.period, t.base, t.last = rec.period, base, base
	if before == 0 {
		t.add(t.event(components.MatchStart, base))
	}
	t.add(t.event(components.PeriodStart, base))
	t.kickOff, t.conceded, t.goal = rec.period != components.Shootout, components.NoTeam, base-celebration
}

// end ends the period that is on, if one is.
func (t *teller) end() {
	if t.period == 0 {
		return
	}
	told := false
	if t.info != nil && t.info.spans[t.period].end >= t.last {
		t.last, told = t.info.spans[t.period].end, true
	}
	e := t.event(components.PeriodEnd, t.last)
	if !told {
		e.Flags = components.Repaired
	}
	t.add(e)
}

// event returns an event of nobody at a frame.
func (t *teller) event(kind components.EventKind, frame int64) components.Event {
	const none = components.NoPlace
	return components.Event{
		Kind: kind, Period: t.period, Clock: components.PTS(max(frame-t.base, 0)) * perFrame, Source: components.FromMatch,
		X: none, Y: none, EndX: none, EndY: none,
	}
}

// play returns an event of a record's player that lasts as long as the record.
func (t *teller) play(rec *record, kind components.EventKind) components.Event {
	e := t.event(kind, rec.start)
	e.Team, e.Player = rec.team, rec.player
	e.X, e.Y = t.place(rec.team, rec.from)
	e.EndX, e.EndY = t.place(rec.team, rec.to)
	e.Duration = uint32(rec.end-rec.start) * 100
	return e
}

// after returns an event of a record's player when and where the record ends.
func (t *teller) after(rec *record, kind components.EventKind) components.Event {
	e := t.event(kind, rec.end)
	e.Team, e.Player = rec.team, rec.player
	e.X, e.Y = t.place(rec.team, rec.to)
	return e
}

// place returns p on the pitch: the home side attacks toward positive x in the odd
// periods.
func (t *teller) place(team components.Team, p place) (x, y components.Centimeter) {
	if !p.known {
		return components.NoPlace, components.NoPlace
	}
	if (team == components.Away) != (t.period%2 == 0) {
		p.x, p.y = -p.x, -p.y
	}
	return components.Centimeter(p.x), components.Centimeter(p.y)
}

func (t *teller) add(e components.Event) { t.events = append(t.events, e) }
