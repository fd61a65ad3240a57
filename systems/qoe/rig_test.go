package qoe_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/qoe"
)

const (
	second = components.PTSPerSecond
	tick   = second / 20

	renditions = 3
	viewers    = 4 // of a stream
)

// two is two CDNs in three regions, and a window of a minute.
var two = qoe.Config{CDNs: 2, Regions: 3, Length: 60 * second}

// beacon is a beacon that comes in.
type beacon struct {
	viewer    components.Row
	at        components.PTS
	cdn       uint8
	rendition uint8
	says      components.Quality
}

// plays is a beacon's word of a player to which nothing happens.
var plays = components.Quality{Bitrate: 3500, Buffer: 12_000}

// deliver adds beacons to the tick's input.
func deliver(beacons ...beacon) func(*ecs.Run) {
	return func(r *ecs.Run) {
		for _, b := range beacons {
			i := r.Append(components.Beacon, 1)
			*components.BeaconViewer.At(r, i) = b.viewer
			*components.BeaconReport.At(r, i) = components.PlayReport{Quality: b.says, Received: b.at, CDN: uint32(b.cdn), Rendition: uint32(b.rendition)}
		}
	}
}

// newRun has streams with an audience and four viewers each, in the regions in turn.
// Stream and audience of one number have the same row; so have a viewer's.
func newRun(t testing.TB, cfg qoe.Config, streams int) *ecs.Run {
	r := ecstest.NewRun(t,
		ecs.Fans{components.Route: cfg.Routes(), components.Cell: renditions},
		ecs.Rows{components.Stream: streams, components.Viewer: streams * viewers, components.Audience: streams})
	for n := range streams {
		s := ecstest.Create(t, r, components.Stream, components.Number(n+1))
		a := ecstest.Create(t, r, components.Audience, components.Number(n+1))
		*components.AudienceStream.At(r, a) = s
		*components.StreamAudience.At(r, s) = a
		for k := range viewers {
			v := ecstest.Create(t, r, components.Viewer, components.Number(n*viewers+k+1))
			*components.ViewerStream.At(r, v) = s
			*components.ViewerRegion.At(r, v) = uint8(k % cfg.Regions)
		}
	}
	return r
}

func newSystem(t testing.TB, cfg qoe.Config) *qoe.System {
	s, err := qoe.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tally is what a stream has in a window.
func tally(r *ecs.Run, cfg qoe.Config, stream components.Row, window int64) *qoe.Tally {
	t := qoe.NewTally(cfg.Routes(), renditions)
	t.Take(r, stream, window)
	return t
}

// at is the tick that a time is in.
func at(t components.PTS) components.Tick { return components.Tick(t / tick) }
