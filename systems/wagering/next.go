package wagering

import "touchline/components"

// next returns what the next-goal market should be settled with for incident i: 1
// and the team for a goal that is certain, 1 for the end of play, when nobody
// scores any more, and 0 for all others.
func (b *Book) next(c *course, offered GroupSet, i int) uint8 {
	switch {
	case !c.opened || !offered.Has(components.ResultGroup) || b.Sport == components.Cricket:
		return 0
	case i == c.over && b.final(c, i):
		return 1
	case b.goal(i) && b.certain(i):
		return 1 + uint8(b.Team[i])
	default:
		return 0
	}
}

// certain reports whether goal i is beyond doubt: play restarted with a kick-off,
// or its period is over, and no review from before that is open. Once play has
// restarted it cannot be reviewed any more (IFAB, Laws of the Game, VAR protocol).
func (b *Book) certain(i int) bool {
	for k := i + 1; k < len(b.Kind); k++ {
		if b.Fate[k] != components.Stands {
			continue
		}
		if b.Kind[k] == components.ReviewStart {
			return false
		}
		if b.Kind[k] == components.KickOff || b.Kind[k].In(bounds) {
			return true
		}
	}
	return false
}
