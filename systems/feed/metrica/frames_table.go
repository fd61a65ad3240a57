package metrica

import (
	"bytes"
	"math"
	"strings"
	"unicode/utf8"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// What the tables call the sides.
const (
	homeName = "Home"
	awayName = "Away"
)

// leading are the first columns of a table of tracking.
var leading = [...]struct {
	name  string
	holds holds
}{{"Period", period}, {"Frame", number}, {"Time [s]", seconds}}

// table reads the three lines of a table that say what its columns are: the side,
// the number on the shirt, and the name of each player; at last there is the ball.
// The name is above x, and nothing is above y.
func (f *frames) table() {
	const mostColumns = 4096
	f.rate = sampled
	sides, _ := f.take()
	f.take() // the numbers
	line, ok := f.take()
	if !ok || !f.whole {
		f.cut("three lines that name the columns")
		return
	}
	above, columns := bytes.Split(sides, comma), bytes.Split(line, comma)
	if len(columns) > mostColumns {
		f.fail("", nil, "too many columns", "at most 4096")
		return
	}
	l := layout{to: math.MaxInt64, number: 1, between: ","}
	for i, c := range leading {
		if i >= len(columns) || string(columns[i]) != c.name {
			f.fail("column \""+c.name+"\"", nil, recording.Missing, "it in the third line")
			return
		}
		l.cells = append(l.cells, cell{holds: c.holds, name: c.name, end: comma})
	}
	for i := len(leading); i < len(columns); i = len(l.cells) {
		name := f.name(columns[i])
		if name == "" {
			l.cells = append(l.cells, cell{end: comma})
			continue
		}
		if i+1 < len(columns) && len(columns[i+1]) > 0 {
			f.fail(name, columns[i+1], misfit, "two columns, the second without a name")
			return
		}
		who := 0
		if name != "Ball" {
			who = f.enlist(name, f.above(above, i))
		}
		l.cells = append(l.cells, cell{alongX, who, name, comma}, cell{alongY, who, name, comma})
	}
	l.cells[len(l.cells)-1].end = nil
	f.layouts = []layout{l}
}

var comma = []byte(",")

// name returns what a column is called, as it can be shown.
func (f *frames) name(column []byte) string {
	if !utf8.Valid(column) {
		f.warn(recording.BadText, "column %s", recording.Clip(column))
	}
	return strings.ToValidUTF8(string(column), "\uFFFD")
}

// above returns the side that is above column i.
func (f *frames) above(sides [][]byte, i int) components.Team {
	var name []byte
	if i < len(sides) {
		name = sides[i]
	}
	switch string(name) {
	case homeName:
		return components.Home
	case awayName:
		return components.Away
	}
	f.match.Warnings.Add(recording.UnknownTeam, "line 1: column %d is of %s: taken as none", i+1, recording.Clip(name))
	return components.NoTeam
}
