package manifest

import (
	"slices"

	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/index"
)

// LiveMPD is the MPD of a stream's live window, which it keeps from one view to the
// next: it adds what is new to the timelines and events, and renders all of it only
// where something else has changed. That is a period that begins or leaves the
// window, a gap, a series of events that has its first or loses its last, and an
// index that has begun anew.
//
// It writes the bytes of [Presentation.AppendMPD]. It is for one goroutine at a time.
type LiveMPD struct {
	p    *Presentation
	kind Description
	mpd  *dash.MPD
	live *dash.Live

	known     bool // what follows is that of the MPD, and it can be gone on with
	from, to  uint64
	last      index.Segment // before to
	told      uint64        // ID of the newest event, 0 if there is none
	oldest    uint64        // ID of the oldest event in the index, which forgets some
	stretches []stretch     // by period
	lines     [2][]mpdLine  // the timelines of the first period and of the last
	rendered  int           // how often all of it was
}

// mpdLine is a timeline and its timescale.
type mpdLine struct {
	timeline *dash.Timeline
	scale    uint32
}

// LiveDescription is the live window of a view.
func (p *Presentation) LiveDescription(v *index.View) Description {
	return Description{From: v.Live, To: v.End(), Published: Date(p.Wall, v.Changed)}
}

// NewLiveMPD returns an MPD of live windows, numbered and chunked as kind is.
func (p *Presentation) NewLiveMPD(kind Description) *LiveMPD {
	return &LiveMPD{p: p, kind: Description{Numbered: kind.Numbered, Chunked: kind.Chunked}}
}

// AppendMPD appends the MPD of the live window of a view to dst. It is fast if the
// view is that of the call before, or a newer one of the same stream.
func (l *LiveMPD) AppendMPD(dst []byte, v *index.View) []byte {
	d := l.p.LiveDescription(v)
	d.Numbered, d.Chunked = l.kind.Numbered, l.kind.Chunked
	if l.known && l.p.Clock != "" && l.catchUp(v, &d) { // without a clock the MPD says what time it is
		l.live.Publish(d.Published)
	} else {
		l.render(v, &d)
	}
	return l.live.AppendMPD(dst)
}

// render makes all of the MPD anew.
func (l *LiveMPD) render(v *index.View, d *Description) {
	l.rendered++
	l.mpd = l.p.mpd(v, d)
	if l.live == nil {
		l.live = dash.NewLive(l.mpd)
	} else {
		l.live.Render(l.mpd)
	}
	l.stretches = l.p.stretches(v, d)
	l.from, l.to = d.From, d.To
	l.oldest, l.told = eventIDs(v)
	n := len(l.stretches)
	if l.known = n > 0 && l.stretches[n-1].end == d.To; !l.known {
		return // there is no period to go on with
	}
	l.last = *v.At(d.To - 1)
	l.lines[0], l.lines[1] = linesOf(&l.mpd.Periods[0]), linesOf(&l.mpd.Periods[n-1])
	l.known = l.whole(d)
}

// whole reports whether the MPD has all there is: no segment is missing in a
// timeline because the clock has gone back, no event because there are too many.
func (l *LiveMPD) whole(d *Description) bool {
	for i := range l.mpd.Periods {
		period, s := &l.mpd.Periods[i], l.stretches[i]
		for _, line := range linesOf(period) {
			if line.timeline.Len() != int(s.end-s.n) {
				return false
			}
		}
		for k := range period.Streams {
			if period.Streams[k].Events.Len() == dash.MostEvents {
				return false
			}
		}
	}
	return true
}

// linesOf are the timelines of a period. Several sets may have the same.
func linesOf(p *dash.Period) (list []mpdLine) {
	for i := range p.Sets {
		t := &p.Sets[i].Template
		if l := (mpdLine{t.Timeline, t.Timescale}); t.Timeline != nil && !slices.Contains(list, l) {
			list = append(list, l)
		}
	}
	return list
}

// eventIDs are those of the oldest and of the newest event of a view.
func eventIDs(v *index.View) (oldest, newest uint64) {
	list := v.Events()
	if list.Len() == 0 {
		return 0, 0
	}
	return list.At(0).ID, list.At(list.Len() - 1).ID
}
