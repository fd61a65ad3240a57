// Package id3 writes and reads ID3v2.4 tags (id3.org, "ID3 tag version 2.4.0 -
// Main Structure" and "- Native Frames") as timed metadata has them: texts and
// private data, and nothing of songs.
//
// A tag is the data of an event message box; see package emsg.
package id3

// Kind is what a frame holds.
type Kind uint8

// The kinds of frame.
const (
	Text    Kind = iota // TXXX, user defined text: a description, and a text in UTF-8
	Private             // PRIV: the owner's identifier, a URI or domain, and bytes
	kinds
)

var kindNames = [kinds]string{"TXXX", "PRIV"}

// String returns the frame identifier.
func (k Kind) String() string { return kindNames[min(k, kinds-1)] }

// Frame is one entry of a tag.
type Frame struct {
	Kind  Kind
	Name  string // description or owner, without a zero byte; of a text in UTF-8
	Value []byte // of a text in UTF-8
}

// MostBytes is how long a tag, its header apart, and so what is in it can be.
const MostBytes = 1<<28 - 1

const (
	headerBytes = 10 // of a tag and of a frame alike
	version     = 4
	utf8Text    = 3 // the encoding byte before a text
)

// size returns how long f is, its header apart.
func (f *Frame) size() int {
	n := len(f.Name) + 1 + len(f.Value)
	if f.Kind == Text {
		n++ // the encoding
	}
	return n
}

// AppendTag appends a tag of frames to dst and returns the extended buffer.
func AppendTag(dst []byte, frames []Frame) []byte {
	size := 0
	for i := range frames {
		size += headerBytes + frames[i].size()
	}
	dst = append(dst, 'I', 'D', '3', version, 0, 0)
	dst = appendSize(dst, size)
	for i := range frames {
		f := &frames[i]
		dst = append(dst, f.Kind.String()...)
		dst = append(appendSize(dst, f.size()), 0, 0)
		if f.Kind == Text {
			dst = append(dst, utf8Text)
		}
		dst = append(append(dst, f.Name...), 0)
		dst = append(dst, f.Value...)
	}
	return dst
}

// appendSize appends n in four bytes of seven bits, none of which can be taken for
// the beginning of an MPEG audio frame: "syncsafe".
func appendSize(dst []byte, n int) []byte {
	return append(dst, byte(n>>21)&0x7f, byte(n>>14)&0x7f, byte(n>>7)&0x7f, byte(n)&0x7f)
}
