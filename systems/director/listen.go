package director

import (
	"touchline/components"
	"touchline/ecs"
)

// listen takes in what the analysers say. The last row for a camera counts. A row
// for a camera that a stream has no room for is refused; levels out of range are
// brought into it; both are counted.
func listen(r *ecs.Run) {
	if r.Len(components.Signal) == 0 {
		return
	}
	streams := components.SignalStream.Of(r)
	numbers, said := components.SignalCamera.Of(r), components.SignalLevels.Of(r)
	levels, refused := components.CameraLevels.Of(r), components.StreamRefused.Of(r)
	numbers, said = numbers[:len(streams)], said[:len(streams)]
	fan := r.Schema().Fan(components.Camera)
	for i, stream := range streams {
		if int(numbers[i]) >= fan {
			refused[stream]++
			continue
		}
		from, to := pack(&said[i]), &levels[int(stream)*fan+int(numbers[i])]
		if proper(from) {
			*to = unpack(from)
			continue
		}
		*to = clamped(said[i])
		refused[stream]++
	}
}

func clamped(l components.Levels) components.Levels {
	return components.Levels{
		Audio: clamp(l.Audio), Face: clamp(l.Face),
		Motion: clamp(l.Motion), Speaking: clamp(l.Speaking),
	}
}

func clamp(p components.Permille) components.Permille { return min(max(p, 0), 1000) }
