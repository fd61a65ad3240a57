package why_test

import (
	"fmt"
	"testing"

	. "touchline/cmd/touchline/internal/decisions/decisionstest"
	"touchline/cmd/touchline/internal/decisions/why"
)

// splice is a row of a message, sent in a tick about a point at another. More are
// further fields.
func splice(tick, event int, of string, at int, more string) string {
	return Row("splice", tick, fmt.Sprintf(`"type":%q,"event":%d,"at":%d,"pts33":%d%s`, of, event, 4500*at, 4500*at, more))
}

const (
	sent     = `,"cancel":false,"immediate":false`
	atOnce   = `,"cancel":false,"immediate":true`
	canceled = `,"cancel":true,"immediate":false`

	breakStart, breakEnd = "provider_placement_opportunity_start", "provider_placement_opportunity_end"
)

// TestSplices: what was announced, what became of it, and why each message was sent.
func TestSplices(t *testing.T) {
	ad := func(sequence, revision int) string { return "," + Cause("ad_break", sequence, revision) }
	kickoff := "," + Cause("kickoff", 20, 0)
	lines := []string{
		Row("clip", 0, ""),
		splice(10, 1, "program_start", 130, sent+","+Cause("match_start", 1, 0)),
		splice(200, 2, breakStart, 320, sent+`,"duration":450000`+ad(10, 0)),
		splice(300, 2, breakEnd, 420, sent+ad(10, 0)),
		splice(500, 3, breakStart, 620, sent+`,"duration":900000`+ad(11, 0)),
		splice(560, 3, breakStart, 620, canceled+ad(11, 1)),
		splice(700, 4, breakStart, 820, sent+ad(12, 0)),
		splice(760, 4, breakStart, 820, canceled+kickoff),
		splice(900, 5, breakStart, 1020, sent+ad(13, 0)),
		splice(1100, 5, breakEnd, 1100, atOnce+kickoff),
		splice(1200, 6, "unscheduled_event_start", 1320, sent+","+Cause("period_start", 30, 0)),
		splice(1400, 6, "unscheduled_event_end", 1520, sent+","+Cause("abandoned", 40, 0)),
		splice(1400, 1, "program_end", 1520, sent+","+Cause("abandoned", 40, 0)),
		Row("clip", 1700, ""),
	}
	const (
		program  = "1@00:00 1 Splice event 1, program start: at PTS 585000, in 6.0 s. It goes back to the start of the match."
		start    = "1@00:10 10 Splice event 2, provider placement opportunity start: at PTS 1440000, in 6.0 s, for 5.0 s. The match asked for it: an ad break."
		end      = "1@00:15 10 Splice event 2, provider placement opportunity end: at PTS 1890000, in 6.0 s. Its time is over."
		third    = "1@00:25 11 Splice event 3, provider placement opportunity start: at PTS 2790000, in 6.0 s, for 10.0 s. The match asked for it: an ad break."
		took     = "1@00:28 11 Splice event 3, provider placement opportunity start: taken back. Its source took it back."
		fourth   = "1@00:35 12 Splice event 4, provider placement opportunity start: at PTS 3690000, in 6.0 s. The match asked for it: an ad break."
		played   = "1@00:38 20 Splice event 4, provider placement opportunity start: taken back. Play went on: a kick-off."
		fifth    = "1@00:45 13 Splice event 5, provider placement opportunity start: at PTS 4590000, in 6.0 s. The match asked for it: an ad break."
		early    = "1@00:55 20 Splice event 5, provider placement opportunity end: at once. Play went on: a kick-off."
		extra    = "1@01:00 30 Splice event 6, unscheduled event start: at PTS 5940000, in 6.0 s. It goes back to the start of the period."
		extraEnd = "1@01:10 40 Splice event 6, unscheduled event end: at PTS 6840000, in 6.0 s. It goes back to the abandonment of the match."
		over     = "1@01:10 40 Splice event 1, program end: at PTS 6840000, in 6.0 s. It goes back to the abandonment of the match."

		isOn = "Splice event 1, program, has run for "
	)
	for _, tt := range []struct {
		at, state, text string
		why, later      []string
	}{
		{"tick 5", "none", "No splice point was announced by then.", nil, []string{program}},
		{"tick 10", "program announced", "Splice event 1, program, is announced: it begins in 6.0 s, and nobody knows for how long.", []string{program}, []string{over}},
		{"tick 220", "program, provider placement opportunity announced", isOn + "4.5 s. Splice event 2, provider placement opportunity, is announced: it begins in 5.0 s, for 5.0 s.", []string{program, start}, []string{end, over}},
		{"tick 400", "program, provider placement opportunity", isOn + "13.5 s. Splice event 2, provider placement opportunity, has run for 4.0 s and ends in 1.0 s.", []string{program, start, end}, []string{over}},
		{"tick 440", "program", isOn + "15.5 s. Splice event 2, provider placement opportunity, ended 1.0 s ago.", []string{program, start, end}, []string{over}},
		{"tick 600", "program", isOn + "23.5 s. Splice event 3, provider placement opportunity, was taken back before it began.", []string{program, third, took}, []string{over}},
		{"0:39", "program", isOn + "33.4 s. Splice event 4, provider placement opportunity, was taken back before it began.", []string{program, fourth, played}, []string{over}},
		{"tick 1040", "program, provider placement opportunity", isOn + "45.5 s. Splice event 5, provider placement opportunity, has run for 1.0 s.", []string{program, fifth}, []string{early, over}},
		{"tick 1340", "program, unscheduled event", isOn + "1 min 0 s. Splice event 6, unscheduled event, has run for 1.0 s.", []string{program, extra}, []string{extraEnd, over}},
		{"tick 1600", "none", "Splice event 1, program, ended 4.0 s ago. Splice event 6, unscheduled event, ended 4.0 s ago.", []string{program, extra, extraEnd, over}, nil},
		{"tick 1620", "none", "Splice event 6, unscheduled event, ended 5.0 s ago.", []string{extra, extraEnd}, nil},
	} {
		t.Run(tt.at, func(t *testing.T) {
			p := ask(t, why.Question{At: at(t, tt.at), Splice: true}, lines...).Parts[0]
			if p.State != tt.state || p.Text != tt.text {
				t.Errorf("%s: %s\nwant %s: %s", p.State, p.Text, tt.state, tt.text)
			}
			same(t, "why", p.Why, tt.why)
			same(t, "later", p.Later, tt.later)
		})
	}
}

// TestSplicesOfTheEnd: a break that the match leaves open ends with the program.
func TestSplicesOfTheEnd(t *testing.T) {
	lines := []string{
		splice(0, 1, breakStart, 120, sent+","+Cause("ad_break", 1, 0)),
		splice(60, 1, breakStart, 120, canceled+","+Cause("match_end", 2, 0)),
		splice(200, 2, "program_start_in_progress", 320, sent),
		splice(300, 3, breakStart, 420, sent+","+Cause("ad_break", 4, 0)),
		splice(500, 3, breakEnd, 500, atOnce+","+Cause("ad_break", 4, 1)),
	}
	a := ask(t, why.Question{At: at(t, "tick 500")}, lines...)
	same(t, "made", a.Made, []string{"1@00:25 4 Splice event 3, provider placement opportunity end: at once. Its source took it back, or made it shorter."})
	p := ask(t, why.Question{At: at(t, "tick 60"), Splice: true}, lines...).Parts[0]
	same(t, "why", p.Why, []string{
		"1@00:00 1 Splice event 1, provider placement opportunity start: at PTS 540000, in 6.0 s. The match asked for it: an ad break.",
		"1@00:03 2 Splice event 1, provider placement opportunity start: taken back. The program ends: the end of the match.",
	})
	same(t, "later", p.Later, []string{"1@00:10 - Splice event 2, program start in progress: at PTS 1440000, in 6.0 s."})
}
