package sportec

import (
	"math"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// frame takes in that the object of to was somewhere. Without to it is left out.
func (f *frames) frame(e *element, to *track) {
	if to == nil {
		return
	}
	number := f.whole(e)
	at := f.moment(e)
	place := f.place(e)
	if to.who != 0 {
		to.add(number, at, len(f.places))
		f.places = append(f.places, place)
		return
	}
	to.add(number, at, len(f.flights))
	f.flights = append(f.flights, flight{
		place: place, height: f.height(e, place), play: f.play(e), holder: f.holder(e),
	})
}

// whole reads the number of the frame.
func (f *frames) whole(e *element) int64 {
	const want = "a number, 0 to 2147483647"
	n, ok := scan.Int(e.number)
	switch {
	case len(e.number) == 0:
		f.fail(e.from, "Frame.N", "", recording.Missing, want)
	case !ok || n < 0 || n > math.MaxInt32:
		f.fail(e.from, "Frame.N", string(e.number), recording.OutOfRange, want)
	}
	return n
}

// place reads where it was, in meters from the center spot, the way the file has it.
// A frame without is one in which the object was not seen.
func (f *frames) place(e *element) components.Place {
	none := components.Place{X: components.NoPlace, Y: components.NoPlace}
	if len(e.x) == 0 && len(e.y) == 0 {
		return none
	}
	x, y := f.meters(e, "Frame.X", e.x), f.meters(e, "Frame.Y", e.y)
	if max(x, -x) > f.most[0] || max(y, -y) > f.most[1] {
		f.warn(recording.BadPlace, e.from, "%s, %s is not on the pitch: not known", recording.Clip(e.x), recording.Clip(e.y))
		return none
	}
	return components.Place{X: components.Centimeter(x), Y: components.Centimeter(y)}
}

// meters reads a length as centimeters.
func (f *frames) meters(e *element, field string, text []byte) int64 {
	const want = "meters, as -12.34"
	n, ok := scan.Fixed(text, 2)
	switch {
	case len(text) == 0:
		f.fail(e.from, field, "", recording.Missing, want)
	case !ok:
		f.fail(e.from, field, string(text), recording.OutOfRange, want)
	}
	return n
}
