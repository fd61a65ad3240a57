package why

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchline/components"
)

// A phrase is what is said of an event: "a goal for home".
type phrase struct {
	noun string
	side string // the word before whose it is
}

// phrases are of all that a decision can go back to. What is not here is called
// by its name.
var phrases = map[components.EventKind]phrase{
	components.MatchStart:        {"the start of the match", "of"},
	components.PeriodStart:       {"the start of the period", "of"},
	components.PeriodEnd:         {"the end of the period", "of"},
	components.MatchEnd:          {"the end of the match", "of"},
	components.KickOff:           {"a kick-off", "by"},
	components.Pass:              {"a pass", "by"},
	components.Carry:             {"a carry", "by"},
	components.Pressure:          {"pressure", "by"},
	components.Shot:              {"a shot", "by"},
	components.Save:              {"a save", "by"},
	components.Goal:              {"a goal", "for"},
	components.OwnGoal:           {"an own goal", "for"},
	components.GoalDisallowed:    {"a goal disallowed", "for"},
	components.Corner:            {"a corner", "for"},
	components.FreeKick:          {"a free kick", "for"},
	components.ThrowIn:           {"a throw-in", "for"},
	components.GoalKick:          {"a goal kick", "for"},
	components.PenaltyAwarded:    {"a penalty awarded", "to"},
	components.PenaltyNotAwarded: {"a penalty not awarded", "to"},
	components.PenaltyKick:       {"a penalty kick", "by"},
	components.YellowCard:        {"a yellow card", "for"},
	components.SecondYellow:      {"a second yellow card", "for"},
	components.RedCard:           {"a red card", "for"},
	components.Substitution:      {"a substitution", "by"},
	components.Injury:            {"an injury", "of"},
	components.DropBall:          {"a dropped ball", "for"},
	components.ReviewStart:       {"the start of a review", "concerning"},
	components.ReviewEnd:         {"the end of a review", "concerning"},
	components.Score:             {"a ball", "of"},
	components.Wicket:            {"a wicket", "of"},
	components.Advert:            {"an ad break", "of"},
	components.Abandoned:         {"the abandonment of the match", "of"},
	components.Heartbeat:         {"a sign of life from the feed", "of"},
	components.FeedLost:          {"the loss of the feed", "of"},
	components.CameraLost:        {"the loss of the camera", "of"},
	components.CameraBack:        {"the return of the camera", "of"},
	components.OperatorTake:      {"an operator, who took a camera", "of"},
	components.OperatorHold:      {"an operator, who held the camera", "of"},
	components.OperatorAuto:      {"an operator, who handed back", "of"},
	components.OperatorSuspend:   {"an operator, who suspended the markets", "of"},
	components.OperatorResume:    {"an operator, who released the markets", "of"},
}

// event says what an event is, and whose.
func event(name, team string) string {
	kind, ok := components.ParseEventKind(name)
	p, known := phrases[kind]
	if !ok || !known {
		p = phrase{strings.ReplaceAll(name, "_", " "), "of"}
	}
	if team == "" {
		return p.noun
	}
	return p.noun + " " + p.side + " " + team
}

// suspicions are the causes of a suspension in words.
var suspicions = map[string]string{
	"possible_goal": "possible goal",
	"penalty":       "penalty",
	"var":           "review",
	"red_card":      "red card",
	"wicket":        "wicket",
	"review":        "review",
	"injury":        "injury",
	"feed_stale":    "feed silent",
	"integrity":     "picture under suspicion",
	"operator":      "operator",
}

// causes lists causes of a suspension in words.
func causes(names []string) string {
	words := make([]string, len(names))
	for i, n := range names {
		if words[i] = suspicions[n]; words[i] == "" {
			words[i] = strings.ReplaceAll(n, "_", " ")
		}
	}
	return strings.Join(words, ", ")
}

// lasted writes a length of time as people say it: 8.0 s, 1 min 44 s, 1 h 2 min.
func lasted(d components.PTS) string {
	tenths := max(d, 0) * 10 / components.PTSPerSecond
	switch s := int64(tenths / 10); {
	case s < 60:
		return fmt.Sprintf("%d.%d s", s, tenths%10)
	case s < 3600:
		return fmt.Sprintf("%d min %d s", s/60, s%60)
	default:
		return fmt.Sprintf("%d h %d min", s/3600, s/60%60)
	}
}

// sentence begins text as a sentence begins.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// lower begins text as it goes on within a sentence.
func lower(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToLower(first)) + text[size:]
}
