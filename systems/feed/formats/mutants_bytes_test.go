package formats_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"touchline/components"
	"touchline/systems/feed/formats"
	"touchline/systems/feed/recording"
)

// lineEnds does what mail and editors do to a text: it begins with a byte order
// mark, its lines end with CRLF, and blank ones follow it.
func lineEnds(s *subject, _ int, _ *rand.Rand, give func(mutant)) {
	give(mutant{name: "byte order mark", data: append([]byte("\uFEFF"), s.data...), want: unharmed})
	if bytes.HasSuffix(s.data, []byte("\n")) || !s.byLine() {
		give(mutant{name: "blank lines", data: append(bytes.Clone(s.data), "\n\r\n"...), at: len(s.data), want: unharmed})
	}
	if !bytes.Contains(s.data, []byte("\r")) {
		give(mutant{name: "CRLF", data: bytes.ReplaceAll(s.data, []byte("\n"), []byte("\r\n")), want: unharmed})
	}
}

// letters puts bytes that are not UTF-8 between letters.
func letters(s *subject, n int, rng *rand.Rand, give func(mutant)) {
	for range 4 * n {
		at, ok := find(s.data, rng, func(c byte) bool { return c|0x20-'a' < 26 })
		if !ok {
			return
		}
		bad := []string{"\xff", "\xc3", "\xed\xa0\x80", "\xf0\x9f\x98"}[rng.IntN(4)]
		give(mutant{name: fmt.Sprintf("%x at byte %d", bad, at), data: s.with(part{at + 1, at + 1}, []byte(bad)...), at: at})
	}
}

// people puts a byte that is not UTF-8 into names of the match, wherever they stand
// in the file.
func people(s *subject, n int, rng *rand.Rand, give func(mutant)) {
	whole := s.try(s.data)
	if whole.err != nil || whole.names.Len() < 2 || s.about != nil { // whose names are those of another file
		return
	}
	for range n {
		name := []byte(whole.names.Text(components.Symbol(1 + rng.IntN(whole.names.Len()-1))))
		at := bytes.Index(s.data, name)
		if len(name) < 3 || at < 0 {
			continue // it stands there with escapes
		}
		bad := slices.Concat(name[:1], []byte("\xff"), name[1:])
		give(mutant{name: string(name), data: bytes.ReplaceAll(s.data, name, bad), at: at, warning: recording.BadText})
	}
}

// marks takes away a byte that the structure of the file rests on.
func marks(s *subject, n int, rng *rand.Rand, give func(mutant)) {
	for range 4 * n {
		at, ok := find(s.data, rng, func(c byte) bool { return strings.IndexByte("{}[]:,\"<>=/\n", c) >= 0 })
		if !ok {
			return
		}
		give(mutant{name: fmt.Sprintf("%q at byte %d", s.data[at], at), data: s.with(part{at, at + 1}), at: at})
	}
}

// nuls has zeros where the file was, as a disk or a download that failed leaves
// them.
func nuls(s *subject, n int, rng *rand.Rand, give func(mutant)) {
	want := refused
	if s.byLine() {
		want = anything
	}
	for range n {
		from := rng.IntN(len(s.data))
		to := min(from+1+rng.IntN(4096), len(s.data))
		give(mutant{name: fmt.Sprintf("%d from byte %d", to-from, from), data: s.with(part{from, to}, make([]byte, to-from)...), at: from, want: want})
	}
	give(mutant{name: "at the end", data: append(bytes.Clone(s.data), 0, 0, 0, 0), at: len(s.data), want: s.after()})
	give(mutant{name: "in its second half", data: s.with(part{len(s.data) / 2, len(s.data)}, make([]byte, len(s.data)/2)...), at: len(s.data) / 2, want: s.after()})
}

// tails puts something after the end of the file.
func tails(s *subject, _ int, _ *rand.Rand, give func(mutant)) {
	for _, tail := range [...]string{"x", "{}", "]", "<a/>", "</a>", ",", "1", "\"", "\u00a0", "<!--"} {
		give(mutant{name: tail, data: append(bytes.Clone(s.data), tail...), at: len(s.data), want: s.after()})
	}
	give(mutant{name: "itself", data: append(bytes.Clone(s.data), s.data...), at: len(s.data), want: s.after()})
}

// after is what may become of a file with something after its end. Lines of frames
// may have more values than are read, and come in any order.
func (s *subject) after() want {
	if s.role == formats.Frames && s.byLine() {
		return anything
	}
	return refused
}

// deep nests deeper than any format does, whole and without an end.
func deep(s *subject, n int, rng *rand.Rand, give func(mutant)) {
	const levels = 100_000
	nests := [...]struct{ open, close string }{{`{"x":`, "}"}, {"[", "]"}}
	before, after := `"x":`, "0,"
	if bytes.HasPrefix(bytes.TrimSpace(s.data), []byte("<")) {
		nests[0].open, nests[0].close, nests[1].open, nests[1].close = "<a>", "</a>", "<a b='c'>", "</a>"
		before, after = "", ""
	}
	for range max(1, n/4) {
		for _, nest := range nests {
			at, ok := s.inside(rng)
			if !ok {
				return
			}
			open := before + strings.Repeat(nest.open, levels)
			whole := open + "0" + strings.Repeat(nest.close, levels) + strings.TrimPrefix(after, "0")
			name := fmt.Sprintf("%s at byte %d", nest.open, at)
			give(mutant{name: name, data: s.with(part{at, at}, []byte(whole)...), at: at, want: refused})
			give(mutant{name: name + " without end", data: s.with(part{at, len(s.data)}, []byte(open)...), at: at, want: refused})
		}
	}
}

// inside returns a place where another member may stand in an object of the file,
// or another element in an element.
func (s *subject) inside(rng *rand.Rand) (at int, ok bool) {
	if bytes.HasPrefix(bytes.TrimSpace(s.data), []byte("<")) {
		at, ok = find(s.data, rng, func(c byte) bool { return c == '<' })
		return at, ok && at > 0
	}
	at, ok = find(s.data, rng, func(c byte) bool { return c == '{' })
	return at + 1, ok
}

// long makes a text longer than any is.
func long(s *subject, n int, rng *rand.Rand, give func(mutant)) {
	for range max(1, n/2) {
		at, ok := find(s.data, rng, func(c byte) bool { return c|0x20-'a' < 26 })
		if !ok {
			return
		}
		give(mutant{name: fmt.Sprintf("at byte %d", at), data: s.with(part{at, at}, bytes.Repeat([]byte("x"), 1<<20)...), at: at})
	}
}
