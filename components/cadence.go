package components

// Cadence is how a segmenter cuts a stream of pictures: into segments of whole
// frames, and these into parts of whole frames.
//
// 24 bytes.
type Cadence struct {
	Frames  Rate
	Segment PTS // what a segment is meant to last
	Part    PTS // what a part is meant to last; 0 if there are none
}

// Length is what a segment lasts: the whole number of frames that is nearest to
// what is meant, 2.002 s for 2 s at 29.97 frames per second.
func (c Cadence) Length() PTS { return c.Frames.At(c.count()) }

// count is how many frames a segment has.
func (c Cadence) count() int64 { return c.Frames.Index(c.Segment + c.Frames.At(1)/2) }

// Parts is how many parts a segment has, 0 if they are not asked for.
func (c Cadence) Parts() int {
	if c.Part == 0 {
		return 0
	}
	return int(max((c.Length()+c.Part/2)/c.Part, 1))
}

// PartEnd is where part k, from 0, ends within its segment: at the end of a frame.
// The parts are as alike as frames allow.
func (c Cadence) PartEnd(k int) PTS {
	n := int64(c.Parts())
	return c.Frames.At((c.count()*int64(k+1) + n - 1) / n)
}

// PartTarget is the length of the longest part that there can be, 0 if there are
// none.
func (c Cadence) PartTarget() (longest PTS) {
	last := PTS(0)
	for k := range c.Parts() {
		end := c.PartEnd(k)
		longest, last = max(longest, end-last), end
	}
	return longest
}
