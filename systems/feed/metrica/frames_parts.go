package metrica

import (
	"slices"
	"strings"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// about reads the other files of the match.
func (f *frames) about(with recording.Parts) {
	if IsInfo(with.Info) {
		in, err := readInfo(with.Info)
		if err != nil {
			f.elsewhere("metadata", err.(*recording.Error)) // as all of a reader are
			return
		}
		f.info, f.field = in, in.pitch()
		f.left, f.told = in.turned()
	}
	if Is(with.Events) {
		records, err := readRecords(with.Events, f.info, nobody{}, &recording.Match{}) // their warnings were given
		if err != nil {
			f.elsewhere("events", err)
			return
		}
		f.kicks.find(records)
		f.left, f.told = turned(records, f.info), true
	}
}

// elsewhere ends the reading because of an error in another file of the match.
func (f *frames) elsewhere(file string, err *recording.Error) {
	if f.err == nil {
		wrong := *err
		wrong.Field = strings.TrimSuffix("of the "+file+": "+err.Field, ": ")
		f.err = &wrong
	}
}

// nobody interns the names of events that are read for their times.
type nobody struct{}

func (nobody) Intern([]byte) components.Symbol { return 0 }

// called returns what a side is called.
func (in *info) called(side components.Team) string {
	i := slices.IndexFunc(in.teams, func(t team) bool { return in.side(t.id) == side })
	if i < 0 || in.teams[i].name == "" {
		return in.sides[side]
	}
	return in.teams[i].name
}

// enlist adds a player to the cast and to the squads, where he may be by another
// file of the match. It returns his place in the cast.
func (f *frames) enlist(name string, team components.Team) int {
	p := recording.Player{Name: f.names.Intern([]byte(name)), Team: team}
	a := actor{name: name, team: team}
	for i, known := range f.match.Squads {
		taken := func(a actor) bool { return int(a.who) == i+1 }
		if known == p && !slices.ContainsFunc(f.cast, taken) {
			a.who = uint8(i + 1)
			break
		}
	}
	if a.who == 0 {
		var ok bool
		if a.who, ok = f.match.Enlist(p); !ok {
			f.fail("", []byte(name), recording.OutOfRange, "at most 255 players")
		}
	}
	f.cast = append(f.cast, a)
	return len(f.cast) - 1
}
