package director_test

import (
	"testing"
	"time"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/director"
)

// A rig is a shard with a director.
type rig struct {
	*ecs.Run
	t        testing.TB
	director *director.System
	tick     components.Tick
	fan      int
}

// newRig returns a rig without fixtures, whose streams have up to fan cameras.
func newRig(t testing.TB, cfg director.Config, fan, streams int) *rig {
	t.Helper()
	s, err := director.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	r := ecstest.NewRun(t, ecs.Fans{components.Camera: fan}, ecs.Rows{
		components.Stream: streams, components.Fixture: streams, components.Viewer: 1, components.License: 1,
	})
	return &rig{Run: r, t: t, director: s, fan: fan}
}

// fixture adds a fixture.
func (r *rig) fixture(n components.Number) components.Row {
	row := ecstest.Create(r.t, r.Run, components.Fixture, n)
	components.FixtureAim.Of(r)[row] = components.Place{X: components.NoPlace}
	return row
}

// stream adds a stream of a fixture, at 25 frames a second, that has the given
// cameras and camera 0 on air.
func (r *rig) stream(n components.Number, fixture components.Row, cameras ...camera) components.Row {
	row := ecstest.Create(r.t, r.Run, components.Stream, n)
	components.StreamFixture.Of(r)[row] = fixture
	components.StreamFrames.Of(r)[row] = components.Rate{Num: 25, Den: 1}
	components.StreamBus.Of(r)[row].Cameras = 1<<len(cameras) - 1
	if len(cameras) > 0 {
		components.StreamBus.Of(r)[row].Shot = cameras[0].size
	}
	for k, c := range cameras {
		i := int(row)*r.fan + k
		components.CameraSetup.Of(r)[i] = components.SetupOf(c.role, c.size, c.side)
		components.CameraScore.Of(r)[i] = c.level
		*r.levels(row, k), components.CameraWorth.Of(r)[i] = all(c.level), c.level
	}
	return row
}

// levels are what the analyser of camera k of a stream last said.
func (r *rig) levels(stream components.Row, k int) *components.Levels {
	return &components.AnalyserLevels.Of(r)[k*r.Plane(components.Analyser)+int(stream)]
}

// say is input: the analyser of a camera of stream 0 says that all is at p.
func say(camera uint8, p components.Permille) func(*ecs.Run) {
	return func(r *ecs.Run) { addSignal(r, 0, camera, all(p)) }
}

// A camera of a rig: all of its levels are the same, so that this is its score.
type camera struct {
	level components.Permille
	role  components.Role
	size  components.ShotSize
	side  components.Side
}

func all(p components.Permille) components.Levels {
	return components.Levels{Audio: p, Face: p, Motion: p, Speaking: p}
}

// run runs the director at media time at.
func (r *rig) run(at components.PTS, fill ...func(*ecs.Run)) {
	r.Now = ecs.Now{Tick: r.tick, PTS: at, Period: 4500}
	r.tick++
	r.Clear()
	for _, f := range fill {
		f(r.Run)
	}
	r.Do(r.director)
}

// order is input: an event of fixture 0 with a value, heard of at the tick.
func order(kind components.EventKind, value int32) func(*ecs.Run) {
	return func(r *ecs.Run) { addEvent(r, 0, kind, value, true) }
}

func addEvent(r *ecs.Run, fixture components.Row, kind components.EventKind, value int32, news bool) components.Row {
	i := r.Append(components.EventRow, 1)
	*components.EventFixture.At(r, i) = fixture
	*components.EventKindOf.At(r, i) = kind
	*components.EventReport.At(r, i) = components.Report{
		Occurred: r.Now.PTS - 90_000, Received: r.Now.PTS,
		Cause: components.Cause{Seq: uint32(i) + 1, Kind: kind, Source: components.FromControl},
	}
	*components.EventValue.At(r, i) = value
	*components.EventNews.At(r, i) = news
	return i
}

func addSignal(r *ecs.Run, stream components.Row, camera uint8, l components.Levels) {
	i := r.Append(components.Signal, 1)
	*components.SignalStream.At(r, i) = stream
	*components.SignalCamera.At(r, i) = camera
	*components.SignalLevels.At(r, i) = l
}

// A take is a cut row.
type take struct {
	stream          components.Number
	from, to        uint8
	reason          components.CutReason
	score, against  components.Permille
	shot            components.PTS
	cause           components.Cause
	occurred, heard components.PTS
	release         components.PTS
}

// cuts returns the cuts of the last tick, in the order of their rows.
func (r *rig) cuts() []take {
	var rows []take
	for i := range components.Row(r.Len(components.Cut)) {
		rows = append(rows, take{
			components.StreamNumber.Of(r)[*components.CutStream.At(r, i)],
			*components.CutFrom.At(r, i), *components.CutTo.At(r, i), *components.CutReasonOf.At(r, i),
			*components.CutScore.At(r, i), *components.CutAgainst.At(r, i), *components.CutShot.At(r, i),
			*components.CutCause.At(r, i), *components.CutOccurred.At(r, i), *components.CutReceived.At(r, i),
			*components.CutRelease.At(r, i),
		})
	}
	return rows
}

func (r *rig) program(stream components.Row) int {
	return int(components.StreamBus.Of(r)[stream].Program)
}

const second = components.PTSPerSecond

// plain is a config whose arithmetic can be done in the head: a shot lasts from 2
// to 10 seconds, scores follow their levels at once, and neither moment nor ball
// counts. Its second preset is the same with other limits.
func plain() director.Config {
	p := director.Preset{
		Name:    "plain",
		Weights: director.Weights{Audio: 250, Face: 250, Motion: 250, Speaking: 250},
		MinShot: 2 * second,
		MaxShot: [...]components.PTS{10 * second, 10 * second, 10 * second},
		Gain:    100,
	}
	quick := p
	quick.Name, quick.MinShot = "quick", components.PTSOf(100*time.Millisecond)
	return director.Config{Presets: []director.Preset{p, quick}, React: 2 * second}
}
