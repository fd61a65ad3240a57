package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// honest is about what detectors score where nothing is wrong.
const honest = 60

// scores lets the detectors of streams judge a frame: an honest picture scores
// low, with noise.
func (s *System) scores(r *ecs.Run, streams []components.Row) {
	due, now := components.StreamDue.Of(r), r.Now.PTS
	first := r.Append(components.Detection, len(streams))
	at := components.DetectionAt.Of(r)[first:]
	for i, stream := range streams {
		half := &due[stream].Score
		at[i] = near(now, *half)
		*half = uint32(max(at[i]+s.cfg.Score, now+1))
	}
	s.judge(r, streams, first)
}

// judge writes what the detectors of streams say, from row first on.
func (s *System) judge(r *ecs.Run, streams []components.Row, first components.Row) {
	fixtures, dips, numbers := components.StreamFixture.Of(r), components.FixtureDip.Of(r), components.StreamNumber.Of(r)
	verdicts, dice := components.DetectionVerdict.Of(r)[first:][:len(streams)], s.dice(r, forScore)
	copy(components.DetectionStream.Of(r)[first:], streams)
	drilled := !calm(r)
	for i, stream := range streams {
		level := honest * each
		if drilled {
			if d := &dips[fixtures[stream]]; r.Now.PTS < d.Until {
				level = lanes(min(max(d.Value, -64), 1064)) * each
			}
		}
		v := (level + lanes(dice.roll(numbers[stream]))&noise).unbiased()
		verdicts[i] = components.Verdict{
			Facial: components.Permille(v), Temporal: components.Permille(v >> 16), Frequency: components.Permille(v >> 32),
		}
	}
}
