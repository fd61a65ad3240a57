package statsbomb

import (
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// lineups is what the line-ups of a match say.
type lineups struct {
	teams   []int64 // IDs of the two
	players []player
	places  map[int64]int // in players, by ID
	carded  bool          // the file tells the cards; older ones do not
}

// player is one who is lined up.
type player struct {
	name     string
	nickname string
	cards    cards
}

// IsInfo reports whether data begins as the line-ups of a match do: with an array
// whose first element is that of a team.
func IsInfo(data []byte) bool {
	s := scan.New(data)
	return s.Array() && s.Element() && s.Keys("team_id", "team_name", "lineup") == 3
}

const (
	maxID  = 1 << 53
	wantID = "a number, 1 to 2^53"
)

// readLineups reads the line-ups of a match. Its error is an [*recording.Error].
func readLineups(data []byte) (*lineups, error) {
	v := scan.NewValues(data, &recording.Match{})
	in := &lineups{places: make(map[int64]int)}
	root := v.Root()
	for at := range v.Elements("", root) {
		var f [2]scan.Span
		v.At(at)
		v.Members("", at, f[:], "team_id", "lineup")
		id := v.Integer("team_id", v.Required("team_id", f[0], wantID), 1, maxID, wantID)
		if len(in.teams) == 2 {
			v.Fail("team_id", f[0], recording.OutOfRange, "two teams")
		}
		in.teams = append(in.teams, id)
		for p := range v.Elements("lineup", v.Required("lineup", f[1], "an array")) {
			in.player(&v, p)
		}
	}
	if v.At(root); len(in.teams) < 2 {
		v.Fail("line-ups", scan.Span{}, recording.Missing, "those of two teams")
	}
	if v.Err != nil {
		return nil, v.Err
	}
	return in, nil
}

// player reads one who is lined up.
func (in *lineups) player(v *scan.Values, at scan.Span) {
	var f [4]scan.Span
	v.Members("lineup", at, f[:], "player_id", "player_name", "player_nickname", "cards")
	id := v.Integer("lineup.player_id", v.Required("lineup.player_id", f[0], wantID), 1, maxID, wantID)
	p := player{name: string(v.Word("lineup.player_name", f[1])), nickname: string(v.Word("lineup.player_nickname", f[2]))}
	in.carded = in.carded || f[3] != (scan.Span{})
	for card := range v.Elements("lineup.cards", f[3]) {
		var c [1]scan.Span
		v.Members("lineup.cards", card, c[:], "card_type")
		switch string(v.Word("lineup.cards.card_type", c[0])) {
		case "Yellow Card":
			p.cards.yellow++
		case "Second Yellow":
			p.cards.second++
		case "Red Card":
			p.cards.red++
		}
	}
	in.places[id] = len(in.players)
	in.players = append(in.players, p)
}
