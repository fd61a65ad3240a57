package reference

import "strings"

// page is the multivariant playlist of a class of streams: what differs among them,
// their language, is left out.
type page struct {
	parts    []string // between the places of the language
	language string
}

// gap stands in a text for the language.
const gap = "{language}"

// addPage adds the playlist of a stream. Streams that look alike share its text.
func (b *Best) addPage(s *Channel) {
	if s.Renditions == nil {
		return
	}
	text := (&ladder{gap, s.Frames, s.Renditions}).text()
	parts := b.classes[text]
	if parts == nil {
		parts = strings.Split(text, gap)
		b.classes[text] = parts
	}
	b.pages = append(b.pages, page{parts, s.Language})
}

// AppendMaster is [Manifest.Master], into a buffer of the caller's.
func (b *Best) AppendMaster(dst []byte, h Handle) []byte {
	b.mu.Lock()
	p := &b.pages[h]
	for i, part := range p.parts {
		if i > 0 {
			dst = append(dst, p.language...)
		}
		dst = append(dst, part...)
	}
	b.mu.Unlock()
	return dst
}
