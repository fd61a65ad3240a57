package hls_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"touchline/components"
	"touchline/systems/manifest/hls"
)

// TestEverything: all that is written is read back.
func TestEverything(t *testing.T) {
	checkBack(t, everything(), hls.ParseMedia, hls.AppendMedia)
	checkBack(t, choices(), hls.ParseMaster, hls.AppendMaster)
}

// TestRandom: and so it is whatever there is of it.
func TestRandom(t *testing.T) {
	for n := range uint64(3000) {
		d := dice{rand.New(rand.NewPCG(n, 4))}
		checkBack(t, d.media(), hls.ParseMedia, hls.AppendMedia)
		checkBack(t, d.master(), hls.ParseMaster, hls.AppendMaster)
		if t.Failed() {
			t.Fatalf("number %d", n)
		}
	}
}

func checkBack[T any](t *testing.T, want *T, parse func(string) (*T, error), write func([]byte, *T) []byte) {
	t.Helper()
	text := string(write(nil, want))
	got, err := parse(text)
	if err != nil {
		t.Errorf("%v\n%s", err, text)
	} else if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v\n%s", got, want, text)
	}
}

// TestFolder: what a folder stands for is read as what it stood for, be the URIs
// written or not.
func TestFolder(t *testing.T) {
	for n := range uint64(300) {
		d := dice{rand.New(rand.NewPCG(n, 5))}
		m := d.media()
		place := *m
		place.Folder = "v"
		at := m.Sequence + m.Skipped
		name := map[bool]string{false: "v/%d.m4s", true: "v/iframe-%d.m4s"}[m.IFrames]
		for i := range m.Segments {
			m.Segments[i].URI = fmt.Sprintf(name, at)
			for k := range m.Segments[i].Parts {
				m.Segments[i].Parts[k].URI = fmt.Sprintf("v/%d.%d.m4s", at, k)
			}
			at++
		}
		for k := range m.Making.Parts {
			m.Making.Parts[k].URI = fmt.Sprintf("v/%d.%d.m4s", at, k)
		}
		if m.Hint {
			m.HintURI = fmt.Sprintf("v/%d.%d.m4s", at, len(m.Making.Parts))
		}
		if m.Map == "" && (len(m.Segments) == 0 || m.Segments[0].Map == "") {
			m.Map = "v/init.mp4"
		}
		want := string(hls.AppendMedia(nil, m))
		bare(&place)
		if got := string(hls.AppendMedia(nil, &place)); got != want {
			t.Fatalf("number %d: got\n%swant\n%s", n, got, want)
		}
	}
}

// bare takes the URIs out that a folder stands for.
func bare(m *hls.Media) {
	m.HintURI = ""
	segments := append([]hls.Segment(nil), m.Segments...)
	for i := range segments {
		segments[i].URI = ""
		segments[i].Parts = without(segments[i].Parts)
	}
	m.Segments, m.Making.Parts = segments, without(m.Making.Parts)
}

func without(parts []hls.Part) []hls.Part {
	parts = append([]hls.Part(nil), parts...)
	for k := range parts {
		parts[k].URI = ""
	}
	return parts
}

// dice makes playlists at random. What is not written is left out of them.
type dice struct{ *rand.Rand }

func (d dice) yes() bool { return d.IntN(2) == 0 }

func (d dice) pts() components.PTS { return components.PTS(d.Int64N(86_400 * 90_000)) }

// text may be within quotes, word anywhere.
func (d dice) text() string { return d.of("abcXYZ019 ,=:;#'/é\t") }
func (d dice) word() string { return d.of("ABCxyz-019./?&=") }

func (d dice) of(alphabet string) string {
	letters := []rune(alphabet)
	text := make([]rune, 1+d.IntN(9))
	for i := range text {
		text[i] = letters[d.IntN(len(letters))]
	}
	return string(text)
}

// maybe is what make makes, or nothing.
func maybe[T any](d dice, make func() T) (value T) {
	if d.yes() {
		value = make()
	}
	return value
}

// some are up to most of what make makes; nil rather than none.
func some[T any](d dice, most int, make func() T) (all []T) {
	for range d.IntN(most + 1) {
		all = append(all, make())
	}
	return all
}
