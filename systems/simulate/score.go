package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// honest is about what detectors score where nothing is wrong.
const honest = 60

// scores lets each stream's detectors judge a frame: an honest picture scores
// low, with noise.
func (s *System) scores(r *ecs.Run) {
	due := components.StreamScoreDue.Of(r)
	streams := ecs.Unset[components.Row](r, len(due))
	streams = streams[:expired(due, r.Now.PTS, streams)]
	first := r.Append(components.Detection, len(streams))
	at := components.DetectionAt.Of(r)[first:]
	for i, stream := range streams {
		at[i] = due[stream]
		due[stream] = max(due[stream]+s.cfg.Score, r.Now.PTS+1)
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
		level := int32(honest)
		if drilled {
			if d := &dips[fixtures[stream]]; r.Now.PTS < d.Until {
				level = d.Value
			}
		}
		noise := dice.roll(numbers[stream])
		verdicts[i] = components.Verdict{
			Facial: around(level, noise), Temporal: around(level, noise>>16), Frequency: around(level, noise>>32),
		}
	}
}

func around(level int32, noise uint64) components.Permille {
	return components.Permille(min(max(level+int32(noise&127)-64, 0), 1000))
}
