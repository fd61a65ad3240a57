package director

import (
	"touchline/components"
	"touchline/ecs"
)

// What the director listens to among the events of a tick.
var (
	pictures = components.KindSet(components.CameraLost, components.CameraBack)
	words    = components.KindSet(components.OperatorTake, components.OperatorHold, components.OperatorAuto)
	presets  = components.KindSet(components.Preset)

	// moments are what a cut soon after them goes back to.
	moments = components.KindSet(components.Goal, components.OwnGoal, components.PenaltyAwarded,
		components.RedCard, components.SecondYellow, components.Wicket, components.Score)

	heard = pictures | words | presets | moments
)

// boundary is how many runs off one ball make it a moment: a four or a six.
const boundary = 4

// An order is what was said about one stream in this tick, by event row + 1; 0 is
// nothing.
type order struct {
	take components.Row // take a camera
	lost components.Row // the camera on air is lost
}

// hear takes in what concerns the director, and returns the orders by stream, or
// nothing if there are none: on nearly every tick.
//
// Pictures come before words, whatever their order in the tick: an operator
// cannot take a camera that is lost by the end of it. Each reaches all streams
// of its fixture.
func hear(r *ecs.Run, c *columns) []order {
	var kinds components.EventKinds64
	for _, k := range c.events[:r.Len(components.EventRow)] {
		kinds |= 1 << (k & 63)
	}
	if kinds&heard == 0 {
		return nil
	}
	orders := ecs.Take[order](r, r.Len(components.Stream))
	each(r, pictures, func(i, stream components.Row) { picture(r, i, stream, orders) })
	each(r, words, func(i, stream components.Row) { word(r, i, stream, orders) })
	if kinds&moments != 0 {
		remember(r)
	}
	return orders
}

// each calls f for each event of kinds that is news, with each stream of its
// fixture.
func each(r *ecs.Run, kinds components.EventKinds64, f func(event, stream components.Row)) {
	news, fixtures := components.EventNews.Of(r), components.EventFixture.Of(r)
	for i, k := range components.EventKindOf.Of(r) {
		if !k.In(kinds) || !news[i] {
			continue
		}
		for stream, fixture := range components.StreamFixture.Of(r) {
			if fixture == fixtures[i] {
				f(components.Row(i), components.Row(stream))
			}
		}
	}
}

// picture books that a camera has lost its picture, or has it back. A stream that
// does not have the camera is not concerned.
func picture(r *ecs.Run, i, stream components.Row, orders []order) {
	k := *components.EventValue.At(r, i)
	if k < 0 || int(k) >= r.Schema().Fan(components.Camera) {
		*components.StreamRefused.At(r, stream)++
		return
	}
	bus, gone := components.StreamBus.At(r, stream), components.StreamLost.At(r, stream)
	here := &bus.Cameras
	from, to := here, gone
	if *components.EventKindOf.At(r, i) == components.CameraBack {
		from, to = gone, here
	} else if int32(bus.Program) == k {
		orders[stream].lost = i + 1
	}
	moves := *from & (1 << k)
	*from &^= moves
	*to |= moves
}

// word does what an operator says. To take a camera that gives no picture is
// refused and changes nothing.
func word(r *ecs.Run, i, stream components.Row, orders []order) {
	bus := components.StreamBus.At(r, stream)
	switch *components.EventKindOf.At(r, i) {
	case components.OperatorTake:
		k := *components.EventValue.At(r, i)
		fan := int32(r.Schema().Fan(components.Camera))
		if k < 0 || k >= fan || bus.Cameras>>k&1 == 0 {
			*components.StreamRefused.At(r, stream)++
			return
		}
		bus.Control = components.Taken
		orders[stream].take = i + 1
	case components.OperatorHold:
		bus.Control = components.Held
	case components.OperatorAuto:
		bus.Control = components.Auto
	}
}

// remember notes the last moment of each match that cuts go back to.
func remember(r *ecs.Run) {
	news, fixtures, reports := components.EventNews.Of(r), components.EventFixture.Of(r), components.EventReport.Of(r)
	for i, k := range components.EventKindOf.Of(r) {
		if !k.In(moments) || !news[i] || reports[i].Flags&components.Voided != 0 {
			continue
		}
		if k == components.Score && *components.EventValue.At(r, components.Row(i)) < boundary {
			continue
		}
		why := event(r, components.Row(i))
		*components.FixtureMoment.At(r, fixtures[i]) = components.Moment{Cause: why.cause, At: why.occurred, Heard: why.received}
	}
}
