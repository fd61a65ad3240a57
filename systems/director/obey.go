package director

import (
	"touchline/components"
	"touchline/ecs"
)

// take cuts to the cameras that operators took. If one took several within the
// tick, it is the last.
func (s *System) take(r *ecs.Run, orders []order) {
	for stream := range orders {
		i := orders[stream].take
		if i == 0 {
			continue
		}
		to := *components.EventValue.At(r, i-1)
		if int32(components.StreamBus.At(r, components.Row(stream)).Program) != to {
			cut(r, components.Row(stream), int(to), components.OperatorCut, event(r, i-1))
		}
	}
}

// change changes presets, after all cuts of the tick: a preset rules from the
// next tick on. One that there is not is refused.
func (s *System) change(r *ecs.Run, c *columns) {
	each(r, presets, func(i, stream components.Row) {
		n := *components.EventValue.At(r, i)
		if n < 0 || int(n) >= s.presets {
			*components.StreamRefused.At(r, stream)++
			return
		}
		c.bus[stream].Preset = uint8(n)
		s.rules.weigh(c, stream)
	})
}

// lossOf returns the event that took the camera on air from a stream, if that was
// an event of this tick.
func lossOf(r *ecs.Run, stream components.Row, orders []order) because {
	if orders == nil || orders[stream].lost == 0 {
		return itself(r)
	}
	return event(r, orders[stream].lost-1)
}
