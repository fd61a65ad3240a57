package manifest

import (
	"touchline/components"
	"touchline/ecs"
)

// ladders are the renditions of a shard's streams, as far as players choose
// between them by numbers.
type ladders struct {
	fan     int
	frames  []components.Rate
	name    []components.Symbol
	peak    []components.Bitrate
	average []components.Bitrate
	size    []components.Resolution
	tier    []components.Tier
}

func laddersOf(r *ecs.Run) ladders {
	return ladders{
		fan:     r.Schema().Fan(components.Rendition),
		frames:  components.StreamFrames.Of(r),
		name:    components.RenditionName.Of(r),
		peak:    components.RenditionPeak.Of(r),
		average: components.RenditionAverage.Of(r),
		size:    components.RenditionSize.Of(r),
		tier:    components.RenditionTier.Of(r),
	}
}

// remember counts a change of the multivariant playlist where a stream's
// renditions are not what they were when last it had a segment. The first
// segment is such a change: before it there was nothing to play.
//
// It reads 8 + 17 × renditions bytes and writes up to 12 for each entry.
func remember(master []uint32, digests []uint64, l *ladders, changed []components.Row) {
	for _, stream := range changed {
		if d := l.digest(stream); d != digests[stream] {
			digests[stream] = d
			master[stream]++
		}
	}
}

// digest sums up the renditions of a stream. Their names, codecs and audio groups
// are left out: a symbol's number may differ between two runs of the same match.
func (l *ladders) digest(stream components.Row) uint64 {
	d := mix(offset, uint64(l.frames[stream].Num)<<32|uint64(l.frames[stream].Den))
	first := int(stream) * l.fan
	for k := first; k < first+l.fan; k++ {
		if l.name[k] == 0 {
			continue
		}
		d = mix(d, uint64(l.peak[k])<<32|uint64(l.average[k]))
		d = mix(d, uint64(l.tier[k])<<32|uint64(l.size[k].Width)<<16|uint64(l.size[k].Height))
	}
	return d
}

// The constants of FNV-1a, which mix applies to words instead of bytes.
const (
	offset = 14_695_981_039_346_656_037
	prime  = 1_099_511_628_211
)

func mix(d, word uint64) uint64 {
	d = (d ^ word) * prime
	return d ^ d>>29
}
