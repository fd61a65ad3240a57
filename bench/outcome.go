package bench

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"

	"touchline/components"
)

// An outcome is all that a tick returns for one stream. What the row that is
// measured does not ask for is zero on all sides.
type outcome struct {
	Wager   wager
	Cut     cut
	Entry   entry
	Verdict verdict
	Grant   grant
	Master  [sha256.Size]uint8 // digest of the playlist
	Quality quality
}

type wager struct {
	Sequence uint32
	Op       components.WagerOp
	Group    components.Group
	Cause    components.Cause
	Team     components.Team
	Score    components.Tally
	Occurred components.PTS
	Received components.PTS
	Release  components.PTS
}

type cut struct {
	Made    bool
	From    uint8
	To      uint8
	Reason  components.CutReason
	Score   components.Permille
	Against components.Permille
	Shot    components.PTS
	Release components.PTS
}

type entry struct {
	Sequence uint64
	Start    components.PTS
	Length   uint32
	Flags    components.SegmentFlags
	Period   uint32
	First    uint64 // media sequence number of the window that is left
	Breaks   uint32 // its discontinuity sequence number
	Count    uint16
}

type verdict struct {
	Risk    components.Permille
	Stands  components.AlertSet
	Raised  components.AlertSet
	Cleared components.AlertSet
}

type grant struct {
	Result    components.GrantResult
	Viewer    components.Number
	Tier      components.Tier
	Period    uint32
	From      components.PTS
	Until     components.PTS
	Received  components.PTS
	Signature [sha256.Size]uint8 // over all of the above, the stream, and its keys
}

// A Difference is an outcome of a reference that is not ours.
type Difference struct {
	Row       string
	Stream    components.Number
	Tick      components.Tick
	Part      string // of the outcome: cut, entry, …
	Ours      string
	Reference string // published, best, or single for the engine itself
	Theirs    string
}

func (d *Difference) Error() string {
	return fmt.Sprintf("row %s, stream %d, tick %d: %s is %s, that of %s is %s",
		d.Row, d.Stream, d.Tick, d.Part, d.Ours, d.Reference, d.Theirs)
}

// compare returns the first difference between two outcomes, or nil.
func compare(ours, reference *outcome) *Difference {
	if *ours == *reference {
		return nil
	}
	for _, p := range []struct {
		name string
		a, b any
	}{
		{"wager", ours.Wager, reference.Wager},
		{"cut", ours.Cut, reference.Cut},
		{"entry", ours.Entry, reference.Entry},
		{"verdict", ours.Verdict, reference.Verdict},
		{"grant", ours.Grant, reference.Grant},
		{"master", ours.Master, reference.Master},
		{"quality", ours.Quality, reference.Quality},
	} {
		if p.a != p.b {
			return &Difference{Part: p.name, Ours: fmt.Sprintf("%+v", p.a), Theirs: fmt.Sprintf("%+v", p.b)}
		}
	}
	return nil
}

// A digest sums up outcomes, in the order of ticks and streams.
type digest struct {
	sum   hash.Hash
	bytes []byte
}

func newDigest() *digest { return &digest{sum: sha256.New()} }

func (d *digest) add(o *outcome) {
	d.bytes, _ = binary.Append(d.bytes[:0], binary.BigEndian, o) // only errs for types without a fixed size
	d.sum.Write(d.bytes)
}

// String returns half of the digest, as 32 hex digits.
func (d *digest) String() string { return hex.EncodeToString(d.sum.Sum(nil)[:16]) }
