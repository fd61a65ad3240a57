package drm

import (
	"touchline/components"
	"touchline/ecs"
)

// rotate derives the keys of streams whose newest segment begins another key
// period. Only a stream that a segment entered can be one of them.
func (d *desk) rotate() {
	for _, stream := range components.EntryStream.Of(d.r) {
		d.derive(stream)
	}
}

// derive sees to it that the keys of a stream are there, those of the key period
// of its newest segment.
//
// After a restore no stream has them: secrets are not saved. They are derived when
// they are first needed, and come out the same.
func (d *desk) derive(stream components.Row) {
	k := &d.keys
	fan := components.Row(k.fan)
	rows, period := stream*fan, k.current[stream]
	if k.ready[stream] && k.period[rows] == period {
		return
	}
	ids, wrapped := k.id[rows:rows+fan], k.wrapped[rows:rows+fan]
	number := k.stream[stream]
	for tier := range components.Tiers {
		ids[tier] = d.secrets.keyID(&d.hash, number, tier, period)
		d.secrets.wrappedKey(&d.hash, wrapped[tier][:], &ids[tier])
		k.period[rows+components.Row(tier)] = period
	}
	for tier := range components.Tiers {
		d.putFixed(d.hash.fixed, number, tier, period, keyset{ids, wrapped})
		k.middle[rows+components.Row(tier)] = d.hash.middle(&d.secrets.sign)
	}
	k.ready[stream] = true
}

// keyColumns are the keys of all streams, by tier, and what they are made of.
type keyColumns struct {
	fan     int
	stream  []components.Number
	current []uint32 // key period of the newest segment, by stream
	ready   []bool   // by stream
	id      [][16]uint8
	period  []uint32
	wrapped [][wrappedSize]uint8
	middle  []state
}

func (k *keyColumns) of(r *ecs.Run) {
	k.fan = r.Schema().Fan(components.Key)
	k.stream = components.StreamNumber.Of(r)
	k.current = components.StreamKeyPeriod.Of(r)
	k.ready = components.StreamKeysReady.Of(r)
	k.id = components.KeyID.Of(r)
	k.period = components.KeyPeriod.Of(r)
	k.wrapped = components.KeyWrapped.Of(r)
	k.middle = components.KeyMidstate.Of(r)
}
