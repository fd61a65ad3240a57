package match

import "math/bits"

// same is how many of the first n values of a column are all the same as value.
//
// It reads 1 byte for each, mostly eight at once.
func same[T ~uint8](column []T, value T, n int) int {
	i, all := 0, uint64(value)*0x0101_0101_0101_0101
	for ; i < n && i+8 <= len(column); i += 8 {
		if differ := eight(column[i:]) ^ all; differ != 0 {
			return min(i+bits.TrailingZeros64(differ)/8, n)
		}
	}
	for ; i < n && column[i] == value; i++ {
	}
	return min(i, n)
}

// eight are eight values as one word, which is read at once.
func eight[T ~uint8](c []T) uint64 {
	c = c[:8]
	return uint64(c[0]) | uint64(c[1])<<8 | uint64(c[2])<<16 | uint64(c[3])<<24 |
		uint64(c[4])<<32 | uint64(c[5])<<40 | uint64(c[6])<<48 | uint64(c[7])<<56
}

// fill makes all of a column value.
func fill[T any](column []T, value T) {
	for i := range column {
		column[i] = value
	}
}
