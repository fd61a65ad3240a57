package abr

import "touchline/components"

// windows are the live windows of a shard's streams.
type windows struct {
	live      []components.Live
	keyPeriod []uint32
	refused   []uint32
	pushed    []bool
	slots     slots
}

// slots are the segments of all windows: number n of a stream is in its slot n
// modulo fan. Slot k of a stream is row k × plane + stream.
type slots struct {
	fan        int
	plane      int
	media      []components.Media
	renditions int
	bytes      []uint32 // of each rendition in turn
}

// row is where segment number n of a stream is.
func (s *slots) row(n uint64, stream components.Row) int {
	return int(n%uint64(s.fan))*s.plane + int(stream)
}

// bytesOf is how large the segment in a slot is in each rendition.
func (s *slots) bytesOf(row int) []uint32 { return s.bytes[row*s.renditions:][:s.renditions] }

// copy sets how large segments are that are in slots beside each other, from row on.
func (s *slots) copy(row int, bytes []uint32) { copy(s.bytes[row*s.renditions:], bytes) }

// pushes are the segments that came in this tick.
type pushes struct {
	renditions int
	stream     []components.Row
	piece      []components.Piece
	number     []uint64
	at         []components.PTS
	bytes      []uint32
}

// bytesOf is how large the n pushes from i on are in each rendition.
func (p *pushes) bytesOf(i, n int) []uint32 { return p.bytes[i*p.renditions:][:n*p.renditions] }

// entries are the rows that tell of registered segments.
type entries struct {
	stream []components.Row
	piece  []components.Piece
	as     []components.Entered
}

// told are the rows that tell of parts.
type told struct {
	stream   []components.Row
	piece    []components.Piece
	sequence []uint64
	at       []components.PTS
}
