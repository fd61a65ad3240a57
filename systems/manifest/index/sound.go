package index

import "touchline/components"

// SoundFrame is what a frame of AAC lasts, 1,024 samples at 48 kHz: a whole number
// of steps of the clock.
const SoundFrame components.PTS = 1920

// frameUp returns the first frame of sound that begins at t or after it. Frames are
// counted from 0 of the contribution's clock.
func frameUp(t components.PTS) components.PTS {
	n := t / SoundFrame
	if n*SoundFrame < t {
		n++
	}
	return n * SoundFrame
}

// sound returns where the frames begin and end that begin in the media from start
// on: those that a packager puts into one piece, 93 or 94 of them into two seconds.
// They do not end together with the pictures.
func sound(start, length components.PTS) (begin, end components.PTS) {
	return frameUp(start), frameUp(start + length)
}

// Sound is the segment as a rendition of sound alone has it: in whole frames of
// AAC.
func (s Segment) Sound() Segment {
	begin, end := sound(s.Start, s.Length)
	s.At += begin - s.Start
	s.Start, s.Length = begin, end-begin
	return s
}

// Sound is the part as a rendition of sound alone has it.
func (p Part) Sound() Part {
	begin, end := sound(p.Start, p.Length)
	p.At += begin - p.Start
	p.Start, p.Length = begin, end-begin
	return p
}

// SoundTarget is the longest that a part of sound is, where parts of pictures are
// no longer than target.
func SoundTarget(target components.PTS) components.PTS { return frameUp(target) }
