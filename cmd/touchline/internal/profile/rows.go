package profile

import "touchline/components"

// rowsOf says what the rows of a system are: of the kinds that it goes over in
// every tick, all, and of its input, those of the tick. Rows that it looks up on
// the way are not counted, nor those that it looks through once in a while.
var rowsOf = map[string][]*components.Kind{
	"simulate": {components.Stream},
	"feed":     {components.Fixture, components.EventRow, components.FrameRow},
	"match":    {components.Fixture, components.EventRow, components.FrameRow},
	"wagering": {components.Stream, components.EventRow},
	"director": {components.Camera, components.Signal},
	"abr":      {components.Push},
	"deepfake": {components.Detection},
	"drm":      {components.EventRow, components.Request},
	"splice":   {components.Fixture, components.EventRow},
	"qoe":      {components.Beacon},
	"manifest": {components.Entry, components.Part},
	"outbox":   {components.Delivery},
}
