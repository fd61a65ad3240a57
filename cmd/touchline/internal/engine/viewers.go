package engine

import (
	"touchline/components"
	"touchline/ecs"
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
)

// accounts is how many there are: most viewers have one to themselves, some share
// one with others, who may be watching another stream.
func (p *Plan) accounts() int {
	viewers := p.Streams * len(p.Matches) * p.Viewers
	return max(viewers-viewers/10, 1)
}

// addAccounts fills the world that all shards share.
func (f *populator) addAccounts() {
	for n := range f.accounts() {
		row := create(f.shards.Common, components.Account)
		*components.AccountNumber.At(f.shards.Common, row) = components.Number(n + 1)
		*components.AccountLimit.At(f.shards.Common, row) = uint16(f.Service.Keys.Sessions)
	}
}

// addViewer adds a simulated viewer of a stream. One in twenty has paid for the
// first half only, one in thirty is abroad.
func (f *populator) addViewer(w *ecs.World, stream components.Row, territory string, number int) {
	rng := ecs.NewRand(f.Seed, uint64(number), 0, forViewer)
	row := create(w, components.Viewer)
	*components.ViewerNumber.At(w, row) = components.Number(number)
	*components.ViewerStream.At(w, row) = stream
	*components.ViewerLicense.At(w, row) = components.NoRow
	account := ecs.NewRand(f.Seed, uint64(number), 0, forAccount)
	*components.ViewerAccount.At(w, row) = components.Row(account.N(int64(f.accounts())))
	*components.ViewerTier.At(w, row) = components.Tier(1 + rng.N(int64(components.Tiers)-1))
	*components.ViewerFrom.At(w, row) = f.begin
	*components.ViewerUntil.At(w, row) = f.begin + 365*dayAhead
	if rng.N(20) == 0 {
		*components.ViewerUntil.At(w, row) = f.begin + half
	}
	*components.ViewerTerritory.At(w, row) = f.Symbols.Of(territory)
	if rng.N(30) == 0 {
		*components.ViewerTerritory.At(w, row) = f.Symbols.Of(abroad)
	}
	*components.ViewerDue.At(w, row) = f.begin + components.PTS(rng.N(int64(f.joining)))
	*components.ViewerWant.At(w, row) = components.Join
}

// joinTime is how long it takes until all viewers have come. Matches that are under
// way have theirs already: those ask at the rate at which they will renew.
func (p *Plan) joinTime() components.PTS {
	if p.Stagger {
		return p.Service.Keys.Period.PTS()
	}
	return joinSpread
}
