package drm

import (
	"slices"

	"touchline/components"
	"touchline/ecs"
)

// rotate names the keys of streams whose newest segment begins another key period.
// Only a stream that a segment entered can be one of them.
//
// It reads 28 bytes of a stream, and 12 once the first key period is over.
func (d *desk) rotate() {
	k := &d.keys
	current := k.current
	named, ids := k.period[:len(current)], k.id[:len(current)]
	spread := d.r.Spread() // then before anybody asks: see keyless
	for _, stream := range components.EntryStream.Of(d.r) {
		p := current[stream]
		if named[stream] == p && (p != 0 || ids[stream] != [16]uint8{}) && !spread {
			continue
		}
		if d.name(stream); spread {
			d.derive(stream, components.AudioTier)
		}
	}
}

// keyless reports whether a stream of a shard that is spread has no keys yet. It is
// given them before anybody asks: otherwise what its copies hold would depend on whose
// viewers come first.
func keyless(r *ecs.Run) bool {
	return slices.Contains(components.StreamHeads.Of(r), components.Heads{})
}

// deriveAll sees to it that all streams have their keys.
func (d *desk) deriveAll() {
	for stream := range d.keys.stream {
		d.derive(components.Row(stream), components.AudioTier)
	}
}

// name sees to it that the IDs of a stream's keys are those of the key period of its
// newest segment: players are told of them from then on.
func (d *desk) name(stream components.Row) {
	k := &d.keys
	period := k.current[stream]
	if k.period[stream] == period && k.id[stream] != ([16]uint8{}) {
		return
	}
	h := hashers.Of(d.r.Scratch)
	for tier := range components.Tiers {
		row := k.row(stream, tier)
		k.id[row], k.period[row] = d.secrets.keyID(h, k.stream[stream], tier, period), period
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
	d.name(stream)
	h := hashers.Of(d.r.Scratch)
	var keys keyset
	for tier := range components.Tiers {
		keys.ids[tier] = k.id[k.row(stream, tier)]
		d.secrets.wrappedKey(h, keys.wrapped[tier][:], &keys.ids[tier])
	}
	*heads = components.Heads{Period: period, Lead: uint32(components.Tiers + lead)}
	for tier := range components.Tiers {
		d.putFixed(h.fixed, k.stream[stream], tier, period, &keys)
		k.head[k.headRow(stream, tier)] = h.middle(&d.secrets.sign)
	}
}
