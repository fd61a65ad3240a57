package reference

import (
	"math/bits"
	"sync"

	"touchline/components"
	"touchline/systems/qoe"
)

// QoE keeps how sessions play, and adds it up by stream, CDN, region and rendition.
type QoE struct {
	mu       sync.RWMutex
	sessions map[string]*player
	streams  map[string]*audience
	cfg      qoe.Config
}

// player is how a viewer plays.
type player struct {
	audience *audience
	region   int
	last     components.PTS
	playback components.Playback
}

// audience is who watches a stream.
type audience struct {
	window int64
	routes []route
	cells  []Cell
}

// route is how what its beacons say is spread.
type route [components.Measures][components.Buckets]uint32

// Cell is what the beacons of a CDN, region and rendition come to in a window.
type Cell struct {
	Time   PlayTime
	Levels PlayLevels
	Counts PlayCounts
}

// PlayTime is how long viewers had sessions.
type PlayTime struct {
	Elapsed    uint64 // ms between their beacons
	Rebuffered uint64 // ms of that in which they waited for media
}

// PlayLevels are sums over beacons.
type PlayLevels struct {
	Bitrate uint64 // kbit/s
	Buffer  uint64 // ms
}

// PlayCounts are how many beacons there were.
type PlayCounts struct {
	Startup  uint64 // ms, summed over the sessions that began
	Beacons  uint32
	Startups uint32 // sessions that began
}

// Beacon is what a player tells.
type Beacon struct {
	Received  components.PTS
	CDN       uint8
	Rendition uint8
	Says      components.Quality
}

// Report is what a beacon makes of its session and its cell, and how many beacons are
// in the buckets of its bitrate and its buffer.
type Report struct {
	Playback components.Playback
	Cell     Cell
	Bitrates uint32
	Buffers  uint32
}

// NewQoE returns a service for so many streams with a session each.
func NewQoE(cfg qoe.Config, streams int) *QoE {
	return &QoE{sessions: make(map[string]*player, streams), streams: make(map[string]*audience, streams), cfg: cfg}
}

// Add adds a session of a stream that has so many renditions.
func (s *QoE) Add(id, stream string, region, renditions int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.streams[stream]
	if a == nil {
		a = &audience{routes: make([]route, s.cfg.Routes()), cells: make([]Cell, s.cfg.Routes()*renditions)}
		s.streams[stream] = a
	}
	s.sessions[id] = &player{audience: a, region: region}
}

// Submit takes in a beacon. One that cannot be is refused: ok is false.
func (s *QoE) Submit(id string, now, period components.PTS, b Beacon) (r Report, ok bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.sessions[id]
	if v == nil {
		return Report{}, false, unknown("session", id)
	}
	a, p, q := v.audience, &v.playback, &b.Says
	renditions := len(a.cells) / len(a.routes)
	switch {
	case q.Bitrate == 0, q.Bitrate > qoe.MaxBitrate, max(q.Buffer, q.Rebuffered, q.Startup) > qoe.MaxTime,
		int(b.CDN) >= s.cfg.CDNs, int(b.Rendition) >= renditions,
		b.Received >= now+period, p.Beacons > 0 && b.Received <= v.last:
		return Report{}, false, nil
	}
	if w := s.cfg.Window(now); a.window != w {
		a.window = w
		clear(a.routes)
		clear(a.cells)
	}
	elapsed := uint32(0)
	if p.Beacons > 0 && q.Startup == 0 && b.Received-v.last <= s.cfg.Length {
		elapsed = max(uint32((b.Received-v.last)/(components.PTSPerSecond/1000)), 1)
	}
	v.last = b.Received
	ratio := heard(p, q, elapsed)
	n := int(b.CDN)*s.cfg.Regions + v.region
	c := &a.cells[n*renditions+int(b.Rendition)]
	c.add(q, elapsed)
	bitrates, buffers := a.routes[n].add(q, elapsed, ratio)
	return Report{*p, *c, bitrates, buffers}, true, nil
}

// heard takes a beacon into what is kept of a session, and returns the share of the time
// in which it waited.
func heard(p *components.Playback, q *components.Quality, elapsed uint32) uint32 {
	if elapsed == 0 {
		*p = components.Playback{Startup: q.Startup, Bitrate: q.Bitrate, Beacons: 1}
		return 0
	}
	rebuffered := min(q.Rebuffered, elapsed)
	ratio := components.Permille((rebuffered*1000 + elapsed/2) / elapsed)
	if p.Beacons == 1 {
		p.Ratio = ratio
	}
	p.Ratio += (ratio - p.Ratio) >> 2
	p.Bitrate = uint32(int32(p.Bitrate) + (int32(q.Bitrate)-int32(p.Bitrate))>>2)
	p.Rebuffered += rebuffered
	if p.Beacons < 1<<16-1 {
		p.Beacons++
	}
	return uint32(ratio)
}

func (c *Cell) add(q *components.Quality, elapsed uint32) {
	c.Levels.Bitrate += uint64(q.Bitrate)
	c.Levels.Buffer += uint64(q.Buffer)
	c.Counts.Beacons++
	if elapsed > 0 {
		c.Time.Elapsed += uint64(elapsed)
		c.Time.Rebuffered += uint64(min(q.Rebuffered, elapsed))
	}
	if q.Startup > 0 {
		c.Counts.Startup += uint64(q.Startup)
		c.Counts.Startups++
	}
}

func (r *route) add(q *components.Quality, elapsed, ratio uint32) (bitrates, buffers uint32) {
	bitrate, buffer := bucket(q.Bitrate/10), bucket(q.Buffer/100)
	r[components.BitrateMeasure][bitrate]++
	r[components.BufferMeasure][buffer]++
	if elapsed > 0 {
		r[components.RebufferMeasure][bucket(ratio)]++
	}
	if q.Startup > 0 {
		r[components.StartupMeasure][bucket(q.Startup/20)]++
	}
	return r[components.BitrateMeasure][bitrate], r[components.BufferMeasure][buffer]
}

// bucket is one of a value below 16, and above there are eight to an octave.
func bucket(v uint32) int {
	if v < 16 {
		return int(v)
	}
	octave := bits.Len32(v) - 5
	return min(16+8*octave+int(v>>(octave+1))-8, components.Buckets-1)
}
