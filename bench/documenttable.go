package bench

import (
	"fmt"
	"io"
)

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
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\t\n", m.Row, m.Mode, ns(m.Ours), ns(m.ReferenceNS), times(m.Ratio), note(m.Published))
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
