package drm

import (
	"slices"

	"touchline/components"
)

// rotate sees to it that the streams of a shard that is spread have their heads before
// anybody asks: otherwise what its copies hold would depend on whose viewers come first.
func (d *desk) rotate() {
	if slices.Contains(d.keys.heads, components.Heads{}) {
		for stream := range d.keys.stream {
			d.derive(components.Row(stream), components.AudioTier)
		}
	}
	for _, stream := range components.EntryStream.Of(d.r) { // another key period may begin
		d.derive(stream, components.AudioTier)
	}
}

// derive sees to it that a stream has its heads, for the key period of its newest
// segment. Lead is the tier that is asked for.
//
// They are derived when they are first needed: not all at once, when all streams come
// to a key period. After a restore no stream has them, for secrets are not saved; they
// come out the same.
func (d *desk) derive(stream components.Row, lead components.Tier) {
	k := &d.keys
	heads, period := &k.heads[stream], k.current[stream]
	if heads.Lead != 0 && heads.Period == period {
		return
	}
	h := hashers.Of(d.r.Scratch)
	var keys keyset
	for tier := range components.Tiers {
		keys.ids[tier] = d.secrets.keyID(h, k.stream[stream], tier, period)
		d.secrets.wrappedKey(h, keys.wrapped[tier][:], &keys.ids[tier])
	}
	*heads = components.Heads{Period: period, Lead: uint32(components.Tiers + lead)}
	for tier := range components.Tiers {
		d.putFixed(h.fixed, k.stream[stream], tier, period, &keys)
		k.head[k.headRow(stream, tier)] = h.middle(&d.secrets.sign)
	}
}
