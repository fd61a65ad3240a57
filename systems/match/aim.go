package match

import "touchline/components"

// lead is how far ahead cameras look: to where the ball will be then.
const lead = components.PTSPerSecond * 2 / 5

// The pitch of 105 m by 68 m, from the center spot.
const (
	endX = 5250
	endY = 3400
)

// A pace is how often the time since the last frame goes into the lead. It is the same
// for nearly all frames, and mostly a whole number, so that nothing has to be divided.
type pace struct {
	since components.PTS
	whole int64 // 0 if it is none
}

// ahead is where, a lead later, the ball will be that went from a to b in since, if it
// goes on so: on the pitch.
func (p *pace) ahead(a, b spot, since components.PTS) spot {
	if since != p.since {
		p.set(since)
	}
	dx, dy := int64(b.x())-int64(a.x()), int64(b.y())-int64(a.y())
	if p.whole != 0 {
		dx, dy = dx*p.whole, dy*p.whole
	} else {
		dx, dy = dx*int64(lead)/int64(since), dy*int64(lead)/int64(since)
	}
	return spotAt(onPitch(int64(b.x())+dx, endX), onPitch(int64(b.y())+dy, endY))
}

func (p *pace) set(since components.PTS) {
	p.since, p.whole = since, 0
	if lead%since == 0 {
		p.whole = int64(lead / since)
	}
}

// onPitch is the place nearest to x that is no farther from the center spot than end.
func onPitch(x, end int64) int64 { return min(max(x, -end), end) }
