package bench

import "touchline/components"

func wagerAt(o *ours, i components.Row) wager {
	w := components.WagerRecord.At(o, i)
	return wager{
		Sequence: w.Sequence,
		Op:       w.Op,
		Group:    w.Group,
		Cause:    w.Cause,
		Team:     w.Team,
		Score:    w.Score,
		Occurred: w.Occurred,
		Received: w.Received,
		Release:  w.Release,
	}
}

func cutAt(o *ours, i components.Row) cut {
	return cut{
		Made:    true,
		From:    *components.CutFrom.At(o, i),
		To:      *components.CutTo.At(o, i),
		Reason:  *components.CutReasonOf.At(o, i),
		Score:   *components.CutScore.At(o, i),
		Against: *components.CutAgainst.At(o, i),
		Shot:    *components.CutShot.At(o, i),
		Release: *components.CutRelease.At(o, i),
	}
}

func entryAt(o *ours, i, stream components.Row) entry {
	p, e := components.EntryPiece.At(o, i), components.EntryAs.At(o, i)
	return entry{
		Sequence: e.Sequence,
		Start:    p.Start,
		Length:   p.Length,
		Flags:    p.Flags,
		Period:   e.Period,
		First:    components.StreamLive.At(o, stream).Sequence,
		Breaks:   components.StreamLive.At(o, stream).Breaks,
		Count:    uint16(components.StreamLive.At(o, stream).Count),
	}
}

func grantAt(o *ours, i components.Row) grant {
	t := components.GrantTermsOf.At(o, i)
	return grant{
		Result:    t.Result,
		Viewer:    t.Viewer,
		Tier:      t.Tier,
		Period:    t.Period,
		From:      t.From,
		Until:     t.Until,
		Received:  t.Received,
		Signature: *components.GrantSignature.At(o, i),
	}
}
