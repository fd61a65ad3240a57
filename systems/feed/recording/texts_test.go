package recording_test

import (
	"errors"
	"iter"
	"slices"
	"strconv"
	"testing"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// says returns a reader of texts, so many seconds into period 1, and then err.
func says(err error, seconds ...int) recording.Reader {
	return func(_ []byte, _ components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
		return func(yield func(components.Event, error) bool) {
			m.Format, m.Home, m.Source = "asr", "Elm", "a microphone"
			m.Warnings.Add(recording.RepeatedText, "one")
			m.Warnings.Add(recording.RepeatedText, "two")
			for i, s := range seconds {
				e := at(1, s, components.Caption)
				e.Seq, e.Source, e.Received = uint32(i+1), components.FromText, second
				if !yield(e, nil) {
					return
				}
			}
			yield(at(1, 99, components.Goal), nil) // a file of texts tells of no goals
			if err != nil {
				yield(components.Event{}, err)
			}
		}
	}
}

// list writes events: kind, number and second.
func list(m *recording.Match) (text []string) {
	for _, e := range m.Events {
		text = append(text, e.Kind.String()+strconv.Itoa(int(e.Seq))+"@"+strconv.Itoa(int(e.Clock/second)))
	}
	return text
}

// TestReadTexts adds two files of texts to a match: they go on with each other's
// numbers, and fill what the match does not say of itself.
func TestReadTexts(t *testing.T) {
	m := match(at(1, 0, components.PeriodStart), at(1, 60, components.PeriodEnd))
	m.Format, m.Away = "own", "Fir"
	for range 2 {
		if err := m.ReadTexts(says(nil, 5, 6), nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"period_start1@0", "period_end2@60", "caption1@5", "caption2@6", "caption3@5", "caption4@6"}
	if got := list(m); !slices.Equal(got, want) {
		t.Errorf("events\n got %v\nwant %v", got, want)
	}
	if m.Format != "own" || m.Home != "Elm" || m.Away != "Fir" || m.Source != "a microphone" {
		t.Errorf("header %+v", m)
	}
	if w := m.Warnings; len(w) != 1 || w[0].Count != 4 || w[0].First != "one" {
		t.Errorf("warnings %+v, want four of one class", w)
	}
	fault := errors.New("noise")
	if err := m.ReadTexts(says(fault, 7), nil, nil); !errors.Is(err, fault) || len(m.Events) != 6 {
		t.Errorf("error %v with %d events, want %v with 6", err, len(m.Events), fault)
	}
}

// TestShownTexts checks that a match of texts alone has the bounds of its periods.
func TestShownTexts(t *testing.T) {
	m := &recording.Match{}
	if err := m.ReadTexts(says(nil, 5, 3), nil, nil); err != nil {
		t.Fatal(err)
	}
	m.ReadShown()
	want := []string{"period_start1@0", "period_end2@6", "caption1@5", "caption2@3"}
	if got := list(m); !slices.Equal(got, want) || !m.Unscored || m.Records != 2 {
		t.Errorf("events\n got %v of %d records\nwant %v", got, m.Records, want)
	}
}

// TestLayLive checks that the periods of a match that was played live begin when they
// did, and that what was heard in one comes in it.
func TestLayLive(t *testing.T) {
	heard := func() *recording.Match {
		m := match(
			at(0, 1, components.MatchStart), at(1, 2, components.Pass), at(1, 100, components.PeriodEnd),
			at(2, 0, components.PeriodStart), at(2, 10, components.PeriodEnd),
		)
		m.Begins = []components.PTS{4 * second, -second, 500 * second}
		m.Events[1].Received = 3 * second
		return m
	}
	m := heard()
	m.Lay(recording.Layout{})
	var got []int
	for _, e := range m.Events {
		got = append(got, int(e.Occurred/second), int(e.Received/second))
	}
	if want := []int{1, 4, 5, 5, 99, 99, 500, 500, 510, 510}; !slices.Equal(got, want) {
		t.Errorf("occurred and received at %v, want %v", got, want)
	}
	m = heard()
	m.Lay(recording.Layout{HalftimeSet: true})
	if got := m.Periods[2].Begin; got != 101*second {
		t.Errorf("without breaks the second half begins at %v, want 101s", got.Duration())
	}
}
