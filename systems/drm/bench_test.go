package drm_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/drm"
)

// benchHouse is one shard of 1,024 streams with a viewer each, who has a license.
func benchHouse(b *testing.B) *house {
	const streams = 1024
	h := newHouse(b, config(), 1, streams)
	h.common = ecs.NewWorld(h.shards[0].Schema(), ecs.Arche, ecs.Rows{components.Account: streams})
	h.shards[0].Common = h.common
	for n := range components.Number(streams) {
		h.account(n, 1)
		h.viewer(0, 1+n, h.stream(0, 1+n), components.Row(n))
	}
	for n := range components.Number(streams) {
		h.run(ask{1 + n, join})
	}
	h.run()
	return h
}

// BenchmarkRenew is a tick in which every viewer renews, per grant.
func BenchmarkRenew(b *testing.B) {
	h := benchHouse(b)
	r := h.shards[0]
	for v := range components.Row(1024) {
		request(r, v, renew)
	}
	b.ReportAllocs()
	for b.Loop() {
		r.Truncate(components.Grant, 0)
		r.Do(h.system)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1024, "ns/grant")
}

// BenchmarkChurn is a tick in which every viewer leaves and one in which it comes
// back, per grant.
func BenchmarkChurn(b *testing.B) {
	h := benchHouse(b)
	r := h.shards[0]
	worlds := []*ecs.World{r.World}
	for b.Loop() {
		for _, op := range []components.RequestOp{leave, join} {
			ecstest.Tick(r, h.tick, func(r *ecs.Run) {
				for v := range components.Row(1024) {
					request(r, v, op)
				}
			}, h.system)
			h.system.Merge(h.common, worlds)
			h.tick++
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1024, "ns/grant")
}

// BenchmarkRotate is a tick in which a new key period begins for every stream.
func BenchmarkRotate(b *testing.B) {
	h := benchHouse(b)
	r := h.shards[0]
	period := uint32(0)
	b.ReportAllocs()
	for b.Loop() {
		r.Clear()
		period++
		for stream := range components.Row(1024) {
			pushed(r, stream, period)
		}
		r.Do(h.system)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1024, "ns/stream")
}

// BenchmarkIdle is a tick in which nothing happens, for 1,024 streams.
func BenchmarkIdle(b *testing.B) {
	h := benchHouse(b)
	r := h.shards[0]
	r.Clear()
	for b.Loop() {
		r.Do(h.system)
	}
}

// BenchmarkAppendGrant is a grant made from the master secret alone.
func BenchmarkAppendGrant(b *testing.B) {
	s := newSystem(b)
	buf := make([]byte, 0, drm.GrantSize)
	b.ReportAllocs()
	for b.Loop() {
		buf = s.AppendGrant(buf[:0], sample)
	}
}
