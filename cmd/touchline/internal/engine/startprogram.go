package engine

import (
	"touchline/components"
	"touchline/ecs"
)

// startProgram puts a stream's safe camera on air.
//
// Where matches are at different moments, so are shots: each camera has been on air for
// another time, up to as long as a shot lasts at least. Were all new, all streams might
// cut for the first time at once.
func (f *populator) startProgram(w *ecs.World, stream components.Row, number int) {
	safe := f.Service.Safe()
	if safe >= f.Cameras {
		safe = 0
	}
	*components.StreamSafe.At(w, stream) = uint8(safe)
	sport := *components.FixtureSport.At(w, *components.StreamFixture.At(w, stream))
	preset, taken := f.director.For(sport, f.preset), f.begin
	if f.Stagger {
		taken = components.StreamFrames.At(w, stream).Up(taken - turn(number)%f.director.Shortest(preset))
	}
	*components.StreamBus.At(w, stream) = components.Bus{
		Cameras: 1<<f.Cameras - 1, Taken: taken, Preset: preset,
		Program: uint8(safe), Shot: components.CameraSetup.At(w, components.Row(int(stream)*f.Cameras+safe)).Size(),
	}
}

// turn is a time that differs from stream to stream, for what none of them should do in
// one tick with all others. It is 0 for the first.
func turn(number int) components.PTS { return components.PTS(number-1) * 7919 * 90 }
