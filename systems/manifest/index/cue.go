package index

import "touchline/components"

// Cue is text that is shown over the picture: a subtitle.
type Cue struct {
	ID     uint64         // counts the cues of the stream, from 1
	At     components.PTS // when it begins, since the epoch
	Length components.PTS
	Text   string
}

// Until is where the cue ends, since the epoch.
func (c *Cue) Until() components.PTS { return c.At + c.Length }

// Say adds a cue, which gets the next ID. It begins at its time, but not before the
// end of the newest segment: what is in the segments that players may have does not
// change any more.
func (x *Index) Say(c Cue) {
	v := &x.view
	if v.n > 0 {
		c.At = max(c.At, v.At(v.End()-1).Until())
	}
	if v.cues.n > v.cues.from {
		c.At = max(c.At, v.cues.at(v.cues.n-1).At)
	}
	c.ID = uint64(v.cues.n) + 1
	v.cues.add(c)
}

// Cues calls give with the cues that are shown in segment number n, in the order in
// which they begin. One that goes on is in all segments that it is shown in.
func (v *View) Cues(number uint64, give func(*Cue)) {
	s := v.At(number)
	for i := v.cues.from; i < v.cues.n; i++ {
		c := v.cues.at(i)
		if c.At >= s.Until() {
			return
		}
		if c.Until() > s.At {
			give(c)
		}
	}
}
