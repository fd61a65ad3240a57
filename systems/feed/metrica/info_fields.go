package metrica

import (
	"encoding/xml"
	"strconv"
	"strings"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// halves are what the metadata call the periods, from the first.
var halves = [...]string{"first_half", "second_half", "first_extra_half", "second_extra_half"}

// begin takes in the beginning of an element.
func (r *infoReader) begin(t xml.StartElement, at int64) {
	switch t.Name.Local {
	case "Score":
		r.sides[components.Home] = attribute(t, "idLocalTeam")
		r.sides[components.Away] = attribute(t, "idVisitingTeam")
	case "Team":
		r.teams = append(r.teams, team{id: attribute(t, "id")})
	case "Player":
		r.people = append(r.people, person{id: attribute(t, "id"), team: attribute(t, "teamId")})
	case "Channel":
		r.channels = append(r.channels, channel{id: attribute(t, "id")})
	case "PlayerChannel":
		r.links = append(r.links, link{attribute(t, "id"), attribute(t, "channelId"), attribute(t, "playerId")})
	case "ProviderParameter":
		r.named = ""
	default:
		r.specs.begin(t, at)
	}
}

// end takes in the text of an element that has ended.
func (r *infoReader) end(name string, t text) {
	switch name {
	case "LocalTeamScore":
		r.goal(components.Home, t)
	case "VisitingTeamScore":
		r.goal(components.Away, t)
	case "FrameRate":
		r.rate = t
	case "Width":
		r.size("FieldSize.Width", t, &r.field.length)
	case "Height":
		r.size("FieldSize.Height", t, &r.field.width)
	case "Name":
		r.name(t.value)
	case "Unit":
		if r.in("Channel") {
			r.channels[len(r.channels)-1].unit = t.value
		}
	case "Value":
		if r.in("ProviderParameter") {
			r.parameter(t)
		}
	default:
		r.specs.end(name)
	}
}

// name takes in what the innermost element is called.
func (r *infoReader) name(name string) {
	switch {
	case r.in("ProviderParameter"):
		r.named = name
	case r.in("Player"):
		r.people[len(r.people)-1].name = name
	case r.in("Channel"):
		r.channels[len(r.channels)-1].name = name
	case r.in("Team"):
		r.teams[len(r.teams)-1].name = name
	}
}

// parameter takes in the value of the parameter that was named last.
func (r *infoReader) parameter(t text) {
	switch r.named {
	case "attack_direction_first_half":
		if n := len(r.teams); n > 0 && (t.value == leftward || t.value == rightward) {
			r.teams[n-1].facing = t.value
		}
	case "position_type":
		if n := len(r.people); n > 0 && strings.Contains(strings.ToLower(t.value), "referee") {
			r.people[n-1].official = true
		}
	}
	for i, half := range halves {
		switch r.named {
		case half + "_start":
			r.bounds[i][0] = t
		case half + "_end":
			r.bounds[i][1] = t
		}
	}
}

func (r *infoReader) goal(side components.Team, t text) {
	n, err := strconv.ParseUint(t.value, 10, 8)
	if err != nil {
		return
	}
	r.goals[side] = true
	if side == components.Home {
		r.score.Home = int(n)
	} else {
		r.score.Away = int(n)
	}
}

// size takes in how long or wide the pitch is. One that is not given is as usual.
func (r *infoReader) size(field string, t text, cm *int64) {
	const least, most = 40_00, 150_00
	if !r.in("FieldSize") || t.value == "" {
		return
	}
	n, ok := scan.Fixed([]byte(t.value), 2)
	if !ok || n < least || n > most {
		r.err = &recording.Error{
			Offset: t.at, Field: field, Found: recording.Clip([]byte(t.value)), Want: "40 to 150 meters", Err: recording.OutOfRange,
		}
		return
	}
	*cm = n
}
