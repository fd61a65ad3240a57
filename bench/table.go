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
	var modules, documents []*Measurement
	for i := range r.Rows {
		if m := &r.Rows[i]; m.Reference == byLibrary {
			documents = append(documents, m)
		} else if m.Order == orderNames[inShuffledOrder] {
			modules = append(modules, m)
		}
	}
	if len(modules) > 0 {
		if err := r.writeModules(w, modules); err != nil {
			return err
		}
	}
	if len(documents) > 0 {
		return writeDocuments(w, documents)
	}
	return nil
}

// table returns a table with columns to the right.
func table(w io.Writer) *tabwriter.Writer {
	return tabwriter.NewWriter(w, 0, 0, 1, ' ', tabwriter.AlignRight)
}

// remark says what the columns may not be taken for.
const remark = `
ours, shuffled, in order: ns of one processor per stream and tick, medians of
rounds in turn in this process, with the same results. Beside ours is the
published design (a map behind a lock, one call at a time) in Go, which is about
1.5 times slower than the same in Rust, called for streams in shuffled order and
in that of their numbers. "published" is what its authors measured of their own
program on an Apple M4 Max: a note, not to be set beside figures of this machine
as like for like. None of them is a latency.
`

func (r *Report) writeModules(w io.Writer, list []*Measurement) error {
	fmt.Fprintln(w)
	tw := table(w)
	fmt.Fprintln(tw, "row\tstreams\tours\tshuffled\tratio\tin order\tratio\tpublished\t")
	for _, m := range list {
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

// libraryRemark is that of the rows beside libraries.
const libraryRemark = `
ns of one processor per document, medians of rounds in turn in this process. A
document is of one stream, so these rows have no sizes. Those of the library say
the same, each of them compared. "full" formats all of a document, "incremental"
what is new in it; the library, which has no such mode, writes all of it.
`

func writeDocuments(w io.Writer, list []*Measurement) error {
	fmt.Fprintln(w)
	tw := table(w)
	fmt.Fprintln(tw, "row\tmode\tours\tlibrary\tratio\tpublished\t")
	for _, m := range list {
		note := "-"
		if m.Published > 0 {
			note = ns(m.Published)
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\t\n", m.Row, m.Mode, ns(m.Ours), ns(m.ReferenceNS), times(m.Ratio), note)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	if _, err := io.WriteString(w, libraryRemark); err != nil {
		return err
	}
	for i, m := range list {
		if i > 0 && list[i-1].Row == m.Row && list[i-1].Library == m.Library {
			continue
		}
		if _, err := fmt.Fprintf(w, "%s: %s\n", m.Row, m.Library); err != nil {
			return err
		}
	}
	return nil
}

// find returns the measurement of a row at a size in an order beside the published
// design, or nil.
func (r *Report) find(row string, streams int, order string) *Measurement {
	for i := range r.Rows {
		if m := &r.Rows[i]; m.Reference == byPublished && m.Row == row && m.Streams == streams && m.Order == order {
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
