package deepfake

import "touchline/components"

// three are what three detectors say, side by side in one word: 20 bits each, since
// that is what a sum of their products with the weights takes.
type three uint64

// lanes has a 1 in each.
const lanes = 1 | 1<<20 | 1<<40

// threeOf is v, which may be out of range.
func threeOf(v components.Verdict) three {
	return three(uint16(v.Facial)) | three(uint16(v.Temporal))<<20 | three(uint16(v.Frequency))<<40
}

// possible reports whether they are what a detector can say: neither less than nothing,
// which is a large number here, nor more than certain.
func (t three) possible() bool { return (t+(1<<16-1001)*lanes)&(1<<16*lanes) == 0 }

// weights are those of the detectors, in the opposite order: the sum of all products
// is then in the top lane of that with a verdict, and so that nothing is above it, four
// bits further up.
type weights uint64

func weightsOf(c *Config) weights {
	return (weights(c.Frequency) | weights(c.Temporal)<<20 | weights(c.Facial)<<40) << 4
}

// fuse is the weighted mean of what is possible, rounded half up.
func (w weights) fuse(t three) components.Permille {
	return components.Permille((uint32(uint64(w)*uint64(t)>>44) + 500) / 1000)
}

// Fuse is the weighted mean of what the detectors say, rounded half up. All of v
// must be from 0 to 1000.
func (c *Config) Fuse(v components.Verdict) components.Permille {
	return weightsOf(c).fuse(threeOf(v))
}

// clamp brings v into range.
func clamp(v components.Verdict) components.Verdict {
	return components.Verdict{
		Facial:    min(max(v.Facial, 0), 1000),
		Temporal:  min(max(v.Temporal, 0), 1000),
		Frequency: min(max(v.Frequency, 0), 1000),
	}
}
