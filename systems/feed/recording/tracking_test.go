package recording_test

import (
	"errors"
	"iter"
	"slices"
	"strconv"
	"testing"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// sight is a frame of a period, so many ms into it, with the ball at x and players
// of one side.
func sight(p components.Period, ms int, x components.Centimeter, team components.Team, who ...uint8) recording.Sight {
	s := recording.Sight{Frame: components.Frame{
		Period: p, Clock: components.PTS(ms) * 90, Ball: components.Place{X: x}, Height: components.NoPlace,
	}}
	if x == components.NoPlace {
		s.Ball.Y = x
	}
	for _, w := range who {
		s.Seen = append(s.Seen, components.Seen{Who: w, Team: team})
	}
	return s
}

// gives returns a reader that gives sights, and then err.
func gives(err error, sights ...recording.Sight) recording.FrameReader {
	return func([]byte, recording.Parts, components.Interner, *recording.Match) iter.Seq2[recording.Sight, error] {
		return func(yield func(recording.Sight, error) bool) {
			for _, s := range sights {
				if !yield(s, nil) {
					return
				}
			}
			if err != nil {
				yield(recording.Sight{}, err)
			}
		}
	}
}

// frames writes the frames of m: period, ms, where the ball is, and who was seen.
func frames(m *recording.Match) (text []string) {
	for i := range m.Frames {
		f := &m.Frames[i]
		line := strconv.Itoa(int(f.Period)) + "@" + strconv.Itoa(int(f.Clock/90)) + " " + strconv.Itoa(int(f.Ball.X))
		for _, s := range m.Of(f) {
			line += " " + s.Team.String() + strconv.Itoa(int(s.Who))
		}
		text = append(text, line)
	}
	return text
}

func read(t testing.TB, m *recording.Match, sights ...recording.Sight) {
	t.Helper()
	if err := m.ReadFrames(gives(nil, sights...), nil, recording.Parts{}, nil); err != nil {
		t.Fatal(err)
	}
}

// TestTwoSides reads a file for each side. Each has frames that the other has not,
// and the first does not see the ball at once.
func TestTwoSides(t *testing.T) {
	const none = components.NoPlace
	m := &recording.Match{}
	read(t, m, sight(1, 0, none, components.Home, 1, 2), sight(1, 40, 7, components.Home, 1), sight(2, 0, 9, components.Home, 2))
	read(t, m, sight(1, 0, 5, components.Away, 3), sight(1, 40, 8, components.Away, 3, 4), sight(1, 80, 6, components.Away, 4), sight(2, 40, 3, components.Away))
	want := []string{"1@0 5 home1 home2 away3", "1@40 7 home1 away3 away4", "1@80 6 away4", "2@0 9 home2", "2@40 3"}
	if got := frames(m); !slices.Equal(got, want) {
		t.Errorf("frames\n got %q\nwant %q", got, want)
	}
}

// TestFramesOutOfOrder checks that frames are sorted, with a warning.
func TestFramesOutOfOrder(t *testing.T) {
	m := &recording.Match{}
	read(t, m, sight(1, 80, 1, components.Home, 1), sight(1, 0, 2, components.Home, 2), sight(1, 40, 3, components.Home, 3))
	if got, want := frames(m), []string{"1@0 2 home2", "1@40 3 home3", "1@80 1 home1"}; !slices.Equal(got, want) {
		t.Errorf("frames %q, want %q", got, want)
	}
	if n := m.Warnings.Count(recording.TimeRegress); n != 1 {
		t.Errorf("%d warnings of %s, want 1", n, recording.TimeRegress)
	}
}

// TestCrowd checks that a frame holds as many players as it may.
func TestCrowd(t *testing.T) {
	m := &recording.Match{}
	read(t, m, sight(1, 0, 0, components.Home, make([]uint8, components.MaxSeen-1)...))
	read(t, m, sight(1, 0, 0, components.Away, make([]uint8, 5)...))
	if got := m.Of(&m.Frames[0]); len(got) != components.MaxSeen || got[components.MaxSeen-1].Team != components.Away {
		t.Errorf("%d players, the last %+v", len(got), got[len(got)-1])
	}
}

func TestFrameError(t *testing.T) {
	fault := &recording.Error{Err: recording.Truncated}
	m := &recording.Match{}
	err := m.ReadFrames(gives(fault, sight(1, 0, 0, components.Home)), nil, recording.Parts{}, nil)
	if !errors.Is(err, recording.Truncated) || len(m.Frames) != 0 {
		t.Errorf("error %v with %d frames, want none with %v", err, len(m.Frames), fault)
	}
}

// TestShown checks the events of a match that has frames alone.
func TestShown(t *testing.T) {
	with := func(s recording.Sight, play components.BallState, holder components.Team) recording.Sight {
		s.Play, s.Holder = play, holder
		return s
	}
	m := &recording.Match{}
	read(t, m,
		with(sight(1, 600_000, 1, 0), components.BallDead, components.Home),
		with(sight(1, 600_040, 2, 0), components.BallInPlay, components.Home),
		with(sight(1, 600_080, 3, 0), components.BallInPlay, components.NoTeam),
		with(sight(1, 600_120, 4, 0), components.BallInPlay, components.Away),
		with(sight(1, 600_160, 5, 0), components.BallDead, components.Away),
		with(sight(2, 0, 6, 0), components.BallInPlay, components.Away),
		with(sight(2, 40, 7, 0), components.BallInPlay, components.Away),
	)
	m.ReadShown()
	var got []string
	for i, e := range m.Events {
		if e.Seq != uint32(i+1) || e.Source != components.FromMatch {
			t.Errorf("event %d: %+v", i+1, e)
		}
		got = append(got, strconv.Itoa(int(e.Period))+"@"+strconv.Itoa(int(e.Clock/90))+" "+e.Kind.String()+" "+e.Team.String())
	}
	want := []string{
		"1@0 period_start ", "1@600000 possession home", "1@600120 possession away", "1@600160 ball_out away", "1@600160 period_end ",
		"2@0 period_start ", "2@0 possession away", "2@40 period_end ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("events\n got %q\nwant %q", got, want)
	}
	if !m.Unscored || m.Records != 7 {
		t.Errorf("unscored %v, %d records, want true, 7", m.Unscored, m.Records)
	}
}

// TestLayFrames checks when frames are taken, and that none is after its period.
func TestLayFrames(t *testing.T) {
	m := match(at(1, 0, components.PeriodStart), at(1, 2, components.PeriodEnd), at(2, 0, components.PeriodStart))
	read(t, m, sight(1, 0, 1, 0), sight(1, 2000, 2, 0), sight(1, 2040, 3, 0), sight(2, 1000, 4, 0))
	m.Lay(recording.Layout{HalftimeSet: true, Lead: second})
	var got []int
	for i := range m.Frames {
		got = append(got, int(m.Frames[i].Occurred/90))
	}
	if want := []int{1000, 3000, 4000}; !slices.Equal(got, want) {
		t.Errorf("frames at %v ms, want %v", got, want)
	}
	if m.End != 4*second || m.Periods[2].Length != second {
		t.Errorf("the match ends at %v, its second half is %v long; want 4s, 1s", m.End.Duration(), m.Periods[2].Length.Duration())
	}
}
