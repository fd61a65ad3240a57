package ecs_test

import (
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
)

type (
	loose struct {
		A uint8
		B uint32
	}
	named struct{ Text components.Symbol }
	aimed struct{ At components.Row }
)

// TestNewSchemaErrors checks what a catalog may not ask for.
func TestNewSchemaErrors(t *testing.T) {
	const state = components.State
	tests := []struct {
		name    string
		declare func(c *components.Catalog, k *components.Kind) // to a kind with a saved and hashed Number
		message string
	}{
		{"fan", func(c *components.Catalog, k *components.Kind) { c.Block("b", k, "") }, "kind b: fan 0: must be at least 1"},
		{"number", func(c *components.Catalog, k *components.Kind) { c.Lasting("other", "") }, "kind other: the first column of a lasting kind must be its Number"},
		{
			"number of another type",
			func(c *components.Catalog, k *components.Kind) {
				components.NewColumn[uint64](c, c.Lasting("other", ""), "number", state, "", "")
			},
			"kind other: the first column of a lasting kind must be its Number",
		},
		{
			"secret state",
			func(c *components.Catalog, k *components.Kind) {
				components.NewColumn[uint8](c, k, "x", components.Secret|components.Hashed, "", "")
			},
			"column kind.x: a secret is neither saved nor hashed",
		},
		{
			"padding",
			func(c *components.Catalog, k *components.Kind) {
				components.NewColumn[[2]loose](c, k, "x", state, "", "")
			},
			"column kind.x: [2]ecs_test.loose has padding, whose bytes are no part of its value",
		},
		{
			"symbol in a struct",
			func(c *components.Catalog, k *components.Kind) { components.NewColumn[named](c, k, "x", state, "", "") },
			"column kind.x: a symbol means nothing outside its run: it needs a column of its own",
		},
		{
			"row in a struct",
			func(c *components.Catalog, k *components.Kind) { components.NewColumn[aimed](c, k, "x", state, "", "") },
			"column kind.x: a row means nothing outside its world: it must be a reference",
		},
		{
			"state of a kind that is none",
			func(c *components.Catalog, k *components.Kind) {
				o := c.Lasting("other", "")
				components.NewColumn[components.Number](c, o, "number", components.Hashed, "", "")
				components.NewColumn[uint8](c, o, "x", state, "", "")
			},
			"column other.x: what is saved or hashed goes by its row's Number, which must be so too",
		},
		{
			"reference to what is not saved",
			func(c *components.Catalog, k *components.Kind) {
				o := c.Lasting("other", "")
				components.NewColumn[components.Number](c, o, "number", 0, "", "")
				components.NewRef(c, k, o, "x", state, "")
			},
			"column kind.x: a saved or hashed reference goes by the Number of the other, which must be so too",
		},
		{
			"home that is not saved",
			func(c *components.Catalog, k *components.Kind) {
				o := c.Lasting("other", "")
				components.NewColumn[components.Number](c, o, "number", state, "", "")
				components.NewRef(c, k, o, "x", components.Hashed, "")
			},
			"column kind.x: a row of a saved kind is put beside the other that it refers to: it must be saved",
		},
		{
			"ring of rows that do not last",
			func(c *components.Catalog, k *components.Kind) { c.Ring("r", c.Transient("t", ""), "") },
			"kind r: fan 0: must be at least 1\nkind r: a ring belongs to a lasting kind, and t is transient",
		},
		{
			"symbol in a ring",
			func(c *components.Catalog, k *components.Kind) {
				components.NewColumn[components.Symbol](c, c.Ring("r", k, ""), "x", state, "", "")
			},
			"kind r: fan 0: must be at least 1\ncolumn r.x: a ring holds neither references nor symbols",
		},
		{
			"circle",
			func(c *components.Catalog, k *components.Kind) {
				o := c.Lasting("other", "")
				components.NewColumn[components.Number](c, o, "number", state, "", "")
				components.NewRef(c, k, o, "x", state, "")
				components.NewRef(c, o, k, "x", state, "")
			},
			"kind kind: hangs on itself, by way of other",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := new(components.Catalog)
			k := c.Lasting("kind", "")
			components.NewColumn[components.Number](c, k, "number", state, "", "")
			if _, err := ecs.NewSchema(c, nil); err != nil {
				t.Fatal(err)
			}
			tt.declare(c, k)
			s, err := ecs.NewSchema(c, nil)
			if err == nil || err.Error() != tt.message || s != nil {
				t.Errorf("error = %v, want %s", err, tt.message)
			}
		})
	}
}

// TestPointers checks that what the garbage collector would have to know of does
// not become a column.
func TestPointers(t *testing.T) {
	c := new(components.Catalog)
	k := c.Lasting("kind", "")
	for name, declare := range map[string]func(){
		"pointer": func() { components.NewColumn[*int](c, k, "x", 0, "", "") },
		"string":  func() { components.NewColumn[string](c, k, "x", 0, "", "") },
		"slice":   func() { components.NewColumn[struct{ S []byte }](c, k, "x", 0, "", "") },
		"map":     func() { components.NewColumn[[2]map[int]int](c, k, "x", 0, "", "") },
		"func":    func() { components.NewColumn[func()](c, k, "x", 0, "", "") },
		"chan":    func() { components.NewColumn[chan int](c, k, "x", 0, "", "") },
		"any":     func() { components.NewColumn[any](c, k, "x", 0, "", "") },
		"uintptr": func() { components.NewColumn[uintptr](c, k, "x", 0, "", "") },
	} {
		if !panics(declare) {
			t.Errorf("a column of a %s was accepted", name)
		}
	}
}

// TestArcheColumns checks that too many columns for arche are named when the world
// is made, and that the last that fit do.
func TestArcheColumns(t *testing.T) {
	const fit = 239 // beside the handles
	for _, n := range []int{fit, fit + 1} {
		c := new(components.Catalog)
		k := c.Lasting("kind", "")
		components.NewColumn[components.Number](c, k, "number", 0, "", "")
		for range n - 1 {
			components.NewColumn[uint8](c, k, "x", 0, "", "")
		}
		s, err := ecs.NewSchema(c, nil)
		if err != nil {
			t.Fatal(err)
		}
		var message any
		func() {
			defer func() { message = recover() }()
			ecs.NewWorld(s, ecs.Arche, ecs.Rows{k: 3})
		}()
		if n == fit && message != nil {
			t.Errorf("%d columns: %v", n, message)
		}
		if n > fit && message != "ecs: kind kind: 240 columns: arche has room for 239" {
			t.Errorf("%d columns: %v", n, message)
		}
	}
}

func TestArcheColumnBytes(t *testing.T) {
	c := new(components.Catalog)
	k := c.Lasting("kind", "")
	components.NewColumn[components.Number](c, k, "number", 0, "", "")
	s, err := ecs.NewSchema(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !panics(func() { ecs.NewWorld(s, ecs.Arche, ecs.Rows{k: 1<<28 + 1}) }) {
		t.Error("a column of more than 2 GiB was accepted")
	}
}

func TestCheckOrder(t *testing.T) {
	reads := func(c components.AnyColumn) ecs.System {
		return system{name: "reader", access: ecs.Access{Reads: []components.AnyColumn{c}}}
	}
	last := system{name: "patient", access: ecs.Access{Last: []components.AnyColumn{feedTaken}}}
	writes := system{name: "writer", access: ecs.Access{Writes: []components.AnyColumn{feedTaken}}}
	makes := system{name: "maker", access: ecs.Access{Makes: []*components.Kind{note}}}
	tests := []struct {
		name    string
		systems []ecs.System
		message string
	}{
		{"after the writer", []ecs.System{writes, reads(feedTaken)}, ""},
		{"before the writer", []ecs.System{reads(feedTaken), writes}, "system reader reads feed.taken before writer writes it: it must come later, or ask for last tick's value"},
		{"last tick's value", []ecs.System{last, writes}, ""},
		{"another column", []ecs.System{reads(feedTicket), writes}, ""},
		{"before the rows are made", []ecs.System{reads(noteFeed), makes}, "system reader reads note.feed before maker writes it: it must come later, or ask for last tick's value"},
		{"before their blocks are", []ecs.System{reads(wordValue), makes}, "system reader reads word.value before maker writes it: it must come later, or ask for last tick's value"},
		{"its own", []ecs.System{system{name: "both", access: ecs.Access{
			Reads: []components.AnyColumn{feedTaken}, Writes: []components.AnyColumn{feedTaken},
		}}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if err := ecs.CheckOrder(&catalog, tt.systems); err != nil {
				got = err.Error()
			}
			if got != tt.message {
				t.Errorf("error %q, want %q", got, tt.message)
			}
		})
	}
}

func TestDescribe(t *testing.T) {
	s := testSchema(t)
	var halves, feeds ecs.KindDescription
	for _, k := range s.Describe() {
		switch k.Name {
		case "half":
			halves = k
		case "feed":
			feeds = k
		}
	}
	if halves.Form != "block" || halves.Parent != "match" || halves.Fan != 2 || halves.Secrets != 1 || halves.Bytes != 4+1+16 {
		t.Errorf("half: %+v", halves)
	}
	for _, c := range halves.Columns {
		if strings.Contains(c.Name, "key") {
			t.Error("a secret is described")
		}
	}
	for _, c := range feeds.Columns {
		switch c.Name {
		case "ticket":
			if c.Refs != "ticket" || !c.Weak || !c.Saved || !c.Hashed || c.Bytes != 4 {
				t.Errorf("feed.ticket: %+v", c)
			}
		case "taken":
			if c.Type != "ecs_test.taken" || c.Refs != "" || c.Weak || c.Bytes != 8 {
				t.Errorf("feed.taken: %+v", c)
			}
		}
	}
	// A match has 8+4+3+4+2 bytes, two halves of 21, six slots of 12, and three of what is
	// past, with 6 bytes and two shares of one.
	if got := s.Bytes(ecs.Rows{match: 2, feed: 1}); got != 2*(21+2*21+6*12+3*(6+2))+35 {
		t.Errorf("%d bytes", got)
	}
}
