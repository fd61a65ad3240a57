package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// beacons lets each viewer with a session tell how it plays, once in an interval: all
// viewers at different times of it. It passes over the viewers, 8 bytes each, only when
// one of them is due.
func (s *System) beacons(r *ecs.Run) {
	next := &components.ShardBeaconDue.Of(r)[0]
	if r.Now.PTS < *next {
		return
	}
	due := components.ViewerBeaconDue.Of(r)
	sent := ecs.Take[uint16](r, r.Len(components.Stream))
	*next = never
	for i := range due {
		if due[i] <= r.Now.PTS {
			due[i] = s.beacon(r, components.Row(i), sent)
		}
		*next = min(*next, due[i])
	}
}

// beacon lets a viewer send its beacon, if it has a license to play with, and returns
// when the next is due. A stream takes so many a tick; one that was refused is sent
// again in the next.
func (s *System) beacon(r *ecs.Run, viewer components.Row, sent []uint16) components.PTS {
	playing := components.ViewerPlaying.At(r, viewer)
	if *components.ViewerLicense.At(r, viewer) == components.NoRow {
		*playing = false
		return r.Now.PTS + s.cfg.Beacon
	}
	stream := *components.ViewerStream.At(r, viewer)
	if int(sent[stream]) == s.cfg.Beacons {
		refuse(r, stream, 1)
		return r.Now.PTS + 1
	}
	sent[stream]++
	number := *components.ViewerNumber.At(r, viewer)
	rng := r.Rand(number, forBeacon)
	home := ecs.NewRand(r.Seed, uint64(number), 0, forCDN)
	cdn := home.N(int64(s.cfg.CDNs))
	bad := s.troubled(r, stream, cdn)
	rendition := s.watched(r, viewer, stream, bad, &rng)

	i := r.Append(components.Beacon, 1)
	*components.BeaconViewer.At(r, i) = viewer
	*components.BeaconReceived.At(r, i) = r.Now.PTS
	*components.BeaconCDN.At(r, i) = uint8(cdn)
	*components.BeaconRendition.At(r, i) = uint8(rendition)
	q := s.quality(bad, !*playing, &rng)
	fan := r.Schema().Fan(components.Rendition)
	average := *components.RenditionAverage.At(r, components.Row(int(stream)*fan+rendition))
	q.Bitrate = max(uint32(average/1000), 1)
	*components.BeaconQuality.At(r, i) = q
	*playing = true
	return r.Now.PTS + s.cfg.Beacon
}

// incident is how long a CDN is in trouble at a time: each in one of sixteen such times.
const incident = 150 * components.PTSPerSecond

// troubled reports whether players have trouble to get media: their CDN fails, or a
// drill has ordered that there is no contribution, or little of it.
func (s *System) troubled(r *ecs.Run, stream components.Row, cdn int64) bool {
	fixture := *components.StreamFixture.At(r, stream)
	if now := r.Now.PTS; now < *components.FixtureDark.At(r, fixture) || now < components.FixtureDrop.At(r, fixture).Until {
		return true
	}
	fails := ecs.NewRand(r.Seed, uint64(cdn), uint64(r.Now.PTS/incident), forIncident)
	return fails.N(16) == 0
}

// watched is the rendition that a viewer watches, from 0: the best that it has paid
// for, or one below, in trouble two.
func (s *System) watched(r *ecs.Run, viewer, stream components.Row, bad bool, rng *ecs.Rand) int {
	fan := r.Schema().Fan(components.Rendition)
	tiers := components.RenditionTier.Of(r)[int(stream)*fan:][:fan]
	paid, best := *components.ViewerTier.At(r, viewer), 0
	for best < fan-1 && tiers[best] > paid {
		best++
	}
	step := 0
	if rng.N(4) == 0 {
		step++
	}
	if bad {
		step++
	}
	return min(best+step, fan-1)
}

// quality is how a viewer plays, but for the bitrate. In trouble one in three had to
// wait since its last beacon, else one in 32; nobody waits all the time.
func (s *System) quality(bad, first bool, rng *ecs.Rand) (q components.Quality) {
	often, longest, buffer, most := int64(32), int64(1500), int64(80), int64(220)
	if bad {
		often, longest, buffer, most = 3, 4000, 5, 60
	}
	q.Buffer = 100 * uint32(buffer+rng.N(most))
	switch startup := uint32(400 + rng.N(longest)); {
	case first:
		q.Startup = startup
	case rng.N(often) == 0:
		q.Rebuffered = min(200+uint32(rng.N(longest)), uint32(s.cfg.Beacon/90/2))
	}
	return q
}
