package engine

import (
	"runtime"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/wagering"
)

// Weight is what the rows of a kind weigh.
type Weight struct {
	Kind      string  `json:"kind"`
	Rows      float64 `json:"rows_per_stream"` // that memory is taken for
	RowBytes  int     `json:"bytes_per_row"`
	Bytes     float64 `json:"bytes_per_stream"`
	OfViewers bool    `json:"of_viewers"` // there are as many as there are viewers, or follow from them
}

// Weights is what a stream of a run weighs, with its share of all else.
type Weights struct {
	Streams   int      `json:"streams"` // of the shard that was weighed
	Kinds     []Weight `json:"kinds"`
	Handles   float64  `json:"handle_bytes_per_stream"`        // what finds and moves rows, without those of viewers
	ViewersOf float64  `json:"viewer_handle_bytes_per_stream"` // those of viewers
	Without   float64  `json:"bytes_per_stream_without_viewers"`
	With      float64  `json:"bytes_per_stream_with_viewers"`
	Allocated float64  `json:"allocated_bytes_per_stream"` // as the heap grew
}

// ofViewers are the kinds whose rows follow from viewers.
var ofViewers = map[*components.Kind]bool{
	components.Viewer: true, components.License: true, components.Account: true,
	components.Request: true, components.Beacon: true, components.Audience: true, components.Grant: true, components.Claim: true,
}

// Weigh makes a shard of a plan, and says what its streams weigh.
func Weigh(p *Plan) (*Weights, error) {
	q := *p
	q.Streams, q.Workers, q.beside = min(p.Streams, p.shardSize(1)), 1, p.alike()
	q.ShardSize = max(q.Streams, minShard)
	schema, err := q.Schema()
	if err != nil {
		return nil, err
	}
	before := heap()
	shards := q.emptyShards(schema, 1, wagering.MaxRecords(q.perTick()), func() {})
	w := &Weights{Streams: q.Streams * len(q.Matches), Allocated: float64(heap() - before)}
	streams := float64(w.Streams)
	w.Allocated /= streams
	for _, d := range schema.Describe() {
		k := d.Kind
		rows, viewers := shards.Common.Taken(k), ofViewers[k.Root()]
		for _, world := range shards.Worlds {
			rows += world.Taken(k)
		}
		weight := Weight{Kind: d.Name, Rows: float64(rows) / streams, RowBytes: d.Bytes, OfViewers: viewers}
		weight.Bytes = weight.Rows * float64(d.Bytes)
		w.Kinds = append(w.Kinds, weight)
		handles := 0.0
		if k.Form == components.Lasting {
			handles = weight.Rows * ecs.HandleBytes
		}
		if w.With += weight.Bytes + handles; viewers {
			w.ViewersOf += handles
		} else {
			w.Handles += handles
			w.Without += weight.Bytes + handles
		}
	}
	runtime.KeepAlive(shards)
	return w, nil
}

// heap is how many bytes of the heap are in use.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
