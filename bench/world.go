package bench

import (
	"touchline/components"
	"touchline/ecs"
	"touchline/systems/drm"
	"touchline/systems/wagering"
)

// newRuns returns shards with so many streams each, one after the other, which is all
// streams of a workload: the last may have fewer. They have audiences if the modules want them.
func newRuns(w *workload, modules module, each int) ([]*ecs.Run, *ecs.Symbols, error) {
	schema, err := ecs.NewSchema(&components.All, ecs.Fans{
		components.Incident: incidents, components.Point: 1, components.Innings: 1, components.Market: int(components.Groups),
		components.Camera: cameras, components.Analyser: cameras, components.Sample: scores,
		components.Head:    int(components.Tiers),
		components.Segment: slots, components.Rendition: len(ladder),
		components.Payload: len(ladder), components.Pushed: len(ladder),
		components.Route: streaming().Routes(), components.Cell: len(ladder),
		components.Rank: 1,
	})
	if err != nil {
		return nil, nil, err
	}
	names, scratch := ecs.NewSymbols(), ecs.NewScratch()
	common := ecs.NewWorld(schema, ecs.Arche, ecs.Rows{components.Account: w.streams})
	var runs []*ecs.Run
	for first := 0; first < w.streams; first += each {
		n, audiences := min(each, w.streams-first), 0
		if modules.has(qoeModule) {
			audiences = n
		}
		r := &ecs.Run{World: newShard(schema, n, audiences), Common: common, Seed: w.seed, Scratch: scratch}
		create(r.World, components.Shard, 0)
		for i := range n {
			populate(r, w, names, first+i)
		}
		runs = append(runs, r)
	}
	return runs, names, nil
}

// newShard returns a shard with room for n streams, and for audiences of so many.
func newShard(schema *ecs.Schema, n, audiences int) *ecs.World {
	return ecs.NewWorld(schema, ecs.Arche, ecs.Rows{
		components.Shard: 1, components.Fixture: n, components.Stream: n, components.Viewer: n, components.License: n,
		components.EventRow: n, components.Signal: n, components.Push: n, components.Detection: n, components.Request: n,
		components.Wager: n * wagering.MaxRecords(1), components.Cut: n, components.Entry: n,
		components.Alert: n * int(components.AlertKinds), components.Grant: drm.MaxGrants(n, n), components.Claim: drm.MaxGrants(n, n),
		components.Audience: audiences, components.Beacon: audiences,
	})
}

func create(w *ecs.World, k *components.Kind, i int) components.Row {
	row, ok := w.Create(k)
	if !ok {
		panic("bench: no room for a " + k.Name)
	}
	w.Numbers(k)[row] = number(i)
	return row
}

// sportsWeights are what the director's levels are worth by.
var sportsWeights = sports().Weights

// populate makes stream i with its fixture, viewer and account.
func populate(r *ecs.Run, w *workload, names *ecs.Symbols, i int) {
	fixture := create(r.World, components.Fixture, i)
	*components.FixtureLatency.At(r, fixture) = latency

	s := create(r.World, components.Stream, i)
	*components.StreamFixture.At(r, s) = fixture
	*components.StreamFrames.At(r, s) = frames
	*components.StreamLanguage.At(r, s) = names.Of(language)
	*components.StreamTerritory.At(r, s) = names.Of(territory)
	*components.StreamLatency.At(r, s) = latency
	*components.StreamBus.At(r, s) = components.Bus{Cameras: 1<<cameras - 1, Taken: w.taken(i), Shot: cameraOf(i, 0).size}
	*components.StreamKeyPeriod.At(r, s) = w.keyPeriod(i)
	for k := range cameras {
		c, row := cameraOf(i, k), components.Row(int(s)*cameras+k)
		*components.CameraSetup.At(r, row) = components.SetupOf(c.role, c.size, c.side)
		levels := w.levels(i, uint64(k), 0)
		*components.CameraWorth.At(r, row) = sportsWeights.Of(levels)
		*components.AnalyserLevels.At(r, components.Row(k*r.Plane(components.Analyser))+s) = levels
	}
	for k := range ladder {
		v, row := &ladder[k], components.Row(int(s)*len(ladder)+k)
		*components.RenditionName.At(r, row) = names.Of(v.name)
		*components.RenditionCodecs.At(r, row) = names.Of(v.codecs)
		*components.RenditionAudio.At(r, row) = names.Of(audioGroup)
		*components.RenditionPeak.At(r, row) = v.peak
		*components.RenditionAverage.At(r, row) = v.average
		*components.RenditionSize.At(r, row) = v.size
		*components.RenditionTier.At(r, row) = v.tier
	}

	account := create(r.Common, components.Account, i)
	*components.AccountLimit.At(r.Common, account) = 1
	viewer := create(r.World, components.Viewer, i)
	*components.ViewerStream.At(r, viewer) = s
	*components.ViewerAccount.At(r, viewer) = account
	components.ViewerRights.At(r, viewer).Until = forever
	*components.ViewerTerritory.At(r, viewer) = names.Of(territory)
	*components.ViewerTier.At(r, viewer) = tier(i)
	if r.Room(components.Audience) > 0 {
		audience := create(r.World, components.Audience, i)
		*components.AudienceStream.At(r, audience) = s
		*components.StreamAudience.At(r, s) = audience
	}
}
