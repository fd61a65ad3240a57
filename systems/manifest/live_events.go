package manifest

import (
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

// told is the date ranges of events, each formatted once. Of an event that ends before
// the playlist begins nothing is kept: it will not be told of again.
type told struct {
	list []toldEvent
	next uint64 // ID of the next event to be looked at
	text []byte // of the playlist
}

type toldEvent struct {
	id   uint64
	text []byte
}

func (t *told) reset() { *t = told{list: t.list[:0], text: t.text[:0]} }

// catchUp makes t the date ranges of a playlist.
func (t *told) catchUp(p *Presentation, v *index.View, l *Playlist) {
	events, begin := v.Events(), v.At(l.From).At
	if events.Len() == 0 {
		return
	}
	first := events.At(0).ID
	for t.next = max(t.next, first); t.next < first+uint64(events.Len()); t.next++ {
		if e := events.At(int(t.next - first)); e.Until() >= begin {
			d := p.dateRange(e)
			t.list = append(t.list, toldEvent{e.ID, hls.AppendRange(nil, &d)})
		}
	}
	kept := t.list[:0]
	t.text = t.text[:0]
	for _, e := range t.list {
		if e.id < first || events.At(int(e.id-first)).Until() < begin {
			continue
		}
		kept = append(kept, e)
		if shows(events, int(e.id-first), v, l) {
			t.text = append(t.text, e.text...)
		}
	}
	clear(t.list[len(kept):])
	t.list = kept
}
