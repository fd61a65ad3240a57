package origin

import (
	"testing"

	"touchline/cmd/touchline/internal/program"
	"touchline/components"
	"touchline/systems/manifest"
	"touchline/systems/manifest/index"
)

// TestScore: whoever comes late is told of the newest event that was released, and of
// nothing if there was none.
func TestScore(t *testing.T) {
	p := &program.Program{Presentation: &manifest.Presentation{Wall: 1000}, Index: index.New(0, 2*components.PTSPerSecond)}
	if got := appendScore(nil, p, p.Index.View()); len(got) > 0 {
		t.Errorf("nothing has happened: %s", got)
	}
	for goals := range uint16(3) {
		p.Index.Tell(index.Event{At: components.PTS(goals) * 90, Wager: &index.Wager{Kind: components.Goal, Score: components.Tally{Home: goals}}})
	}
	p.Index.Tell(index.Event{At: 900, Splice: &index.Splice{}})
	const want = "event: score\ndata: {\"wall_ms\":1002,\"event\":{\"op\":\"event\",\"event\":\"goal\",\"score\":\"2-0\",\"sequence\":0,\"revision\":0}}\n\n"
	if got := appendScore(nil, p, p.Index.View()); string(got) != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
