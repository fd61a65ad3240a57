package machine

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// wrap breaks a line between words; what follows is indented further than it is.
func wrap(line string, width int) (parts []string) {
	indent := strings.Repeat(" ", len(line)-len(strings.TrimLeft(line, " "))+4)
	for utf8.RuneCountInString(line) > width {
		at := width
		for at > len(indent) && line[at] != ' ' {
			at--
		}
		if at == len(indent) { // a word that is longer than a line
			break
		}
		parts = append(parts, line[:at])
		line = indent + line[at+1:]
	}
	return append(parts, line)
}

// count writes 1 core, 2 cores.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// numbers writes core 3, cores 3-7.
func numbers(what string, first, last int) string {
	if first == last {
		return fmt.Sprintf("%s %d", what, first)
	}
	return fmt.Sprintf("%ss %d-%d", what, first, last)
}

// size writes bytes as 32 KiB.
func size(bytes int) string {
	if bytes >= 1<<20 && bytes%(1<<20) == 0 {
		return fmt.Sprintf("%d MiB", bytes>>20)
	}
	return fmt.Sprintf("%d KiB", bytes>>10)
}
