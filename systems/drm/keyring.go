package drm

import (
	"fmt"

	"touchline/components"
	"touchline/systems/drm/key"
)

// Keys derives the keys of streams for those who are outside the tick: a packager,
// which encrypts with them, and a license edge, which gives them away. They are
// the keys of the tick's grants. Any number of goroutines may use one Keys.
type Keys struct {
	every   components.PTS
	secrets *secrets
}

// NewKeys returns the keys that come from the master secret of cfg.
func NewKeys(cfg Config) (*Keys, error) {
	s, err := New(cfg)
	if err != nil {
		return nil, err
	}
	return s.Keys(), nil
}

// Keys returns the keys that the system gives away.
func (s *System) Keys() *Keys { return &Keys{s.keyEvery, s.secrets} }

// Period returns the key period of a segment that begins at start. Media before
// PTS 0 is in period 0.
func (k *Keys) Period(start components.PTS) uint32 { return uint32(max(start, 0) / k.every) }

// Begin returns the PTS at which a key period begins. It ends where the next one
// begins.
func (k *Keys) Begin(period uint32) components.PTS { return components.PTS(period) * k.every }

// Key returns the key of a stream's tier in a key period. It allocates, as does
// everything here. It panics if there is no such tier.
func (k *Keys) Key(stream components.Number, tier components.Tier, period uint32) key.Key {
	h := mustHasher()
	return k.derive(h, stream, tier, period)
}

// AppendPeriod appends the keys of all tiers of a stream in a key period to dst,
// from the lowest tier.
func (k *Keys) AppendPeriod(dst []key.Key, stream components.Number, period uint32) []key.Key {
	h := mustHasher()
	for tier := range components.Tiers {
		dst = append(dst, k.derive(h, stream, tier, period))
	}
	return dst
}

func (k *Keys) derive(h *hasher, stream components.Number, tier components.Tier, period uint32) key.Key {
	if tier >= components.Tiers {
		panic(fmt.Sprintf("drm: tier %d: there are %d", uint8(tier), components.Tiers))
	}
	id := k.secrets.keyID(h, stream, tier, period)
	made := key.Key{ID: id, Period: period, Tier: tier}
	k.secrets.contentKey(h, made.Content[:], &id)
	return made
}
