package bench

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// tags returns what a playlist says, a line for each tag, attribute and URI. It knows
// nothing of what tags mean, and so misses none of them: it brings the attributes of
// a tag and the tags before the first segment or quality into one order, and
// decimals and dates into one form.
func tags(text []byte) (string, error) {
	var head, rest []string
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	if lines[0] != "#EXTM3U" {
		return "", fmt.Errorf("line 1: %q, want #EXTM3U", lines[0])
	}
	for i, line := range lines[1:] {
		said, err := tag(line)
		if err != nil {
			return "", fmt.Errorf("line %d: %w", i+2, err)
		}
		if len(rest) > 0 || beginsList(line) {
			rest = append(rest, said)
		} else {
			head = append(head, said)
		}
	}
	slices.Sort(head)
	return strings.Join(append(head, rest...), "\n"), nil
}

// beginsList reports whether a line is the first that is about a segment or about what
// there is to choose from.
func beginsList(line string) bool {
	for _, name := range []string{"#EXTINF:", "#EXT-X-PROGRAM-DATE-TIME:", "#EXT-X-MEDIA:", "#EXT-X-STREAM-INF:"} {
		if strings.HasPrefix(line, name) {
			return true
		}
	}
	return false
}

// tag is what a line says.
func tag(line string) (string, error) {
	name, value, _ := strings.Cut(line, ":")
	switch {
	case !strings.HasPrefix(line, "#"):
		return line, nil
	case name == "#EXTINF":
		length, title, _ := strings.Cut(value, ",")
		return name + " " + plain(length) + " " + title, nil
	case name == "#EXT-X-PROGRAM-DATE-TIME":
		date, err := time.Parse(time.RFC3339Nano, value)
		return name + " " + date.UTC().Format(time.RFC3339Nano), err
	case !strings.Contains(value, "="):
		return name + " " + value, nil
	}
	list := attributes(value)
	for i, a := range list {
		key, text, ok := strings.Cut(a, "=")
		if !ok {
			return "", fmt.Errorf("attribute %q: want NAME=value", a)
		}
		list[i] = " " + key + "=" + plain(text)
	}
	slices.Sort(list)
	return name + "\n" + strings.Join(list, "\n"), nil
}

// attributes splits an attribute list at the commas that are not between quotes.
func attributes(list string) []string {
	quoted := false
	return strings.FieldsFunc(list, func(c rune) bool {
		if c == '"' {
			quoted = !quoted
		}
		return c == ',' && !quoted
	})
}

// plain is a decimal without zeros at its end; all else stays as it is.
func plain(text string) string {
	if !strings.Contains(text, ".") {
		return text
	}
	if n, err := strconv.ParseFloat(text, 64); err == nil {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return text
}
