package engine_test

import (
	"strings"
	"testing"
	"time"

	"touchline/cmd/touchline/internal/engine"
)

// TestValidate holds each rule at its boundary: the last value that is allowed,
// and the first that is not.
func TestValidate(t *testing.T) {
	type set = func(*engine.Plan)
	viewers := func(streams, n int) set {
		return func(p *engine.Plan) { p.Streams, p.Viewers = streams, n }
	}
	streams := func(n int) set { return viewers(n, 0) }
	perFixture := func(n int) set { return func(p *engine.Plan) { p.PerFixture = n } }
	cameras := func(n int) set { return func(p *engine.Plan) { p.Cameras = n } }
	renditions := func(n int) set { return func(p *engine.Plan) { p.Renditions = n } }
	workers := func(n int) set { return func(p *engine.Plan) { p.Workers = n } }
	shard := func(n int) set { return func(p *engine.Plan) { p.ShardSize = n } }
	window := func(d time.Duration) set { return func(p *engine.Plan) { p.Window = d } }
	joins := func(d time.Duration) set { return func(p *engine.Plan) { p.Joins = d } }
	const day = 24 * time.Hour
	for _, tt := range []struct {
		name    string
		ok, bad set
		message string
	}{
		{"fewest streams", streams(1), streams(0), "--streams 0: must be from 1 to 4000000"},
		{"most streams", streams(4_000_000), streams(4_000_001), "--streams 4000001: must be from 1 to 4000000"},
		{"fewest streams of a fixture", perFixture(1), perFixture(0), "--per-fixture 0: must be from 1 to 1024"},
		{"most streams of a fixture", perFixture(1024), perFixture(1025), "--per-fixture 1025: must be from 1 to 1024"},
		{"fewest cameras", cameras(1), cameras(0), "--cameras 0: must be from 1 to 32"},
		{"most cameras", cameras(32), cameras(33), "--cameras 33: must be from 1 to 32"},
		{"fewest renditions", renditions(1), renditions(0), "--renditions 0: must be from 1 to 6"},
		{"most renditions", renditions(6), renditions(7), "--renditions 7: must be from 1 to 6"},
		{"no viewers", viewers(1, 0), viewers(1, -1), "--viewers -1: must be from 0 to 16000000"},
		{"most viewers", viewers(1, 16_000_000), viewers(1, 16_000_001), "--viewers 16000001: must be from 0 to 16000000"},
		{"most viewers of three streams", viewers(3, 5_333_333), viewers(3, 5_333_334), "--viewers 5333334: 3 streams have at most 5333333 each"},
		{"workers of its choice", workers(0), workers(-1), "--workers -1: must be from 0 to 1024"},
		{"most workers", workers(1024), workers(1025), "--workers 1025: must be from 0 to 1024"},
		{"smallest shard", shard(64), shard(63), "--shard-size 63: must be from 64 to 1048576"},
		{"largest shard", shard(1 << 20), shard(1<<20 + 1), "--shard-size 1048577: must be from 64 to 1048576"},
		{"a shard size of its choice", shard(0), shard(-1), "--shard-size -1: must be from 64 to 1048576"},
		{"shortest joins", joins(time.Second), joins(time.Second - 1), "--joins 999.999999ms: must be from 1s to 24h0m0s"},
		{"longest joins", joins(day), joins(day + 1), "--joins 24h0m0.000000001s: must be from 1s to 24h0m0s"},
		{"shortest window", window(6 * time.Second), window(6*time.Second - 1), "--window 5.999999999s: must be from three segments (6s) to 24h"},
		{"longest window", window(day), window(day + 1), "--window 24h0m0.000000001s: must be from three segments (6s) to 24h"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newPlan(t, tt.ok)
			if err := p.Validate(); err != nil {
				t.Errorf("the last that is allowed: %v", err)
			}
			tt.bad(p)
			err := p.Validate()
			if err == nil || !strings.HasPrefix(err.Error(), tt.message) {
				t.Errorf("message = %v, want %q", err, tt.message)
			}
		})
	}
	p := newPlan(t, nil)
	p.Streams, p.Cameras, p.Viewers = 0, 0, -1
	if err := p.Validate(); err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("three faults: %v", err)
	}
}
