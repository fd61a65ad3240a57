package recording

import "touchline/components"

// ReadShown makes the events of a match that has no file of events: what its frames
// show, or else its texts. Periods begin and end with their first and last; the ball
// goes out and is won where the source of the frames says so. It does not tell the
// score.
func (m *Match) ReadShown() {
	m.Unscored = true
	m.Records = len(m.Frames) + len(m.Events)
	texts := m.Events
	m.Events = nil
	m.fromFrames()
	if len(m.Frames) == 0 {
		m.fromTexts(texts)
	}
	m.Events = append(m.Events, texts...)
}

// fromTexts makes events of the bounds of the periods.
func (m *Match) fromTexts(texts []components.Event) {
	const none = components.NoPlace
	var end [256]components.PTS
	var spoken [256]bool
	for i := range texts {
		e := &texts[i]
		end[e.Period], spoken[e.Period] = max(end[e.Period], e.Clock+e.Received), true
	}
	for p, spoken := range spoken {
		if spoken {
			f := components.Frame{Period: components.Period(p), Ball: components.Place{X: none, Y: none}}
			m.show(&f, components.PeriodStart, components.NoTeam)
			f.Clock = end[p]
			m.show(&f, components.PeriodEnd, components.NoTeam)
		}
	}
}

// fromFrames makes events of what the frames show.
func (m *Match) fromFrames() {
	var last components.Frame
	for i := range m.Frames {
		f := &m.Frames[i]
		if i == 0 || f.Period != last.Period {
			if i > 0 {
				m.show(&last, components.PeriodEnd, components.NoTeam)
			}
			begin := *f
			begin.Clock = 0
			m.show(&begin, components.PeriodStart, components.NoTeam)
			last = components.Frame{Period: f.Period}
		}
		switch {
		case f.Play == components.BallDead && last.Play == components.BallInPlay:
			m.show(f, components.BallOut, last.Holder)
		case f.Holder != components.NoTeam && f.Holder != last.Holder:
			m.show(f, components.Possession, f.Holder)
		}
		holder := last.Holder
		last = *f
		if f.Holder == components.NoTeam {
			last.Holder = holder
		}
	}
	if len(m.Frames) > 0 {
		m.show(&last, components.PeriodEnd, components.NoTeam)
	}
}

// show adds an event at frame f.
func (m *Match) show(f *components.Frame, kind components.EventKind, team components.Team) {
	const none = components.NoPlace
	m.Events = append(m.Events, components.Event{
		Kind: kind, Source: components.FromMatch, Seq: uint32(len(m.Events) + 1), Team: team,
		Period: f.Period, Clock: f.Clock, X: f.Ball.X, Y: f.Ball.Y, EndX: none, EndY: none,
	})
}
