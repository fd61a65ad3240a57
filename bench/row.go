package bench

import (
	"fmt"
	"slices"
	"strings"
)

// A Row is an operation that is measured.
type Row struct {
	Name      string
	Operation string
	Published float64 // ns, as published for another machine and another program
	modules   module
	idle      module // those of them that are asked for nothing
	arrives   bool   // what ours is asked for has to find its stream first
}

// asked are the modules that have something to do.
func (r *Row) asked() module { return r.modules &^ r.idle }

// module is a set of modules.
type module uint8

const (
	wageringModule module = 1 << iota
	directorModule
	abrModule
	deepfakeModule
	drmModule
	masterModule
	qoeModule

	pipeline = wageringModule | directorModule | abrModule | deepfakeModule | drmModule
)

func (m module) has(other module) bool { return m&other != 0 }

// Rows are the operations, in the order in which they are reported.
var Rows = []Row{
	{"abr-segment-push", "register one segment of a stream", 170, abrModule, 0, false},
	{"director-tick", "score four cameras and decide whether to cut", 182, directorModule, 0, false},
	{"deepfake-score", "take in a detector score, average, look for alerts", 507, deepfakeModule, 0, false},
	{"qoe-beacon", "fold one beacon of a player", 828, qoeModule, 0, false},
	{"drm-license", "renew one signed license", 1170, drmModule, 0, false},
	{"wagering-event", "fold one event into the match and tell sportsbooks", 1132, wageringModule, 0, false},
	{"hls-master", "render a multivariant playlist of six variants", 2661, masterModule, 0, false},
	{"full-pipeline", "wagering, director, segment, deepfake and license of a stream", 3700, pipeline, 0, false},
	{"full-no-license", "the same without a license asked for, as in most ticks", 0, pipeline, drmModule, false},
	{"full-with-arrival", "the full pipeline of what comes from outside, in the order in which it comes", 3700, pipeline, 0, true},
}

// Names returns the names of all that is measured.
func Names() []string {
	var names []string
	for i := range Rows {
		names = append(names, Rows[i].Name)
	}
	for i := range Encodings {
		if name := Encodings[i].Name; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return append(names, others...)
}

// alone returns those of rows that can be measured without references: what arrives is
// theirs.
func alone(rows []Row) []Row {
	return slices.DeleteFunc(slices.Clone(rows), func(r Row) bool { return r.arrives })
}

func rowNamed(name string) *Row {
	return &Rows[slices.IndexFunc(Rows, func(r Row) bool { return r.Name == name })]
}

// wants reports whether one of names is asked for: all are if none is named.
func wants(asked []string, names ...string) bool {
	return len(asked) == 0 || slices.ContainsFunc(names, func(n string) bool { return slices.Contains(asked, n) })
}

// Select returns the rows and encodings called names, in the order of [Rows] and
// [Encodings], or all if there are no names. What follows from the full pipeline brings
// that with it.
func Select(names []string) ([]Row, []Encoding, error) {
	if len(names) == 0 {
		return Rows, Encodings, nil
	}
	for _, name := range names {
		if !slices.Contains(Names(), name) {
			return nil, nil, fmt.Errorf("row %q: want some of %s", name, strings.Join(Names(), ", "))
		}
	}
	var rows []Row
	for _, r := range Rows {
		if wants(names, r.Name) || r.Name == fullRow && wants(names, sustainedRow, headroomRow, streamsRow) {
			rows = append(rows, r)
		}
	}
	var encodings []Encoding
	for _, e := range Encodings {
		if slices.Contains(names, e.Name) {
			encodings = append(encodings, e)
		}
	}
	return rows, encodings, nil
}
