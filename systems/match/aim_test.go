package match

import (
	"testing"

	"touchline/components"
)

// TestAhead compares where cameras look with what a division gives, for frames that
// follow each other at any pace.
func TestAhead(t *testing.T) {
	var now pace
	for since := components.PTS(1); since <= gap; since += 1 + since/50 {
		for d := int64(-6000); d <= 6000; d += 7 {
			a, b := components.Place{X: 100, Y: -50}, components.Place{X: components.Centimeter(100 + d), Y: components.Centimeter(-50 - d/2)}
			want := components.Place{
				X: components.Centimeter(onPitch(int64(b.X)+d*int64(lead)/int64(since), endX)),
				Y: components.Centimeter(onPitch(int64(b.Y)-d/2*int64(lead)/int64(since), endY)),
			}
			var got components.Place
			now.ahead(spotOf(&a), spotOf(&b), since).put(&got)
			if got != want {
				t.Fatalf("from %v to %v in %d: %v, want %v", a, b, since, got, want)
			}
		}
	}
}
