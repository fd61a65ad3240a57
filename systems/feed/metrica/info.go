package metrica

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// info is what a file of metadata says of a match.
type info struct {
	sides  [3]string // IDs, by Team
	score  recording.Tally
	scored bool // there is a score
}

// IsInfo reports whether data begins as metadata in the standard exchange format
// of electronic performance and tracking systems (EPTS) of FIFA do.
func IsInfo(data []byte) bool {
	const most = 4096
	text := bytes.TrimLeft(data[:min(most, len(data))], "\uFEFF \t\r\n")
	return len(text) > 0 && text[0] == '<' && bytes.Contains(text, []byte("FIFADataTransferFormatEPTS"))
}

// WithInfo returns a reader for the match that the metadata in data are about:
// they say which side is at home, and the score. The error is an
// [*recording.Error].
func WithInfo(data []byte) (recording.Reader, error) {
	in, err := readInfo(data)
	if err != nil {
		return nil, err
	}
	return reader(in), nil
}

func readInfo(data []byte) (*info, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	in := &info{}
	var text strings.Builder
	depth, goals := 0, 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, malformed(d.InputOffset(), err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return nil, &recording.Error{Offset: d.InputOffset(), Want: "at most 64 levels", Err: recording.Fault("nested too deep")}
			}
			text.Reset()
			if t.Name.Local == "Score" {
				in.sides[components.Home] = attribute(t, "idLocalTeam")
				in.sides[components.Away] = attribute(t, "idVisitingTeam")
			}
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			depth--
			n, err := strconv.ParseUint(strings.TrimSpace(text.String()), 10, 8)
			text.Reset()
			if err != nil {
				break
			}
			switch t.Name.Local {
			case "LocalTeamScore":
				in.score.Home = int(n)
				goals++
			case "VisitingTeamScore":
				in.score.Away = int(n)
				goals++
			}
		}
	}
	in.scored = goals == 2
	if in.sides[components.Home] == "" || in.sides[components.Home] == in.sides[components.Away] {
		return nil, &recording.Error{Offset: int64(len(data)), Field: "Score", Want: "idLocalTeam and idVisitingTeam", Err: recording.Missing}
	}
	return in, nil
}

const maxDepth = 64

// malformed returns an error of XML in the form of all errors of input.
func malformed(offset int64, err error) error {
	e := &recording.Error{Offset: offset, Err: recording.Fault("not XML")}
	syntax, ok := errors.AsType[*xml.SyntaxError](err)
	switch {
	case ok && syntax.Msg == "unexpected EOF":
		e.Err = recording.Truncated
	case ok:
		e.Field = syntax.Msg
	}
	return e
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// check warns if the goals of m do not come to the score that the metadata have.
func (in *info) check(m *recording.Match, score recording.Tally) {
	if in != nil && in.scored && score != in.score {
		m.Warnings.Add(recording.ScoreDiffers, "the goals come to %d-%d, the metadata have %d-%d", score.Home, score.Away, in.score.Home, in.score.Away)
	}
}
