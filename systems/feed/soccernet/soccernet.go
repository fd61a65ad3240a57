// Package soccernet reads what the SoccerNet data sets tell of the broadcast of a
// match: labels of what happened, labels of which shots the programme showed, and
// transcripts of the commentary.
//
// Labels are a match of their own. A transcript is of one half alone, and can be
// added to whatever match it belongs to.
//
// docs/formats/soccernet.md says what becomes of each.
package soccernet

import (
	"iter"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// Format is the name of the format.
const Format = "soccernet"

// Is reports whether data begins as labels do: with an object that has UrlLocal,
// the match's folder in the data set, or else a list under "annotations" whose
// first element has at least three of the keys that labels have. It may be cut
// short after them.
func Is(data []byte) bool {
	s := scan.New(data)
	if !s.Object() {
		return false
	}
	located := false
	for s.Key() {
		switch string(s.Name) {
		case "annotations":
			return located || s.Array() && s.Element() &&
				s.Keys("gameTime", "position", "label", "team", "visibility", "replay", "change_type") >= 3
		case "UrlLocal":
			located = true
		}
		s.Value()
	}
	return located && s.Err() == nil
}

// Read is a [recording.Reader] of labels.
func Read(data []byte, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
	return func(yield func(components.Event, error) bool) {
		m.Format, m.Sport = Format, "football"
		m.Source = "SoccerNet"
		m.Terms = "annotations of SoccerNet-v2: Deliège et al., CVPR Workshops 2021; ask the authors before passing on what is written of them"
		r := reader{Values: scan.NewValues(data, m), names: names, match: m}
		r.read()
		if r.Err != nil {
			yield(components.Event{}, r.Err)
			return
		}
		t := teller{yield: yield, labels: r.labels}
		t.tell()
	}
}

// reader is what is known at a label.
type reader struct {
	scan.Values
	names components.Interner
	match *recording.Match

	labels  []label
	actions bool // some labels are of actions
	score   recording.Tally
	scored  bool // the file has the score
}

// read goes through the file.
func (r *reader) read() {
	var top [6]scan.Span
	r.Members("", r.Root(), top[:], "UrlLocal", "annotations", "gameHomeTeam", "gameAwayTeam", "gameDate", "gameScore")
	r.header(top[0], top[2:])
	r.take(r.Required("annotations", top[1], "a list of labels"))
	if r.Err != nil {
		return
	}
	r.match.Records = len(r.labels)
	r.match.Unscored = !r.actions
	arrange(r.labels)
	if r.actions {
		r.count()
	}
}

// count holds the goals against the score that the file has.
func (r *reader) count() {
	var goals recording.Tally
	for i := range r.labels {
		switch l := &r.labels[i]; {
		case l.kind != components.Goal:
		case l.team == components.Home:
			goals.Home++
		case l.team == components.Away:
			goals.Away++
		}
	}
	if r.scored && goals != r.score {
		r.match.Warnings.Add(recording.ScoreDiffers, "the goals come to %d-%d, the file has %d-%d",
			goals.Home, goals.Away, r.score.Home, r.score.Away)
	}
}
