package manifest

import (
	"strconv"

	"touchline/components"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

// The classes of date ranges, and schemes of events.
const (
	WageringClass  = "org.touchline.wagering"
	SpliceClass    = "org.touchline.splice"
	WageringScheme = "urn:touchline:wagering:2026"
)

// ranges sets the date ranges of a playlist: the events that end after its first
// segment begins and begin before its last ends.
func (p *Presentation) ranges(m *hls.Media, v *index.View, l *Playlist) {
	if !p.tells(m) {
		return
	}
	list, begin := v.Events(), v.At(l.From).At
	for i := range list.Len() {
		if e := list.At(i); e.Until() >= begin && shows(list, i, v, l) {
			m.Ranges = append(m.Ranges, p.dateRange(e))
		}
	}
}

// shows reports whether a playlist shows event i of a list, if that ends after the
// playlist begins.
func shows(list index.Events, i int, v *index.View, l *Playlist) bool {
	e, end := list.At(i), v.At(l.To-1).Until()
	return (e.At < end || !l.Ended) && (e.Splice == nil || stands(list, i, end))
}

// tells reports whether a playlist tells of events.
func (p *Presentation) tells(m *hls.Media) bool { return p.Wall != 0 && !m.IFrames && !m.Text }

func (p *Presentation) dateRange(e *index.Event) hls.DateRange {
	id := strconv.FormatUint(e.ID, 10)
	if e.Splice != nil {
		return p.splice(e, id)
	}
	r := hls.DateRange{ID: "wagering-" + id, Class: WageringClass, Start: p.date(e.At), Duration: e.Length}
	r.Values = append(r.Values,
		hls.Value{Name: "X-OP", Text: e.Wager.Op.String()},
		hls.Value{Name: "X-EVENT", Text: e.Wager.Kind.String()})
	if e.Wager.Team != components.NoTeam {
		r.Values = append(r.Values, hls.Value{Name: "X-TEAM", Text: e.Wager.Team.String()})
	}
	r.Values = append(r.Values,
		hls.Value{Name: "X-SCORE", Text: score(e.Wager.Score)},
		hls.Value{Name: "X-SEQUENCE", Text: strconv.FormatUint(uint64(e.Wager.Sequence), 10)},
		hls.Value{Name: "X-REVISION", Text: strconv.FormatUint(uint64(e.Wager.Revision), 10)})
	return r
}

func score(t components.Tally) string {
	return strconv.Itoa(int(t.Home)) + "-" + strconv.Itoa(int(t.Away))
}

// AppendWager appends an event of the match as a JSON object: what events in MPDs
// and in the media carry.
func AppendWager(dst []byte, w *index.Wager) []byte {
	dst = append(append(dst, `{"op":"`...), w.Op.String()...)
	dst = append(append(dst, `","event":"`...), w.Kind.String()...)
	if w.Team != components.NoTeam {
		dst = append(append(dst, `","team":"`...), w.Team.String()...)
	}
	dst = append(append(dst, `","score":"`...), score(w.Score)...)
	dst = append(dst, `","sequence":`...)
	dst = strconv.AppendUint(dst, uint64(w.Sequence), 10)
	dst = append(dst, `,"revision":`...)
	return append(strconv.AppendUint(dst, uint64(w.Revision), 10), '}')
}
