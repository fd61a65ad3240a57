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
}

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
	{"abr-segment-push", "register one segment of a stream", 170, abrModule},
	{"director-tick", "score four cameras and decide whether to cut", 182, directorModule},
	{"deepfake-score", "take in a detector score, average, look for alerts", 507, deepfakeModule},
	{"qoe-beacon", "fold one beacon of a player", 828, qoeModule},
	{"drm-license", "renew one signed license", 1170, drmModule},
	{"wagering-event", "fold one event into the match and tell sportsbooks", 1132, wageringModule},
	{"hls-master", "render a multivariant playlist of six variants", 2661, masterModule},
	{"full-pipeline", "wagering, director, segment, deepfake and license of a stream", 3700, pipeline},
}

// Names returns the names of all rows and encodings.
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
	return names
}

// Select returns the rows and encodings called names, in the order of [Rows] and
// [Encodings], or all if there are no names.
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
		if slices.Contains(names, r.Name) {
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
