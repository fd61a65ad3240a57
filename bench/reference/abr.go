package reference

import (
	"slices"
	"sync"

	"touchline/components"
)

// ABR keeps the live windows of streams.
type ABR struct {
	mu      sync.RWMutex
	streams map[string]*window
	cfg     WindowConfig
}

// WindowConfig says how long a live window is.
type WindowConfig struct {
	Window   components.PTS // media that it holds
	Target   uint16         // target duration, s
	KeyEvery components.PTS // length of a key period
	Slots    int            // the most segments that it holds
}

// window is the segments of a stream that players may fetch.
type window struct {
	segments ring[Segment]
	sequence uint64 // media sequence number of the oldest
	breaks   uint32 // discontinuity sequence number of the oldest
	held     components.PTS
	next     components.PTS // where the next segment should begin
	period   uint32
	changes  uint32
	repeats  uint32
	refused  uint32
}

// Segment is a finished segment.
type Segment struct {
	Start  components.PTS
	Length uint32 // 90 kHz
	Flags  components.SegmentFlags
	Period uint32   // of its key
	Bytes  []uint32 // of each rendition
}

// Entry is a segment that has entered a stream's playlists, and the window that
// is left.
type Entry struct {
	Sequence uint64
	Start    components.PTS
	Length   uint32
	Flags    components.SegmentFlags
	Period   uint32

	First  uint64 // media sequence number
	Breaks uint32 // discontinuity sequence number
	Count  int    // segments in the window
}

// NewABR returns a service for so many streams.
func NewABR(cfg WindowConfig, streams int) *ABR {
	return &ABR{streams: make(map[string]*window, streams), cfg: cfg}
}

// Add adds a stream.
func (a *ABR) Add(stream string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.streams[stream] = &window{segments: newRing[Segment](a.cfg.Slots)}
}

// Push registers a segment. One that came before, or is too long for the target
// duration, is not registered: ok is false. The window keeps its own copy of
// bytes.
func (a *ABR) Push(stream string, s Segment) (e Entry, ok bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	w := a.streams[stream]
	if w == nil {
		return Entry{}, false, unknown("stream", stream)
	}
	began := w.segments.count > 0
	switch {
	case began && s.Start == w.segments.newest().Start:
		w.repeats++
		return Entry{}, false, nil
	case s.Length == 0 || (s.Length+45_000)/90_000 > uint32(a.cfg.Target):
		w.refused++
		return Entry{}, false, nil
	case began && s.Start != w.next:
		s.Flags |= components.Breaks
	}
	length := components.PTS(s.Length)
	w.makeRoom(length, &a.cfg)
	s.Period = uint32(max(s.Start, 0) / a.cfg.KeyEvery)
	s.Bytes = slices.Clone(s.Bytes)
	w.segments.push(s)
	w.held += length
	w.next = s.Start + length
	w.period = s.Period
	w.changes++
	return Entry{
		Sequence: w.sequence + uint64(w.segments.count) - 1,
		Start:    s.Start, Length: s.Length, Flags: s.Flags, Period: s.Period,
		First: w.sequence, Breaks: w.breaks, Count: w.segments.count,
	}, true, nil
}

// makeRoom drops the segments that have to leave for one of the given length. At
// least three target durations stay (RFC 8216, section 6.2.2).
func (w *window) makeRoom(length components.PTS, cfg *WindowConfig) {
	least := 3 * components.PTS(cfg.Target) * components.PTSPerSecond
	for w.segments.count > 0 {
		oldest := w.segments.at(0)
		gone, held := components.PTS(oldest.Length), w.held+length
		if !w.segments.full() && (held <= cfg.Window || held-gone < least) {
			return
		}
		w.breaks += uint32(oldest.Flags & components.Breaks)
		w.held -= gone
		w.sequence++
		w.segments.pop()
	}
}

// Window returns the segments of a stream, the oldest first.
func (a *ABR) Window(stream string) []Segment {
	a.mu.RLock()
	defer a.mu.RUnlock()
	w := a.streams[stream]
	if w == nil {
		return nil
	}
	list := make([]Segment, w.segments.count)
	for i := range list {
		list[i] = *w.segments.at(i)
	}
	return list
}
