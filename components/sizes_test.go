package components_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"touchline/components"
)

var sizeLine = regexp.MustCompile(`(?m)^(\d+) bytes\.`)

// TestSizes checks that each struct that is kept in a column says how large it is,
// and that this is true: who adds a field sees what it costs.
func TestSizes(t *testing.T) {
	stated := statedSizes(t)
	types := map[reflect.Type]bool{reflect.TypeFor[components.Event](): true}
	for _, c := range components.All.Columns {
		if c.Type.Kind() == reflect.Struct {
			types[c.Type] = true
		}
	}
	if len(types) < 8 {
		t.Errorf("only %d structs seen", len(types))
	}
	for typ := range types {
		if got, ok := stated[typ.Name()]; !ok || got != int(typ.Size()) {
			t.Errorf("%s: its comment says %d bytes, it has %d", typ.Name(), got, typ.Size())
		}
	}
}

// statedSizes returns what the comments of the struct types say.
func statedSizes(t *testing.T) map[string]int {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	sizes := map[string]int{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE || g.Doc == nil {
				continue
			}
			if m := sizeLine.FindStringSubmatch(g.Doc.Text()); m != nil {
				sizes[g.Specs[0].(*ast.TypeSpec).Name.Name], _ = strconv.Atoi(m[1])
			}
		}
	}
	return sizes
}
