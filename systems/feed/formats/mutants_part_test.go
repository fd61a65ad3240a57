package formats_test

import (
	"bytes"
	"regexp"

	"touchline/systems/feed/formats"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// A part is where a record of a file lies.
type part struct{ from, to int }

// groups returns where the records of a file of a format lie; those of a group are
// neighbors that may change places.
func groups(format string, data []byte) [][]part {
	v := scan.NewValues(data, &recording.Match{})
	var f [1]scan.Span
	switch format {
	case "statsbomb":
		return [][]part{elements(&v, v.Root())}
	case "wyscout":
		v.Members("", v.Root(), f[:], "events")
		return [][]part{elements(&v, f[0])}
	case "metrica":
		if data[0] != '{' {
			return [][]part{lines(data)}
		}
		v.Members("", v.Root(), f[:], "data")
		return [][]part{elements(&v, f[0])}
	case "cricsheet":
		return overs(&v)
	case "sportec":
		return [][]part{entriesOf(data)}
	case "ndjson", "skillcorner":
		return [][]part{lines(data)}
	}
	return nil
}

func elements(v *scan.Values, list scan.Span) (all []part) {
	for at := range v.Elements("", list) {
		all = append(all, part{at.From, at.To})
	}
	return all
}

// overs returns the balls of a cricket match, over by over.
func overs(v *scan.Values) (all [][]part) {
	var f [1]scan.Span
	v.Members("", v.Root(), f[:], "innings")
	for innings := range v.Elements("", f[0]) {
		v.Members("", innings, f[:], "overs")
		for over := range v.Elements("", f[0]) {
			v.Members("", over, f[:], "deliveries")
			all = append(all, elements(v, f[0]))
		}
	}
	return all
}

var anEntry = regexp.MustCompile(`(?s)<Event .*?</Event>`)

func entriesOf(data []byte) (all []part) {
	for _, at := range anEntry.FindAllIndex(data, -1) {
		all = append(all, part{at[0], at[1]})
	}
	return all
}

// lines returns the lines after the first, without their ends.
func lines(data []byte) (all []part) {
	for from := 0; from < len(data); {
		to := len(data)
		if n := bytes.IndexByte(data[from:], '\n'); n >= 0 {
			to = from + n
		}
		if from > 0 {
			all = append(all, part{from, to})
		}
		from = to + 1
	}
	return all
}

// byLine reports whether the file is lines: it does not say that all of them are
// there.
func (s *subject) byLine() bool {
	switch s.role {
	case formats.Events:
		return s.format == "ndjson" || s.format == "skillcorner" || s.format == "metrica" && s.data[0] != '{'
	case formats.Frames:
		return s.format == "metrica" || s.format == "skillcorner" && s.data[0] == '{'
	}
	return false
}

// rests matches records that the score rests on together with their neighbors,
// where a format tells goals by those.
var rests = map[string]*regexp.Regexp{
	"metrica":     regexp.MustCompile(`GOAL|KICK OFF`),
	"skillcorner": regexp.MustCompile(`goal_for|goal_against`),
}

// goals matches records that have a goal in them.
var goals = map[string]*regexp.Regexp{
	"statsbomb": regexp.MustCompile(`"name"\s*:\s*"Goal"`),
	"wyscout":   regexp.MustCompile(`"id":\s*10[12]\b`),
	"sportec":   regexp.MustCompile(`<SuccessfulShot`),
}

// lasts matches lines after which a period may be over, and a file that was cut
// short look whole.
var lasts = map[string]*regexp.Regexp{
	"ndjson":      regexp.MustCompile(`"k":"period_end"`),
	"metrica":     regexp.MustCompile(`END HALF`),
	"skillcorner": regexp.MustCompile(`goal_for`),
}

// ends matches records that end a period, of which the first group says which it
// is. The other formats have none that every match has.
var ends = map[string]*regexp.Regexp{
	"statsbomb": regexp.MustCompile(`(?s)"period"\s*:\s*(\d).*"Half End"`),
	"ndjson":    regexp.MustCompile(`"p":(\d),"k":"(?:period_end|match_end|abandoned)"`),
	"sportec":   regexp.MustCompile(`<FinalWhistle[^>]*GameSection="(\w+)"`),
}
