package director

import (
	"math/bits"

	"touchline/components"
	"touchline/ecs"
)

// Rules are presets made ready for the loops: tables instead of formulas, and of sizes
// that an index cannot leave. Their number is that of the preset.
type rules struct {
	place  [256]style // of a preset; beyond those that there are it is that of the last
	mixes  [maxPresets]mix
	smooth [maxPresets]components.PTS
	usual  [maxPresets]int32     // paces at 20 ticks a second
	spans  [maxPresets * 4]span  // by preset and the size of the shot on air
	needs  [maxPresets * 4]needs // likewise
	crews  [maxPresets * 64]crew // by style

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
}

// needs is how much better than the shot on air another must be, by the step of its age.
type needs [128]int16

// usual is a tick at 20 a second, none skipped.
var usual = ecs.Now{Period: components.PTSPerSecond / 20}

func (u *rules) compile(presets []Preset) {
	for n := range u.place {
		u.place[n] = style(min(n, len(presets)-1)) << 6
	}
	for i := range presets {
		p := &presets[i]
		u.mixes[i], u.smooth[i], u.usual[i] = p.Weights.mix(), p.Smooth, paceOf(p.Smooth, usual)
		u.grammars[i] = grammar{double: 2 * int32(p.Gain), jumps: p.JumpCuts, cross: p.Cross}
		for size, longest := range p.MaxShot {
			u.spans[i*4+size], u.needs[i*4+size] = compile(p.MinShot, longest-p.MinShot, p.Gain)
		}
		for phase := range p.Moment {
			for zone := range p.Ball {
				var bonus [components.Roles]components.Permille
				for role := range bonus {
					bonus[role] = p.Moment[phase][role] + p.Ball[zone][role]
				}
				u.crews[u.style(uint8(i), components.Phase(phase), Zone(zone))].compile(&bonus)
			}
		}
	}
}

func compile(shortest, length components.PTS, gain components.Permille) (span, needs) {
	shift := max(0, bits.Len64(uint64(length))-7) // at least 64 steps, at most 127
	s := span{min: shortest, length: length, scale: 1 << (32 - shift)}
	var need needs
	for step := range need {
		age := min(components.PTS(step)<<shift, length)
		need[step] = max(1, int16(int32(gain)*(1000-urgency(age, length))/1000))
	}
	return s, need
}

// of returns how much better than the shot on air another must be, when the shot is over
// its shortest time by age: 0 or more, but not longer than it may be.
func (n *needs) of(s *span, age components.PTS) int32 {
	return int32(n[age*s.scale>>32&127])
}

// A style is how the cameras of a stream are scored: preset × 64 + phase × 8 + zone.
type style uint16

func (u *rules) style(preset uint8, phase components.Phase, zone Zone) style {
	return u.place[preset] | style(phase&7)<<3 | style(zone&7)
}

// rule is the number of the rules of a style.
func (s style) rule() int { return int(s >> 6 & (maxPresets - 1)) }

// rule is the number of the rules of a preset.
func (u *rules) rule(preset uint8) int { return u.place[preset].rule() }

// kind is which of the spans a shot of a size has.
func kind(rule int, size components.ShotSize) int { return rule<<2 | int(size&3) }
