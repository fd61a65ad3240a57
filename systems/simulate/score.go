package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// honest is about what detectors score where nothing is wrong: with noise it is not near
// the highest score.
const honest = 60

// scores lets the detectors of streams judge a frame: an honest picture scores
// low, with noise.
func (s *System) scores(r *ecs.Run, streams []components.Row) {
	first := r.Append(components.Detection, len(streams))
	s.look(components.StreamDue.Of(r), streams, r.Now.PTS, components.DetectionAt.Of(r)[first:])
	s.judge(r, streams, first)
}

// look writes of which moment each stream's frame is, and sets when the next is judged.
//
// It reads 8 bytes for each, and writes 12.
func (s *System) look(due []components.Due, streams []components.Row, now components.PTS, moment []components.PTS) {
	every, moment := s.cfg.Score, moment[:len(streams)]
	for i, stream := range streams {
		half := &due[stream].Score
		at := near(now, *half)
		moment[i], *half = at, uint32(max(at+every, now+1))
	}
}

// judge writes what the detectors of streams say, from row first on.
func (s *System) judge(r *ecs.Run, streams []components.Row, first components.Row) {
	j := judges{
		dice: s.dice(r, forScore), number: components.StreamNumber.Of(r),
		stream: components.DetectionStream.Of(r)[first:][:len(streams)], verdict: components.DetectionVerdict.Of(r)[first:],
	}
	copy(j.stream, streams)
	if j.honestly(); !calm(r) {
		j.dipped(components.StreamFixture.Of(r), components.FixtureDip.Of(r), r.Now.PTS)
	}
}

// judges are the detectors that speak.
type judges struct {
	dice    dice
	number  []components.Number // of streams
	stream  []components.Row    // of those that speak, and the rest with it
	verdict []components.Verdict
}

// honestly writes what they say of honest pictures.
//
// It reads 12 bytes for each, and writes 6.
func (j *judges) honestly() {
	dice, number, verdict := j.dice, j.number, j.verdict[:len(j.stream)]
	for i, stream := range j.stream {
		verdict[i] = verdictOf((honest*each + lanes(dice.roll(number[stream]))&noise).lowered())
	}
}

// dipped writes what those say which a drill makes score something else.
func (j *judges) dipped(fixture []components.Row, dips []components.Fault, now components.PTS) {
	for i, stream := range j.stream {
		if d := &dips[fixture[stream]]; now < d.Until {
			level := lanes(min(max(d.Value, -64), 1064)) * each // beyond that it is 0 or 1000 anyway
			j.verdict[i] = verdictOf((level + lanes(j.dice.roll(j.number[stream]))&noise).unbiased())
		}
	}
}

func verdictOf(l lanes) components.Verdict {
	return components.Verdict{Facial: components.Permille(l), Temporal: components.Permille(l >> 16), Frequency: components.Permille(l >> 32)}
}
