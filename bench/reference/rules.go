package reference

import (
	"math"
	"math/bits"

	"touchline/components"
	"touchline/systems/director"
)

// rules are a director's preset.
type rules struct {
	director.Preset
	pace     int32 // how far a score moves in a period, of 1024
	logistic [65]int32
}

// newRules works out the logistic function of a shot's urgency, 1 / (1 + e^(-10
// (x - 1/2))) in permille, at each 64th of the span.
func newRules(p director.Preset, period components.PTS) rules {
	r := rules{Preset: p, pace: int32(max(1, 1024*period/max(1, p.Smooth+period)))}
	for i := range r.logistic {
		r.logistic[i] = int32(math.Round(1000 / (1 + math.Exp(5-10*float64(i)/64))))
	}
	return r
}

// score moves the score of each camera toward what its levels and the moment are
// worth.
func (r *rules) score(cameras []Camera, m Moment) {
	moment, ball := &r.Moment[m.Phase], &r.Ball[zone(m.Ball.X)]
	w := r.Weights
	for i := range cameras {
		c := &cameras[i]
		l := c.Levels
		aim := int32(w.Audio)*int32(l.Audio) + int32(w.Face)*int32(l.Face) +
			int32(w.Motion)*int32(l.Motion) + int32(w.Speaking)*int32(l.Speaking)
		aim = min(max(aim/1000+int32(moment[c.Role])+int32(ball[c.Role]), 0), 1000)
		step := (aim - int32(c.Score)) * r.pace
		if step > 0 {
			step += 1023 // away from zero, so that it arrives
		} else {
			step -= 1023
		}
		c.Score += components.Permille(step / 1024)
	}
}

// decide chooses the camera to cut to from the one on air since taken, if there is
// one.
func (r *rules) decide(cameras []Camera, on int, taken components.PTS, m Moment, now components.PTS) (to int, reason components.CutReason, ok bool) {
	air := &cameras[on]
	age, span := now-taken-r.MinShot, r.MaxShot[air.Size]-r.MinShot
	if age < 0 {
		return 0, 0, false
	}
	need := r.need(age, span)
	to, ok = r.best(cameras, on, m.Phase, false)
	if ok && int32(cameras[to].Score)-int32(air.Score) >= need {
		return to, components.BetterShot, true
	}
	if age < span {
		return 0, 0, false
	}
	if !ok { // each of the others would jump or cross
		to, ok = r.best(cameras, on, m.Phase, true)
	}
	return to, components.LongShot, ok
}

// best returns the best camera that is not on air, of those that are allowed or of all.
func (r *rules) best(cameras []Camera, on int, phase components.Phase, all bool) (camera int, ok bool) {
	air := &cameras[on]
	for k := range cameras {
		c := &cameras[k]
		if k != on && (!ok || c.Score > cameras[camera].Score) && (all || r.allowed(air, c, phase)) {
			camera, ok = k, true
		}
	}
	return camera, ok
}

// allowed reports whether a cut from air to c neither jumps nor crosses the line.
func (r *rules) allowed(air, c *Camera, phase components.Phase) bool {
	if !r.JumpCuts && c.Size == air.Size && c.Side == air.Side {
		return false
	}
	live := phase == components.BuildUp || phase == components.Attack || phase == components.Shooting
	across := air.Side == components.Near && c.Side == components.Far ||
		air.Side == components.Far && c.Side == components.Near
	hidden := air.Size == components.Close || c.Size == components.Close
	lead := int32(c.Score) - int32(air.Score)
	return r.Cross || !live || !across || hidden || lead >= 2*int32(r.Gain)
}

// need is how much better another camera must be when a shot is over its shortest
// time by age, of span. It goes down with the urgency to cut, in steps of a power
// of two.
func (r *rules) need(age, span components.PTS) int32 {
	step := max(0, bits.Len64(uint64(span))-7)
	age = min(age, span) >> step << step
	at, rest := age*64/span, age*64%span
	urgency := r.logistic[at]
	if at < 64 {
		urgency += int32(components.PTS(r.logistic[at+1]-r.logistic[at]) * rest / span)
	}
	return max(1, int32(r.Gain)*(1000-urgency)/1000)
}

// zone returns where on the pitch x is: beyond the line of a penalty area, in the
// last third, in the middle.
func zone(x components.Centimeter) director.Zone {
	const box, third = 5250 - 1650, 1750
	switch {
	case x == components.NoPlace:
		return director.Nowhere
	case x < -box:
		return director.LeftBox
	case x < -third:
		return director.LeftThird
	case x <= third:
		return director.Middle
	case x <= box:
		return director.RightThird
	}
	return director.RightBox
}
