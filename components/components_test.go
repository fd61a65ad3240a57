package components_test

import (
	"reflect"
	"testing"

	"touchline/components"
)

// TestPlainData checks the two properties that the rest of the engine leans on:
// without pointers a column is never scanned by the garbage collector, and
// without padding its bytes can be hashed and compared.
func TestPlainData(t *testing.T) {
	types := []reflect.Type{reflect.TypeFor[components.Event]()}
	for _, c := range components.All.Columns {
		types = append(types, c.Type)
	}
	for _, typ := range types {
		if !components.Plain(typ) {
			t.Errorf("%s holds a pointer", typ)
		}
		if used := bytesOf(typ); used != typ.Size() {
			t.Errorf("%s: %d bytes of padding: sort the fields by size", typ, typ.Size()-used)
		}
	}
}

func bytesOf(t reflect.Type) uintptr {
	switch t.Kind() {
	case reflect.Array:
		return uintptr(t.Len()) * bytesOf(t.Elem())
	case reflect.Struct:
		var n uintptr
		for f := range t.Fields() {
			n += bytesOf(f.Type)
		}
		return n
	}
	return t.Size()
}

// TestColumns checks that each column is described, and that a struct is small
// enough that its fields are read together: a line at most.
func TestColumns(t *testing.T) {
	for _, c := range components.All.Columns {
		name := c.Kind.Name + "." + c.Name
		if c.Doc == "" || c.Name == "" {
			t.Errorf("column %s: no description", name)
		}
		if c.Type.Kind() == reflect.Struct && c.Type.Size() > 64 {
			t.Errorf("column %s: a struct of %d bytes: at most 64, else one column per field", name, c.Type.Size())
		}
		if c.Attr&components.Secret != 0 && c.Attr&components.State != 0 {
			t.Errorf("column %s: key material is neither saved nor hashed", name)
		}
	}
}

// TestPointersAreRefused: a pointer in a column would be moved without the
// garbage collector's knowledge.
func TestPointersAreRefused(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a column of strings was accepted")
		}
	}()
	var c components.Catalog
	components.NewColumn[string](&c, c.Lasting("k", ""), "text", 0, "", "")
}

func TestEventKinds(t *testing.T) {
	for k := range components.EventKinds {
		got, ok := components.ParseEventKind(k.String())
		if !ok || got != k {
			t.Errorf("kind %d: %q reads back as %d, %v", k, k, got, ok)
		}
	}
	if set := components.KindSet(components.Goal, components.Discontinuity); !components.Goal.In(set) || components.Shot.In(set) {
		t.Errorf("set %b: goal must be in, shot not", set)
	}
}

func TestRate(t *testing.T) {
	ntsc := components.Rate{Num: 30000, Den: 1001}
	for _, tt := range []struct {
		rate components.Rate
		n    int64
		want components.PTS
	}{
		{components.Rate{Num: 20, Den: 1}, 1, 4500},
		{components.Rate{Num: 20, Den: 1}, 1_000_000, 4_500_000_000},
		{ntsc, 1, 3003},
		{ntsc, 60, 180180},
		{components.Rate{Num: 60000, Den: 1001}, 1, 1501}, // 1501.5 rounded down
		{components.Rate{Num: 60000, Den: 1001}, 2, 3003},
		{components.Rate{Num: 60000, Den: 1001}, -1, -1502},
	} {
		if got := tt.rate.At(tt.n); got != tt.want {
			t.Errorf("%d/%d at %d = %d, want %d", tt.rate.Num, tt.rate.Den, tt.n, got, tt.want)
		}
	}
	for _, r := range []components.Rate{ntsc, {Num: 60000, Den: 1001}, {Num: 25, Den: 1}, {Num: 7, Den: 3}} {
		for n := int64(-2000); n < 2000; n++ {
			at := r.At(n)
			if got := r.Index(at); got != n {
				t.Fatalf("%v: index of event %d is %d", r, n, got)
			}
			if got := r.Index(r.At(n+1) - 1); got != n {
				t.Fatalf("%v: index just before event %d is %d", r, n+1, got)
			}
			if r.Up(at) != at || r.Up(at+1) != r.At(n+1) {
				t.Fatalf("%v: rounding up from event %d", r, n)
			}
		}
	}
}

func TestWire(t *testing.T) {
	for _, tt := range []struct {
		t    components.PTS
		want uint64
	}{{0, 0}, {1<<33 - 1, 1<<33 - 1}, {1 << 33, 0}, {1<<33 + 7, 7}, {-1, 1<<33 - 1}} {
		if got := tt.t.Wire(); got != tt.want {
			t.Errorf("wire of %d = %d, want %d", tt.t, got, tt.want)
		}
	}
}
