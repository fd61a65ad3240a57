package metrica

import (
	"bytes"

	"touchline/systems/feed/recording/scan"
)

// window is how much of a file shows what it is.
const window = 16 << 10

// IsFrames reports whether data begins as a file of tracking does: with the three
// lines of a table that name its columns; or with a line that is all numbers and
// separators, of which there are two kinds or more, and begins with a whole number.
// It may be cut short after them.
func IsFrames(data []byte) bool {
	text := bytes.TrimPrefix(data[:min(window, len(data))], []byte(byteOrderMark))
	if isTable(text) {
		return isHeader(text)
	}
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return isNumbers(bytes.TrimSuffix(line, []byte("\r")))
}

// isHeader reports whether the third line names the columns of a table of tracking.
func isHeader(text []byte) bool {
	for range 2 {
		_, after, ok := bytes.Cut(text, []byte("\n"))
		if text = after; !ok {
			return false
		}
	}
	for _, c := range leading {
		after, ok := bytes.CutPrefix(text, []byte(c.name+","))
		if text = after; !ok {
			return false
		}
	}
	return true
}

// isNumbers reports whether line is one of a text. Its last number may be cut short.
func isNumbers(line []byte) bool {
	const separators = ":;,|/_#&! \t"
	const least = 4 // the frame, the ball, and one that is not known
	numbers := 0
	var kinds [256]bool
	count := 0
	for len(line) > 0 {
		n := bytes.IndexAny(line, separators)
		if n < 0 {
			break
		}
		value := line[:n]
		_, whole := scan.Int(value)
		_, ok := scan.Fixed(value, 0)
		if numbers == 0 && !whole || !ok && string(value) != "NaN" && n > 0 {
			return false
		}
		if c := line[n]; !kinds[c] {
			kinds[c] = true
			count++
		}
		numbers++
		line = line[n+1:]
	}
	return numbers >= least && count >= 2
}
