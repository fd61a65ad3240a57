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

// contributed sets what drills have done to the contribution: its clock has jumped, there
// is less of it, or there was none when a segment began. Of that there is a slate, on the
// clock that went before, or nothing.
func (s *System) contributed(r *ecs.Run, all []made) []made {
	fixtures := components.StreamFixture.Of(r)
	dark, jumps, backs := components.FixtureDark.Of(r), components.FixtureJump.Of(r), components.FixtureBack.Of(r)
	drops := components.FixtureDrop.Of(r)
	n := 0
	for _, m := range all {
		f := fixtures[m.stream]
		m.start = m.at + jumps[f]
		if d := &drops[f]; r.Now.PTS < d.Until {
			m.share = uint32(max(d.Value, 0))
		}
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
// It reads 48 bytes for each, and writes 36.
func put(r *ecs.Run, first int, all []made) {
	n := len(all)
	streams, ats := components.PushStream.Of(r)[first:][:n], components.PushAt.Of(r)[first:][:n]
	pieces, numbers := components.PushPiece.Of(r)[first:][:n], components.PushNumber.Of(r)[first:][:n]
	for i := range all {
		m := &all[i]
		streams[i], ats[i], numbers[i] = m.stream, m.at, number(m.segment, m.whole)
		pieces[i] = components.Piece{Start: m.start, Length: m.length, Flags: m.flags, Part: m.part}
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

// scales weigh what was made.
type scales struct {
	dice    dice
	fan     int            // renditions of a stream
	like    components.Row // see [model]
	number  []components.Number
	average []components.Bitrate // of each rendition
	size    []uint32             // likewise, of what was made
}

// weigh writes how large everything is in each rendition: as its bitrate has it on
// average, from 850 to 1,149 permille of that, and less while a drill shrinks it.
func (s *System) weigh(r *ecs.Run, first int, all []made) {
	fan := r.Schema().Fan(components.Rendition)
	w := scales{
		dice: s.dice(r, forSegment), fan: fan, like: model(r), number: components.StreamNumber.Of(r),
		average: components.RenditionAverage.Of(r), size: components.PushedBytes.Of(r)[first*fan:],
	}
	w.weigh(all)
}

// perBit is 2^64 over the units of a bitrate, in bit/s, times a length of 1/90,000 s,
// times two shares in permille, that make a byte. It is rounded up, by less than a
// hundred-millionth.
const perBit = (1<<64 + 8*90_000*1000*1000 - 1) / (8 * 90_000 * 1000 * 1000)

// weigh writes sizes. Of a random word each rendition gets 16 bits, of which the upper 11
// are its own.
//
// It reads 18 bytes of each, and 4 for each rendition, and writes 4 for each rendition.
func (s *scales) weigh(all []made) {
	average, size, number, like, fan := s.average, s.size, s.number, s.like, s.fan
	for i := range all {
		m := &all[i]
		from := int(m.stream&like) * fan
		weight, word := uint64(m.length)*uint64(m.share)*perBit, s.dice.roll(number[m.stream])
		sizes := size[:fan]
		for k, a := range average[from:][:len(sizes)] {
			bytes, _ := bits.Mul64(uint64(a)*(850+cut(word, 300)), weight)
			sizes[k] = uint32(bytes)
			word = bits.RotateLeft64(word, 11)
		}
		size = size[fan:]
	}
}
