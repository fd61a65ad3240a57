package bench

// A Report is the figures of a run. Its JSON is a contract: keys may be added,
// none is renamed.
type Report struct {
	Rows    []Measurement `json:"rows"`
	Figures []Figure      `json:"figures,omitempty"`
	Alone   []Scale       `json:"alone,omitempty"`
	Floors  *Floors       `json:"floors,omitempty"`
	Cut     bool          `json:"cut,omitempty"` // short: the rows that are there are whole
	Machine Machine       `json:"machine"`
}

// A Measurement is a row at one size, against the reference called in one order, or
// an encoding.
type Measurement struct {
	Row         string  `json:"row"`
	Streams     int     `json:"streams"`   // 1 of an encoding
	Mode        string  `json:"mode"`      // batch or single; of an encoding full or incremental
	Ours        float64 `json:"ours_ns"`   // per stream and tick, or per document
	Reference   string  `json:"reference"` // published: the published design, in this program; best: the best in that design; library
	Order       string  `json:"order"`     // in which the reference is called: shuffled or index
	ReferenceNS float64 `json:"reference_ns"`
	Ratio       float64 `json:"ratio"`             // reference_ns / ours_ns
	Digest      string  `json:"digest"`            // of the results, the same on both sides
	Published   float64 `json:"published_ns"`      // of another program on another machine; 0 if there is none
	Library     string  `json:"library,omitempty"` // its module and version
}

// What a reference is.
const (
	byPublished = "published"
	byBest      = "best"
	byLibrary   = "library"
	ourselves   = "single" // not a reference: the engine, one stream at a time
)

// The modes of rows.
const (
	batch     = "batch"  // all streams in one run of the systems
	oneByOne  = "single" // a run of the systems for each stream, over a shard of its own
	mostAlone = 1024     // streams that are measured so: a shard takes some kilobytes
)
