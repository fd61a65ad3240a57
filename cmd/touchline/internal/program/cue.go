package program

import (
	"strconv"
	"strings"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/manifest"
	"touchline/systems/manifest/index"
)

// Words are what subtitles say of a match without a commentary.
type Words struct {
	Name   string // of the rendition
	Goal   string // before the score
	NoGoal string // before it where a goal is taken back
	Length components.PTS
}

// The least and the longest that a text is shown.
const (
	leastCue = components.PTSPerSecond
	mostCue  = 20 * components.PTSPerSecond
)

// silence is how long nothing was said when the goals are told without it.
const silence = 30 * components.PTSPerSecond

// cues are the subtitles of a program. A cue begins when its text may be known, in
// the segment that is then being made: nothing is ever added to one that players may
// have, and who looks into it learns nothing ahead of the slowest viewer. It is as
// late as whoever listens to a match and types.
type cues struct {
	*Words
	silent components.PTS   // when whoever comments will have said nothing for long
	newest components.Tally // the score, as far as the engine knows
	told   components.Tally // and as viewers were told
}

// subtitled gives a program subtitles.
func (p *Program) subtitled(words *Words) {
	p.Presentation.Subtitles = &manifest.Rendition{Name: words.Name, Text: true}
	p.cues = &cues{Words: words}
}

// commentary has the viewers of a match read what is said in it.
func (s *Set) commentary(w *ecs.World, now components.PTS) {
	if s.words == nil {
		return
	}
	for i, kind := range components.EventKindOf.Of(w) {
		row := components.Row(i)
		if kind != components.Caption || components.EventReport.At(w, row).Flags&components.Voided != 0 {
			continue
		}
		text := strings.TrimSpace(s.names(*components.EventPlayer.At(w, row)))
		length := components.PTS(*components.EventLength.At(w, row)) * (components.PTSPerSecond / 1000)
		if length == 0 {
			length = s.words.Length
		}
		for stream, of := range components.StreamFixture.Of(w) {
			p := s.found[components.StreamNumber.Of(w)[stream]]
			if p == nil || of != *components.EventFixture.At(w, row) || text == "" {
				continue
			}
			p.cues.silent = now + silence
			p.Index.Say(index.Cue{At: now, Length: min(max(length, leastCue), mostCue), Text: text})
		}
	}
}

// scoring are the events that change a score.
var scoring = components.KindSet(components.Goal, components.OwnGoal, components.GoalDisallowed)

// goal says that a goal was scored, or is taken back, when viewers may know. What is
// told again, with another scorer or a mended time, is not said again, and a goal that
// was taken back before they may know is not said at all.
func (p *Program) goal(e *index.Event) {
	c := p.cues
	if c == nil || e.Wager == nil || e.Released < c.silent {
		return
	}
	word := c.NoGoal
	switch w := e.Wager; {
	case !w.Kind.In(scoring), w.Score == c.told, w.Score != c.newest:
		return
	case w.Op == components.EventRecord && w.Kind != components.GoalDisallowed:
		word = c.Goal
	}
	c.told = e.Wager.Score
	p.Index.Say(index.Cue{At: e.Released, Length: c.Length, Text: word + p.score()})
}

// score is the score as it was told last: Argentina 1-0 France.
func (p *Program) score() string {
	told := p.cues.told
	return p.Home + " " + strconv.Itoa(int(told.Home)) + "-" + strconv.Itoa(int(told.Away)) + " " + p.Away
}
