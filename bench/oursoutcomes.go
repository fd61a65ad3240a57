package bench

import (
	"crypto/sha256"

	"touchline/components"
)

// outcomes writes what the tick returned for each stream into list.
func (o *ours) outcomes(list []outcome) {
	clear(list)
	for i, f := range components.WagerFixture.Of(o) {
		list[f].Wager = wagerAt(o, components.Row(i))
	}
	for i, s := range components.CutStream.Of(o) {
		list[s].Cut = cutAt(o, components.Row(i))
	}
	for i, s := range components.EntryStream.Of(o) {
		list[s].Entry = entryAt(o, components.Row(i), s)
	}
	for i, s := range components.GrantStream.Of(o) {
		list[s].Grant = grantAt(o, components.Row(i))
	}
	if o.modules.has(deepfakeModule) {
		for i := range list {
			list[i].Verdict.Risk = components.StreamScores.Of(o)[i].Risk
			list[i].Verdict.Stands = components.StreamAlerts.Of(o)[i]
		}
	}
	for i, s := range components.AlertStream.Of(o) {
		v, kind := &list[s].Verdict, components.AlertKindOf.Of(o)[i]
		if components.AlertRaised.Of(o)[i] {
			v.Raised |= 1 << kind
		} else {
			v.Cleared |= 1 << kind
		}
	}
	for i, v := range components.BeaconViewer.Of(o) {
		list[v].Quality = qualityAt(o, components.Row(i))
	}
	if o.modules.has(masterModule) {
		for i := range list {
			o.render(i) // the tick's own text is gone: its buffer is used again
			list[i].Master = sha256.Sum256(o.text)
		}
	}
}
