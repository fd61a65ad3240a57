package ecs

import (
	"errors"
	"fmt"
	"reflect"

	"touchline/components"
	"touchline/ecs/internal/arche"
	"touchline/ecs/internal/plain"
	"touchline/ecs/internal/store"
)

// A Schema is the kinds of a run with their fans: what all its worlds have in
// common. It does not change once it is made.
type Schema struct {
	catalog *components.Catalog
	fans    []int   // rows per row of the root kind, by kind ID
	stored  []int   // place of a lasting kind in the store, by kind ID; else -1
	family  [][]int // the kind with its blocks and rings, by ID of the root kind
	blocks  [][]int // the same without rings
	passing []int   // transient kinds and their blocks
	rings   []int   // rings and their blocks
	refs    [][]int // columns of a lasting kind and its blocks that hold references, by its ID
	saved   []plan
	hashed  []plan
}

// Fans says how many rows a block or ring has for each row of its parent.
type Fans map[*components.Kind]int

// NewSchema checks the kinds of c and joins them with fans.
func NewSchema(c *components.Catalog, fans Fans) (*Schema, error) {
	s := &Schema{catalog: c, fans: make([]int, len(c.Kinds)), stored: make([]int, len(c.Kinds))}
	var errs []error
	for _, k := range c.Kinds {
		s.fans[k.ID], s.stored[k.ID] = 1, -1
		for b := k; b.Parent != nil; b = b.Parent {
			s.fans[k.ID] *= fans[b]
		}
		if k.Parent != nil && fans[k] < 1 {
			errs = append(errs, fmt.Errorf("kind %s: fan %d: must be at least 1", k.Name, fans[k]))
		}
		errs = append(errs, checkKind(k))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	n := 0
	s.refs = make([][]int, len(c.Kinds))
	for _, col := range c.Columns {
		if root := col.Kind.Root(); col.Refs != nil && root.Form == components.Lasting {
			s.refs[root.ID] = append(s.refs[root.ID], col.ID)
		}
	}
	s.family, s.blocks = make([][]int, len(c.Kinds)), make([][]int, len(c.Kinds))
	for _, k := range c.Kinds {
		s.family[k.Root().ID] = append(s.family[k.Root().ID], k.ID)
		if k.Ring() != nil {
			s.rings = append(s.rings, k.ID)
		} else {
			s.blocks[k.Root().ID] = append(s.blocks[k.Root().ID], k.ID)
		}
		if k.Root().Form == components.Transient {
			s.passing = append(s.passing, k.ID)
		}
		if k.Form == components.Lasting {
			s.stored[k.ID] = n
			n++
		}
	}
	var err error
	if s.saved, err = newPlans(s, components.Saved); err != nil {
		return nil, err
	}
	s.hashed, err = newPlans(s, components.Hashed)
	return s, err
}

// Catalog returns the kinds of the schema.
func (s *Schema) Catalog() *components.Catalog { return s.catalog }

// Fan returns how many rows k has for each row of its root kind: 1 unless k is a
// block or ring.
func (s *Schema) Fan(k *components.Kind) int { return s.fans[k.ID] }

// A Backend keeps the lasting rows of a world.
type Backend func([]store.Kind) store.Store

// The backends. Results do not depend on which is used.
var (
	Arche Backend = arche.New // what runs use
	Plain Backend = plain.New // the reference
)

// layout is what a store has to keep for s: the columns of each lasting kind, and
// those of its blocks as arrays beside them. The world keeps the rest.
func (s *Schema) layout(rows []int) ([]store.Kind, []place) {
	var kinds []store.Kind
	for _, k := range s.catalog.Kinds {
		if k.Form == components.Lasting {
			kinds = append(kinds, store.Kind{Name: k.Name, Rows: rows[k.ID]})
		}
	}
	places := make([]place, len(s.catalog.Columns))
	for _, c := range s.catalog.Columns {
		root := c.Kind.Root()
		if root.Form != components.Lasting || c.Kind.Ring() != nil {
			places[c.ID] = place{kind: -1}
			continue
		}
		k := &kinds[s.stored[root.ID]]
		places[c.ID] = place{s.stored[root.ID], len(k.Columns)}
		typ := c.Type
		if c.Kind.Form == components.Block {
			typ = reflect.ArrayOf(s.fans[c.Kind.ID], typ)
		}
		k.Columns = append(k.Columns, typ)
	}
	return kinds, places
}

// place says where the store keeps a column; kind is -1 for those of transient kinds and
// rings, which the world keeps.
type place struct{ kind, column int }
