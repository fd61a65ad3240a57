package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// beacons lets each viewer with a session tell how it plays, once in an interval: all
// viewers at different times of it. It passes over the ranks of viewers, 8 bytes each,
// only when one of them is due.
func (s *System) beacons(r *ecs.Run) {
	next := &components.ShardBeaconDue.Of(r)[0]
	if r.Now.PTS < *next {
		return
	}
	var b beaconers
	b.of(r, s)
	ranks, each := components.RankBeaconDue.Of(r), rankSize(r)
	first := never
	for k, at := range ranks[:ranksOf(len(b.due), each)] {
		if at <= r.Now.PTS {
			at = b.rank(k*each, min((k+1)*each, len(b.due)))
			ranks[k] = at
		}
		first = min(first, at)
	}
	*next = first
}

// beaconers are the columns of the players of a shard.
type beaconers struct {
	*ecs.Run
	cfg  *Config
	dice dice
	home dice // by which players choose a CDN
	fate dice // by which CDNs fail

	due     []components.PTS
	playing []bool
	sent    []uint16 // by the viewers of each stream in this tick
}

func (b *beaconers) of(r *ecs.Run, s *System) {
	b.Run, b.cfg, b.dice = r, &s.cfg, s.dice(r, forBeacon)
	b.home = newDice(r.Seed, 0, forCDN)
	b.fate = newDice(r.Seed, uint64(r.Now.PTS/incident), forIncident)
	b.due, b.playing = components.ViewerBeaconDue.Of(r), components.ViewerPlaying.Of(r)
	b.sent = ecs.Take[uint16](r, r.Len(components.Stream))
}

// rank lets the viewers from one row to another send their beacons whose time has come,
// and returns when the next of them will.
//
// It reads 8 bytes for each.
func (b *beaconers) rank(first, end int) components.PTS {
	due, next := b.due[:end], never
	for i := first; i < len(due); i++ {
		if due[i] <= b.Now.PTS {
			due[i] = b.send(components.Row(i))
		}
		next = min(next, due[i])
	}
	return next
}

// send lets a viewer send its beacon, if it has a license to play with, and returns
// when the next is due. A stream takes so many a tick; one that was refused is sent
// again in the next.
func (b *beaconers) send(viewer components.Row) components.PTS {
	if components.ViewerLicense.Of(b)[viewer] == components.NoRow {
		b.playing[viewer] = false
		return b.Now.PTS + b.cfg.Beacon
	}
	stream := components.ViewerStream.Of(b)[viewer]
	if int(b.sent[stream]) == b.cfg.Beacons {
		refuse(b.Run, stream, 1)
		return b.Now.PTS + 1
	}
	b.sent[stream]++
	b.write(viewer, stream)
	b.playing[viewer] = true
	return b.Now.PTS + b.cfg.Beacon
}

// write writes the beacon of a viewer.
func (b *beaconers) write(viewer, stream components.Row) {
	number := components.ViewerNumber.Of(b)[viewer]
	word, cdn := b.dice.roll(number), cut(b.home.roll(number), uint64(b.cfg.CDNs))
	bad := b.troubled(stream, cdn)
	rendition := b.watched(viewer, stream, bad, word)
	q := b.quality(bad, !b.playing[viewer], word>>16)
	fan := b.Schema().Fan(components.Rendition)
	q.Bitrate = max(uint32(components.RenditionAverage.Of(b)[int(stream)*fan+rendition]/1000), 1)

	i := b.Append(components.Beacon, 1)
	components.BeaconViewer.Of(b)[i] = viewer
	components.BeaconReport.Of(b)[i] = components.PlayReport{
		Quality: q, Received: b.Now.PTS, CDN: uint32(cdn), Rendition: uint32(rendition),
	}
}
