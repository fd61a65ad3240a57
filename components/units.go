// Package components holds the engine's plain data: the units, and for each kind
// of entity the columns that a row of it has.
//
// Everything is of fixed size and free of pointers. Systems give these columns
// behaviour; this package gives them only names, units and the small arithmetic
// that belongs to a unit.
package components

import "time"

// PTS is a presentation timestamp on the 90 kHz MPEG clock (ISO/IEC 13818-1).
//
// It counts on past the 33 bits that a transport stream carries, and may be
// negative: media before the start of a programme.
type PTS int64

// PTSPerSecond is the rate of the PTS clock.
const PTSPerSecond PTS = 90_000

// PTSOf returns d on the PTS clock, rounded down to a whole step of 11.1 µs.
func PTSOf(d time.Duration) PTS { return PTS(d / time.Microsecond * 9 / 100) }

// Duration returns p as a time.Duration, rounded down to a nanosecond.
func (p PTS) Duration() time.Duration { return time.Duration(p) * 100_000 / 9 }

// Wire returns the 33 bits of p that a transport stream, emsg or SCTE-35
// message carries. They wrap after 95,443.7 s, about 26.5 hours.
func (p PTS) Wire() uint64 { return uint64(p) & (1<<33 - 1) }

// Tick numbers the engine's steps from 0.
type Tick uint64

// Permille is a score or a share in thousandths, 0 to 1000.
//
// Scores are integers so that a tick gives the same result on every processor:
// the compiler may fuse a float multiply and add on one and not on another.
type Permille int16

// Bitrate is in bits per second, up to 4.29 Gbit/s.
type Bitrate uint32

// Centimeter is a place on the pitch: x from the center spot to the goal that
// the home side attacks in the first period, y from it to the left of that.
type Centimeter int16

// NoPlace is the coordinate of an event whose place is not known.
const NoPlace Centimeter = -1 << 15

// Symbol is a text, interned. 0 is no text.
type Symbol uint32

// Interner turns a text into its Symbol. Readers are given one, so that a name
// that occurs a thousand times in a file is stored once.
type Interner interface {
	// Intern may keep no reference to text after it returns.
	Intern(text []byte) Symbol
}

// Number is what the outside calls a fixture, a stream, a viewer or an account.
// Everything that is hashed, emitted or ordered uses it: rows move, numbers stay.
type Number uint64

// Row is the place of a row in its shard's table of one kind. It is valid until
// the system that holds it returns, and never leaves the world.
type Row uint32

// NoRow refers to nothing.
const NoRow Row = 1<<32 - 1

// Rate is a rational rate in events per second: 20/1, 30000/1001.
//
// 8 bytes.
type Rate struct {
	Num uint32
	Den uint32
}

// At returns the PTS of event n of a series at rate r: floor(n × 90000 × den / num),
// never accumulated, so that it cannot drift. It holds for n up to 2^40.
func (r Rate) At(n int64) PTS {
	num, step := int64(r.Num), int64(PTSPerSecond)*int64(r.Den)
	whole, rest := n/num, n%num
	return PTS(whole*step + floorDiv(rest*step, num))
}

// Index returns the number of the last event at or before t: the inverse of At.
func (r Rate) Index(t PTS) int64 {
	num, step := int64(r.Num), int64(PTSPerSecond)*int64(r.Den)
	whole, rest := floorDiv(int64(t), step), floorMod(int64(t), step)
	n := whole*num + rest*num/step
	for r.At(n+1) <= t { // At rounds down, so the next may already be due
		n++
	}
	return n
}

// Up returns the first event of the series at or after t: where a cut that was
// decided at t can be made, on a frame.
func (r Rate) Up(t PTS) PTS {
	n := r.Index(t)
	if at := r.At(n); at >= t {
		return at
	}
	return r.At(n + 1)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 {
	if m := a % b; m < 0 {
		return m + b
	} else {
		return m
	}
}
