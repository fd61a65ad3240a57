package manifest

import (
	"touchline/components"
	"touchline/ecs"
)

// Fans are the numbers of rows that a stream has in each block.
type Fans struct {
	Renditions int
	Segments   int
}

// FansOf returns the fans of s.
func FansOf(s *ecs.Schema) Fans {
	return Fans{s.Fan(components.Rendition), s.Fan(components.Segment)}
}

// Names returns the text of a symbol, as [ecs.Symbols.Text] does.
type Names func(components.Symbol) string

// PresentationOf returns the presentation of the stream in row s of w, in the clear.
func PresentationOf(w components.Source, s components.Row, fans Fans, names Names) *Presentation {
	fixture := *components.StreamFixture.At(w, s)
	p := &Presentation{
		Wall:     *components.FixtureWall.At(w, fixture),
		Language: names(*components.StreamLanguage.At(w, s)),
	}
	for k := range fans.Renditions {
		row := components.Row(int(s)*fans.Renditions + k)
		name := *components.RenditionName.At(w, row)
		if name == 0 {
			continue
		}
		p.Renditions = append(p.Renditions, Rendition{
			Name:    names(name),
			Codecs:  names(*components.RenditionCodecs.At(w, row)),
			Audio:   names(*components.RenditionAudio.At(w, row)),
			Peak:    *components.RenditionPeak.At(w, row),
			Average: *components.RenditionAverage.At(w, row),
			Size:    *components.RenditionSize.At(w, row),
			Tier:    *components.RenditionTier.At(w, row),
		})
	}
	return p
}
