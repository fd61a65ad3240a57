package ecs

// Eight returns the first eight values of a column of bytes as one word, which is read at
// once.
func Eight[T ~uint8](c []T) uint64 {
	c = c[:8]
	return uint64(c[0]) | uint64(c[1])<<8 | uint64(c[2])<<16 | uint64(c[3])<<24 |
		uint64(c[4])<<32 | uint64(c[5])<<40 | uint64(c[6])<<48 | uint64(c[7])<<56
}
