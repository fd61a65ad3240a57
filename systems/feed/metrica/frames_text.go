package metrica

import (
	"math"
	"slices"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// text makes layouts of what the metadata say of the lines.
func (f *frames) text() {
	in := f.info
	if f.err != nil {
		return
	}
	if in == nil {
		f.fail("metadata", nil, recording.Missing, "the match's file of metadata beside it, which says what the values of a line are")
		return
	}
	f.frameRate(in.rate)
	f.findHalves()
	c := newCompiler(f)
	for i := range in.specs {
		c.layout(&in.specs[i])
	}
	if len(f.layouts) == 0 {
		f.lacks("DataFormatSpecification", text{}, recording.Missing, "what the values of a line are")
	}
	slices.SortStableFunc(f.layouts, func(a, b layout) int { return int(a.from - b.from) })
}

// lacks ends the reading because of what the metadata say.
func (f *frames) lacks(field string, t text, fault recording.Fault, want string) {
	f.elsewhere("metadata", &recording.Error{
		Offset: t.at, Field: field, Found: recording.Clip([]byte(t.value)), Err: fault, Want: want,
	})
}

// frameRate reads how many frames there are in a second. Rates of television are
// written with two decimals, but are 30,000 or 60,000 frames in 1,001 seconds.
func (f *frames) frameRate(t text) {
	const want = "1 to 1000 frames a second"
	n, ok := scan.Fixed([]byte(t.value), 3)
	switch {
	case t.value == "":
		f.lacks("FrameRate", t, recording.Missing, want)
	case !ok || n < 1_000 || n > 1_000_000:
		f.lacks("FrameRate", t, recording.OutOfRange, want)
	case n == 29_970:
		f.rate = rate{30_000, 1001}
	case n == 59_940:
		f.rate = rate{60_000, 1001}
	default:
		f.rate = rate{n, 1000}
	}
}

// findHalves reads at which frames the periods begin and end. One that has no end
// lasts until the next begins.
func (f *frames) findHalves() {
	f.halves = make([]half, len(halves))
	next := int64(math.MaxInt64)
	for i := len(halves) - 1; i >= 0; i-- {
		h, b := &f.halves[i], &f.info.bounds[i]
		*h = half{1, 0}
		if b[0].value == "" {
			continue
		}
		h.from = f.frameOf(halves[i]+"_start", b[0])
		h.to = next - 1
		if b[1].value != "" {
			h.to = f.frameOf(halves[i]+"_end", b[1])
		}
		next = h.from
	}
	if next == math.MaxInt64 {
		f.lacks(halves[components.FirstHalf-1]+"_start", text{}, recording.Missing, "the frame at which the match begins")
	}
}

// frameOf reads the number of a frame that the metadata speak of.
func (f *frames) frameOf(field string, t text) int64 {
	const want = "the number of a frame"
	n, ok := scan.Int([]byte(t.value))
	switch {
	case t.value == "":
		f.lacks(field, t, recording.Missing, want)
	case !ok || n < 0 || n > math.MaxInt32:
		f.lacks(field, t, recording.OutOfRange, want)
	}
	return n
}
