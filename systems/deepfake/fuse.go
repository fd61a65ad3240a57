package deepfake

import "touchline/components"

// fuse makes one score of each verdict, and counts those that say what no
// detector can say: less than nothing, or more than certain.
//
// It reads 6 bytes and writes 2 for each verdict.
func fuse(scores []components.Permille, streams []components.Row, refused []uint32, verdicts []components.Verdict, c *Config) {
	verdicts = verdicts[:len(scores)]
	for i := range scores {
		v := verdicts[i]
		if uint16(v.Facial) > 1000 || uint16(v.Temporal) > 1000 || uint16(v.Frequency) > 1000 {
			refused[streams[i]]++
			v = clamp(v)
		}
		scores[i] = c.Fuse(v)
	}
}

// Fuse is the weighted mean of what the detectors say, rounded half up. All of v
// must be from 0 to 1000.
func (c *Config) Fuse(v components.Verdict) components.Permille {
	sum := int32(c.Facial)*int32(v.Facial) + int32(c.Temporal)*int32(v.Temporal) + int32(c.Frequency)*int32(v.Frequency)
	return components.Permille(uint32(sum+500) / 1000)
}

// clamp brings v into range.
func clamp(v components.Verdict) components.Verdict {
	return components.Verdict{
		Facial:    min(max(v.Facial, 0), 1000),
		Temporal:  min(max(v.Temporal, 0), 1000),
		Frequency: min(max(v.Frequency, 0), 1000),
	}
}
