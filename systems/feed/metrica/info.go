package metrica

import (
	"bytes"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// info is what a file of metadata says of a match.
type info struct {
	sides  [3]string // IDs, by Team
	score  recording.Tally
	scored bool // there is a score
	field  pitch

	teams    []team
	people   []person
	channels []channel
	links    []link
	specs    []spec
	rate     text
	bounds   [len(halves)][2]text // of the halves: first and last frame
}

// text is a text of the metadata, and its byte: where it begins or, of an attribute,
// where its tag does.
type text struct {
	value string
	at    int64
}

// The ways to attack, as the metadata call them.
const (
	leftward  = "right_to_left"
	rightward = "left_to_right"
)

// team is a side of the metadata.
type team struct {
	id, name string
	facing   string // which way it attacks in the first half: leftward, rightward, or ""
}

// person is a player of the metadata.
type person struct {
	id, team, name string
	official       bool
}

// channel is a kind of value.
type channel struct {
	id, name, unit string
}

// link is one value of one player: a channel of his.
type link struct {
	id, channel, person string
}

// IsInfo reports whether data begins as metadata in the standard exchange format
// of electronic performance and tracking systems (EPTS) of FIFA do.
func IsInfo(data []byte) bool {
	const most = 4096
	text := bytes.TrimLeft(data[:min(most, len(data))], "\uFEFF \t\r\n")
	return len(text) > 0 && text[0] == '<' && bytes.Contains(text, []byte("FIFADataTransferFormatEPTS"))
}

// WithInfo returns a reader for the match that the metadata in data are about:
// they say which side is at home and which way it plays, how large the pitch is,
// and the score. The error is an [*recording.Error].
func WithInfo(data []byte) (recording.Reader, error) {
	in, err := readInfo(data)
	if err != nil {
		return nil, err
	}
	return reader(in), nil
}

// side returns the side whose ID is given.
func (in *info) side(id string) components.Team {
	for _, side := range [...]components.Team{components.Home, components.Away} {
		if id != "" && id == in.sides[side] {
			return side
		}
	}
	return components.NoTeam
}

// pitch returns the pitch of the match; in may be nil.
func (in *info) pitch() pitch {
	if in == nil {
		return usual
	}
	return in.field
}

// turned reports whether the home side attacks to the left in the odd periods, and
// whether the metadata tell; in may be nil.
func (in *info) turned() (left, told bool) {
	if in == nil {
		return false, false
	}
	var facing [3]string
	for i := range in.teams {
		facing[in.side(in.teams[i].id)] = in.teams[i].facing
	}
	home, away := facing[components.Home], facing[components.Away]
	if home == "" && away != "" {
		return away == rightward, true
	}
	return home == leftward, home != "" && home != away
}

// check warns if the goals of m do not come to the score that the metadata have.
func (in *info) check(m *recording.Match, score recording.Tally) {
	if in != nil && in.scored && score != in.score {
		m.Warnings.Add(recording.ScoreDiffers, "the goals come to %d-%d, the metadata have %d-%d", score.Home, score.Away, in.score.Home, in.score.Away)
	}
}
