// Package builtin holds the matches that are part of the program, as files of
// NDJSON v1: one that was played, and a drill in which everything happens.
package builtin

import _ "embed"

// Default is the match that is played where none is named: the World Cup final of
// 2022, with extra time and a shoot-out.
const Default = "final"

//go:embed final.ndjson
var final string

//go:embed drill.ndjson
var drill string

// matches are the files by name, the default first.
var matches = [...]struct {
	name string
	data *string
}{
	{Default, &final},
	{"drill", &drill},
}

// Names returns the names of the matches, the default first.
func Names() []string {
	names := make([]string, len(matches))
	for i, m := range matches {
		names[i] = m.name
	}
	return names
}

// Open returns the file of the match called name. The caller owns the bytes.
func Open(name string) ([]byte, bool) {
	for _, m := range matches {
		if m.name == name {
			return []byte(*m.data), true
		}
	}
	return nil, false
}
