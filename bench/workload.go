package bench

import (
	"touchline/components"
	"touchline/ecs"
)

// A workload is what happens to the streams: one event, one camera signal, one
// segment, one detector score and one license request of each stream in each
// tick. All of it is a function of seed, stream and tick, so that both sides can
// be given the same.
//
// Streams are counted from 0; stream i has the number i + 1, as have its fixture
// and its viewer.
type workload struct {
	seed     uint64
	streams  int
	keyEvery components.PTS
	tamper   tamper
}

// tamper is how pictures are tampered with: one in so many, for some ticks at a
// time.
type tamper struct {
	one   int64
	spell components.Tick
	score components.Permille // what the detectors find
}

// newWorkload returns the workload that is measured.
//
// Its segments follow each other a segment length apart, one in each tick: forty
// times as fast as they play. The key period is forty times the usual one, so that
// keys change in as many ticks as in a live run. A tampered picture is alarming
// enough for a spike, but not to take a stream's markets and cameras away.
func newWorkload(seed uint64, streams int) *workload {
	return &workload{
		seed: seed, streams: streams, keyEvery: 40 * 300 * components.PTSPerSecond,
		tamper: tamper{one: 64, spell: 16, score: 450},
	}
}

const (
	period        = components.PTSPerSecond / 20        // of a tick
	segmentLength = 2 * components.PTSPerSecond         // fifty frames
	latency       = 6 * components.PTSPerSecond         // from the moment to viewers' screens
	jump          = 10 * components.PTSPerSecond        // of a contribution's clock
	forever       = 1_000_000 * components.PTSPerSecond // when rights end
)

var frames = components.Rate{Num: 25, Den: 1}

func number(i int) components.Number { return components.Number(i + 1) }

func now(tick components.Tick) components.PTS { return components.PTS(tick) * period }

// The purposes of random numbers, so that no two uses draw the same.
const (
	forEvent = 100 + iota
	forFraming
	forSignal
	forTaken
	forStart
	forBytes
	forTamper
	forScore
	forRequest
	forBeacon
)

func (w *workload) rand(i int, tick components.Tick, purpose uint64) ecs.Rand {
	return ecs.NewRand(w.seed, uint64(number(i)), uint64(tick), purpose)
}

// event is what happens in the match of stream i: a shot off target or a save,
// which sportsbooks are told of and which suspends nothing.
func (w *workload) event(i int, tick components.Tick) (e event) {
	rng := w.rand(i, tick, forEvent)
	draw := rng.Uint64()
	e.cause = components.Cause{Seq: uint32(tick) + 1, Kind: components.Shot, Source: components.FromMatch}
	if draw&7 == 0 {
		e.cause.Kind = components.Save
	}
	e.team = components.Home + components.Team(draw>>3&1)
	e.occurred = now(tick) - components.PTS(draw>>4&2047)
	e.place = components.Place{
		X: components.Centimeter(int64(draw>>16&8191)*10500/8192 - 5250),
		Y: components.Centimeter(int64(draw>>32&8191)*6800/8192 - 3400),
	}
	return e
}

// event is an event of a match that is heard of in the tick.
type event struct {
	cause    components.Cause
	team     components.Team
	occurred components.PTS
	place    components.Place
}

// signal is what the analyser of stream i says: it speaks of one camera after the
// other. A camera is framed well or badly for some seconds at a time.
func (w *workload) signal(i int, tick components.Tick) (camera uint8, l components.Levels) {
	k := (uint64(tick) + uint64(i)) % cameras
	return uint8(k), w.levels(i, k, tick)
}

func (w *workload) levels(i int, k uint64, tick components.Tick) components.Levels {
	scene := ecs.NewRand(w.seed, uint64(number(i))<<8|k, (uint64(tick)+uint64(i))/64, forFraming)
	rng := ecs.NewRand(w.seed, uint64(number(i))<<8|k, uint64(tick), forSignal)
	well, noise := scene.Uint64(), rng.Uint64()
	level := func(n int) components.Permille {
		return components.Permille(150 + well>>(16*n)&511 + noise>>(16*n)&127)
	}
	return components.Levels{Audio: level(0), Face: level(1), Motion: level(2), Speaking: level(3)}
}

// taken is since when the first camera of stream i is on air: the streams are at
// different moments of their shots.
func (w *workload) taken(i int) components.PTS {
	rng := w.rand(i, 0, forTaken)
	return frames.Up(-components.PTS(rng.N(int64(10 * components.PTSPerSecond))))
}

// start is the first frame of the segment that stream i is given. The streams are
// at different moments of a key period; now and then a contribution's clock jumps.
func (w *workload) start(i int, tick components.Tick) components.PTS {
	const often = 211 // ticks
	rng := w.rand(i, 0, forStart)
	begin := components.PTS(rng.N(int64(w.keyEvery)))
	jumps := (uint64(tick) + uint64(i)) / often
	return begin + components.PTS(tick)*segmentLength + components.PTS(jumps)*jump
}

// bytes is how large a segment is in each rendition.
func (w *workload) bytes(i int, tick components.Tick, dst []uint32) {
	rng := w.rand(i, tick, forBytes)
	draw := rng.Uint64()
	for k := range dst {
		size := int64(ladder[k].average) * int64(segmentLength) / int64(components.PTSPerSecond) / 8
		dst[k] = uint32(size * int64(850+draw>>(8*k)&255) / 1000)
	}
}

// verdict is what the detectors say of a frame of stream i.
func (w *workload) verdict(i int, tick components.Tick) components.Verdict {
	level := components.Permille(100)
	if rng := w.rand(i, tick/w.tamper.spell, forTamper); rng.N(w.tamper.one) == 0 {
		level = w.tamper.score
	}
	rng := w.rand(i, tick, forScore)
	noise := rng.Uint64()
	around := func(noise uint64) components.Permille { return level + components.Permille(noise&127) - 64 }
	return components.Verdict{Facial: around(noise), Temporal: around(noise >> 16), Frequency: around(noise >> 32)}
}

// received is when the viewer of stream i asked for its license in this tick.
func (w *workload) received(i int, tick components.Tick) components.PTS {
	rng := w.rand(i, tick, forRequest)
	return now(tick) - components.PTS(rng.N(int64(period)))
}

// keyPeriod is that of the newest segment of stream i where none is pushed.
func (w *workload) keyPeriod(i int) uint32 { return uint32(w.start(i, 0) / w.keyEvery) }

// tier is what the viewer of stream i has paid for.
func tier(i int) components.Tier { return components.Tier(i) % components.Tiers }
