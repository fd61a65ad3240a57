package reference

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"sync"

	"touchline/components"
	"touchline/systems/drm"
)

// DRM issues licenses.
type DRM struct {
	mu       sync.RWMutex
	sessions map[string]*session
	keys     *keys
	cfg      drm.Config
}

// session is a viewer with a license.
type session struct {
	viewer components.Number
	stream *content
	rights Rights
	since  components.PTS // when the license was first granted
	until  components.PTS
	period uint32
	issued uint32
}

// Rights are what a viewer has paid for.
type Rights struct {
	From      components.PTS
	Until     components.PTS
	Territory string
	Tier      components.Tier
}

// Request is a player's request for a further key period.
type Request struct {
	Period   uint32         // of the stream's newest segment
	Received components.PTS // when it came
}

// Grant is the answer. Without [components.Renewed] only Result, Viewer, Period
// and Received are set.
type Grant struct {
	Terms
	Token []byte // what the player is sent, signed
}

// Terms are what a grant says.
type Terms struct {
	Viewer   components.Number
	From     components.PTS
	Until    components.PTS
	Received components.PTS
	Period   uint32
	Tier     components.Tier
	Result   components.GrantResult
}

// NewDRM returns a service for so many sessions.
func NewDRM(cfg drm.Config, sessions int) *DRM {
	return &DRM{sessions: make(map[string]*session, sessions), keys: newKeys(cfg.Master), cfg: cfg}
}

// AddStream adds a stream, which may be seen in one territory, or everywhere if
// that is empty.
func (d *DRM) AddStream(number components.Number, territory string) Stream {
	return Stream{&content{number: number, territory: territory, period: noPeriod}}
}

// A Stream is a stream that sessions may be added to.
type Stream struct{ *content }

// Add adds the session of a viewer who has had a license since a time.
func (d *DRM) Add(id string, viewer components.Number, s Stream, rights Rights, since components.PTS) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sessions[id] = &session{viewer: viewer, stream: s.content, rights: rights, since: since}
}

// Renew issues the license of a session for a further key period.
func (d *DRM) Renew(id string, now components.PTS, q Request) (Grant, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.sessions[id]
	if s == nil {
		return Grant{}, unknown("session", id)
	}
	g := Grant{Terms: Terms{Viewer: s.viewer, Period: q.Period, Received: q.Received}}
	switch only := s.stream.territory; {
	case now < s.rights.From || now >= s.rights.Until:
		g.Result = components.RefusedWindow
		return g, nil
	case only != "" && only != s.rights.Territory:
		g.Result = components.RefusedTerritory
		return g, nil
	}
	end := max((components.PTS(q.Period)+1)*d.cfg.KeyEvery, now)
	s.until, s.period = min(s.rights.Until, end+d.cfg.Grace), q.Period
	s.issued++
	g.Result, g.Tier = components.Renewed, s.rights.Tier
	g.From, g.Until = s.since, s.until
	g.Token = d.token(&g, s.stream)
	return g, nil
}

// token returns the signed bytes of a grant, whose layout is that of
// [drm.System.AppendGrant].
func (d *DRM) token(g *Grant, c *content) []byte {
	if c.period != g.Period {
		d.keys.derive(c, g.Period, d.cfg.KeyEvery)
	}
	token := make([]byte, 0, drm.GrantSize)
	token = append(token, c.head[g.Tier]...)
	token = g.appendTo(token)
	mac := hmac.New(sha256.New, d.keys.sign)
	mac.Write(token)
	return mac.Sum(token)
}

// appendTo appends the part of a grant that differs from viewer to viewer.
func (t *Terms) appendTo(b []byte) []byte {
	b = binary.BigEndian.AppendUint64(b, uint64(t.Viewer))
	b = binary.BigEndian.AppendUint64(b, uint64(t.From))
	b = binary.BigEndian.AppendUint64(b, uint64(t.Until))
	b = binary.BigEndian.AppendUint64(b, uint64(t.Received))
	return append(b, uint8(t.Result))
}
