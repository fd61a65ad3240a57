package manifest

import (
	"strconv"

	"touchline/components"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

// stands reports whether playlists have splice i of a list (RFC 8216, 4.3.2.7.1). They
// have none that was canceled. A break that is announced anew is another range, since
// none may change. That is why its end is told when the media have come to it: until
// then it may end sooner.
func stands(list index.Events, i int, end components.PTS) bool {
	e := list.At(i)
	return !e.Splice.Cancel && (!e.Splice.In || e.At <= end) && !superseded(list, i)
}

// superseded reports whether splice i of a list was canceled or announced anew.
func superseded(list index.Events, i int) bool {
	s := list.At(i).Splice
	for k := i + 1; k < list.Len(); k++ {
		if later := list.At(k).Splice; later != nil && later.Supersedes(s) {
			return true
		}
	}
	return false
}

// splice is the date range of a splice. Where a break begins and where it ends are two
// tags of one range, which begins when the break does.
func (p *Presentation) splice(e *index.Event, id string) hls.DateRange {
	s := e.Splice
	r := hls.DateRange{Class: SpliceClass, Start: p.date(e.At), Planned: e.Length}
	switch pair := strconv.FormatUint(s.Pair, 10); {
	case s.Out:
		r.ID, r.Out = "break-"+pair, s.Section
	case s.In:
		r.ID, r.In = "break-"+pair, s.Section
		if s.Pair > 0 {
			r.Start, r.Duration = p.date(s.Begin), e.At-s.Begin
		}
	default:
		r.ID, r.Command = "splice-"+id, s.Section
	}
	return r
}
