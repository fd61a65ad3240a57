package ecs

import "touchline/components"

// Shards are all worlds of a run. Together they are its state: which shard a
// fixture is in is nobody's business but theirs.
type Shards struct {
	Schema  *Schema
	Symbols *Symbols
	Seed    uint64
	Common  *World          // accounts, which all shards read
	Worlds  []*World        // the shards
	Tick    components.Tick // the next tick to be run

	gathered []byte // of a ring's column, while it is hashed
}
