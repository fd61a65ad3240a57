package manifest

// Rendered is how often all of the MPD was rendered.
func (l *LiveMPD) Rendered() int { return l.rendered }
