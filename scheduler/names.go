package scheduler

import (
	"fmt"
	"strings"
)

// name returns the name of value i, or its number.
func name(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return fmt.Sprint(i)
}

// parseName returns which of names text is. What says what is named.
func parseName(what string, names []string, text []byte) (int, error) {
	for i, n := range names {
		if n == string(text) {
			return i, nil
		}
	}
	return 0, fmt.Errorf("%s %q: must be one of %s", what, text, strings.Join(names, ", "))
}
