package bench

import (
	"context"
	"time"
)

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
	budget    = 50 * time.Millisecond // of a tick at 20 Hz
	sustained = 5                     // times as long as a row is measured for
	fullWork  = "full pipeline of a stream: five operations"
)

// headroom is how many times the full pipeline of a stream fits into a tick.
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

// measureSustained lets all sides run the full pipeline for a longer time. The figures
// are of all that was measured, pauses of the garbage collector and what the machine
// did besides included, and not medians.
func measureSustained(ctx context.Context, load *workload, limit time.Duration) (Figure, error) {
	c, err := newContest(ctx, *rowNamed(fullRow), load)
	if err != nil {
		return Figure{}, err
	}
	began := time.Now()
	rounds, err := alternate(ctx, limit, len(c.mine), c.run)
	if err != nil {
		return Figure{}, err
	}
	list := rounds[inShuffledOrder]
	rate := func(of func(*round) float64) float64 {
		sum := 0.0
		for i := range list {
			sum += of(&list[i])
		}
		return 1e9 * float64(len(list)) / sum
	}
	return Figure{
		Row: sustainedRow, Streams: load.streams, Operation: fullWork, Threads: 1, Seconds: time.Since(began).Seconds(), Unit: "ops/s", Published: 8.3e6,
		Value:     rate(func(r *round) float64 { return r.ours }),
		Reference: rate(func(r *round) float64 { return r.references[0] }),
		Best:      rate(func(r *round) float64 { return r.references[1] }),
	}, nil
}
