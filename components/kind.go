package components

import (
	"fmt"
	"reflect"
)

// Form says how long the rows of a kind live, and what decides how many there are.
type Form uint8

// The forms of a kind.
const (
	// Lasting rows are created and removed one by one, and have a Number.
	Lasting Form = iota
	// Block rows come with their parent's: row = fan × parent row + k. The fan,
	// how many there are per parent, is set when the schema is built.
	Block
	// Transient rows hold one tick: its input or its output.
	Transient
	// Ring rows come with their parent's, too, but the first of all parents lie
	// together, then the second of all, in a plane each: row = k × plane + parent row,
	// where the world knows how many rows a plane has. So a loop that turns the rings
	// of many parents by one writes row after row.
	Ring
)

func (f Form) String() string { return [...]string{"lasting", "block", "transient", "ring"}[f] }

// Attr says what else is done with a column.
type Attr uint8

// The attributes of a column.
const (
	Saved  Attr = 1 << iota // it is in a snapshot
	Hashed                  // it is in the state hash
	Secret                  // key material: never saved, hashed or described
	Weak                    // a reference that does not keep its row: it becomes NoRow when the target goes
)

// State is what most columns of lasting kinds are: saved and hashed.
const State = Saved | Hashed

// A Kind is a table: a fixed set of columns.
type Kind struct {
	ID      int // its place in its Catalog
	Name    string
	Form    Form
	Parent  *Kind // of a block or ring
	Doc     string
	Columns []*ColumnInfo
	Blocks  bool // it has blocks or rings
}

// Slot is the ID of k as an index of [Table.Rows], which needs no check.
func (k *Kind) Slot() uint { return uint(k.ID) % MaxKinds }

// ColumnInfo describes a column.
type ColumnInfo struct {
	ID   int // its place among all columns of its Catalog
	Kind *Kind
	Name string
	Type reflect.Type
	Attr Attr
	Unit string
	Doc  string
	Refs *Kind // the kind whose row this column holds, if it is a reference
}

// A Catalog is a list of kinds. The engine has one, [All]; tests make their own.
type Catalog struct {
	Kinds   []*Kind
	Columns []*ColumnInfo
}

// All lists the kinds of the engine.
var All Catalog

// Lasting adds a kind whose rows are created and removed one by one. Its first
// column must be its Number.
func (c *Catalog) Lasting(name, doc string) *Kind { return c.add(name, Lasting, nil, doc) }

// Block adds a kind with a fixed number of rows for each row of parent.
func (c *Catalog) Block(name string, parent *Kind, doc string) *Kind {
	return c.add(name, Block, parent, doc)
}

// Ring adds a kind with a fixed number of rows for each row of parent, which is a
// lasting kind, in planes.
func (c *Catalog) Ring(name string, parent *Kind, doc string) *Kind {
	return c.add(name, Ring, parent, doc)
}

// Transient adds a kind whose rows hold for one tick.
func (c *Catalog) Transient(name, doc string) *Kind { return c.add(name, Transient, nil, doc) }

func (c *Catalog) add(name string, form Form, parent *Kind, doc string) *Kind {
	k := &Kind{ID: len(c.Kinds), Name: name, Form: form, Parent: parent, Doc: doc}
	if k.ID >= MaxKinds {
		panic(fmt.Sprintf("components: kind %s: there is room for %d kinds", name, MaxKinds))
	}
	if parent != nil {
		parent.Root().Blocks = true
	}
	c.Kinds = append(c.Kinds, k)
	return k
}

// Ring returns the ring that k is, or is a block of; else nil.
func (k *Kind) Ring() *Kind {
	for ; k != nil; k = k.Parent {
		if k.Form == Ring {
			return k
		}
	}
	return nil
}

// Root returns the kind whose rows decide how many rows k has: k itself, or the
// parent of its parents.
func (k *Kind) Root() *Kind {
	for k.Parent != nil {
		k = k.Parent
	}
	return k
}

// NewColumn adds a column of T to k in c. It panics if T holds a pointer: rows
// are moved as bytes, without the garbage collector's knowledge.
func NewColumn[T any](c *Catalog, k *Kind, name string, attr Attr, unit, doc string) Column[T] {
	typ := reflect.TypeFor[T]()
	if !Plain(typ) {
		panic(fmt.Sprintf("components: column %s.%s: %s holds a pointer", k.Name, name, typ))
	}
	info := &ColumnInfo{
		ID: len(c.Columns), Kind: k, Name: name, Type: typ, Attr: attr, Unit: unit, Doc: doc,
	}
	if info.ID >= MaxColumns {
		panic(fmt.Sprintf("components: column %s.%s: there is room for %d columns", k.Name, name, MaxColumns))
	}
	k.Columns = append(k.Columns, info)
	c.Columns = append(c.Columns, info)
	return Column[T]{uint16(info.ID), uint16(k.ID)}
}

// NewRef adds a column to k that holds a row of target. Such a row is set right
// by the world when rows move, and saved and hashed as the target's Number.
func NewRef(c *Catalog, k, target *Kind, name string, attr Attr, doc string) Column[Row] {
	col := NewColumn[Row](c, k, name, attr, "row of "+target.Name, doc)
	c.Columns[col.id].Refs = target
	return col
}

// Plain reports whether values of t hold no pointer, so that their bytes are all
// there is to them.
func Plain(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Bool, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return true
	case reflect.Array:
		return Plain(t.Elem())
	case reflect.Struct:
		for f := range t.Fields() {
			if !Plain(f.Type) {
				return false
			}
		}
		return true
	}
	return false
}
