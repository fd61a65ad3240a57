package bench

import (
	"fmt"
	"io"
)

// A Scale is a row of ours alone, at one of several sizes that were measured in turns.
type Scale struct {
	Row     string  `json:"row"`
	Streams int     `json:"streams"`
	Shard   int     `json:"shard_streams"` // streams of a shard
	Ticks   int     `json:"ticks"`
	Ours    float64 `json:"ours_ns"`  // per stream and tick, the median of ticks
	Least   float64 `json:"least_ns"` // of the fastest tick
	Ratio   float64 `json:"ratio"`    // ours_ns by that of the fewest streams
	Digest  string  `json:"digest"`   // that of a run beside references, if it is as long; compared with nothing here
}

// scaleRemark is that of ours alone.
const scaleRemark = `
Ours alone, ns of processor time per stream and tick: medians of ticks, the
sizes in turns in this process; "ratio" is beside the fewest streams. Streams
are in shards as in a run. No reference checks the results: "digest" is that of
a measurement beside references at as many streams, of the same seed.
`

func (r *Report) writeScales(w io.Writer) error {
	fmt.Fprintln(w)
	tw := table(w)
	fmt.Fprintln(tw, "row\tstreams\tshard\tours\tratio\tleast\tdigest\t")
	for i := range r.Alone {
		s := &r.Alone[i]
		fmt.Fprintf(tw, "%s\t%d\t%d\t%s\t%s\t%s\t%.8s…\t\n", s.Row, s.Streams, s.Shard, ns(s.Ours), beside(s.Ratio), ns(s.Least), s.Digest)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(w, scaleRemark)
	return err
}

// beside writes a ratio near 1.
func beside(v float64) string { return fmt.Sprintf("%.2fx", v) }
