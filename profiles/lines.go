package profiles

import (
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// linesOf returns the line of each key of a text that is TOML, by its whole name,
// as settings.workers. A table has the line of its header.
func linesOf(text []byte) map[string]int {
	lines := map[string]int{}
	var p unstable.Parser
	p.Reset(text)
	table := ""
	for p.NextExpression() {
		e := p.Expression()
		var parts []string
		line := 0
		for keys := e.Key(); keys.Next(); {
			node := keys.Node()
			parts = append(parts, string(node.Data))
			line = p.Shape(p.Range(node.Data)).Start.Line
		}
		name := strings.Join(parts, ".")
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = name + "."
		case unstable.KeyValue:
			name = table + name
		default:
			continue
		}
		lines[name] = line
	}
	return lines
}
