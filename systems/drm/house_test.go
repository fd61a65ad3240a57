package drm_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/drm"
)

// house is some shards with the accounts that they share, and one system for all.
type house struct {
	t       testing.TB
	system  *drm.System
	common  *ecs.World
	shards  []*ecs.Run
	tick    components.Tick
	ordered bool                        // in the next tick a drill orders rights to end
	at      map[components.Number]place // viewers
}

// place is where a viewer's row is.
type place struct {
	shard *ecs.Run
	row   components.Row
}

// ask is a request.
type ask struct {
	viewer components.Number
	op     components.RequestOp
}

// said is a grant row by the numbers of what it is about.
type said struct {
	stream components.Number
	terms  drm.Terms
	signed bool
}

const second = components.PTSPerSecond

// newHouse returns shards with one fixture each and room for so many rows.
func newHouse(t testing.TB, cfg drm.Config, shards, room int) *house {
	t.Helper()
	system, err := drm.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, system: system, at: map[components.Number]place{}}
	for i := range shards {
		r := ecstest.NewRun(t, nil, ecs.Rows{
			components.Viewer: room, components.License: room,
			components.Grant: drm.MaxGrants(4*room, room), components.Claim: drm.MaxGrants(4*room, room),
		})
		if h.common == nil {
			h.common = r.Common
		}
		r.Common = h.common
		h.shards = append(h.shards, r)
		ecstest.Create(t, r, components.Fixture, components.Number(i+1))
	}
	return h
}

// account adds an account.
func (h *house) account(number components.Number, limit uint16) {
	row := ecstest.Create(h.t, h.shards[0], components.Account, number)
	*components.AccountLimit.At(h.common, row) = limit
}

// stream adds a stream to a shard.
func (h *house) stream(shard int, number components.Number) components.Row {
	row := ecstest.Create(h.t, h.shards[shard], components.Stream, number)
	*components.StreamFixture.At(h.shards[shard], row) = 0
	return row
}

// viewer adds a viewer who may watch a stream for an hour.
func (h *house) viewer(shard int, number components.Number, stream, account components.Row) {
	r := h.shards[shard]
	row := ecstest.Create(h.t, r, components.Viewer, number)
	*components.ViewerStream.At(r, row) = stream
	*components.ViewerAccount.At(r, row) = account
	components.ViewerRights.At(r, row).Until = 3600 * second
	*components.ViewerTier.At(r, row) = components.HDTier
	h.at[number] = place{r, row}
}

// run runs a tick in which viewers ask, and returns what they were told.
func (h *house) run(asks ...ask) []said {
	h.t.Helper()
	var out []said
	var worlds []*ecs.World
	for _, r := range h.shards {
		refused := ecstest.Tick(r, h.tick, func(r *ecs.Run) {
			if h.ordered {
				order(r)
			}
			for _, a := range asks {
				if p := h.at[a.viewer]; p.shard == r {
					request(r, p.row, a.op)
				}
			}
		}, h.system)
		if refused != 0 {
			h.t.Fatalf("tick %d: no room for %d rows", h.tick, refused)
		}
		out = append(out, heard(r)...)
		worlds = append(worlds, r.World)
	}
	h.system.Merge(h.common, worlds)
	h.tick++
	h.ordered = false
	return out
}

// runUntil runs ticks without requests until just before t, and returns what was
// said in them.
func (h *house) runUntil(t components.PTS) (out []said) {
	for components.PTS(h.tick)*second/20 < t {
		out = append(out, h.run()...)
	}
	return out
}

func request(r *ecs.Run, viewer components.Row, op components.RequestOp) {
	i := r.Append(components.Request, 1)
	*components.RequestAsked.At(r, i) = components.Asked{Received: r.Now.PTS - 1, Viewer: viewer, Op: op}
}

// order adds the event that says that rights end.
func order(r *ecs.Run) {
	*components.EventKindOf.At(r, r.Append(components.EventRow, 1)) = components.RightsExpire
}

// heard returns the grant rows of a shard.
func heard(r *ecs.Run) (out []said) {
	for i := range components.Row(r.Len(components.Grant)) {
		t := drm.TermsOf(r, i)
		out = append(out, said{t.Stream, t, *components.GrantSignature.At(r, i) != [32]uint8{}})
	}
	return out
}

// results are the answers of a tick.
func results(out []said) []components.GrantResult {
	var r []components.GrantResult
	for _, s := range out {
		r = append(r, s.terms.Result)
	}
	return r
}

// pushed tells of a segment that begins a key period of a stream.
func pushed(r *ecs.Run, stream components.Row, period uint32) {
	*components.EntryStream.At(r, r.Append(components.Entry, 1)) = stream
	*components.StreamKeyPeriod.At(r, stream) = period
}
