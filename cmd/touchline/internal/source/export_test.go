package source

// Limit sets how much a file may unfold to, and returns what sets it back.
func Limit(most int) (restore func()) {
	was := maxBytes
	maxBytes = most
	return func() { maxBytes = was }
}
