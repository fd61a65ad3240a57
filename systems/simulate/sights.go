package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// sights are the columns of the frames that tracking writes.
type sights struct {
	fixture []components.Row
	at      []components.PTS
	ball    []components.Place
	height  []components.Centimeter
	first   []components.Row
	count   []uint8
	play    []components.BallState
	holder  []components.Team
}

// of makes o the frames from row first on.
func (o *sights) of(r *ecs.Run, first components.Row) {
	o.fixture, o.at = components.FrameFixture.Of(r)[first:], components.FrameAt.Of(r)[first:]
	o.ball, o.height = components.FrameBall.Of(r)[first:], components.FrameHeight.Of(r)[first:]
	o.first, o.count = components.FrameFirst.Of(r)[first:], components.FramePlayers.Of(r)[first:]
	o.play = components.FramePlay.Of(r)[first:]
	o.holder = components.FrameHolder.Of(r)[first:]
}

// make makes frame i of how things stand.
func (o *sights) make(r *ecs.Run, i int, now Stop, w weather) {
	o.put(i, now.Place, now.Holder)
	o.first[i] = r.Append(components.Tracked, players)
	seen := (*[players]components.Seen)(components.TrackedSeen.Of(r)[o.first[i]:])
	way := int32(1) // the home side attacks to the right in the first half
	if now.Period%2 == 0 {
		way = -1
	}
	line((*[side]components.Seen)(seen[:side]), components.Home, way, now.Place, now.SetPiece, &w)
	line((*[side]components.Seen)(seen[side:]), components.Away, -way, now.Place, now.SetPiece, &w)
	if now.Holder != components.NoTeam {
		press(seen, now.Holder, now.Place)
	}
}

// copy makes frame i like another: they share the players.
func (o *sights) copy(i, like int) {
	o.put(i, o.ball[like], o.holder[like])
	o.first[i] = o.first[like]
}

// put writes frame i, but for its players.
func (o *sights) put(i int, ball components.Place, holder components.Team) {
	o.ball[i], o.height[i], o.count[i] = ball, 0, players
	o.play[i], o.holder[i] = components.BallUnknown, holder
}
