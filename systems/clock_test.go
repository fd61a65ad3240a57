package systems_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"testing"
)

// clockUses lists where f asks what time it is, waits, or starts a goroutine.
func clockUses(fset *token.FileSet, f *ast.File) []string {
	banned := map[string]bool{
		"Now": true, "Since": true, "Until": true, "Sleep": true, "After": true, "Tick": true,
		"NewTimer": true, "NewTicker": true, "AfterFunc": true,
	}
	var uses []string
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			uses = append(uses, fmt.Sprintf("%v: a system starts no goroutine", fset.Position(n.Pos())))
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && x.Name == "time" && banned[n.Sel.Name] {
				uses = append(uses, fmt.Sprintf("%v: time.%s: a system reads no clock", fset.Position(n.Pos()), n.Sel.Name))
			}
		}
		return true
	})
	return uses
}

func TestClockUses(t *testing.T) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "planted.go", `package p
import "time"
var started = time.Now()
func f() { go f() }
var fine = time.Second`, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := len(clockUses(fset, f)); got != 2 {
		t.Errorf("%d uses found, want 2", got)
	}
}
