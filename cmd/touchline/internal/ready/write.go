package ready

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// columns is how wide a terminal is taken to be, and hang where texts begin in it.
const columns, hang = 80, 27

// Write writes checks for a terminal, with what to do below what is not well.
func Write(w io.Writer, checks []Check) error {
	count := map[State]int{}
	for _, c := range checks {
		count[c.State]++
		lead := fmt.Sprintf("%-8s %-17s ", c.State, c.Name)
		for _, line := range fold(c.Found, columns-hang) {
			fmt.Fprintf(w, "%s%s\n", lead, line)
			lead = strings.Repeat(" ", hang)
		}
		if c.Do == "" {
			continue
		}
		lead = strings.Repeat(" ", hang-3) + "-> "
		for _, line := range fold(c.Do, columns-hang) {
			fmt.Fprintf(w, "%s%s\n", lead, line)
			lead = strings.Repeat(" ", hang)
		}
	}
	_, err := fmt.Fprintf(w, "\n%d ok, %d could be better, %d bad, %d not known\n", count[OK], count[Note], count[Bad], count[Unknown])
	return err
}

// fold breaks a text between words into lines of a width.
func fold(text string, width int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
