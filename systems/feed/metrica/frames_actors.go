package metrica

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// along returns which side of the pitch a channel measures.
func (c *compiler) along(id string, at int64) holds {
	v, ok := c.channels[id]
	if !ok {
		v.name = "position_" + id
	}
	if v.name != "position_x" && v.name != "position_y" {
		return nothing
	}
	if v.unit != "" && v.unit != "normalized" {
		c.lacks("Channel "+id+" Unit", text{v.unit, at}, recording.OutOfRange, "normalized")
	}
	if v.name == "position_x" {
		return alongX
	}
	return alongY
}

// who returns the place of a player in the cast, -1 of an official.
func (c *compiler) who(id string) int {
	i, ok := c.places[id]
	if ok {
		return i
	}
	p, known := c.people[id]
	switch side := c.info.side(p.team); {
	case !known:
		c.match.Warnings.Add(recording.UnknownPlayer, "player %s is not among those of the metadata", recording.Clip([]byte(id)))
		c.cast = append(c.cast, actor{name: id})
		i = len(c.cast) - 1
	case p.official:
		i = -1
	default:
		if side == components.NoTeam {
			c.match.Warnings.Add(recording.UnknownTeam, "player %s is of team %s: taken as none", recording.Clip([]byte(id)), recording.Clip([]byte(p.team)))
		}
		if p.name == "" {
			p.name = id
		}
		i = c.enlist(p.name, side)
	}
	c.places[id] = i
	return i
}
