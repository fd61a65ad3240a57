package wagering

import "touchline/components"

// course is how far a match has come, as far as markets are concerned. The
// incidents that say so are row numbers, −1 if there is none.
type course struct {
	opened    bool
	abandoned bool
	half      int    // ends the first half
	regular   int    // ends regular time
	over      int    // ends the goals: the end of the match, or the beginning of the shoot-out
	review    uint32 // the earliest review that is open; what ended after it is not final
}

// course follows the match. The end of a half may be lost: the beginning of a
// later one shows it as well. Once a match is abandoned nothing ends any more.
func (b *Book) course() course {
	c := course{half: -1, regular: -1, over: -1, review: 1<<32 - 1}
	halves := b.Sport != components.Cricket // whose innings end nothing that is bet on
	for i, kind := range b.Kind {
		if b.Fate[i] != components.Stands {
			continue
		}
		period := b.Period[i]
		switch kind {
		case components.MatchStart, components.KickOff:
			c.opened = true
		case components.PeriodStart:
			c.opened = true
			if !halves {
				continue
			}
			c.end(i, period-min(period, 1)) // the period before it is over
			if period == components.Shootout {
				c.first(&c.over, i)
			}
		case components.PeriodEnd:
			if halves {
				c.end(i, period)
			}
		case components.MatchEnd:
			if !halves && b.Full && !b.said(i) {
				continue // who knows what is missing from the score
			}
			c.end(i, components.SecondHalf)
			c.first(&c.over, i)
		case components.Abandoned:
			c.abandoned = c.abandoned || c.over < 0
		case components.ReviewStart:
			c.review = min(c.review, b.Seq[i])
		}
	}
	return c
}

// end notes that incident i shows the end of period, and of those before it.
func (c *course) end(i int, period components.Period) {
	if period >= components.FirstHalf {
		c.first(&c.half, i)
	}
	if period >= components.SecondHalf {
		c.first(&c.regular, i)
	}
}

func (c *course) first(row *int, i int) {
	if *row < 0 && !c.abandoned {
		*row = i
	}
}

// final reports whether row, an end, is there and no review from before it is
// open.
func (b *Book) final(c *course, row int) bool { return row >= 0 && b.Seq[row] < c.review }
