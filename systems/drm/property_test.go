package drm_test

import (
	"cmp"
	"flag"
	"math/rand/v2"
	"slices"
	"testing"

	"touchline/components"
	"touchline/systems/drm"
)

var seeds = flag.Int("seeds", 60, "how many random audiences to try")

// audience is a random run: streams, accounts and viewers, and who asks what when.
// It does not know of shards.
type audience struct {
	cfg     drm.Config
	streams []components.Symbol // the territory of each, or 0
	limits  []uint16            // of each account
	viewers []fan
	ticks   [][]ask
}

type fan struct {
	stream, account int
	from, until     components.PTS
	territory       components.Symbol
	tier            components.Tier
}

// newAudience draws an audience whose keys change every 20 ticks, so that licenses
// are renewed, run out and are fought over in one run.
func newAudience(seed uint64) audience {
	rng := rand.New(rand.NewPCG(seed, 0))
	a := audience{cfg: config()}
	a.cfg.KeyEvery, a.cfg.Grace = second, components.PTS(1+rng.Int64N(int64(second)))
	for range 4 + rng.IntN(5) {
		a.streams = append(a.streams, components.Symbol(rng.IntN(3)))
	}
	for range 1 + rng.IntN(4) {
		a.limits = append(a.limits, uint16(1+rng.IntN(3)))
	}
	for range 2 + rng.IntN(15) {
		from := components.PTS(rng.Int64N(int64(second)))
		a.viewers = append(a.viewers, fan{
			stream: rng.IntN(len(a.streams)), account: rng.IntN(len(a.limits)),
			from: from, until: from + components.PTS(rng.Int64N(int64(8*second))),
			territory: components.Symbol(1 + rng.IntN(2)), tier: components.Tier(rng.IntN(int(components.Tiers))),
		})
	}
	eager := 1 + rng.IntN(10)
	for range 150 {
		var asks []ask
		for range rng.IntN(eager) {
			v := components.Number(1 + rng.IntN(len(a.viewers)))
			asks = append(asks, ask{v, components.RequestOp(rng.IntN(3))})
		}
		a.ticks = append(a.ticks, asks)
	}
	return a
}

// house moves the audience into so many shards.
func (a *audience) house(t *testing.T, shards int) *house {
	h := newHouse(t, a.cfg, shards, 32)
	for i, limit := range a.limits {
		h.account(components.Number(i+1), limit)
	}
	rows := make([]components.Row, len(a.streams))
	for i, territory := range a.streams {
		rows[i] = h.stream(i%shards, components.Number(i+1))
		*components.StreamTerritory.At(h.shards[i%shards], rows[i]) = territory
	}
	for i, v := range a.viewers {
		shard, number := v.stream%shards, components.Number(i+1)
		h.viewer(shard, number, rows[v.stream], components.Row(v.account))
		p := h.at[number]
		*components.ViewerRights.At(p.shard, p.row) = components.Rights{From: v.from, Until: v.until}
		*components.ViewerTerritory.At(p.shard, p.row) = v.territory
		*components.ViewerTier.At(p.shard, p.row) = v.tier
	}
	return h
}

// run runs the audience in so many shards, and checks in every tick what must
// always hold. It returns what was said in each tick, by stream.
func (a *audience) run(t *testing.T, shards int) (all [][]said, final []held) {
	h := a.house(t, shards)
	over := make([]bool, len(a.limits)) // above the limit after the last tick
	for n, asks := range a.ticks {
		for _, r := range h.shards { // segments of a second, each a key period
			for stream := range components.StreamKeyPeriod.Of(r) {
				*components.StreamKeyPeriod.At(r, components.Row(stream)) = uint32(n / 20)
			}
		}
		out := h.run(asks...)
		now := components.PTS(n) * second / 20
		for _, s := range out {
			a.checkTerms(t, h, &s, now)
		}
		a.checkSessions(t, h, over)
		slices.SortStableFunc(out, func(a, b said) int { return cmp.Compare(a.stream, b.stream) })
		all = append(all, out)
	}
	return all, h.held()
}

// checkTerms checks that nothing is granted outside what was paid for.
func (a *audience) checkTerms(t *testing.T, h *house, s *said, now components.PTS) {
	t.Helper()
	v, g := a.viewers[s.terms.Viewer-1], &s.terms
	gives := g.Result == granted || g.Result == renewed
	if s.signed != gives {
		t.Fatalf("%v: signed: %v", g.Result, s.signed)
	}
	if !gives {
		return
	}
	if g.From < v.from || g.From > now || now >= g.Until || g.Until > v.until || g.Tier > v.tier {
		t.Fatalf("at %d: grant %+v to a viewer with rights %+v", now, g, v)
	}
	if only := a.streams[g.Stream-1]; only != 0 && only != v.territory {
		t.Fatalf("grant of a stream for territory %d in territory %d", only, v.territory)
	}
}

// checkSessions checks that each account has as many sessions as its viewers have
// licenses, and is above its limit for one tick at most.
func (a *audience) checkSessions(t *testing.T, h *house, over []bool) {
	t.Helper()
	licenses := make([]int32, len(a.limits))
	for _, l := range h.held() {
		licenses[a.viewers[l.number-1].account]++
	}
	for i, sessions := range components.AccountSessions.Of(h.common) {
		if sessions != licenses[i] {
			t.Fatalf("account %d: %d sessions, %d licenses", i+1, sessions, licenses[i])
		}
		above := sessions > int32(a.limits[i])
		if above && over[i] {
			t.Fatalf("account %d: %d sessions for a second tick, limit %d", i+1, sessions, a.limits[i])
		}
		over[i] = above
	}
}

// held is a license without rows.
type held struct {
	number      components.Number
	from, until components.PTS
	period      uint32
	claimed     components.Tick
	tier        components.Tier
}

// held returns all licenses, by viewer, once it has seen that they and their
// viewers refer to each other.
func (h *house) held() (all []held) {
	h.t.Helper()
	for _, r := range h.shards {
		for i := range components.Row(r.Len(components.License)) {
			viewer := *components.LicenseViewer.At(r, i)
			if *components.ViewerLicense.At(r, viewer) != i {
				h.t.Fatalf("license row %d is that of viewer row %d, who has row %d", i, viewer, *components.ViewerLicense.At(r, viewer))
			}
			lease := components.LicenseLease.At(r, i)
			all = append(all, held{
				*components.LicenseNumber.At(r, i),
				lease.From, lease.Until,
				lease.Period, *components.LicenseClaimed.At(r, i), lease.Tier,
			})
		}
	}
	slices.SortFunc(all, func(a, b held) int { return cmp.Compare(a.number, b.number) })
	return all
}

// TestShardsDoNotMatter checks that an audience hears the same, tick by tick, and
// holds the same licenses in the end, however its streams are split over shards.
func TestShardsDoNotMatter(t *testing.T) {
	var count [8]int
	for seed := range uint64(*seeds) {
		a := newAudience(seed)
		all, final := a.run(t, 1)
		for _, shards := range []int{2, 4} {
			split, last := a.run(t, shards)
			for n := range all {
				if !slices.Equal(all[n], split[n]) {
					t.Fatalf("seed %d, tick %d\n 1 shard: %+v\n%d shards: %+v", seed, n, all[n], shards, split[n])
				}
			}
			if !slices.Equal(final, last) {
				t.Fatalf("seed %d: licenses in the end\n 1 shard: %+v\n%d shards: %+v", seed, final, shards, last)
			}
		}
		for _, out := range all {
			for _, s := range out {
				count[s.terms.Result]++
			}
		}
	}
	for result, n := range count {
		if n == 0 {
			t.Errorf("no answer was %v: the audiences are too tame", components.GrantResult(result))
		}
	}
}
