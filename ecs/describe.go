package ecs

import "touchline/components"

// A KindDescription says what a kind is and what its rows hold.
type KindDescription struct {
	Kind    *components.Kind    `json:"-"`
	Name    string              `json:"name"`
	Form    string              `json:"form"`             // lasting, block, ring or transient
	Parent  string              `json:"parent,omitempty"` // of a block or ring
	Fan     int                 `json:"fan,omitempty"`    // of a block or ring: rows for each row of its parent
	Doc     string              `json:"doc"`
	Columns []ColumnDescription `json:"columns"`
	Secrets int                 `json:"secrets,omitempty"` // columns of key material, which are not described
	Bytes   int                 `json:"bytes"`             // of a row, secrets among them
}

// A ColumnDescription says what a column holds.
type ColumnDescription struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Unit   string `json:"unit,omitempty"`
	Bytes  int    `json:"bytes"`
	Doc    string `json:"doc"`
	Refs   string `json:"refs,omitempty"` // the kind whose row it holds
	Weak   bool   `json:"weak,omitempty"` // that row may go, and leave this one
	Saved  bool   `json:"saved"`
	Hashed bool   `json:"hashed"`
}

// Describe returns the kinds of s in the order of its catalog. Columns of key
// material are counted and not described.
func (s *Schema) Describe() []KindDescription {
	kinds := make([]KindDescription, 0, len(s.catalog.Kinds))
	for _, k := range s.catalog.Kinds {
		d := KindDescription{Kind: k, Name: k.Name, Form: k.Form.String(), Doc: k.Doc, Bytes: bytesOf(k)}
		if k.Parent != nil {
			d.Parent, d.Fan = k.Parent.Name, s.fans[k.ID]/s.fans[k.Parent.ID]
		}
		for _, c := range k.Columns {
			if c.Attr&components.Secret != 0 {
				d.Secrets++
			} else {
				d.Columns = append(d.Columns, describe(c))
			}
		}
		kinds = append(kinds, d)
	}
	return kinds
}

func describe(c *components.ColumnInfo) ColumnDescription {
	d := ColumnDescription{
		Name: c.Name, Type: c.Type.String(), Unit: c.Unit, Bytes: int(c.Type.Size()), Doc: c.Doc,
		Weak:   c.Attr&components.Weak != 0,
		Saved:  c.Attr&components.Saved != 0,
		Hashed: c.Attr&components.Hashed != 0,
	}
	if c.Refs != nil {
		d.Refs = c.Refs.Name
	}
	return d
}

// Bytes returns how many bytes the columns of rows take, with those of their
// blocks. What a stream takes is what it takes with all that hangs on it:
//
//	s.Bytes(ecs.Rows{components.Stream: 1, components.Viewer: 100, components.License: 100})
//
// Handles come on top: [HandleBytes] for a lasting row.
func (s *Schema) Bytes(rows Rows) int {
	total := 0
	for _, k := range s.catalog.Kinds {
		total += rows[k.Root()] * s.fans[k.ID] * bytesOf(k)
	}
	return total
}

// HandleBytes is what it takes to find a lasting row, beside its columns: its handle
// twice, a place among the handles of its world, and where that finds it.
const HandleBytes = 8 + 8 + 8 + 16

// bytesOf returns how many bytes a row of k takes, its blocks apart.
func bytesOf(k *components.Kind) int {
	n := 0
	for _, c := range k.Columns {
		n += int(c.Type.Size())
	}
	return n
}
