package deepfake

import "touchline/components"

// fuse makes one score of each verdict, and counts those that say what no
// detector can say: less than nothing, or more than certain.
//
// It reads 10 bytes and writes 2 for each verdict.
func fuse(scores []components.Permille, streams []components.Row, refused []uint32, verdicts []components.Verdict, c *Config) {
	streams, verdicts = streams[:len(scores)], verdicts[:len(scores)]
	for i := range scores {
		v, ok := clamp(verdicts[i])
		if !ok {
			refused[streams[i]]++
		}
		scores[i] = c.Fuse(v)
	}
}

// Fuse is the weighted mean of what the detectors say, rounded half up. All of v
// must be from 0 to 1000.
func (c *Config) Fuse(v components.Verdict) components.Permille {
	sum := int32(c.Facial)*int32(v.Facial) + int32(c.Temporal)*int32(v.Temporal) + int32(c.Frequency)*int32(v.Frequency)
	return components.Permille((sum + 500) / 1000)
}

// clamp brings v into range, and reports whether it was.
func clamp(v components.Verdict) (clamped components.Verdict, ok bool) {
	clamped = components.Verdict{
		Facial:    min(max(v.Facial, 0), 1000),
		Temporal:  min(max(v.Temporal, 0), 1000),
		Frequency: min(max(v.Frequency, 0), 1000),
	}
	return clamped, clamped == v
}
