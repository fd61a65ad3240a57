package hls

// Log is the text of the segments of a media playlist that goes on. A segment is
// formatted once, when it comes; a playlist is its head, a copy of the text from its
// first segment on, and its end. It is the same as [AppendMedia] writes, and costs
// what has changed, not what it holds.
//
// The text of parts is kept apart from that of their segments: it stands between two
// pieces of it while the segment is near the end, and is left out later on.
//
// It is for one writer. In the long run it allocates nothing.
type Log struct {
	form   Media  // what segments depend on of the playlist
	first  uint64 // media sequence number of list[head]
	list   []entry
	head   int
	text   tape
	parts  tape
	force  tape
	keys   []Key  // in force after the last segment
	uri    string // that of its initialization section; empty if the playlist says it
	making int    // where in parts the segment begins that is being made
	made   int    // how many parts of it there are
}

// entry is where the text of a segment is. Its pieces are all within its tape.
type entry struct {
	at     int // where it begins
	forced int // where its keys and its map stand, or would
	when   int // where they end
	part   int // where its parts would stand

	force, forceEnd int // the keys and the map that are in force: what it says if it is the first
	parts           int // up to those of the next
	mapped          bool
}

// NewLog returns a log of the segments of a playlist like form: in its folder, of
// I-frames alone or not. The first will have the given media sequence number.
func NewLog(form *Media, first uint64) *Log {
	return &Log{form: Media{Folder: form.Folder, IFrames: form.IFrames, Text: form.Text}, first: first}
}

// Reset makes l empty: the next segment has the given number, and no keys are in
// force before it.
func (l *Log) Reset(first uint64) {
	*l = Log{
		form: l.form, first: first, list: l.list[:0],
		text: l.text.reset(), parts: l.parts.reset(), force: l.force.reset(),
	}
}

// First is the media sequence number of the oldest segment.
func (l *Log) First() uint64 { return l.first }

// End is that of the segment that is to come next.
func (l *Log) End() uint64 { return l.first + uint64(len(l.list)-l.head) }

// Made is how many parts there are of the segment that is to come next.
func (l *Log) Made() int { return l.made }

// PushPart adds a part of the segment that is to come next.
func (l *Log) PushPart(p *Part) {
	l.parts.text = appendPartOf(l.parts.text, l.form.Folder, p, l.End(), l.made)
	l.made++
}

// DropParts forgets the parts of the segment that is to come next.
func (l *Log) DropParts() {
	l.parts.cut(l.making)
	l.made = 0
}

// Push adds a segment, with the parts of it that were added before and those that it
// has itself. It keeps the keys.
func (l *Log) Push(s *Segment) {
	for i := range s.Parts {
		l.PushPart(&s.Parts[i])
	}
	e := entry{at: l.text.end(), parts: l.making}
	if len(s.Keys) > 0 || s.Map != "" {
		if len(s.Keys) > 0 {
			l.keys = s.Keys
		}
		if s.Map != "" {
			l.uri = s.Map
		}
		e.force = l.force.end()
		l.force.text = appendForce(l.force.text, l.keys, l.uri)
		e.forceEnd = l.force.end()
	} else if len(l.list) > l.head {
		last := &l.list[len(l.list)-1]
		e.force, e.forceEnd = last.force, last.forceEnd
	}
	e.mapped = l.uri != ""
	t := &l.text
	t.text = appendBreak(t.text, s)
	e.forced = t.end()
	t.text = appendForce(t.text, s.Keys, s.Map)
	e.when = t.end()
	t.text = appendWhen(t.text, s)
	e.part = t.end()
	t.text = appendWhole(t.text, &l.form, s, l.End())
	l.list = append(l.list, e)
	l.making, l.made = l.parts.end(), 0
}

// Drop lets the segments go that are before n; the last stays.
func (l *Log) Drop(n uint64) {
	for l.first < n && l.head+1 < len(l.list) {
		l.first++
		l.head++
	}
	if l.head == 0 || l.head*2 < len(l.list) {
		return // each entry is moved once, at most
	}
	l.list = l.list[:copy(l.list, l.list[l.head:])]
	l.head = 0
	e := &l.list[0]
	l.text.drop(e.at)
	l.parts.drop(e.parts)
	l.force.drop(e.force)
}
