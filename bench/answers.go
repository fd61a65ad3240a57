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

// outcomes writes what the tick returned for each stream into list.
func (t *theirs) outcomes(list []outcome, o *order) {
	clear(list)
	a := &t.answers
	for j, i := range o.streams {
		out := &list[i]
		if t.modules.has(wageringModule) {
			r := &a.records[j]
			out.Wager = wager{
				Sequence: r.Sequence, Op: components.EventRecord, Group: components.NoGroup, Cause: r.Cause, Team: r.Team,
				Score: r.Score, Occurred: r.Occurred, Received: r.Received, Release: r.Release,
			}
		}
		if t.modules.has(directorModule) {
			d := &a.decisions[j]
			out.Cut = cut{d.Cut, d.From, d.To, d.Reason, d.Score, d.Against, d.Shot, d.Release}
		}
		if t.modules.has(abrModule) {
			e := &a.entries[j]
			out.Entry = entry{e.Sequence, e.Start, e.Length, e.Flags, e.Period, e.First, e.Breaks, uint16(e.Count)}
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
	out := grant{
		Result: g.Result, Viewer: g.Viewer, Tier: g.Tier, Period: g.Period,
		From: g.From, Until: g.Until, Received: g.Received,
	}
	if n := len(g.Token) - len(out.Signature); n >= 0 {
		copy(out.Signature[:], g.Token[n:])
	}
	return out
}
