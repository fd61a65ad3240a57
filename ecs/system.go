package ecs

import (
	"fmt"

	"touchline/components"
)

// A System is one broadcast module. It is built once, serves all shards and
// workers, and holds only configuration: its state is in columns.
type System interface {
	Name() string
	Access() Access
	// Run works on one shard in one tick. It is plain single-threaded code and
	// reads no clock.
	Run(*Run)
}

// A Merger is a system with something to do across shards: what its Run left in
// the shards is brought together, on the leader, after the tick. It may only add,
// and take the least or greatest, so that the order of shards does not matter.
type Merger interface {
	System
	Merge(common *World, shards []*World)
}

// Access is what a system reads and writes.
type Access struct {
	Reads  []components.AnyColumn
	Writes []components.AnyColumn // which it may read as well
	Last   []components.AnyColumn // read as the last tick left them: a later system writes them
	Common []components.AnyColumn // read in the world that all shards share
	Makes  []*components.Kind     // kinds that it creates, removes or appends rows of
}

// CheckOrder reports a system that reads a column which a later one writes in the
// same tick, unless it asks for the last tick's value.
func CheckOrder(c *components.Catalog, systems []System) error {
	for i, s := range systems {
		for _, col := range s.Access().Reads {
			for _, later := range systems[i+1:] {
				if later.Access().writes(c.Columns[col.ID()]) {
					return fmt.Errorf("system %s reads %s before %s writes it: it must come later, or ask for last tick's value",
						s.Name(), columnName(c, col), later.Name())
				}
			}
		}
	}
	return nil
}

// writes reports whether a lets its system write col.
func (a Access) writes(col *components.ColumnInfo) bool {
	for _, w := range a.Writes {
		if w.ID() == col.ID {
			return true
		}
	}
	for _, k := range a.Makes {
		if col.Kind.Root() == k && k.Form == components.Transient {
			return true
		}
	}
	return false
}

func columnName(c *components.Catalog, col components.AnyColumn) string {
	info := c.Columns[col.ID()]
	return info.Kind.Name + "." + info.Name
}
