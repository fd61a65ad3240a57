package sportec

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// kickOffs are the numbers that the first frames of the periods have. The files do
// not say so. It was seen of the halves, and kloppy, which reads the format too,
// goes by all four; of a shoot-out nothing is known.
var kickOffs = [...]int64{
	components.FirstHalf:   10_000,
	components.SecondHalf:  100_000,
	components.ExtraFirst:  200_000,
	components.ExtraSecond: 250_000,
	components.Shootout:    0,
}

// origin returns when period p began on the wall clock of the file: at the kick-off
// of the file of events if there is one, so that the clock is the same as theirs,
// and else at the frame that has the number of a kick-off, or at the first.
func (f *frames) origin(p components.Period) components.PTS {
	const hour = 60 * 60 * components.PTSPerSecond
	at, number := f.periods[p].begins()
	early, late := hour/60, 2*hour
	if past := components.PTS(number-kickOffs[p]) * perFrame; kickOffs[p] > 0 && past >= 0 && past <= hour {
		at -= past
		late = early
	}
	s := &f.starts[p]
	if !s.begun {
		return at
	}
	if past := at - s.begin; past < -early || past > late {
		f.match.Warnings.Add(recording.BadTime, "period %d begins at %s in the file of events, and at %s by its frames: each by its own clock", p, wall(s.begin), wall(at))
		return at
	}
	return s.begin
}

// begins returns when the first frame of the period was taken, and its number.
func (s *stretch) begins() (at components.PTS, number int64) {
	number = over
	for i := range s.tracks {
		if r := &s.tracks[i].runs[0]; int64(r.number) < number {
			at, number = r.at, int64(r.number)
		}
	}
	return at, number
}

// ends returns when the last frame of the period was taken.
func (s *stretch) ends() (at components.PTS) {
	for i := range s.tracks {
		for _, r := range s.tracks[i].runs {
			at = max(at, r.at+components.PTS(r.count-1)*perFrame)
		}
	}
	return at
}

// origins returns when the periods began, and says so in the match if nobody has.
func (f *frames) origins() (at [components.Shootout + 1]components.PTS) {
	m, told := f.match, f.match.Breaks != [components.Shootout + 1]components.PTS{}
	var end components.PTS
	for p := components.FirstHalf; p <= components.Shootout; p++ {
		s := &f.periods[p]
		if len(s.tracks) == 0 {
			continue
		}
		at[p] = f.origin(p)
		if m.Kickoff == 0 {
			m.Kickoff = int64(at[p] / 90)
		}
		if end > 0 && !told {
			m.Breaks[p] = max(at[p]-end, 0)
		}
		end = s.ends()
	}
	return at
}
