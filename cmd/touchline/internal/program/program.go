// Package program follows streams as their viewers are given them: what of each
// there is to play, and what is told beside it, from the rows of every tick.
//
// It is written between ticks. Recorders read it there; whoever serves players
// reads what was published.
package program

import (
	"cmp"
	"slices"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/manifest"
	"touchline/systems/manifest/index"
)

// Program is one stream.
type Program struct {
	Number       components.Number
	Home, Away   string // the sides; empty if nobody named them
	Presentation *manifest.Presentation
	Index        *index.Index
	Published    Published // what readers outside the tick may look at

	pending []event // not yet released, by release
	cues    *cues   // nil if it has no subtitles
	begun   bool
	changed bool

	breaks uint64         // how often one was announced
	broke  components.PTS // where the newest begins
}

// event is one that viewers are not to know of yet.
type event struct {
	release components.PTS
	index.Event
}

// Options are what programs have in common.
type Options struct {
	Keep    components.PTS // media that viewers may start over with; 0 for all
	Window  components.PTS
	Target  uint16 // s
	Cadence func(components.Rate) components.Cadence
	Words   *Words // of subtitles; nil if there are none
}

// Set is the programs that somebody follows.
type Set struct {
	List  []*Program // by number
	found map[components.Number]*Program
	names manifest.Names
	words *Words
}

// New returns programs of the streams of worlds with the numbers 1 to most. Streams
// come and go only when a run begins.
func New(worlds []*ecs.World, most int, fans manifest.Fans, names manifest.Names, o Options) *Set {
	s := &Set{found: make(map[components.Number]*Program, most), names: names, words: o.Words}
	for _, w := range worlds {
		for row, number := range components.StreamNumber.Of(w) {
			if number > components.Number(most) {
				continue
			}
			fixture := *components.StreamFixture.At(w, components.Row(row))
			p := &Program{
				Number: number,
				Home:   names(*components.FixtureHome.At(w, fixture)), Away: names(*components.FixtureAway.At(w, fixture)),
				Presentation: manifest.PresentationOf(w, components.Row(row), fans, names),
				Index:        index.New(o.Keep, components.PTS(o.Target)*components.PTSPerSecond),
			}
			p.Presentation.Target, p.Presentation.Window = o.Target, o.Window
			p.Presentation.Cadence = o.Cadence(*components.StreamFrames.At(w, components.Row(row)))
			if s.words != nil {
				p.subtitled(o.Words)
			}
			s.found[number] = p
			s.List = append(s.List, p)
		}
	}
	slices.SortFunc(s.List, func(a, b *Program) int { return cmp.Compare(a.Number, b.Number) })
	return s
}

// Find returns the program with that number, nil if there is none.
func (s *Set) Find(number components.Number) *Program { return s.found[number] }

// Take adds what the tick that has ended gave to viewers, and reports whether there
// was anything.
func (s *Set) Take(worlds []*ecs.World, now ecs.Now) (news bool) {
	for _, w := range worlds {
		s.parts(w)
		s.entries(w)
		s.wagers(w)
		s.splices(w)
		s.commentary(w, now.PTS)
	}
	for _, p := range s.List {
		p.release(now.PTS)
		if p.changed {
			p.publish(now.PTS)
			news = true
		}
	}
	return news
}

func (s *Set) parts(w *ecs.World) {
	numbers := components.StreamNumber.Of(w)
	for i, stream := range components.PartStream.Of(w) {
		p := s.found[numbers[stream]]
		if p == nil {
			continue
		}
		at, m := *components.PartAt.At(w, components.Row(i)), components.PartPiece.At(w, components.Row(i))
		p.Index.Add(index.Part{At: at, Start: m.Start, Length: components.PTS(m.Length), Flags: m.Flags})
		p.changed = true
	}
}

func (s *Set) entries(w *ecs.World) {
	numbers := components.StreamNumber.Of(w)
	for i, stream := range components.EntryStream.Of(w) {
		p := s.found[numbers[stream]]
		if p == nil {
			continue
		}
		if !p.begun {
			p.begun = true
			p.Index.Began(components.StreamLive.At(w, stream).Breaks)
		}
		m, as := components.EntryPiece.At(w, components.Row(i)), components.EntryAs.At(w, components.Row(i))
		p.Index.Enter(index.Segment{
			Number: as.Sequence, At: as.At, Start: m.Start, Length: components.PTS(m.Length),
			Period: as.Period, Flags: m.Flags,
		}, int(as.Missed))
		p.Index.Show(components.StreamLive.At(w, stream).Sequence, 0)
		p.changed = true
	}
}

func (p *Program) publish(now components.PTS) {
	p.Index.Show(p.Index.View().Live, now)
	p.changed = !p.Published.store(p.Index.View()) // readers hold all places: again in the next tick
}
