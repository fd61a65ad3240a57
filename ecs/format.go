package ecs

import (
	"errors"
	"fmt"
	"hash/crc32"
	"reflect"
	"strings"

	"touchline/components"
)

// A snapshot, all of it little-endian:
//
//	magic    8 bytes
//	version  uint32
//	schema   uint32 length, and the text that [Schema.text] gives
//	tick     uint64
//	seed     uint64
//	symbols  uint32 count, and for each a uint32 length and its text, ascending;
//	         a symbol is its place in this list, from 1, and 0 is no text
//	kinds    in the order of the schema's text: uint64 count, and the rows by
//	         ascending Number: the Number, then the columns in the schema's order,
//	         those of a block or ring with all its rows. A symbol is a uint32; a reference
//	         a byte, 1 or 0 for none, and the target's Number, or 0
//	checksum CRC-32C (RFC 9260, appendix B) of all that comes before
//
// Equal states give equal bytes, however they are sharded. Whoever changes what is
// said here counts the version up.
const (
	magic   = "\x89TLS\r\n\x1a\n" // no text, and mangled by whoever takes it for one
	version = 1
)

// Sizes of the parts of a row.
const (
	numberSize    = 8
	symbolSize    = 4
	referenceSize = 1 + 8
)

// Limits, which keep a damaged length from taking memory.
const (
	maxSchema = 1 << 20   // bytes of the schema's text
	maxText   = 1 << 16   // bytes of a symbol's text
	maxRows   = 1<<32 - 1 // rows of a kind: each differs from NoRow
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Errors of [ReadSnapshot] and [Snapshot.Place].
var (
	ErrNotSnapshot = errors.New("not a snapshot")
	ErrDamaged     = errors.New("damaged snapshot")
	ErrVersion     = errors.New("snapshot of another version")
	ErrSchema      = errors.New("snapshot of other tables")
	ErrNoRoom      = errors.New("no room for a snapshot")
	ErrApart       = errors.New("a row and what it refers to are in different shards")
)

// A DamageError says where a snapshot is damaged, and how. It is an [ErrDamaged].
type DamageError struct {
	Offset int64 // of the byte, from 0
	What   string
}

func (e *DamageError) Error() string {
	return fmt.Sprintf("byte %d: %s: %v", e.Offset, e.What, ErrDamaged)
}

// Unwrap returns [ErrDamaged].
func (e *DamageError) Unwrap() error { return ErrDamaged }

// text describes what of s a snapshot holds, one kind or column a line.
func (s *Schema) text() string {
	var b strings.Builder
	for i := range s.saved {
		p := &s.saved[i]
		fmt.Fprintf(&b, "kind %s\n", p.kind.Name)
		for j := range p.fields {
			c := p.fields[j].column
			fmt.Fprintf(&b, "%s.%s %s", c.Kind.Name, c.Name, signature(c))
			if c.Kind.Parent != nil {
				fmt.Fprintf(&b, " × %d", p.fields[j].count)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func signature(c *components.ColumnInfo) string {
	switch {
	case c.Refs != nil:
		return "row of " + c.Refs.Name
	case c.Type == symbolType:
		return "text"
	case c.Unit != "":
		return shape(c.Type) + " in " + c.Unit
	}
	return shape(c.Type)
}

// shape describes the bytes of a type, whatever it is called.
func shape(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), shape(t.Elem()))
	case reflect.Struct:
		var fields []string
		for f := range t.Fields() {
			fields = append(fields, f.Name+" "+shape(f.Type))
		}
		return "{" + strings.Join(fields, ", ") + "}"
	}
	return t.Kind().String()
}

// difference names the first line in which two schemas differ.
func difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := 0; ; i++ {
		switch {
		case i >= len(g)-1 && i >= len(w)-1:
			return "no difference"
		case i >= len(g)-1:
			return fmt.Sprintf("it has no %.200q", w[i])
		case i >= len(w)-1:
			return fmt.Sprintf("it has %.200q, which is not known", g[i])
		case g[i] != w[i]:
			return fmt.Sprintf("it has %.200q, want %.200q", g[i], w[i])
		}
	}
}
