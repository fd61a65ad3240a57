package bench

import (
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"
)

// A Report is the figures of a run. Its JSON is a contract: keys may be added,
// none is renamed.
type Report struct {
	Rows    []Measurement `json:"rows"`
	Machine Machine       `json:"machine"`
}

// A Measurement is a row at one size, against the reference called in one order.
type Measurement struct {
	Row         string  `json:"row"`
	Streams     int     `json:"streams"`
	Mode        string  `json:"mode"`      // batch: all streams in one run of the systems
	Ours        float64 `json:"ours_ns"`   // per stream and tick
	Reference   string  `json:"reference"` // published: the published design, in this program
	Order       string  `json:"order"`     // in which the reference is called: shuffled or index
	ReferenceNS float64 `json:"reference_ns"`
	Ratio       float64 `json:"ratio"`        // reference_ns / ours_ns
	Digest      string  `json:"digest"`       // of the results, the same on both sides
	Published   float64 `json:"published_ns"` // of another program on another machine
}

// remark says what the columns may not be taken for.
const remark = `
ours and reference: ns of one processor per stream and tick, medians of rounds in
turn in this process, with the same results. The reference is the published
design (a map behind a lock, one call at a time) in Go, which is about 1.5 times
slower than the same in Rust. "published" is what its authors measured of their
own program on an Apple M4 Max: a note, not to be set beside figures of this
machine as like for like. None of them is a latency.
`

// WriteTable writes the report for people to read.
func (r *Report) WriteTable(w io.Writer) error {
	fmt.Fprintf(w, "%s, %d processors, %s/%s, %s\n\n", r.Machine.CPU, r.Machine.Cores, r.Machine.OS, r.Machine.Arch, r.Machine.Go)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "row\tstreams\tours\treference\tratio\tin index order\tratio\tpublished (M4 Max)\t")
	for i := range r.Rows {
		m := &r.Rows[i]
		if m.Order != orderNames[inShuffledOrder] {
			continue
		}
		fmt.Fprintf(tw, "%s\t%d\t%s\t%s\t%s\t", m.Row, m.Streams, ns(m.Ours), ns(m.ReferenceNS), times(m.Ratio))
		if index := r.find(m.Row, m.Streams, orderNames[inIndexOrder]); index != nil {
			fmt.Fprintf(tw, "%s\t%s\t", ns(index.ReferenceNS), times(index.Ratio))
		} else {
			fmt.Fprint(tw, "\t\t")
		}
		fmt.Fprintf(tw, "%s\t\n", ns(m.Published))
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(w, remark)
	return err
}

// find returns the measurement of a row at a size in an order, or nil.
func (r *Report) find(row string, streams int, order string) *Measurement {
	for i := range r.Rows {
		if m := &r.Rows[i]; m.Row == row && m.Streams == streams && m.Order == order {
			return m
		}
	}
	return nil
}

// ns writes nanoseconds with as many digits as mean something.
func ns(v float64) string {
	if v < 100 {
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'f', 0, 64)
}

// times writes a ratio: 3.1x.
func times(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) + "x" }
