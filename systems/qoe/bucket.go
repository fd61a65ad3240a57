package qoe

import (
	"math/bits"

	"touchline/components"
)

// Units are what the buckets of each measure count in: kbit/s, ms, thousandths and ms.
var Units = [components.Measures]uint32{
	components.BitrateMeasure:  bitrateUnit,
	components.BufferMeasure:   bufferUnit,
	components.RebufferMeasure: 1,
	components.StartupMeasure:  startupUnit,
}

const (
	bitrateUnit = 10  // kbit/s
	bufferUnit  = 100 // ms, to which CMCD rounds
	startupUnit = 20  // ms
)

// linear is how many buckets hold one unit each. Above there are eight to each octave:
// bucket b holds (8 + b mod 8) << (b/8 - 1) units, and as many more as that is shifted.
const linear = 16

// top is the least that is in the last bucket.
const top = 15 << 8

// buckets has the bucket of each number of units up to there: looking it up is a fraction
// of the steps of finding it.
var buckets = func() (list [top + 1]uint8) {
	for units := range uint32(top + 1) {
		b := units
		if units >= linear {
			shift := bits.Len32(units) - 4
			b = 8*uint32(shift) + units>>shift
		}
		list[units] = uint8(b)
	}
	return list
}()

// bucket returns the bucket of so many units. The last takes in all that is larger.
func bucket(units uint32) int { return int(buckets[min(units, top)]) }

// Bounds returns the least and the greatest value in bucket b of a measure, of those
// that it tells apart.
func Bounds(m components.Measure, b int) (least, greatest uint32) {
	low, width := uint32(b), uint32(1)
	if b >= linear {
		shift := b/8 - 1
		low, width = uint32(8+b%8)<<shift, 1<<shift
	}
	return low * Units[m], (low+width)*Units[m] - 1
}

// Middle returns what stands for the values in bucket b of a measure. It is within 6 %
// of each of them from 8 units on, and within half a unit below. From 8 units on it
// is nearer to the least, so that it is off by the same part of either end.
func Middle(m components.Measure, b int) uint32 {
	least, greatest := Bounds(m, b)
	if b < linear/2 {
		return (least + greatest) / 2
	}
	product, sum := uint64(least)*uint64(greatest), uint64(least)+uint64(greatest)
	return uint32((2*product + sum/2) / sum)
}
