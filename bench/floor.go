package bench

import (
	"context"
	"crypto/sha256"
	"slices"
	"time"

	"touchline/components"
)

// Floors are what the full pipeline cannot cost less than on this machine, however it
// is written.
type Floors struct {
	Bytes  int     `json:"bytes"`     // of a stream in a tick: what comes in, what goes out, and what is kept of it
	Read   float64 `json:"read_gb_s"` // of one processor, from memory
	Memory float64 `json:"memory_ns"` // that the bytes take, once streams are too many for the caches
	Hash   float64 `json:"hash_ns"`   // of two runs of SHA-256's compression function, which a license takes
}

// kept are the rows of a tick in which each stream is asked once for everything: what
// comes in, what goes out, and where it is kept.
var kept = map[*components.Kind]int{
	components.EventRow: 1, components.Signal: 1, components.Push: 1, components.Pushed: len(ladder),
	components.Detection: 1, components.Request: 1,
	components.Wager: 1, components.Entry: 1, components.Grant: 1,
	components.Segment: 1, components.Payload: len(ladder), components.Sample: 1, components.Camera: cameras, components.Analyser: 1,
}

// touched is how many bytes the rows of a stream have.
func touched() (bytes int) {
	for _, c := range components.All.Columns {
		bytes += kept[c.Kind] * int(c.Type.Size())
	}
	return bytes
}

const (
	swept = 256 << 20 // bytes: more than caches hold
	runs  = 5         // of which the fastest counts
)

// measureFloors measures what this machine can do.
func measureFloors(ctx context.Context) (*Floors, error) {
	list := make([]uint64, swept/8)
	for i := range list {
		list[i] = uint64(i) // else it is all one page
	}
	var reads, hashes []time.Duration
	sum, text := uint64(0), make([]byte, 1<<20)
	for range runs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		begin := time.Now()
		sum += total(list)
		reads = append(reads, time.Since(begin))
		begin = time.Now()
		digest := sha256.Sum256(text)
		hashes = append(hashes, time.Since(begin))
		text[0] ^= digest[0] ^ byte(sum)
	}
	f := &Floors{Bytes: touched()}
	f.Read = swept / float64(slices.Min(reads)) // bytes a ns are GB a second
	f.Memory = float64(f.Bytes) / f.Read
	f.Hash = 2 * float64(slices.Min(hashes)) / float64(len(text)/sha256.BlockSize)
	return f, nil
}

// total adds up a list, eight values at a time, so that memory is what it waits for.
func total(list []uint64) (sum uint64) {
	var a, b, c, d uint64
	for ; len(list) >= 8; list = list[8:] {
		l := list[:8]
		a += l[0] + l[4]
		b += l[1] + l[5]
		c += l[2] + l[6]
		d += l[3] + l[7]
	}
	for _, v := range list {
		sum += v
	}
	return sum + a + b + c + d
}
