package director

import (
	"math/bits"

	"touchline/components"
	"touchline/ecs"
)

// Rules are presets made ready for the loops: tables instead of formulas, and of sizes
// that an index cannot leave. Their number is that of the preset.
type rules struct {
	numbers [256]uint8 // by preset; beyond those that there are it is that of the last
	mixes   [maxPresets]mix
	smooth  [maxPresets]components.PTS
	usual   [maxPresets]int32      // paces at 20 ticks a second
	spans   [maxPresets][4]span    // by the size of the shot on air
	crews   [maxPresets][8][8]crew // by phase and zone

	grammars [maxPresets]grammar
}

// A grammar is what else of a preset says whether it may be cut.
type grammar struct {
	double int32 // the lead that excuses a cut across the line
	jumps  bool  // jump cuts are allowed
	cross  bool  // and so is crossing the line
}

// A span is what lies between the shortest and the longest time of a shot.
type span struct {
	min    components.PTS // the shortest
	length components.PTS // from the shortest to the longest
	scale  components.PTS // times the shot's age is its step, in 2^32ths
	needs  [128]int16     // by step, how much better than the shot on air another must be
}

// usual is a tick at 20 a second, none skipped.
var usual = ecs.Now{Period: components.PTSPerSecond / 20}

func (u *rules) compile(presets []Preset) {
	for n := range u.numbers {
		u.numbers[n] = uint8(min(n, len(presets)-1))
	}
	for i := range presets {
		p := &presets[i]
		u.mixes[i], u.smooth[i], u.usual[i] = p.Weights.mix(), p.Smooth, paceOf(p.Smooth, usual)
		u.grammars[i] = grammar{double: 2 * int32(p.Gain), jumps: p.JumpCuts, cross: p.Cross}
		for size, longest := range p.MaxShot {
			u.spans[i][size].compile(p.MinShot, longest-p.MinShot, p.Gain)
		}
		for phase := range p.Moment {
			for zone := range p.Ball {
				var bonus [components.Roles]components.Permille
				for role := range bonus {
					bonus[role] = p.Moment[phase][role] + p.Ball[zone][role]
				}
				u.crews[i][phase][zone].compile(&bonus)
			}
		}
	}
}

func (s *span) compile(shortest, length components.PTS, gain components.Permille) {
	shift := max(0, bits.Len64(uint64(length))-7) // at least 64 steps, at most 127
	s.min, s.length, s.scale = shortest, length, 1<<(32-shift)
	for step := range s.needs {
		age := min(components.PTS(step)<<shift, length)
		s.needs[step] = max(1, int16(int32(gain)*(1000-urgency(age, length))/1000))
	}
}

// need is how much better than the shot on air another must be, when the shot is over
// its shortest time by age: 0 or more, but not longer than it may be.
func (s *span) need(age components.PTS) int32 { return int32(s.needs[age*s.scale>>32&127]) }

// rule is the number of the rules of a preset.
func (u *rules) rule(preset uint8) int { return int(u.numbers[preset] & (maxPresets - 1)) }

// span is that of a shot of a size.
func (u *rules) span(preset uint8, size components.ShotSize) *span {
	return &u.spans[u.rule(preset)][size&3]
}

// crew is who is wanted in a moment of a match.
func (u *rules) crew(rule int, phase components.Phase, ball Zone) *crew {
	return &u.crews[rule][phase&7][ball&7]
}
