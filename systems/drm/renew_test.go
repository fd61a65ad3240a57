package drm_test

import (
	"math/rand/v2"
	"testing"

	"touchline/components"
	"touchline/systems/drm"
)

// TestRenewalsAreDecided compares the answers of ticks in which many ask, most of them
// for renewals, with what Decide says of each, and with when its license should end.
func TestRenewalsAreDecided(t *testing.T) {
	const viewers, streams, abroad = 90, 3, components.Symbol(7)
	rng := rand.New(rand.NewPCG(5, 8))
	cfg := config()
	h := newHouse(t, cfg, 1, viewers)
	r := h.shards[0]
	for n := range components.Number(streams) {
		h.stream(0, 1+n)
	}
	*components.StreamTerritory.At(r, 1) = abroad
	h.account(1, viewers)
	for v := range components.Row(viewers) {
		h.viewer(0, components.Number(1+v), v%streams, 0)
		*components.ViewerTerritory.At(r, v) = abroad
		*components.ViewerTier.At(r, v) = components.Tier(rng.IntN(6))
	}
	counts := map[components.GrantResult]int{}
	for range 200 {
		now := components.PTS(h.tick) * second / 20
		for range 3 { // what is done to some viewers and a stream
			v := components.Row(rng.IntN(viewers))
			components.ViewerRights.At(r, v).From = now + components.PTS(rng.IntN(3)-1)
			v = components.Row(rng.IntN(viewers))
			components.ViewerRights.At(r, v).From = 0
			components.ViewerRights.At(r, v).Until = now + components.PTS(rng.IntN(2000))*second
			*components.ViewerTerritory.At(r, v) = abroad + components.Symbol(rng.IntN(4)/3)
		}
		*components.StreamKeyPeriod.At(r, components.Row(rng.IntN(streams))) = uint32(rng.IntN(3))
		*components.ShardRightsDue.At(r, 0) = 0
		var asks []ask
		for v := range components.Number(viewers) {
			op := renew
			if rng.IntN(20) == 0 {
				op = components.RequestOp(rng.IntN(3))
			}
			asks = append(asks, ask{1 + v, op})
			if rng.IntN(20) == 0 {
				asks = append(asks, ask{1 + v, components.RequestOp(rng.IntN(3))})
			}
		}
		holds := map[components.Number]bool{}
		for v, license := range components.ViewerLicense.Of(r) {
			holds[components.Number(1+v)] = license != components.NoRow
		}
		out := h.run(asks...)
		for len(out) > len(asks) { // licenses that ended by themselves
			holds[out[0].terms.Viewer] = false
			out = out[1:]
		}
		for i, a := range asks {
			v := components.Row(a.viewer - 1)
			stream := *components.ViewerStream.At(r, v)
			rights := *components.ViewerRights.At(r, v)
			want := components.Left
			if a.op != leave {
				want = drm.Decide(&drm.Question{
					Now: now, From: rights.From, Until: rights.Until,
					Place: *components.ViewerTerritory.At(r, v), Only: *components.StreamTerritory.At(r, stream),
					Limit: viewers, Holds: holds[a.viewer],
				})
			}
			got := out[i].terms
			if got.Viewer != a.viewer || got.Result != want {
				t.Fatalf("tick %d, request %d: viewer %d is told %v, want %d, %v", h.tick-1, i, got.Viewer, got.Result, a.viewer, want)
			}
			counts[want]++
			switch want {
			case components.Left:
				holds[a.viewer] = false
			case components.Granted, components.Renewed:
				holds[a.viewer] = true
				period := *components.StreamKeyPeriod.At(r, stream)
				until := min(rights.Until, max(components.PTS(period+1)*cfg.KeyEvery, now)+cfg.Grace)
				if tier := min(*components.ViewerTier.At(r, v), components.UHDTier); got.Until != until || got.Period != period || got.Tier != tier {
					t.Fatalf("tick %d: viewer %d has %+v, want until %d, period %d, tier %v", h.tick-1, a.viewer, got, until, period, tier)
				}
				if grant := h.system.AppendGrant(nil, got); [32]uint8(grant[225:]) != *components.GrantSignature.At(r, components.Row(r.Len(components.Grant)-len(asks)+i)) {
					t.Fatalf("tick %d: the signature of %+v is another", h.tick-1, got)
				}
			}
		}
	}
	for _, result := range []components.GrantResult{granted, renewed, left, window, components.RefusedTerritory} {
		if counts[result] < 100 {
			t.Errorf("%v only %d times: the viewers are too tame", result, counts[result])
		}
	}
}
