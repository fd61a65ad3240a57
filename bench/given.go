package bench

import (
	"touchline/components"
	"touchline/ecs"
)

// given is the input of a tick.
type given struct {
	events     events
	signals    signals
	pushes     pushes
	detections detections
	asked      []components.Asked
	beacons    beacons
}

type events struct {
	fixture []components.Row
	kind    []components.EventKind
	report  []components.Report
	ref     []uint32
	clock   []components.PTS
	value   []int32
	length  []uint32
	player  []components.Symbol
	news    []bool
}

type signals struct {
	stream []components.Row
	camera []uint8
	levels []components.Levels
}

type pushes struct {
	stream []components.Row
	piece  []components.Piece
	number []uint64
	at     []components.PTS
	bytes  []uint32
}

type detections struct {
	stream  []components.Row
	at      []components.PTS
	verdict []components.Verdict
}

type beacons struct {
	viewer []components.Row
	report []components.PlayReport
}

var view = ecs.NewView(func(g *given, w *ecs.World) {
	g.events = events{
		fixture: ecs.Whole(w, components.EventFixture),
		kind:    ecs.Whole(w, components.EventKindOf),
		report:  ecs.Whole(w, components.EventReport),
		ref:     ecs.Whole(w, components.EventRef),
		clock:   ecs.Whole(w, components.EventClock),
		value:   ecs.Whole(w, components.EventValue),
		length:  ecs.Whole(w, components.EventLength),
		player:  ecs.Whole(w, components.EventPlayer),
		news:    ecs.Whole(w, components.EventNews),
	}
	g.signals = signals{
		stream: ecs.Whole(w, components.SignalStream),
		camera: ecs.Whole(w, components.SignalCamera),
		levels: ecs.Whole(w, components.SignalLevels),
	}
	g.pushes = pushes{
		stream: ecs.Whole(w, components.PushStream),
		piece:  ecs.Whole(w, components.PushPiece),
		number: ecs.Whole(w, components.PushNumber),
		at:     ecs.Whole(w, components.PushAt),
		bytes:  ecs.Whole(w, components.PushedBytes),
	}
	g.detections = detections{
		stream:  ecs.Whole(w, components.DetectionStream),
		at:      ecs.Whole(w, components.DetectionAt),
		verdict: ecs.Whole(w, components.DetectionVerdict),
	}
	g.asked = ecs.Whole(w, components.RequestAsked)
	g.beacons = beacons{
		viewer: ecs.Whole(w, components.BeaconViewer),
		report: ecs.Whole(w, components.BeaconReport),
	}
})
