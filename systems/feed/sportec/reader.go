package sportec

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// reader is what is known at an entry.
type reader struct {
	data  []byte
	doc   document
	info  *info // nil if there is none
	names components.Interner
	match *recording.Match
	err   *recording.Error

	matchID string
	teams   [components.Away + 1]string // IDs of the sides; without information in the order of the file
	people  map[string]components.Symbol

	seen    map[string]int32 // entries by their ID: places in entries
	entries []entry
	drafts  []draft
	newest  []int32 // of a draft that is the first of its event: the place of its newest revision

	now    current
	epoch  components.PTS // the moment of the first entry
	latest components.PTS // the latest moment of all entries so far, on the wall clock
	behind components.PTS // how long after it the newest entry was made that is of before it
	apart  components.PTS // how far such entries are apart
}

func newReader(data []byte, in *info, names components.Interner, m *recording.Match) *reader {
	r := &reader{
		data: data, doc: open(data), info: in, names: names, match: m,
		people: make(map[string]components.Symbol), seen: make(map[string]int32),
	}
	if in != nil {
		r.matchID = in.match
		for _, side := range [...]components.Team{components.Home, components.Away} {
			r.teams[side] = in.teams[side].id
		}
	}
	return r
}

// where says which entry it is, for warnings.
func (r *reader) where() string { return r.now.entry.where() }

// fail ends the reading at the entry, unless it has ended already.
func (r *reader) fail(field, found string, fault recording.Fault, want string) {
	if r.err == nil {
		r.err = r.now.entry.wrong(field, found, fault, want)
	}
}

// broken ends the reading if the XML is in error.
func (r *reader) broken() {
	if r.doc.err != nil && r.err == nil {
		r.err = r.doc.err
		r.err.Record = r.match.Records
	}
}

// side returns the side whose ID is given. The first two of the file are those of
// the match.
func (r *reader) side(field, id string) components.Team {
	if id == "" || r.err != nil {
		return components.NoTeam
	}
	for _, side := range [...]components.Team{components.Home, components.Away} {
		if r.teams[side] == "" {
			r.teams[side] = id
		}
		if r.teams[side] == id {
			return side
		}
	}
	r.match.Warnings.Add(recording.UnknownTeam, "%s: %s %s", r.where(), field, recording.Clip([]byte(id)))
	return components.NoTeam
}

// person returns the name of the person whose ID is given, or the ID itself where
// the information does not have it; no symbol for no ID.
func (r *reader) person(id string) components.Symbol {
	if id == "" || r.err != nil {
		return 0
	}
	if s, ok := r.people[id]; ok {
		return s
	}
	name := id
	if r.info != nil && r.info.names[id] != "" {
		name = r.info.names[id]
	}
	s := r.names.Intern([]byte(name))
	r.people[id] = s
	return s
}
