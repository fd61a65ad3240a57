package bench

import (
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"
)

// WriteTable writes the report for people to read, no wider than 80 columns.
func (r *Report) WriteTable(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%s, %d processors, %s/%s, %s\n", r.Machine.CPU, r.Machine.Cores, r.Machine.OS, r.Machine.Arch, r.Machine.Go); err != nil {
		return err
	}
	var batched, alone, documents []*Measurement
	for i := range r.Rows {
		switch m := &r.Rows[i]; {
		case m.Reference == byLibrary:
			documents = append(documents, m)
		case m.Reference != byPublished:
		case m.Mode == oneByOne:
			alone = append(alone, m)
		default:
			batched = append(batched, m)
		}
	}
	for _, part := range []struct {
		list  []*Measurement
		write func(io.Writer, []*Measurement) error
	}{{batched, r.writeBatched}, {alone, r.writeAlone}, {documents, writeDocuments}} {
		if len(part.list) == 0 {
			continue
		}
		if err := part.write(w, part.list); err != nil {
			return err
		}
	}
	if len(r.Figures) > 0 {
		if err := r.writeFigures(w); err != nil {
			return err
		}
	}
	if len(r.Alone) > 0 {
		return r.writeScales(w)
	}
	return nil
}

// table returns a table with columns to the right.
func table(w io.Writer) *tabwriter.Writer {
	return tabwriter.NewWriter(w, 0, 0, 1, ' ', tabwriter.AlignRight)
}

// remark says what the columns may not be taken for.
const remark = `
ns of one processor per stream and tick, medians of rounds in turn in this
process, with the same results. The references take one call at a time, for
streams in shuffled order and in that of their numbers. "published" is the
published design (a map by string behind a lock for each module), "best" the
best of its kind: one lock and one look-up by a handle, nothing allocated. They
are in Go; the published design was about 1.5 times as fast in Rust. "page" is
what the authors of the published system measured of theirs on an Apple M4 Max:
a note, not to be set beside figures of this machine as like for like. None of
them is a latency.
`

// aloneRemark is that of the engine called for one stream at a time.
const aloneRemark = `
The engine called as the references are: a tick of one stream after the other,
each in a shard of its own. It is not how it runs.
`

func (r *Report) writeBatched(w io.Writer, list []*Measurement) error {
	return r.writeModules(w, list, "ours", remark)
}

func (r *Report) writeAlone(w io.Writer, list []*Measurement) error {
	return r.writeModules(w, list, oneByOne, aloneRemark)
}

func (r *Report) writeModules(w io.Writer, list []*Measurement, ours, remark string) error {
	fmt.Fprintln(w)
	tw := table(w)
	fmt.Fprintf(tw, "row\tstreams\torder\t%s\tpublished\tratio\tbest\tratio\tpage\t\n", ours)
	for _, m := range list {
		fmt.Fprintf(tw, "%s\t%d\t%s\t%s\t%s\t%s\t", m.Row, m.Streams, m.Order, ns(m.Ours), ns(m.ReferenceNS), times(m.Ratio))
		if b := r.best(m); b != nil {
			fmt.Fprintf(tw, "%s\t%s\t", ns(b.ReferenceNS), times(b.Ratio))
		} else {
			fmt.Fprint(tw, "-\t-\t")
		}
		fmt.Fprintf(tw, "%s\t\n", note(m.Published))
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(w, remark)
	return err
}

// note writes a published figure, if there is one.
func note(published float64) string {
	if published == 0 {
		return "-"
	}
	return ns(published)
}

// best returns the measurement beside the best reference of what m is one of, or nil.
func (r *Report) best(m *Measurement) *Measurement {
	for i := range r.Rows {
		if b := &r.Rows[i]; b.Reference == byBest && b.Row == m.Row && b.Streams == m.Streams && b.Mode == m.Mode && b.Order == m.Order {
			return b
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
