package soccernet

import (
	"cmp"
	"slices"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// label is one annotation of the file.
type label struct {
	begin  components.PTS // since the period began
	end    components.PTS // of a shot; of an action it is begin
	camera components.Symbol
	flags  components.EventFlags
	kind   components.EventKind
	shown  int8 // of a shot, what it showed
	team   components.Team
	period components.Period
}

// take reads the labels of the file.
func (r *reader) take(annotations scan.Span) {
	var last label
	for at := range r.Elements("annotations", annotations) {
		r.Begin(at)
		var f [6]scan.Span
		r.Members("", at, f[:], "gameTime", "position", "label", "team", "replay", "change_type")
		l := r.moment(f[0], f[1], last.period)
		r.what(&l, f[2], f[4], f[5])
		l.team = r.side(f[3])
		if r.Err != nil {
			return
		}
		if byEnd(l, last) < 0 {
			r.Warn(recording.TimeRegress, "it is before the label before it: sorted")
		}
		r.labels = append(r.labels, l)
		last = l
	}
}

// what reads what a label says.
//
// A file has labels of actions or of shots, but nothing in it says which: those of
// shots have members of their own, or the name of a camera.
func (r *reader) what(l *label, name, replay, change scan.Span) {
	text := r.Word("label", name)
	camera, filmed := cameraOf(text)
	if !filmed && replay == (scan.Span{}) && change == (scan.Span{}) {
		r.action(l, name)
		return
	}
	l.kind = components.ProgramShot
	switch {
	case camera != "":
		l.camera = r.names.Intern(text)
	case !filmed && len(text) > 0:
		r.Warn(recording.UnknownType, "label %s: taken as no camera that is known", r.found(name))
	}
	l.shown = int8(r.shown(replay, camera))
}

// action reads what a label says that is of an action.
func (r *reader) action(l *label, name scan.Span) {
	r.actions = true
	a, known := actionOf(r.Word("label", name))
	if !known {
		r.Warn(recording.UnknownType, "label %s: taken as other", r.found(name))
	}
	l.kind = a.kind
	l.flags |= a.flags
}

// shown reads what a shot showed. Without a word of it, a camera on the pitch is
// taken to have shown the play.
func (r *reader) shown(replay scan.Span, camera string) int32 {
	switch string(r.Word("replay", replay)) {
	case "real-time":
		return components.ShownLive
	case "replay":
		return components.ShownReplay
	case "other":
		return components.ShownOther
	case "":
	default:
		r.Warn(recording.UnknownType, "replay %s: taken as not known", r.found(replay))
	}
	if camera == "" || camera == public {
		return components.ShownOther
	}
	return components.ShownLive
}

// side reads the team of an action.
func (r *reader) side(at scan.Span) components.Team {
	switch string(r.Word("team", at)) {
	case "home":
		return components.Home
	case "away":
		return components.Away
	case "not applicable", "":
	default:
		r.Warn(recording.UnknownTeam, "team %s: taken as none", r.found(at))
	}
	return components.NoTeam
}

// byEnd orders labels by where they stand in the match: shots at their end.
func byEnd(a, b label) int {
	return cmp.Or(cmp.Compare(a.period, b.period), cmp.Compare(a.end, b.end))
}

// arrange puts labels in the order of play. A shot is labeled at its end: it began
// with the end of the shot before it, or with the period.
func arrange(labels []label) {
	slices.SortStableFunc(labels, byEnd)
	var cut label
	for i := range labels {
		l := &labels[i]
		if l.kind != components.ProgramShot {
			continue
		}
		l.begin = 0
		if l.period == cut.period {
			l.begin = cut.end
		}
		cut = *l
	}
	slices.SortStableFunc(labels, func(a, b label) int {
		return cmp.Or(cmp.Compare(a.period, b.period), cmp.Compare(a.begin, b.begin))
	})
}
