package drm

import (
	"slices"

	"touchline/components"
	"touchline/ecs"
)

// rotate names the keys of streams whose newest segment begins another key period.
// Only a stream that a segment entered can be one of them.
func (d *desk) rotate() {
	for _, stream := range components.EntryStream.Of(d.r) {
		if d.name(stream); d.r.Spread() { // before anybody asks: see keyless
			d.derive(stream)
		}
	}
}

// keyless reports whether a stream that is spread over cohorts has no keys yet. It is
// given them before anybody asks: otherwise what its copies hold would depend on whose
// viewers come first.
func keyless(r *ecs.Run) bool {
	return r.Spread() && slices.Contains(components.StreamKeysReady.Of(r), false)
}

// deriveAll sees to it that all streams have their keys.
func (d *desk) deriveAll() {
	for stream := range d.keys.stream {
		d.derive(components.Row(stream))
	}
}

// name sees to it that the IDs of a stream's keys are those of the key period of its
// newest segment: players are told of them from then on.
func (d *desk) name(stream components.Row) {
	k := &d.keys
	fan := components.Row(k.fan)
	rows, period := stream*fan, k.current[stream]
	ids := k.id[rows : rows+fan]
	if k.period[rows] == period && ids[0] != ([16]uint8{}) {
		return
	}
	for tier := range components.Tiers {
		ids[tier] = d.secrets.keyID(d.hash, k.stream[stream], tier, period)
		k.period[rows+components.Row(tier)] = period
	}
	k.ready[stream] = false
}

// derive sees to it that the keys of a stream are there, those of the key period
// of its newest segment.
//
// They are derived when they are first needed: not all at once, when all streams come
// to a key period. After a restore no stream has them, for secrets are not saved; they
// come out the same.
func (d *desk) derive(stream components.Row) {
	k := &d.keys
	fan := components.Row(k.fan)
	rows, period := stream*fan, k.current[stream]
	if k.ready[stream] && k.period[rows] == period {
		return
	}
	d.name(stream)
	ids, wrapped := k.id[rows:rows+fan], k.wrapped[rows:rows+fan]
	number := k.stream[stream]
	for tier := range components.Tiers {
		d.secrets.wrappedKey(d.hash, wrapped[tier][:], &ids[tier])
	}
	for tier := range components.Tiers {
		d.putFixed(d.hash.fixed, number, tier, period, keyset{ids, wrapped})
		k.middle[rows+components.Row(tier)] = d.hash.middle(&d.secrets.sign)
	}
	k.ready[stream] = true
}
