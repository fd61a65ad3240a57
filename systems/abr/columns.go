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

// pushes are the segments that came in this tick.
type pushes struct {
	renditions int
	stream     []components.Row
	start      []components.PTS
	length     []uint32
	flags      []components.SegmentFlags
	number     []uint64
	at         []components.PTS
	part       []uint8
	bytes      []uint32
}

// bytesOf is how large push i is in each rendition.
func (p *pushes) bytesOf(i int) []uint32 { return p.bytes[i*p.renditions:][:p.renditions] }

// wholes returns where the pushes from i on that are no parts end, before push n.
func (p *pushes) wholes(i, n int) int {
	for i < n && p.part[i] == 0 {
		i++
	}
	return i
}

// entries are the rows that tell of registered segments.
type entries struct {
	row      components.Row // the next
	stream   []components.Row
	sequence []uint64
	start    []components.PTS
	at       []components.PTS
	length   []uint32
	flags    []components.SegmentFlags
	period   []uint32
	missed   []uint16
}

// put tells of the segment that has just entered.
func (e *entries) put(stream components.Row, sequence uint64, m *components.Media, period uint32, missed int) {
	i := e.row
	e.stream[i], e.sequence[i], e.start[i], e.at[i] = stream, sequence, m.Start, m.At
	e.length[i], e.flags[i], e.period[i], e.missed[i] = m.Length, m.Flags, period, uint16(missed)
	e.row++
}
