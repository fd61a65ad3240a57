package origin

import (
	"bytes"
	"sync"
	"testing"

	"touchline/systems/manifest/index"
)

// read lets several readers, some slower than others, be given a text of every view.
// Each must be one of those wanted, of the view's generation or a newer one, and must
// stay what it was. What says which text it is.
func read(t *testing.T, what string, views []index.View, want map[string]uint64, text func(*index.View) []byte) {
	t.Helper()
	var readers sync.WaitGroup
	for reader := range 4 {
		readers.Go(func() {
			type given struct{ text, was []byte }
			var all []given
			for i := range views {
				if i%4 > reader {
					continue // some are slower
				}
				text := text(&views[i])
				if g, ok := want[string(text)]; !ok || g < views[i].Generation {
					t.Errorf("%s: a text of generation %d, want %d at least:\n%s", what, g, views[i].Generation, text)
					return
				}
				all = append(all, given{text, bytes.Clone(text)})
			}
			for _, g := range all {
				if !bytes.Equal(g.text, g.was) {
					t.Errorf("%s: a text that was given is written again", what)
					return
				}
			}
		})
	}
	readers.Wait()
}
