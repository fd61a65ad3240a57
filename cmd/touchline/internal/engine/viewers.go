package engine

import (
	"touchline/components"
	"touchline/ecs"
	"touchline/systems/qoe"
)

// abroad is where no stream may be seen that is not to be seen everywhere: by ISO 3166-1
// it is no country.
const abroad = "ZZ"

const (
	joinSpread = 60 * components.PTSPerSecond    // viewers come within the first minute
	dayAhead   = 86400 * components.PTSPerSecond // rights of most end long after the match
	half       = 2700 * components.PTSPerSecond
)

// The purposes of random numbers while rows are made.
const (
	forViewer = 1<<32 + iota
	forAccount
	forBeacon
)

// accounts is how many there are: most viewers have one to themselves, some share
// one with others, who may be watching another stream.
func (p *Plan) accounts() int {
	viewers := p.Streams * len(p.Matches) * p.Viewers
	return max(viewers-viewers/10, 1)
}

// addAccounts fills the world that all shards share.
func (f *populator) addAccounts() {
	create(f.shards.Common, components.Account, f.accounts())
	number, limit := components.AccountNumber.Of(f.shards.Common), components.AccountLimit.Of(f.shards.Common)
	for i := range number {
		number[i] = components.Number(i + 1)
		limit[i] = uint16(f.Service.Keys.Sessions)
	}
}

// addAudience fills the audience of a stream, if there can be viewers.
func (f *populator) addAudience(w *blanks, stream components.Row) {
	if f.Viewers == 0 {
		return
	}
	row := take(&w.audience)
	*components.AudienceNumber.At(w, row) = *components.StreamNumber.At(w, stream)
	*components.AudienceStream.At(w, row) = stream
	*components.StreamAudience.At(w, stream) = row
}

// viewersIn is how many viewers of each stream a cohort has.
func (p *Plan) viewersIn(cohort int) int {
	return min(p.share(), p.Viewers-cohort*p.share())
}

// addViewers fills the viewers of a stream, or those that a cohort of a large one has.
func (f *populator) addViewers(w *blanks, stream components.Row, cohort int) {
	first := (int(*components.StreamNumber.At(w, stream))-1)*f.Viewers + cohort*f.share()
	for k := range f.viewersIn(cohort) {
		f.addViewer(w, stream, first+k+1)
	}
}

// addViewer fills a simulated viewer of a stream. One in twenty has paid for the
// first half only, one in thirty is abroad.
func (f *populator) addViewer(w *blanks, stream components.Row, number int) {
	rng := ecs.NewRand(f.Seed, uint64(number), 0, forViewer)
	row := take(&w.viewer)
	*components.ViewerNumber.At(w, row) = components.Number(number)
	*components.ViewerStream.At(w, row) = stream
	*components.ViewerLicense.At(w, row) = components.NoRow
	account := ecs.NewRand(f.Seed, uint64(number), 0, forAccount)
	*components.ViewerAccount.At(w, row) = components.Row(account.N(int64(f.accounts())))
	*components.ViewerTier.At(w, row) = components.Tier(1 + rng.N(int64(components.Tiers)-1))
	rights := components.Rights{From: f.begin, Until: f.begin + 365*dayAhead}
	if rng.N(20) == 0 {
		rights.Until = f.begin + half
	}
	*components.ViewerRights.At(w, row) = rights
	territory := *components.StreamTerritory.At(w, stream)
	if rng.N(30) == 0 {
		territory = f.Symbols.Of(abroad)
	}
	*components.ViewerTerritory.At(w, row) = territory
	*components.ViewerRegion.At(w, row) = uint8(f.Service.Region(f.Symbols.Text(territory)))
	*components.ViewerDue.At(w, row) = f.begin + components.PTS(rng.N(int64(f.joining)))
	*components.ViewerWant.At(w, row) = components.Join
	*components.ViewerBeaconDue.At(w, row) = f.begin + f.beaconPhase(number)
}

// joinTime is how long it takes until all viewers have come, unless the plan says.
// Matches that are under way have theirs already: those ask at the rate at which they
// will renew.
func (p *Plan) joinTime() components.PTS {
	if p.Joins > 0 {
		return components.PTSOf(p.Joins)
	}
	if p.Stagger {
		return p.Service.Keys.Period.PTS()
	}
	return joinSpread
}

// beaconPhase is when in an interval a viewer sends its beacon: as many do at any time.
func (f *populator) beaconPhase(number int) components.PTS {
	rng := ecs.NewRand(f.Seed, uint64(number), 0, forBeacon)
	return components.PTS(rng.N(int64(f.Service.QoE.Interval.PTS())))
}

// audiences is how many of so many streams have one.
func (p *Plan) audiences(streams int) int { return streams * min(p.Viewers, 1) }

// QoE is how it is kept how the streams play.
func (p *Plan) QoE() qoe.Config {
	return qoe.Config{CDNs: len(p.Service.CDNs()), Regions: len(p.Service.Regions()), Length: p.Service.QoE.Window.PTS()}
}
