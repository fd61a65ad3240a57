package bench

import "time"

// A Figure is what follows from the full pipeline, or is not measured per call.
type Figure struct {
	Row       string  `json:"row"`
	Streams   int     `json:"streams"`
	Operation string  `json:"operation"`
	Threads   int     `json:"threads,omitempty"`
	Seconds   float64 `json:"seconds,omitempty"` // measured on all sides together
	Value     float64 `json:"value"`             // ours
	Half      float64 `json:"half,omitempty"`    // within half the budget
	P99       float64 `json:"p99,omitempty"`
	Tick      float64 `json:"tick_ns,omitempty"` // of ours beside a latency
	Unit      string  `json:"unit"`
	Reference float64 `json:"reference_published,omitempty"` // of the published design, called in shuffled order
	Best      float64 `json:"reference_best,omitempty"`      // of the best in that design, likewise
	Published float64 `json:"published"`                     // of another program on another machine
}

// The rows that are figures, and the one that is an arrival.
const (
	arrivalRow   = "arrival"
	sustainedRow = "sustained"
	headroomRow  = "headroom"
	streamsRow   = "streams-at-20hz"
	loopbackRow  = "over-loopback"

	fullRow = "full-pipeline"
)

// others are the rows that are neither [Rows] nor [Encodings].
var others = []string{arrivalRow, sustainedRow, headroomRow, streamsRow, loopbackRow}

const (
	budget   = 50 * time.Millisecond // of a tick at 20 Hz
	longer   = 5                     // times a row's is how long it is measured for to be called sustained
	fullWork = "full pipeline of a stream: five operations"
)

// headroom is how many times the full pipeline of a stream fits into a tick: from its
// batches, beside the references called in shuffled order.
func headroom(published, best *Measurement) Figure {
	fits := func(ns float64) float64 { return float64(budget) / ns }
	return Figure{
		Row: headroomRow, Streams: published.Streams, Operation: fullWork, Threads: 1, Unit: "x", Published: 13_513,
		Value: fits(published.Ours), Reference: fits(published.ReferenceNS), Best: fits(best.ReferenceNS),
	}
}

// streamsAt20Hz is how many streams a processor has time for, were each to do all of
// it in each tick and to cost what it does here.
func streamsAt20Hz(published, best *Measurement) Figure {
	f := headroom(published, best)
	f.Row, f.Unit, f.Published = streamsRow, "streams", 13_500
	f.Half = f.Value / 2
	return f
}

// sustainedRate is how many full pipelines there were in a second, of the time that a
// side took for all of its rounds in shuffled order. It has in it what medians leave
// out: pauses of the garbage collector, and what else the machine did.
func sustainedRate(streams int, rounds *[orders][]round) Figure {
	list := rounds[inShuffledOrder]
	total := func(list []round, of func(*round) float64) (sum float64) {
		for i := range list {
			sum += of(&list[i])
		}
		return sum
	}
	rate := func(of func(*round) float64) float64 { return 1e9 * float64(len(list)) / total(list, of) }
	operations := float64(ticksOf(streams) * streams) // of a round
	return Figure{
		Row: sustainedRow, Streams: streams, Operation: fullWork, Threads: 1, Unit: "ops/s", Published: 8.3e6,
		Seconds:   operations / 1e9 * (total(list, (*round).total) + total(rounds[inIndexOrder], (*round).total)),
		Value:     rate(func(r *round) float64 { return r.ours }),
		Reference: rate(func(r *round) float64 { return r.references[0] }),
		Best:      rate(func(r *round) float64 { return r.references[1] }),
	}
}

// follow adds what follows from the full pipeline at a size.
func (r *Report) follow(found []Measurement, rounds *[orders][]round, asked []string) {
	var published, best *Measurement
	for i := range found {
		if m := &found[i]; m.Mode == batch && m.Order == orderNames[inShuffledOrder] && m.Reference == byPublished {
			published = m
		} else if m.Mode == batch && m.Order == orderNames[inShuffledOrder] {
			best = m
		}
	}
	if wants(asked, sustainedRow) {
		r.Figures = append(r.Figures, sustainedRate(published.Streams, rounds))
	}
	if wants(asked, headroomRow) {
		r.Figures = append(r.Figures, headroom(published, best))
	}
	if wants(asked, streamsRow) {
		r.Figures = append(r.Figures, streamsAt20Hz(published, best))
	}
}
