package record

import (
	"testing"

	"touchline/components"
)

func TestClock(t *testing.T) {
	const second = components.PTSPerSecond
	for _, tt := range []struct {
		period components.Period
		shows  components.PTS
		want   string
	}{
		{0, 0, "0@00:00"}, {0, -second, "0@00:00"}, {1, 59*second + second - 1, "1@00:59"}, {2, 45 * 60 * second, "2@45:00"},
		{2, (99*60 + 59) * second, "2@99:59"}, {4, 100 * 60 * second, "4@100:00"}, {5, 125*60*second + 7*second, "5@125:07"},
		{11, 30 * second, "11@00:30"}, {74, 61 * second, "74@01:01"}, {255, 0, "255@00:00"},
		{1, 999*60*second + 59*second, "1@999:59"}, {3, 1000 * 60 * second, "3@1000:00"}, {3, 1234*60*second + 5*second, "3@1234:05"},
	} {
		if got := string(appendClock(nil, tt.period, tt.shows)); got != tt.want {
			t.Errorf("period %d at %v: %s, want %s", tt.period, tt.shows.Duration(), got, tt.want)
		}
	}
}
