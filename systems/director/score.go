package director

import (
	"touchline/components"
	"touchline/ecs"
)

// score scores all cameras, and returns the streams that may have a cut to make:
// hardly any, so that the loops over all of them decide nothing.
func (s *System) score(r *ecs.Run) []components.Row {
	t := table{
		fixture: components.StreamFixture.Of(r),
		cameras: components.StreamCameras.Of(r),
		program: components.StreamProgram.Of(r),
		taken:   components.StreamTaken.Of(r),
		control: components.StreamControl.Of(r),
		preset:  components.StreamPreset.Of(r),
		alerts:  components.StreamAlerts.Of(r),

		levels: components.CameraLevels.Of(r),
		scores: components.CameraScore.Of(r),
		role:   components.CameraRole.Of(r),
		size:   components.CameraSize.Of(r),

		phase: components.FixturePhase.Of(r),
		aim:   components.FixtureAim.Of(r),
		crowd: components.FixtureCrowd.Of(r),

		fan: r.Schema().Fan(components.Camera),
	}
	n, found := len(t.fixture), 0
	ripe := ecs.Take[components.Row](r, n)
	for from := 0; from < n; from += block {
		to := min(from+block, n)
		styles, bests := t.styles[:to-from], t.bests[:to-from]
		t.choose(styles, &s.rules, from, r.Now)
		if t.fan == 4 {
			t.moveFour(bests, styles, &s.rules, from)
		} else {
			t.move(bests, styles, &s.rules, from)
		}
		found += t.ripe(ripe[found:], bests, styles, &s.rules, from, r.Now.PTS)
	}
	return ripe[:found]
}

// block is how many streams are scored at a time. What one loop leaves for the next
// so stays in the nearest cache.
const block = 64

// table is the columns that scoring reads: of streams, of cameras, of fixtures.
type table struct {
	fixture []components.Row
	cameras []uint32
	program []uint8
	taken   []components.PTS
	control []components.Control
	preset  []uint8
	alerts  []components.AlertSet

	levels []components.Levels
	scores []components.Permille
	role   []components.Role
	size   []components.ShotSize

	phase []components.Phase
	aim   []components.Place
	crowd []uint8

	fan   int               // cameras of a stream
	paces [maxPresets]int32 // of the presets in this tick; 0 is not worked out yet

	// Of the streams of a block.
	styles [block]style
	bests  [block]int32 // the best score of each
	aims   [block]four  // what the scores of four cameras move to
}

// A style is how the cameras of a stream are scored: preset × 64 + phase × 8 + zone.
type style uint16

// rule is where the rules of a style are.
func (s style) rule() int { return int(s >> 6 & (maxPresets - 1)) }
