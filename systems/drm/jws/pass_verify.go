package jws

import (
	"crypto/subtle"
	"errors"
	"slices"

	"touchline/components"
	"touchline/systems/drm/internal/strict"
)

// Why a pass that is genuine is no good here and now.
var (
	ErrNotYet    = errors.New("not valid yet")
	ErrExpired   = errors.New("expired")
	ErrStream    = errors.New("wrong stream")
	ErrTerritory = errors.New("wrong territory")
	ErrSession   = errors.New("wrong session")
)

// Check is what a pass is held against.
type Check struct {
	Now     int64 // Unix time in seconds
	Stream  components.Number
	Place   string       // territory of the viewer; empty is not known
	Session *Fingerprint // of the viewer's session; nil is not known
	Bound   bool         // a pass that any session may use is refused
}

// Verify returns the pass that a token is, if its signature is good and it admits its
// viewer by c. It asks nobody.
func Verify(token []byte, k *Key, c *Check) (*Pass, error) {
	p, err := OpenPass(token, k)
	if err != nil {
		return nil, err
	}
	if err := p.Admits(c); err != nil {
		return nil, err
	}
	return p, nil
}

// Admits says why p does not admit its viewer by c, or nothing: the first of window,
// stream, territory and session.
func (p *Pass) Admits(c *Check) error {
	switch {
	case c.Now < p.NotBefore:
		return fault("nbf", ErrNotYet, "good from %d, and it is %d", p.NotBefore, c.Now)
	case c.Now >= p.Expires:
		return fault("exp", ErrExpired, "good until before %d, and it is %d", p.Expires, c.Now)
	case c.Stream != p.Stream:
		return fault("stream", ErrStream, "good for %d, and not for %d", p.Stream, c.Stream)
	case len(p.Territories) > 0 && !slices.Contains(p.Territories, c.Place):
		return fault("territories", ErrTerritory, "good in %v, and not in %.20q", p.Territories, c.Place)
	case p.Session == nil && c.Bound:
		return fault("cnf", ErrSession, "good for any session, and must be bound to one")
	case p.Session != nil && (c.Session == nil || subtle.ConstantTimeCompare(p.Session[:], c.Session[:]) != 1):
		return fault("cnf", ErrSession, "good for another session")
	}
	return nil
}

var (
	passClaims   = []string{"sub", "account", "order", "stream", "tier", "territories", "nbf", "exp", "cnf"}
	passOptional = []string{"territories", "cnf"}
)

// OpenPass returns the pass that a token is, once it has verified its signature, and
// says nothing of whether it admits anybody.
func OpenPass(token []byte, k *Key) (*Pass, error) {
	claims, err := open(token, k, passType)
	if err != nil {
		return nil, err
	}
	p := new(Pass)
	err = readClaims(claims, passClaims, passOptional, func(r reader, name string) (err error) {
		switch name {
		case "sub":
			p.Viewer, err = r.number()
		case "account":
			p.Account, err = r.number()
		case "order":
			p.Order, err = r.String()
		case "stream":
			p.Stream, err = r.number()
		case "tier":
			p.Tier, err = r.tier()
		case "territories":
			p.Territories, err = r.territories()
		case "nbf":
			p.NotBefore, err = r.Int()
		case "exp":
			p.Expires, err = r.Int()
		case "cnf":
			p.Session, err = r.session()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := p.Validate(); err != nil {
		return nil, malformed("claims", err)
	}
	return p, nil
}

// territories reads a list that is not empty: an empty one could be taken for
// nowhere as well as for everywhere.
func (r reader) territories() (list []string, err error) {
	at := r.At()
	err = r.Array(func() error {
		t, err := r.String()
		if list = append(list, t); len(list) > maxTerritories {
			return r.Fault(at, strict.ErrRange, "more than %d territories", maxTerritories)
		}
		return err
	})
	if err == nil && len(list) == 0 {
		err = r.Fault(at, strict.ErrSyntax, "no territories: must be one at least, or the claim left out")
	}
	return list, err
}

func (r reader) session() (*Fingerprint, error) {
	begin := r.At()
	var f *Fingerprint
	err := r.Object(func(name string) error {
		at := r.At()
		if name != fingerprintName {
			return r.Fault(at, strict.ErrSyntax, "confirmation %.20q: must be %s", name, fingerprintName)
		}
		text, err := r.String()
		if err != nil {
			return err
		}
		data, err := decode("cnf", []byte(text))
		if err != nil || len(data) != len(f) {
			return r.Fault(at, strict.ErrSyntax, "%.60q: must be base64url of %d bytes", text, len(f))
		}
		f = new(Fingerprint(data))
		return nil
	})
	if err == nil && f == nil {
		err = r.Fault(begin, strict.ErrSyntax, "no %s", fingerprintName)
	}
	return f, err
}
