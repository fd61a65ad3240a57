package simulate

import (
	"math/bits"

	"touchline/components"
	"touchline/ecs"
)

// push delivers what was made.
func (s *System) push(r *ecs.Run, all []made) {
	if !calm(r) {
		all = s.contributed(r, all)
	}
	first := int(r.Append(components.Push, len(all)))
	put(r, first, all)
	s.weigh(r, first, all)
}

// contributed sets what drills have done to the contribution: its clock has jumped, or
// there was none when a segment began. Of that there is a slate, on the clock that went
// before, or nothing.
func (s *System) contributed(r *ecs.Run, all []made) []made {
	fixtures := components.StreamFixture.Of(r)
	dark, jumps, backs := components.FixtureDark.Of(r), components.FixtureJump.Of(r), components.FixtureBack.Of(r)
	n := 0
	for _, m := range all {
		f := fixtures[m.stream]
		m.start = m.at + jumps[f]
		switch {
		case m.segment >= dark[f]:
			m.start += backs[f]
		case s.cfg.Slate:
			m.flags = components.Slate
		default:
			continue
		}
		all[n] = m
		n++
	}
	return all[:n]
}

// put writes what follows from when something was made.
//
// It reads 48 bytes for each, and writes 34.
func put(r *ecs.Run, first int, all []made) {
	n := len(all)
	streams, ats := components.PushStream.Of(r)[first:][:n], components.PushAt.Of(r)[first:][:n]
	starts, flags := components.PushStart.Of(r)[first:][:n], components.PushFlags.Of(r)[first:][:n]
	numbers, parts := components.PushNumber.Of(r)[first:][:n], components.PushPart.Of(r)[first:][:n]
	lengths := components.PushLength.Of(r)[first:][:n]
	for i := range all {
		m := &all[i]
		streams[i], ats[i], starts[i], lengths[i] = m.stream, m.at, m.start, m.length
		parts[i], flags[i] = m.part, m.flags
		numbers[i] = number(m.segment, m.whole)
	}
}

// number is that of a segment which begins at at, since the epoch, where all are so
// long: two segmenters of the same programme, or one that was restarted, come to
// the same. Before the epoch nothing is counted.
func number(at, length components.PTS) uint64 {
	if at < 0 {
		return 0
	}
	return uint64(at/length) + 1
}

// weigh writes how large everything is in each rendition: as its bitrate has it on
// average, from 850 to 1,149 permille of that, and less while a drill shrinks it.
func (s *System) weigh(r *ecs.Run, first int, all []made) {
	fixtures, drops, numbers := components.StreamFixture.Of(r), components.FixtureDrop.Of(r), components.StreamNumber.Of(r)
	fan, dice := r.Schema().Fan(components.Rendition), s.dice(r, forSegment)
	averages, sizes := components.RenditionAverage.Of(r), components.PushedBytes.Of(r)[first*fan:]
	drilled, like := !calm(r), model(r)
	for i := range all {
		m := &all[i]
		share := uint64(1000)
		if drilled {
			if d := &drops[fixtures[m.stream]]; r.Now.PTS < d.Until {
				share = uint64(max(d.Value, 0))
			}
		}
		from := int(m.stream&like) * fan
		fill(sizes[:fan], averages[from:from+fan], uint64(m.length)*share, dice.roll(numbers[m.stream]))
		sizes = sizes[fan:]
	}
}

// perBit is 2^64 over the units of a bitrate, in bit/s, times a length of 1/90,000 s,
// times two shares in permille, that make a byte. It is rounded up, by less than a
// hundred-millionth.
const perBit = (1<<64 + 8*90_000*1000*1000 - 1) / (8 * 90_000 * 1000 * 1000)

// fill writes the size in each rendition of what has a weight: its length times a share.
// Of a random word each rendition gets 16 bits, of which the upper 11 are its own.
//
// It reads 4 bytes for each rendition, and writes 4.
func fill(sizes []uint32, average []components.Bitrate, weight, word uint64) {
	weight *= perBit
	sizes = sizes[:len(average)]
	for k, a := range average {
		size, _ := bits.Mul64(uint64(a)*(850+cut(word, 300)), weight)
		sizes[k] = uint32(size)
		word = bits.RotateLeft64(word, 11)
	}
}
