package bench

import (
	"fmt"
	"io"
)

// A CacheReport is what was counted. Its JSON is a contract: keys may be added, none
// is renamed.
type CacheReport struct {
	Streams  int        `json:"streams"`
	Valgrind string     `json:"valgrind"` // its version
	Caches   []Caches   `json:"caches"`
	Rows     []CacheRow `json:"rows"`
}

// A CacheRow is a module over one pair of caches. All but the ratio are of a stream
// in a tick.
type CacheRow struct {
	Module  string  `json:"module"`
	Caches  string  `json:"caches"`
	Bytes   float64 `json:"bytes"`    // that it touches, of columns and scratch memory
	Packed  float64 `json:"packed"`   // lines that these would fill
	D1Read  float64 `json:"d1_read"`  // misses
	D1Write float64 `json:"d1_write"` // misses
	D1      float64 `json:"d1"`       // both
	LL      float64 `json:"ll"`       // misses of the last level: lines that were touched at all
	Ratio   float64 `json:"ratio"`    // d1 / packed
}

// count fills r in from what a worker missed when it worked and when it rested.
func (r *CacheRow) count(worked, rested counts, c *Caches, streams int) {
	more := worked.more(rested)
	of := func(event string) float64 { return float64(more[event]) / float64(counted*streams) }
	r.Packed = r.Bytes / float64(c.D1.Line)
	r.D1Read, r.D1Write = of("D1mr"), of("D1mw")
	r.D1, r.LL = r.D1Read+r.D1Write, of("DLmr")+of("DLmw")
	r.Ratio = r.D1 / r.Packed
}

// cacheRemark says what the columns are.
const cacheRemark = `
Of a stream in a tick that begins with cold caches: bytes that are touched, the
lines that these would fill if nothing lay between them, misses of the first level
for data (D1), those that are reads, and misses of the last level (LL). An LL miss
is a line that was touched at all, a D1 miss beyond it one that was lost before its
time. Counted by cachegrind, which fetches nothing ahead: no times follow from it.
`

// WriteTable writes the report for people to read, no wider than 80 columns.
func (r *CacheReport) WriteTable(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "a shard of %d streams, %s\n\n", r.Streams, r.Valgrind); err != nil {
		return err
	}
	tw := table(w)
	fmt.Fprintln(tw, "caches\tD1\tLL\tline\t")
	for _, c := range r.Caches {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%d B\t\n", c.Name, c.D1, c.LL, c.D1.Line)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(w)
	tw = table(w)
	fmt.Fprintln(tw, "module\tcaches\tbytes\tpacked\tD1\treads\tLL\tD1/packed\tD1/LL\t")
	for i := range r.Rows {
		c := &r.Rows[i]
		fmt.Fprintf(tw, "%s\t%s\t%.0f\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t\n",
			c.Module, c.Caches, c.Bytes, c.Packed, c.D1, c.D1Read, c.LL, c.Ratio, c.D1/c.LL)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(w, cacheRemark)
	return err
}
