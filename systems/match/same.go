package match

import (
	"math/bits"

	"touchline/ecs"
)

// same is how many of the first n values of a column are all the same as value.
//
// It reads 1 byte for each, mostly eight at once.
func same[T ~uint8](column []T, value T, n int) int {
	i, all := 0, uint64(value)*0x0101_0101_0101_0101
	for ; i < n && i+8 <= len(column); i += 8 {
		if differ := ecs.Eight(column[i:]) ^ all; differ != 0 {
			return min(i+bits.TrailingZeros64(differ)/8, n)
		}
	}
	for ; i < n && column[i] == value; i++ {
	}
	return min(i, n)
}

// fill makes all of a column value.
func fill[T any](column []T, value T) {
	for i := range column {
		column[i] = value
	}
}
