package scan

// Special is special.
func Special(data []byte, i int) int { return special(data, i) }
