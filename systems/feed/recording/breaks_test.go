package recording_test

import (
	"testing"
	"time"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// TestLayBreaks checks that the breaks of the source are those of the match,
// unless something else is asked for.
func TestLayBreaks(t *testing.T) {
	tests := []struct {
		name   string
		layout recording.Layout
		want   [6]int // seconds at which the periods begin, then the end
	}{
		{"as the source has them", recording.Layout{}, [6]int{0, 46*60 + 957, 94*60 + 957 + 300, 109*60 + 957 + 300 + 70, 125*60 + 957 + 370 + 300, 135*60 + 957 + 670}},
		{"half-time", recording.Layout{Halftime: time.Minute, HalftimeSet: true}, [6]int{0, 47 * 60, 95*60 + 300, 110*60 + 300 + 70, 126*60 + 370 + 300, 136*60 + 670}},
		{"no breaks", recording.Layout{HalftimeSet: true}, [6]int{0, 46 * 60, 94 * 60, 109 * 60, 125 * 60, 135 * 60}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := full()
			m.Breaks[2], m.Breaks[4] = 957*second, 70*second // and the usual ones before extra time and the shoot-out
			m.Lay(tt.layout)
			var got [6]int
			for p := range 5 {
				got[p] = int(m.Periods[p+1].Begin / second)
			}
			got[5] = int(m.End / second)
			if got != tt.want {
				t.Errorf("periods begin and end at %v s, want %v", got, tt.want)
			}
		})
	}
}

// TestLateOverBreak checks that what is heard of in a later period is heard of at
// its place in that, however long the break before it is made.
//
// The first half lasts 100 s, half-time 60, the second half 200; the event is of
// second 10.
func TestLateOverBreak(t *testing.T) {
	tests := []struct {
		name               string
		delay              int
		none, source, long int // when it is received, by how half-time is laid out
	}{
		{"at once", 0, 10, 10, 10},
		{"in its half", 89, 99, 99, 99},
		{"with the whistle", 90, 100, 100, 100},
		{"in the break", 120, 100, 130, 130},
		{"just before the second half", 149, 100, 159, 159},
		{"with the second half", 150, 100, 160, 300},
		{"in the second half", 250, 200, 260, 400},
		{"after the match", 400, 350, 410, 550},
	}
	for _, tt := range tests {
		for _, half := range []struct {
			name   string
			layout recording.Layout
			want   int
		}{
			{"none", recording.Layout{HalftimeSet: true}, tt.none},
			{"as it was", recording.Layout{}, tt.source},
			{"long", recording.Layout{HalftimeSet: true, Halftime: 200 * time.Second}, tt.long},
		} {
			t.Run(tt.name+", "+half.name, func(t *testing.T) {
				m := match(
					at(1, 10, components.Pass), at(1, 100, components.PeriodEnd),
					at(2, 0, components.PeriodStart), at(2, 200, components.PeriodEnd),
				)
				m.Breaks[2] = 60 * second
				m.Events[0].Received = components.PTS(tt.delay) * second
				m.Lay(half.layout)
				for _, e := range m.Events {
					if got := int(e.Received / second); e.Seq == 1 && got != half.want {
						t.Errorf("received at %d s, want %d", got, half.want)
					}
				}
			})
		}
	}
}
