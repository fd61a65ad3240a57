package match

import "touchline/components"

// touch notes that a side is near the ball, and returns who has it: whom the source names,
// or who has been near it for some frames; else NoTeam.
func touch(w *components.Watched, near, said components.Team) components.Team {
	frames := w.Frames
	if near != w.Near {
		frames = 0
	}
	frames = min(frames, 254) + 1
	w.Near, w.Frames = near, frames
	if said != components.NoTeam {
		return said
	}
	if frames >= touches {
		return near
	}
	return components.NoTeam
}

// nearOf is who is near the ball and for how many frames, as one word.
func nearOf(w *components.Watched) uint16 { return uint16(w.Near) | uint16(w.Frames)<<8 }

// hold is held of fixtures beside each other.
func hold(times []components.BallTime, holder components.Team, since components.PTS) {
	switch {
	case since == 0:
	case holder == components.Home:
		for i := range times {
			times[i].Home += since
		}
	case holder == components.Away:
		for i := range times {
			times[i].Away += since
		}
	}
}

// held adds to how long the side has had the ball that has it.
func held(t *components.BallTime, holder components.Team, since components.PTS) {
	switch holder {
	case components.Home:
		t.Home += since
	case components.Away:
		t.Away += since
	}
}

// rests says in which phases of a match of each sport the ball is not in play. There are
// two sports and no more than eight phases, so that an index needs no check.
var rests = func() (all [2][8]bool) {
	var _ [2]any = [len(forced)]any{}
	for sport := range all {
		for p := range components.Phases {
			all[sport][p] = forced[sport][p] || p == components.Stopped
		}
	}
	return all
}()
