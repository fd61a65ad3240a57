package feed

import (
	"touchline/components"
	"touchline/ecs"
)

// A Track is the recorded tracking of a match: its frames in the order of time, and
// the players of all of them. It is shared by all fixtures that play it.
type Track struct {
	Frames []components.Frame
	Seen   []components.Seen
}

// Taken is when frame cursor of a track that begins at start was taken. Frames are
// heard of at once.
func (t *Track) Taken(cursor uint32, start components.PTS) components.PTS {
	if int(cursor) >= len(t.Frames) {
		return Never
	}
	return t.Frames[cursor].Occurred + start
}

// watch gives the fixtures the frames that were taken before until.
//
// It reads 8 bytes for each fixture, if any match was tracked.
func (s *System) watch(r *ecs.Run, until components.PTS) {
	if !s.tracked {
		return
	}
	sight := components.FixtureSight.Of(r)
	for i := before(sight, until); i < len(sight); i += 1 + before(sight[i+1:], until) {
		s.show(r, components.Row(i), until)
	}
}

// show gives fixture f its frames, and refuses what is beyond its capacity.
func (s *System) show(r *ecs.Run, f components.Row, until components.PTS) {
	track := &s.cfg.Tracks[*components.FixtureScript.At(r, f)]
	start := *components.FixtureStart.At(r, f)
	cursor := components.FixtureFrame.At(r, f)
	taken := 0
	for ; int(*cursor) < len(track.Frames) && track.Frames[*cursor].Occurred+start < until; *cursor++ {
		if taken == s.cfg.FramesPerTick {
			*components.FixtureRefused.At(r, f)++
			continue
		}
		taken++
		e := &track.Frames[*cursor]
		AppendFrame(r, f, e, track.Seen[e.First:][:e.Players], start)
	}
	*components.FixtureSight.At(r, f) = track.Taken(*cursor, start)
}

// AppendFrame adds frame e of fixture f, with the players seen, to the tick's input.
// Its time counts from start.
func AppendFrame(r *ecs.Run, f components.Row, e *components.Frame, seen []components.Seen, start components.PTS) {
	i := r.Append(components.FrameRow, 1)
	*components.FrameFixture.At(r, i) = f
	*components.FrameAt.At(r, i) = e.Occurred + start
	seen = seen[:min(len(seen), components.MaxSeen)]
	*components.FrameSighting.At(r, i) = components.Sighting{
		Ball: e.Ball, Height: e.Height, Players: uint8(len(seen)), Play: e.Play, Holder: e.Holder,
	}
	first := r.Append(components.Tracked, len(seen))
	copy(components.TrackedSeen.Of(r)[first:], seen)
	*components.FrameFirst.At(r, i) = first
}
