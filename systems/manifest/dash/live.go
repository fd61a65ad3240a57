package dash

import "touchline/systems/manifest/internal/text"

// Live writes one manifest again and again, while only its timelines, its events
// and its time of publication change. It writes the same bytes as [AppendMPD], but
// formats only what has changed, and copies the rest.
//
// It is for one writer, which is also the one to change the timelines and events.
// In the long run it allocates nothing.
type Live struct {
	mpd   *MPD
	text  []byte // the manifest without what fills the holes
	holes []hole
	date  int   // where in text the time of publication is, or -1
	time  int64 // which one that is
}

// hole is a place in the manifest that a timeline or events fill.
type hole struct {
	at       int
	timeline *Timeline
	events   *Events
}

// NewLive returns a Live that writes m. It keeps m.
func NewLive(m *MPD) *Live {
	l := &Live{}
	l.Render(m)
	return l
}

// Render makes l write m from now on. It must be called, with the same m or
// another, after a change to anything but timelines, events and what Publish sets.
func (l *Live) Render(m *MPD) {
	l.mpd, l.holes, l.date, l.time = m, l.holes[:0], -1, m.PublishTime
	l.text = appendMPD(l.text[:0], m, l)
}

// Publish sets the time of publication, in Unix milliseconds.
func (l *Live) Publish(ms int64) {
	l.mpd.PublishTime = ms
	if l.date < 0 || ms == 0 { // whether it is written may have changed
		l.Render(l.mpd)
		return
	}
	text.ChangeDate(l.text[l.date:], l.time, ms)
	l.time = ms
}

// AppendMPD appends the manifest as it is now to dst and returns the extended
// buffer.
func (l *Live) AppendMPD(dst []byte) []byte {
	at := 0
	for i := range l.holes {
		h := &l.holes[i]
		dst = append(dst, l.text[at:h.at]...)
		at = h.at
		switch {
		case h.timeline != nil:
			dst = h.timeline.append(dst)
		case h.events != nil:
			dst = append(dst, h.events.text...)
		}
	}
	return append(dst, l.text[at:]...)
}

func (l *Live) hole(at int, t *Timeline, e *Events) {
	l.holes = append(l.holes, hole{at, t, e})
}

// published remembers where the time of publication is.
func (l *Live) published(at int) {
	if l != nil {
		l.date = at
	}
}
