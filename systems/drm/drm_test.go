package drm_test

import (
	"slices"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/drm"
)

// one is a house with one stream, and viewers 1 to n of one account.
func one(t testing.TB, n int, limit uint16) *house {
	h := newHouse(t, config(), 1, max(n, 16))
	h.account(1, limit)
	stream := h.stream(0, 1)
	for v := range n {
		h.viewer(0, components.Number(v+1), stream, 0)
	}
	return h
}

const (
	join  = components.Join
	renew = components.Renew
	leave = components.Leave

	granted    = components.Granted
	renewed    = components.Renewed
	expired    = components.Expired
	revoked    = components.Revoked
	left       = components.Left
	concurrent = components.RefusedConcurrent
	window     = components.RefusedWindow
)

// TestAnswers goes through sessions of viewers 1, 2 and 3 of an account that may
// have one at a time, tick by tick.
func TestAnswers(t *testing.T) {
	type tick struct {
		asks []ask
		want []components.GrantResult
	}
	tests := []struct {
		name     string
		ticks    []tick
		sessions int32 // of the account in the end
	}{
		{"join", []tick{{[]ask{{1, join}}, []components.GrantResult{granted}}}, 1},
		{"renew without a license", []tick{{[]ask{{1, renew}}, []components.GrantResult{granted}}}, 1},
		{"leave without one", []tick{{[]ask{{1, leave}}, []components.GrantResult{left}}}, 0},
		{"join twice", []tick{
			{[]ask{{1, join}}, []components.GrantResult{granted}},
			{[]ask{{1, join}}, []components.GrantResult{renewed}},
		}, 1},
		{"join twice in a tick", []tick{
			{[]ask{{1, join}, {1, join}}, []components.GrantResult{granted, renewed}},
		}, 1},
		{"join and leave", []tick{
			{[]ask{{1, join}}, []components.GrantResult{granted}},
			{[]ask{{1, leave}}, []components.GrantResult{left}},
			{[]ask{{1, renew}}, []components.GrantResult{granted}},
		}, 1},
		{"join and leave in a tick", []tick{
			{[]ask{{1, join}, {1, leave}}, []components.GrantResult{granted, left}},
			{[]ask{{2, join}}, []components.GrantResult{granted}},
		}, 1},
		{"leave and join in a tick", []tick{
			{[]ask{{1, join}}, []components.GrantResult{granted}},
			{[]ask{{1, leave}, {1, join}}, []components.GrantResult{left, granted}},
			{nil, nil},
		}, 1},
		{"leave, join and leave", []tick{
			{[]ask{{1, join}}, []components.GrantResult{granted}},
			{[]ask{{1, leave}, {1, join}, {1, leave}}, []components.GrantResult{left, granted, left}},
		}, 0},
		{"limit", []tick{
			{[]ask{{1, join}}, []components.GrantResult{granted}},
			{[]ask{{2, join}, {1, renew}}, []components.GrantResult{concurrent, renewed}},
			{[]ask{{1, leave}, {2, join}}, []components.GrantResult{left, concurrent}}, // the leave is not yet known
			{[]ask{{2, join}}, []components.GrantResult{granted}},
		}, 1},
		{"all at once", []tick{
			{[]ask{{3, join}, {1, join}, {2, join}}, []components.GrantResult{granted, granted, granted}},
			{nil, []components.GrantResult{revoked, revoked}}, // 2 and 3
			{nil, nil},
			{[]ask{{3, join}, {1, renew}}, []components.GrantResult{concurrent, renewed}},
		}, 1},
		{"back at once after a revocation", []tick{
			{[]ask{{1, join}, {2, join}}, []components.GrantResult{granted, granted}},
			{[]ask{{2, join}}, []components.GrantResult{revoked, concurrent}},
		}, 1},
		{"the first of a tick leaves in it", []tick{
			{[]ask{{1, join}, {2, join}, {1, leave}}, []components.GrantResult{granted, granted, left}},
			{nil, nil},
		}, 1},
		{"renewal of a claim that is not settled", []tick{
			{[]ask{{1, join}, {2, join}}, []components.GrantResult{granted, granted}},
			{[]ask{{1, renew}, {2, renew}}, []components.GrantResult{revoked, renewed, concurrent}},
			{nil, nil},
		}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := one(t, 3, 1)
			for i, tick := range tt.ticks {
				if got := results(h.run(tick.asks...)); !slices.Equal(got, tick.want) {
					t.Fatalf("tick %d: %v, want %v", i, got, tick.want)
				}
			}
			if got := *components.AccountSessions.At(h.common, 0); got != tt.sessions {
				t.Errorf("%d sessions, want %d", got, tt.sessions)
			}
			if got := h.shards[0].Len(components.License); got != int(tt.sessions) {
				t.Errorf("%d licenses, want %d", got, tt.sessions)
			}
		})
	}
}

// TestUntil checks when licenses end: some grace after the key period, or with the
// rights, whichever is first.
func TestUntil(t *testing.T) {
	const every, grace = 300 * second, 300 * second // as by default
	tests := []struct {
		name   string
		period uint32
		rights components.PTS
		now    components.Tick
		want   components.PTS
	}{
		{"first key period", 0, 3600 * second, 10, every + grace},
		{"third key period", 2, 3600 * second, 10, 3*every + grace},
		{"rights end with it", 0, every + grace, 10, every + grace},
		{"rights end before", 0, every + grace - 1, 10, every + grace - 1},
		{"rights are about to end", 0, 4501, 1, 4501},
		{"end of the key period", 0, 3600 * second, 6000, every + grace},
		{"stream stands still", 0, 3600 * second, 6001, 6001*4500 + grace},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := one(t, 1, 1)
			h.tick = tt.now
			*components.StreamKeyPeriod.At(h.shards[0], 0) = tt.period
			components.ViewerRights.At(h.shards[0], 0).Until = tt.rights
			got := h.run(ask{1, join})[0].terms
			want := drm.Terms{
				Stream: 1, Viewer: 1, Result: granted, Tier: components.HDTier, Period: tt.period,
				From: components.PTS(tt.now) * 4500, Until: tt.want, Received: components.PTS(tt.now)*4500 - 1,
			}
			if got != want {
				t.Errorf("terms\n got %+v\nwant %+v", got, want)
			}
		})
	}
}

// TestExpiry runs a session over its end, and renews one before.
func TestExpiry(t *testing.T) {
	h := one(t, 2, 2)
	h.run(ask{1, join}, ask{2, join})
	h.run() // the second of them has to go or not: two are allowed, so it stays
	h.runUntil(400 * second)
	*components.StreamKeyPeriod.At(h.shards[0], 0) = 1
	*components.ViewerTier.At(h.shards[0], 1) = components.UHDTier
	got := h.run(ask{2, renew})[0].terms
	if got.Result != renewed || got.From != 0 || got.Until != 900*second || got.Period != 1 {
		t.Errorf("renewal: %+v", got)
	}
	if l := h.held()[1]; l.period != 1 || l.tier != components.UHDTier {
		t.Errorf("license after the renewal: %+v", l)
	}
	if out := h.runUntil(600 * second); len(out) > 0 {
		t.Errorf("said before the license ended: %+v", out)
	}
	want := []said{{1, drm.Terms{Stream: 1, Viewer: 1, Result: expired, Until: 600 * second, Received: 600 * second}, false}}
	if out := h.run(); !slices.Equal(out, want) {
		t.Errorf("at the end of the license\n got %+v\nwant %+v", out, want)
	}
	if got := *components.ViewerLicense.At(h.shards[0], 0); got != components.NoRow {
		t.Errorf("viewer 1 still has license row %d", got)
	}
	h.runUntil(899 * second)
	if got := *components.AccountSessions.At(h.common, 0); got != 1 {
		t.Errorf("%d sessions, want 1", got)
	}
	// Who asks in the tick of the end gets a new session, though the account is full.
	*components.AccountLimit.At(h.common, 0) = 1
	h.runUntil(900 * second)
	if got := results(h.run(ask{2, renew})); !slices.Equal(got, []components.GrantResult{expired, granted}) {
		t.Errorf("renewal in the last moment: %v", got)
	}
	if got := *components.AccountSessions.At(h.common, 0); got != 1 {
		t.Errorf("%d sessions after it, want 1", got)
	}
}

// TestRightsCut checks that a license ends when the rights do that it rests on: at
// once when an order says so, in the tick after that in which viewers obey it, and
// at the next request in any case.
func TestRightsCut(t *testing.T) {
	cut := func(h *house) { components.ViewerRights.At(h.shards[0], 0).Until = components.PTS(h.tick) * 4500 }

	h := one(t, 2, 2)
	h.run(ask{1, join}, ask{2, join})
	h.run()
	cut(h)
	h.ordered = true
	if got := h.run(); len(got) != 1 || got[0].terms.Result != expired || got[0].terms.Viewer != 1 {
		t.Errorf("cut in the tick of the order: %+v", got)
	}

	h = one(t, 2, 2)
	h.run(ask{1, join}, ask{2, join})
	h.ordered = true
	h.run()
	cut(h)
	if got := results(h.run()); !slices.Equal(got, []components.GrantResult{expired}) {
		t.Errorf("cut in the tick after the order: %v", got)
	}

	h = one(t, 2, 2)
	h.run(ask{1, join}, ask{2, join})
	h.run()
	cut(h)
	if got := results(h.run(ask{1, renew})); !slices.Equal(got, []components.GrantResult{window}) {
		t.Errorf("renewal without rights: %v", got)
	}
	if got := results(h.run()); !slices.Equal(got, []components.GrantResult{expired}) {
		t.Errorf("in the tick after: %v", got)
	}

	h = one(t, 2, 2)
	h.run(ask{1, join}, ask{2, join})
	components.ViewerRights.At(h.shards[0], 0).From = 10 * second
	if got := results(append(h.run(ask{1, renew}), h.run()...)); !slices.Equal(got, []components.GrantResult{window, expired}) {
		t.Errorf("rights put off: %v", got)
	}

	h = one(t, 2, 1) // of two who claimed one session, one has to go all the same
	h.run(ask{1, join}, ask{2, join})
	h.ordered = true
	components.ViewerRights.At(h.shards[0], 1).Until = 10 * second
	if got := results(h.run()); !slices.Equal(got, []components.GrantResult{revoked}) {
		t.Errorf("rights of the second cut short: %v", got)
	}

	h = one(t, 2, 2)
	h.run(ask{1, join}, ask{2, join})
	h.run()
	components.ViewerRights.At(h.shards[0], 0).Until = 10 * second
	if got := h.run(ask{1, renew})[0].terms; got.Until != 10*second {
		t.Errorf("renewal with rights cut short: %+v", got)
	}
	if got := results(h.runUntil(10*second + 1)); !slices.Equal(got, []components.GrantResult{expired}) {
		t.Errorf("when they end: %v", got)
	}

	h = one(t, 2, 2)
	h.run(ask{1, join}, ask{2, join})
	h.run()
	cut(h)
	*components.ShardRightsDue.At(h.shards[0], 0) = 0
	if got := results(h.run()); !slices.Equal(got, []components.GrantResult{expired}) {
		t.Errorf("cut by somebody who says so: %v", got)
	}
}

// TestBystander checks that who had a session before two others fight for the last
// one keeps it: soon after it began, and at the moment when it would have ended had
// it not been renewed.
func TestBystander(t *testing.T) {
	fight := func(h *house) {
		t.Helper()
		h.run(ask{1, join}, ask{2, join})
		out := h.run()
		if len(out) != 1 || out[0].terms.Viewer != 2 || out[0].terms.Result != revoked {
			t.Errorf("tick %d: %+v, want viewer 2 to be put out", h.tick-1, out)
		}
		h.run(ask{1, leave})
		h.run()
	}
	h := one(t, 3, 2)
	h.run(ask{3, join})
	h.run()
	fight(h)
	*components.StreamKeyPeriod.At(h.shards[0], 0) = 1
	h.run(ask{3, renew})
	h.runUntil(600*second - 4500)
	fight(h)
}

// TestLeaverIsNotFirst checks that who leaves while others claim is not counted as
// the first of them.
func TestLeaverIsNotFirst(t *testing.T) {
	h := one(t, 4, 2)
	h.run(ask{1, join})
	h.run()
	h.run(ask{2, join}, ask{3, join}, ask{4, join}, ask{1, leave})
	if got := results(h.run()); !slices.Equal(got, []components.GrantResult{revoked, revoked}) {
		t.Errorf("%v, want two of three to be put out", got)
	}
	if got := h.held(); len(got) != 1 || got[0].number != 2 {
		t.Errorf("licenses %+v, want that of viewer 2", got)
	}
}

// TestReturn checks that who leaves and comes back in one tick begins anew.
func TestReturn(t *testing.T) {
	h := one(t, 1, 1)
	h.run(ask{1, join})
	h.run(ask{1, leave}, ask{1, join})
	if got := h.run(ask{1, renew})[0].terms; got.From != 4500 {
		t.Errorf("license from %d, want 4500", got.From)
	}
}

// TestNoAccount checks that a viewer for whom nobody pays gets nothing.
func TestNoAccount(t *testing.T) {
	h := one(t, 1, 1)
	*components.ViewerAccount.At(h.shards[0], 0) = components.NoRow
	if got := results(h.run(ask{1, join})); !slices.Equal(got, []components.GrantResult{concurrent}) {
		t.Errorf("answer %v, want %v", got, concurrent)
	}
}

// TestForgotten checks that a world which has lost all that is not saved comes to
// the same results.
func TestForgotten(t *testing.T) {
	var runs [2][]said
	for i := range runs {
		h := one(t, 3, 1)
		forget := func() {
			if i == 1 {
				r := h.shards[0]
				*components.ShardLicenseDue.At(r, 0), *components.ShardRightsDue.At(r, 0) = 0, 0
				clear(components.StreamHeads.Of(r))
				clear(components.HeadState.Of(r))
			}
		}
		runs[i] = append(runs[i], h.run(ask{1, join}, ask{2, join})...)
		forget()
		runs[i] = append(runs[i], h.run()...)
		forget()
		runs[i] = append(runs[i], h.run(ask{1, renew}, ask{3, join})...)
		forget()
		runs[i] = append(runs[i], h.runUntil(601*second)...)
		wantSigned(t, h)
	}
	if !slices.Equal(runs[0], runs[1]) {
		t.Errorf("remembered\n%+v\nforgotten\n%+v", runs[0], runs[1])
	}
}

// wantSigned joins a viewer and compares the signature with that of AppendGrant.
func wantSigned(t *testing.T, h *house) {
	t.Helper()
	h.run(ask{1, join})
	grant := h.system.AppendGrant(nil, drm.TermsOf(h.shards[0], 0))
	if got := components.GrantSignature.At(h.shards[0], 0)[:]; !slices.Equal(got, grant[len(grant)-32:]) {
		t.Errorf("signature %x, want %x", got, grant[len(grant)-32:])
	}
}

// TestKeysFollowSegments checks that the keys of a stream are those of the newest
// segment's key period from the tick in which it enters, and are derived when somebody
// asks for them.
func TestKeysFollowSegments(t *testing.T) {
	h := one(t, 1, 1)
	r := h.shards[0]
	other := h.stream(0, 2) // whose segment comes later
	var before [32]uint8
	for period := range uint32(3) {
		ecstest.Tick(r, h.tick, func(r *ecs.Run) { pushed(r, 0, period) }, h.system)
		h.tick++
		if h := components.StreamHeads.At(r, 0); h.Lead != 0 && h.Period == period {
			t.Errorf("period %d: keys are derived that nobody has asked for", period)
		}
		if got := h.run(ask{1, join})[0].terms.Period; got != period {
			t.Errorf("period %d: keys of period %d are granted", period, got)
		}
		heads := components.StreamHeads.At(r, 0)
		if heads.Lead == 0 || heads.Period != period {
			t.Errorf("period %d: keys are not there that were granted", period)
		}
		head := components.HeadState.Of(r)[heads.Row(components.SDTier)*r.Plane(components.Head)]
		if head == before {
			t.Errorf("period %d: keys are those of the period before", period)
		}
		before = head
	}
	if components.StreamHeads.At(r, other).Lead != 0 {
		t.Error("a stream without segments or requests has keys")
	}
}

func TestAccess(t *testing.T) {
	h := one(t, 4, 2)
	r := h.shards[0]
	h.run(ask{1, join}, ask{2, join}, ask{3, join})
	ecstest.Tick(r, h.tick, func(r *ecs.Run) {
		pushed(r, 0, 1)
		for v, op := range []components.RequestOp{leave, renew, join, renew} {
			request(r, components.Row(v), op)
		}
		order(r)
	})
	ecstest.CheckAccess(t, r, h.system)
}

// TestAllocations runs ticks of each sort: idle ones, renewals, viewers who come
// and go, and new keys.
func TestAllocations(t *testing.T) {
	if raced {
		t.Skip("allocations are counted without the race detector")
	}
	h := one(t, 8, 8)
	r := h.shards[0]
	worlds := []*ecs.World{r.World}
	tick := func(period uint32, op components.RequestOp) {
		ecstest.Tick(r, h.tick, func(r *ecs.Run) {
			pushed(r, 0, period)
			for v := range components.Row(8) {
				request(r, v, op)
			}
		}, h.system)
		h.system.Merge(h.common, worlds)
		h.tick++
	}
	tests := []struct {
		name string
		run  func()
	}{
		{"idle", func() { ecstest.Tick(r, h.tick, nil, h.system); h.tick++ }},
		{"renewals", func() { tick(0, renew) }},
		{"joins and leaves", func() { tick(0, leave); tick(0, join) }},
		{"new keys", func() { tick(uint32(h.tick), renew) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.run()
			if n := testing.AllocsPerRun(100, tt.run); n != 0 {
				t.Errorf("%v allocations", n)
			}
		})
	}
}
