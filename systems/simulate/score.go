package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// scores lets each stream's detectors judge a frame: an honest picture scores
// low, with noise.
func (s *System) scores(r *ecs.Run) {
	due := components.StreamScoreDue.Of(r)
	fixtures, dips := components.StreamFixture.Of(r), components.FixtureDip.Of(r)
	for i := range due {
		if due[i] > r.Now.PTS {
			continue
		}
		level := int32(60)
		if d := &dips[fixtures[i]]; r.Now.PTS < d.Until {
			level = d.Value
		}
		s.judge(r, components.Row(i), due[i], level)
		due[i] += s.cfg.Score
		if due[i] <= r.Now.PTS {
			due[i] = r.Now.PTS + 1
		}
	}
}

func (s *System) judge(r *ecs.Run, stream components.Row, at components.PTS, level int32) {
	rng := r.Rand(components.StreamNumber.Of(r)[stream], forScore)
	noise := rng.Uint64()
	i := r.Append(components.Detection, 1)
	*components.DetectionStream.At(r, i) = stream
	*components.DetectionAt.At(r, i) = at
	*components.DetectionVerdict.At(r, i) = components.Verdict{
		Facial: around(level, noise), Temporal: around(level, noise>>16), Frequency: around(level, noise>>32),
	}
}

func around(level int32, noise uint64) components.Permille {
	return components.Permille(min(max(level+int32(noise&127)-64, 0), 1000))
}
