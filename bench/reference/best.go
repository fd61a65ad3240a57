package reference

import (
	"sync"

	"touchline/components"
	"touchline/systems/deepfake"
	"touchline/systems/director"
	"touchline/systems/drm"
	"touchline/systems/qoe"
)

// Best is the same control plane as somebody writes it who has measured it: a call
// is still of one stream, behind a lock, but all modules of a stream are found at
// once, by the handle that Add returned. There is no map, no text, and nothing for
// the garbage collector: what a stream needs is one struct with its queues in it.
// Licenses are signed from the state that the hash was in after what they begin with.
type Best struct {
	mu      sync.Mutex
	streams []state
	rules   rules
	window  WindowConfig
	doubts  deepfake.Config
	scores  int // that a window remembers
	grants  drm.Config
	keys    *keys
	signer  *signer
	pages   []page
	classes map[string][]string // the playlists of pages, by their text

	watchers []watcher
	quality  qoe.Config
	crowds   []crowd // of a stream as many as there are routes
	windows  []int64 // that crowds are of: side by side, so that they stay in a cache
	now      components.PTS
	current  int64 // the window of now
}

// BestConfig is that of all modules.
type BestConfig struct {
	Director director.Preset
	Period   components.PTS // between two calls of a stream
	Window   WindowConfig
	Deepfake deepfake.Config
	Scores   int // that a rolling window remembers
	DRM      drm.Config
	QoE      qoe.Config // zero where no beacons are taken
}

// What a stream has room for.
const (
	mostCameras    = 4
	mostSegments   = 17
	mostScores     = 32
	mostRenditions = 6
)

// state is a stream: first what each call looks at, then the queues.
type state struct {
	play    play
	program shots
	window  live
	doubt   doubt
	recent  cursor // of scores
	session held

	backlog  [backlog]Told
	segments [mostSegments]stored
	scores   [mostScores]score
}

// cursor is where a queue begins, and how much is in it.
type cursor struct{ first, count uint8 }

// at returns the place of value i, counted from the oldest, in a queue that has room
// for so many.
func (c *cursor) at(i, room int) int {
	if i += int(c.first); i >= room {
		i -= room
	}
	return i
}

func (c *cursor) push() { c.count++ }

func (c *cursor) pop(room int) {
	if c.first++; int(c.first) == room {
		c.first = 0
	}
	c.count--
}

// A Handle is a stream. It is what its callers know it by.
type Handle uint32

// NewBest returns a service for so many streams.
func NewBest(cfg BestConfig, streams int) *Best {
	if cfg.Window.Slots > mostSegments || cfg.Scores > mostScores {
		panic("reference: no room for as many segments or scores")
	}
	keys := newKeys(cfg.DRM.Master)
	return &Best{
		streams: make([]state, 0, streams), rules: newRules(cfg.Director, cfg.Period), window: cfg.Window,
		doubts: cfg.Deepfake, scores: cfg.Scores, grants: cfg.DRM, keys: keys, signer: newSigner(keys.sign),
		classes:  map[string][]string{},
		watchers: make([]watcher, 0, streams), quality: cfg.QoE,
		crowds: make([]crowd, streams*cfg.QoE.Routes()), windows: make([]int64, streams*cfg.QoE.Routes()),
	}
}

// Channel is a stream that is added. What its modules are not called for may be left out.
type Channel struct {
	Number  components.Number
	Latency components.PTS // from the moment to viewers' screens
	Events  uint32         // of its match that have come

	Frames  components.Rate
	Cameras []Camera
	Air     int // the camera on air
	Taken   components.PTS

	Territory string // the only one that it may be seen in
	Viewer    components.Number
	Rights    Rights
	Since     components.PTS // when the viewer's license was first granted

	Language   string
	Renditions []Rendition
}

// Add adds a stream.
func (b *Best) Add(s *Channel) Handle {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(s.Cameras) > mostCameras || len(s.Renditions) > mostRenditions {
		panic("reference: no room for as many cameras or renditions")
	}
	h := Handle(len(b.streams))
	b.streams = append(b.streams, state{
		play:    newPlay(s.Latency, s.Events),
		program: newShots(s),
		session: newHeld(s),
	})
	b.addPage(s)
	return h
}
