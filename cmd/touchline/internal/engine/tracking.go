package engine

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/simulate"
)

// path is the way of the ball for the simulated tracking of m, nil if the recording
// has its own. Nobody knew it while a match was played live.
func (p *Plan) path(m *recording.Match) simulate.Path {
	if len(m.Frames) > 0 || m.Live || m.Sport != "football" {
		return nil
	}
	return simulate.NewPath(m.Events)
}

// tracked is how many players a frame has at most: as many as play, or as a recording
// has in a frame, or, as nobody knows of a live match, as many as there can be.
func (p *Plan) tracked() int {
	most := 22
	for _, m := range p.Matches {
		if m.Live {
			return components.MaxSeen
		}
		for i := range m.Frames {
			most = max(most, int(m.Frames[i].Players))
		}
	}
	return most
}

// framesPerTick is how many frames of a fixture a tick takes: what the simulated
// tracking has, or as many as a recording has at its densest moment.
func (p *Plan) framesPerTick() int {
	most := int((p.Rate.At(1)+1)*25/components.PTSPerSecond) + 1
	for _, m := range p.Matches {
		tick, n := int64(-1), 0
		for i := range m.Frames {
			if t := p.Rate.Index(m.Frames[i].Occurred); t != tick {
				tick, n = t, 0
			}
			n++
			most = max(most, n)
		}
	}
	return most
}
