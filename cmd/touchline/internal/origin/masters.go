package origin

import (
	"sync"

	"touchline/cmd/touchline/internal/program"
	"touchline/systems/manifest"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

// masters are the multivariant playlists of all streams. What streams of the same
// qualities have in common is there once.
type masters struct {
	mu      sync.Mutex
	classes map[string]*hls.Template
	streams map[*program.Program]*master
}

// master is the multivariant playlist of a stream, with the keys of one key period and
// of the next.
type master struct {
	class  *hls.Template
	mu     sync.Mutex
	period uint32
	known  bool
	keys   []hls.Key // not written again
}

// of returns the multivariant playlist of a stream.
func (c *masters) of(p *program.Program) *master {
	c.mu.Lock()
	defer c.mu.Unlock()
	m := c.streams[p]
	if m == nil {
		m = &master{class: p.Presentation.Class(&manifest.Multivariant{IFrames: true})}
		name := m.class.String()
		if same := c.classes[name]; same != nil {
			m.class = same
		}
		c.classes[name], c.streams[p] = m.class, m
	}
	return m
}

// text returns the multivariant playlist of a stream, with something after its URIs. It
// announces the keys of the newest segment's period and of the next.
func (c *masters) text(p *program.Program, v *index.View, suffix string) []byte {
	m := c.of(p)
	return p.Presentation.AppendMaster(nil, m.class, suffix, m.keysOf(p, v.At(v.End()-1).Period))
}

// keysOf returns the keys of a period and of the next: to make them takes longer than
// all the rest.
func (m *master) keysOf(p *program.Program, period uint32) []hls.Key {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.known || m.period != period {
		m.keys, m.period, m.known = p.Presentation.SessionKeys(nil, period, period+1), period, true
	}
	return m.keys
}
