package builtin_test

import (
	"slices"
	"testing"
	"unicode"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// TestDrill checks what the drill comes to: Harbour Town 2, Vale Rovers 1 when it
// is abandoned, in extra time: it is the second leg of a tie. Of six goals in the feed,
// one own goal and a penalty among them, one falls to a review and one is taken back by
// the source.
func TestDrill(t *testing.T) {
	m, _ := open(t, "drill")
	r := m.Result()
	if want := (recording.Tally{Home: 2, Away: 1}); r.Score != want {
		t.Errorf("score %+v, want %+v", r.Score, want)
	}
	if r.Kicks || r.Periods != 3 || !r.Abandoned {
		t.Errorf("kicks %v, %d periods, abandoned %v; want false, 3, true", r.Kicks, r.Periods, r.Abandoned)
	}
	if got := r.Played; got < 14*60*second || got > 16*60*second {
		t.Errorf("%v long, want about 15 minutes", got.Duration())
	}
	if m.Beat != second {
		t.Errorf("heartbeat of %v, want one a second", m.Beat.Duration())
	}
	if len(m.Warnings) != 1 || m.Warnings.Count(recording.DuplicateID) != 1 {
		t.Errorf("warnings:\n%v\nwant one %s", m.Warnings, recording.DuplicateID)
	}
}

// TestDrillKinds checks that the drill has every kind of event. Heartbeats are
// declared in its header, Other is what readers do not know, a Wicket is not of
// football, and a ProgramShot is of a programme that was made by others.
func TestDrillKinds(t *testing.T) {
	m, _ := open(t, "drill")
	var kinds components.EventKinds64
	for _, e := range m.Events {
		kinds |= components.KindSet(e.Kind)
	}
	for k := range components.EventKinds {
		want := !k.In(components.KindSet(components.Other, components.Heartbeat, components.Wicket, components.ProgramShot))
		if got := k.In(kinds); got != want {
			t.Errorf("%v occurs: %v, want %v", k, got, want)
		}
	}
}

// TestDrillFlags checks that the drill has every flag that a source may set.
func TestDrillFlags(t *testing.T) {
	m, _ := open(t, "drill")
	var got components.EventFlags
	for _, e := range m.Events {
		got |= e.Flags
	}
	const want = components.OnTarget | components.FromPenalty | components.Voided | components.Overturned |
		components.Scored | components.SecondCard
	if got&want != want {
		t.Errorf("flags %b, want %b", got, want)
	}
}

// TestDrillCorrections checks that the source changes its mind in every way: who
// scored, what card it was, and whether it happened at all.
func TestDrillCorrections(t *testing.T) {
	m, _ := open(t, "drill")
	var scorer, color, void bool
	for _, e := range m.Events {
		if e.Rev == 0 {
			continue
		}
		i := slices.IndexFunc(m.Events, func(o components.Event) bool { return o.Seq == e.Seq && o.Rev == 0 })
		if i < 0 {
			t.Errorf("revision of event %d, which does not occur", e.Seq)
			continue
		}
		was := m.Events[i]
		scorer = scorer || e.Kind == components.Goal && was.Kind == components.Goal && e.Player != was.Player
		color = color || e.Kind == components.RedCard && was.Kind == components.YellowCard
		void = void || e.Flags&components.Voided != 0
		if was.Clock != e.Clock || e.Received <= was.Received {
			t.Errorf("revision of event %d: it happened at the same time, and is heard of later", e.Seq)
		}
	}
	if !scorer || !color || !void {
		t.Errorf("scorer changed %v, card changed %v, taken back %v; want all", scorer, color, void)
	}
}

// TestDrillReviews checks that reviews confirm, overturn a goal, a penalty, and a
// kick.
func TestDrillReviews(t *testing.T) {
	m, _ := open(t, "drill")
	got := make(map[components.EventKind]bool) // what was reviewed, and whether it was overturned
	for _, e := range m.Events {
		if e.Kind != components.ReviewEnd {
			continue
		}
		i := slices.IndexFunc(m.Events, func(o components.Event) bool { return o.Seq == e.Ref })
		started := slices.ContainsFunc(m.Events, func(o components.Event) bool {
			return o.Kind == components.ReviewStart && o.Ref == e.Ref && o.Period == e.Period && o.Clock < e.Clock
		})
		if !started {
			t.Errorf("review %d ends without having begun", e.Seq)
		}
		over := e.Flags&components.Overturned != 0
		if kind := m.Events[i].Kind; over || kind == components.Goal && m.Events[i].Flags&components.FromPenalty != 0 {
			got[kind] = got[kind] || over
		}
	}
	if !got[components.Goal] || !got[components.PenaltyAwarded] || !got[components.PenaltyKick] {
		t.Errorf("overturned: %v; want a goal, a penalty and a kick", got)
	}
	confirmed := slices.ContainsFunc(m.Events, func(e components.Event) bool {
		return e.Kind == components.ReviewEnd && e.Flags&components.Overturned == 0
	})
	if !confirmed {
		t.Error("no review confirms what it looks at")
	}
}

// TestDrillArrival checks that some events are overtaken by younger ones, and
// that six come in one twentieth of a second, but never more than eight.
func TestDrillArrival(t *testing.T) {
	m, _ := open(t, "drill")
	m.Lay(recording.Layout{})
	overtaken, most := 0, 0
	latest := components.PTS(-1)
	ticks := make(map[components.PTS]int)
	for _, e := range m.Events {
		if e.Rev == 0 && e.Occurred < latest {
			overtaken++
		}
		latest = max(latest, e.Occurred)
		ticks[e.Received/(second/20)]++
		if n := ticks[e.Received/(second/20)]; n > most {
			most = n
		}
	}
	if overtaken < 3 {
		t.Errorf("%d events are overtaken, want at least 3", overtaken)
	}
	if most < 6 || most > 8 {
		t.Errorf("at most %d events in a tick, want 6 to 8", most)
	}
}

// TestDrillCameraOnAir checks that the camera that is lost is the one that the
// operator has put on air and holds there, and that it comes back.
func TestDrillCameraOnAir(t *testing.T) {
	m, _ := open(t, "drill")
	onAir, lost := int32(-1), int32(-1)
	for _, e := range m.Events {
		switch e.Kind {
		case components.OperatorTake:
			onAir = e.Value
		case components.OperatorAuto:
			onAir = -1
		case components.CameraLost:
			lost = e.Value
			if onAir != lost {
				t.Errorf("camera %d is lost while camera %d is on air", lost, onAir)
			}
		case components.CameraBack:
			if lost != e.Value {
				t.Errorf("camera %d is back; camera %d was lost", e.Value, lost)
			}
			lost = -1
		}
	}
	if lost != -1 {
		t.Errorf("camera %d is not back", lost)
	}
}

// TestDrillCaptions checks that captions hold what a caption decoder cannot show.
func TestDrillCaptions(t *testing.T) {
	m, names := open(t, "drill")
	var accent, emoji bool
	for _, e := range m.Events {
		if e.Kind != components.Caption {
			continue
		}
		for _, r := range names.Text(e.Player) {
			accent = accent || r > unicode.MaxASCII && unicode.IsLetter(r)
			emoji = emoji || r > 0xffff
		}
	}
	if !accent || !emoji {
		t.Errorf("accents %v, emoji %v; want both", accent, emoji)
	}
}
