package bench

import (
	"crypto/sha256"

	"touchline/bench/reference"
	"touchline/components"
)

// answers is what the calls of a tick returned, in the same order.
type answers struct {
	records   []reference.Record
	decisions []reference.Decision
	entries   []reference.Entry
	judgments []reference.Judgment
	grants    []reference.Grant
	playlists []string
	reports   []reference.Report
}

// room makes room for what the modules return.
func (a *answers) room(modules module, n int) {
	if modules.has(wageringModule) {
		a.records = sized(a.records, n)
	}
	if modules.has(directorModule) {
		a.decisions = sized(a.decisions, n)
	}
	if modules.has(abrModule) {
		a.entries = sized(a.entries, n)
	}
	if modules.has(deepfakeModule) {
		a.judgments = sized(a.judgments, n)
	}
	if modules.has(drmModule) {
		a.grants = sized(a.grants, n)
	}
	if modules.has(qoeModule) {
		a.reports = sized(a.reports, n)
	}
	if modules.has(masterModule) {
		a.playlists = sized(a.playlists, n)
	}
}

// outcomes writes what the tick returned for each stream into list.
func (t *theirs) outcomes(list []outcome, o *order) {
	clear(list)
	a := &t.answers
	for j, i := range o.streams {
		out := &list[i]
		if t.modules.has(wageringModule) {
			out.Wager = wagerOf(&a.records[j].Told)
		}
		if t.modules.has(directorModule) {
			out.Cut = cutOf(&a.decisions[j])
		}
		if t.modules.has(abrModule) {
			out.Entry = entryOf(&a.entries[j])
		}
		if t.modules.has(deepfakeModule) {
			out.Verdict = verdictOf(&a.judgments[j])
		}
		if t.modules.has(drmModule) {
			out.Grant = grantOf(&a.grants[j])
		}
		if t.modules.has(qoeModule) {
			out.Quality = qualityOf(&a.reports[j])
		}
		if t.modules.has(masterModule) {
			out.Master = sha256.Sum256([]byte(a.playlists[j]))
		}
	}
}

func wagerOf(t *reference.Told) wager {
	return wager{
		Sequence: t.Sequence, Op: components.EventRecord, Group: components.NoGroup, Cause: t.Cause, Team: t.Team,
		Score: t.Score, Occurred: t.Occurred, Received: t.Received, Release: t.Release,
	}
}

func cutOf(d *reference.Decision) cut {
	return cut{d.Cut, d.From, d.To, d.Reason, d.Score, d.Against, d.Shot, d.Release}
}

func entryOf(e *reference.Entry) entry {
	return entry{e.Sequence, e.Start, e.Length, e.Flags, e.Period, e.First, e.Breaks, uint16(e.Count)}
}

func verdictOf(j *reference.Judgment) verdict {
	v := verdict{Risk: j.Risk, Stands: j.Stands}
	for _, a := range j.Alerts {
		if a.Raised {
			v.Raised |= 1 << a.Kind
		} else {
			v.Cleared |= 1 << a.Kind
		}
	}
	return v
}

func grantOf(g *reference.Grant) grant {
	out := termsOf(&g.Terms)
	if n := len(g.Token) - len(out.Signature); n >= 0 {
		copy(out.Signature[:], g.Token[n:])
	}
	return out
}

func termsOf(t *reference.Terms) grant {
	return grant{
		Result: t.Result, Viewer: t.Viewer, Tier: t.Tier, Period: t.Period,
		From: t.From, Until: t.Until, Received: t.Received,
	}
}
