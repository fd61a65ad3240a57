package manifest_test

import (
	"fmt"
	"testing"

	"touchline/components"
	"touchline/systems/manifest"
	"touchline/systems/manifest/hls"
)

// TestClass: from the template of their class come the playlists that FillMaster and
// AppendMaster make of streams in several languages and without one, with keys and
// suffixes. Streams are of one class if they differ in these alone.
func TestClass(t *testing.T) {
	of := func(change func(*manifest.Presentation)) *manifest.Presentation {
		p := presentation(rates[1])
		change(p)
		return p
	}
	streams := []struct {
		name  string
		p     *manifest.Presentation
		class int
	}{
		{"English", of(func(p *manifest.Presentation) {}), 0},
		{"Portuguese", of(func(p *manifest.Presentation) { p.Language = "pt-BR" }), 0},
		{"protected", of(func(p *manifest.Presentation) { p.Protection = protection() }), 0},
		{"without a language", of(func(p *manifest.Presentation) { p.Language = "" }), 1},
		{"another rate", of(func(p *manifest.Presentation) { p.Cadence.Frames = rates[0] }), 2},
		{"another peak", of(func(p *manifest.Presentation) { p.Renditions[0].Peak++ }), 3},
		{"two pathways", of(func(p *manifest.Presentation) {
			p.Pathways, p.Steering = []manifest.Pathway{{ID: "a"}, {ID: "b", Base: "https://b.example/"}}, "steering.json"
		}), 4},
		{"subtitles", of(func(p *manifest.Presentation) { p.Subtitles = &manifest.Rendition{Name: "subtitles", Text: true} }), 5},
		{"subtitles in Portuguese", of(func(p *manifest.Presentation) {
			p.Subtitles, p.Language = &manifest.Rendition{Name: "subtitles", Text: true}, "pt-BR"
		}), 5},
	}
	for _, iframes := range []bool{false, true} {
		classes := map[int]string{}
		for _, s := range streams {
			template := s.p.Class(&manifest.Multivariant{IFrames: iframes, Suffix: "?x", Keys: []uint32{1}})
			if text, found := classes[s.class]; found && text != template.String() {
				t.Errorf("%s: not of its class", s.name)
			}
			classes[s.class] = template.String()
			for _, l := range []manifest.Multivariant{{}, {Suffix: "?from=7", Keys: []uint32{4, 5}}, {Keys: []uint32{9}}} {
				l.IFrames = iframes
				var m hls.Master
				s.p.FillMaster(&m, &l)
				want := string(hls.AppendMaster(nil, &m))
				if got := string(s.p.AppendMaster(nil, template, l.Suffix, s.p.SessionKeys(nil, l.Keys...))); got != want {
					t.Errorf("%s: of its class\n%s\nwant\n%s", s.name, got, want)
				}
			}
		}
		texts := map[string]bool{}
		for _, text := range classes {
			texts[text] = true
		}
		if len(texts) != 6 {
			t.Errorf("%d classes, want 6", len(texts))
		}
	}
}

// TestSessionKeys: each tier's keys are told once, in the order of renditions.
func TestSessionKeys(t *testing.T) {
	p := presentation(rates[0])
	if got := p.SessionKeys(nil, 1); got != nil {
		t.Errorf("%d keys of media in the clear", len(got))
	}
	p.Protection = protection()
	p.Renditions[2].Tier = components.HDTier
	var got string
	for _, k := range p.SessionKeys(nil, 4, 5) {
		got += k.URI + " "
	}
	hd, sd := components.HDTier, components.SDTier
	if want := fmt.Sprintf("data:,%d-4 data:,%d-4 data:,%d-5 data:,%d-5 ", hd, sd, hd, sd); got != want {
		t.Errorf("keys %s, want %s", got, want)
	}
}
