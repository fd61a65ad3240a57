package director

import (
	"touchline/components"
	"touchline/ecs"
)

// columns are those that each tick goes through.
type columns struct {
	// Of signals.
	signaled []components.Row // the stream of each
	number   []uint8          // its camera
	said     []components.Levels
	// Of streams.
	fixture []components.Row
	cameras []uint32
	program []uint8
	taken   []components.PTS
	control []components.Control
	preset  []uint8
	alerts  []components.AlertSet
	refused []uint32
	// Of cameras.
	levels []components.Levels
	scores []components.Permille
	role   []components.Role
	size   []components.ShotSize
	// Of fixtures.
	phase []components.Phase
	aim   []components.Place
	crowd []uint8

	fan int // cameras of a stream
}

var view = ecs.NewView(func(c *columns, w *ecs.World) {
	*c = columns{
		signaled: ecs.Whole(w, components.SignalStream),
		number:   ecs.Whole(w, components.SignalCamera),
		said:     ecs.Whole(w, components.SignalLevels),
		fixture:  components.StreamFixture.Of(w),
		cameras:  components.StreamCameras.Of(w),
		program:  components.StreamProgram.Of(w),
		taken:    components.StreamTaken.Of(w),
		control:  components.StreamControl.Of(w),
		preset:   components.StreamPreset.Of(w),
		alerts:   components.StreamAlerts.Of(w),
		refused:  components.StreamRefused.Of(w),
		levels:   components.CameraLevels.Of(w),
		scores:   components.CameraScore.Of(w),
		role:     components.CameraRole.Of(w),
		size:     components.CameraSize.Of(w),
		phase:    components.FixturePhase.Of(w),
		aim:      components.FixtureAim.Of(w),
		crowd:    components.FixtureCrowd.Of(w),
		fan:      w.Schema().Fan(components.Camera),
	}
})
