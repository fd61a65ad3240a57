package director

import (
	"math/bits"

	"touchline/components"
)

// A rule is a preset made ready for the loop: tables instead of formulas, and of
// sizes that an index cannot leave.
type rule struct {
	mix    mix
	min    components.PTS
	spans  [4]span // by the size of the shot on air
	double int32   // the lead that excuses a cut across the line
	smooth components.PTS

	jumps bool // jump cuts are allowed
	cross bool // and so is crossing the line

	bonus [8 * 8][8]int16 // by phase × 8 + zone, and role
}

// A span is what changes between the shortest and the longest time of a shot.
type span struct {
	length components.PTS // from the shortest to the longest
	shift  uint8          // the shot's age is told in steps of 1<<shift
	need   [128]int16     // how much better another must be, by step
}

// A ruleset is the rules by preset. Those that no preset has are those of the last
// that there is.
type ruleset [maxPresets]rule

// ruleOf is where the rules of a preset are.
func ruleOf(preset uint8) int { return int(min(preset, maxPresets-1) % maxPresets) }

func (u *rule) compile(p *Preset) {
	*u = rule{
		mix: p.Weights.mix(), min: p.MinShot, double: 2 * int32(p.Gain), smooth: p.Smooth,
		jumps: p.JumpCuts, cross: p.Cross,
	}
	for size, longest := range p.MaxShot {
		u.spans[size].compile(longest-p.MinShot, p.Gain)
	}
	for phase := range p.Moment {
		for zone := range p.Ball {
			for role := range p.Ball[zone] {
				u.bonus[phase*8+zone][role] = int16(p.Moment[phase][role] + p.Ball[zone][role])
			}
		}
	}
}

func (s *span) compile(length components.PTS, gain components.Permille) {
	s.length = length
	s.shift = uint8(max(0, bits.Len64(uint64(length))-7)) // at least 64 steps, at most 127
	for step := range s.need {
		age := min(components.PTS(step)<<s.shift, length)
		s.need[step] = max(1, int16(int32(gain)*(1000-urgency(age, length))/1000))
	}
}

// needs returns how much better than the shot on air another must be, when the
// shot is over its shortest time by age.
func (s *span) needs(age components.PTS) int32 {
	return int32(s.need[min(age, s.length)>>(s.shift&63)&127])
}
