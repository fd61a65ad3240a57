package splice_test

import (
	"fmt"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/splice"
	"touchline/systems/splice/scte35"
)

// What the tables say of time: an ad_break of 30 s that is heard in tick 200, at 10 s,
// begins 6 s later, at 1,440,000; it ends 30 s after that, at 4,140,000, and the end is
// sent in tick 800, at 40 s.
const (
	adTick   = 200
	adAt     = 16 * second
	adStart  = components.Tick(320) // the tick of its point
	adEnd    = 46 * second
	endTick  = components.Tick(800)
	overTick = components.Tick(920)
)

func kick(n components.Tick, seq uint32) message {
	return message{tick: n, kind: components.KickOff, seq: seq, period: 1}
}

// begun is a match that has begun at tick 0.
func begun(more ...message) []message {
	return append([]message{
		{kind: components.MatchStart, seq: 1, period: 1},
		{kind: components.PeriodStart, seq: 2, period: 1},
		kick(0, 3),
	}, more...)
}

const show = "0: program_start #1 @540000\n"

func TestCues(t *testing.T) {
	ad := message{tick: adTick, kind: components.Advert, seq: 10, period: 1, ms: 30_000}
	void := func(n components.Tick) message {
		return message{tick: n, kind: components.Advert, seq: 10, rev: 1, period: 1, flags: components.Voided}
	}
	longer := func(n components.Tick, ms uint32) message {
		return message{tick: n, kind: components.Advert, seq: 10, rev: 1, period: 1, ms: ms}
	}
	const (
		start = "200: provider_placement_opportunity_start #2 @1440000 +2700000\n"
		end   = "800: provider_placement_opportunity_end #2 @4140000\n"
	)
	took := func(n components.Tick) string {
		return fmt.Sprintf("%d: cancel provider_placement_opportunity_start #2 @1440000\n", n)
	}
	early := func(n components.Tick, at components.PTS) string {
		return fmt.Sprintf("%d: now provider_placement_opportunity_end #2 @%d\n", n, at)
	}
	after := func(m message, n components.Tick) message { m.tick = n; return m }
	tests := []struct {
		name     string
		messages []message
		want     string
	}{
		{"nothing", nil, ""},
		{"match starts", begun(), show},
		{"match starts with its first period", []message{{kind: components.PeriodStart, seq: 1, period: 1}}, show},
		{"match starts with a kick-off", []message{kick(0, 1)}, show},
		{"match starts twice", begun(message{tick: 5, kind: components.MatchStart, seq: 1, period: 1}), show},
		{"match ends", begun(message{tick: 100, kind: components.MatchEnd, seq: 5, period: 1}), show + "100: program_end #1 @990000\n"},
		{"match is abandoned, and ends", begun(message{tick: 100, kind: components.Abandoned, seq: 5, period: 1},
			message{tick: 101, kind: components.MatchEnd, seq: 6, period: 1}), show + "100: program_end #1 @990000\n"},
		{"match had ended when it was heard of", []message{{kind: components.MatchStart, seq: 1}, {kind: components.MatchEnd, seq: 2}}, ""},
		{"match had long begun", []message{{tick: 3, kind: components.KickOff, seq: 9, period: 1, age: 60*second + 1}}, "3: program_start_in_progress #1 @554400\n"},
		{"match had begun a minute ago", []message{{tick: 3, kind: components.KickOff, seq: 9, period: 1, age: 60 * second}}, "3: program_start #1 @554400\n"},
		{"second half is the first that is heard of", []message{{kind: components.PeriodStart, seq: 9, period: 2}}, "0: program_start_in_progress #1 @540000\n"},

		{"break", begun(ad), show + start + end},
		{"break before the match", []message{ad}, "200: provider_placement_opportunity_start #1 @1440000 +2700000\n800: provider_placement_opportunity_end #1 @4140000\n"},
		{"break after the match", begun(message{tick: 100, kind: components.MatchEnd, seq: 5, period: 1}, ad),
			show + "100: program_end #1 @990000\n" + start + end},
		{"break that the end of the match does not end", begun(ad, message{tick: 400, kind: components.MatchEnd, seq: 11, period: 1}),
			show + start + "400: program_end #1 @2340000\n" + end},
		{"break heard twice", begun(ad, after(ad, 210), after(ad, 900), after(ad, 1000)), show + start + end},
		{"break heard within the tick", begun(message{tick: adTick, kind: components.Advert, seq: 10, period: 1, ms: 30_000, into: 1}),
			show + "200: provider_placement_opportunity_start #2 @1443600 +2700000\n801: provider_placement_opportunity_end #2 @4143600\n"},
		{"a length between frames", begun(longerAd(ad, 30_001)), show + "200: provider_placement_opportunity_start #2 @1440000 +2703600\n801: provider_placement_opportunity_end #2 @4143600\n"},
		{"two breaks", begun(ad, message{tick: overTick, kind: components.Advert, seq: 11, period: 1, ms: 1000}), show + start + end +
			"920: provider_placement_opportunity_start #3 @4680000 +90000\n940: provider_placement_opportunity_end #3 @4770000\n"},
		{"a break while one stands", begun(ad, message{tick: overTick - 1, kind: components.Advert, seq: 11, period: 1, ms: 1000}), show + start + end},
		{"an older one, heard late", begun(ad, message{tick: 950, kind: components.Advert, seq: 9, period: 1, ms: 40_000}), show + start + end},
		{"heard when it would be over", begun(message{tick: adTick, kind: components.Advert, seq: 10, period: 1, ms: 2000, age: 2 * second}), show},
		{"heard just before it would be over", begun(message{tick: adTick, kind: components.Advert, seq: 10, period: 1, ms: 2001, age: 2 * second}),
			show + "200: provider_placement_opportunity_start #2 @1440000 +183600\n241: provider_placement_opportunity_end #2 @1623600\n"},
		{"heard after play went on", begun(kick(150, 11), ad), show},
		{"heard after the period began that it was before", []message{
			{kind: components.PeriodStart, seq: 20, period: 1}, {tick: 20, kind: components.Advert, seq: 25, ms: 30_000, age: second + 1},
		}, show},
		{"of the moment the period began", []message{
			{kind: components.PeriodStart, seq: 20, period: 1}, {tick: 20, kind: components.Advert, seq: 25, ms: 30_000, age: second},
		}, show + "20: provider_placement_opportunity_start #2 @630000 +2700000\n620: provider_placement_opportunity_end #2 @3330000\n"},

		{"play goes on a tick before the point", begun(ad, kick(adStart-1, 11)), show + start + took(adStart-1)},
		{"play goes on at the point", begun(ad, kick(adStart, 11)), show + start + early(adStart, adAt)},
		{"play goes on a tick after the point", begun(ad, kick(adStart+1, 11)), show + start + early(adStart+1, adAt+7200)},
		{"play goes on in the tick before the point, at it", begun(ad, message{tick: adStart - 1, kind: components.KickOff, seq: 11, period: 1, into: tick}), show + start + early(adStart-1, adAt)},
		{"a period begins", begun(ad, message{tick: 400, kind: components.PeriodStart, seq: 11, period: 2}), show + start + early(400, 20*second)},
		{"a period begins and is kicked off", begun(ad, message{tick: 400, kind: components.PeriodStart, seq: 11, period: 2}, message{tick: 400, kind: components.KickOff, seq: 12, period: 2}), show + start + early(400, 20*second)},
		{"an older kick-off is heard", begun(ad, kick(400, 9)), show + start + end},
		{"a pass is no restart", begun(ad, message{tick: 400, kind: components.Pass, seq: 11, period: 1}), show + start + end},
		{"play goes on when the end was sent", begun(ad, kick(overTick-1, 11)), show + start + end + early(overTick-1, 4136400)},
		{"play goes on at the end", begun(ad, kick(overTick, 11)), show + start + end},

		{"taken back a tick before the point", begun(ad, void(adStart-1)), show + start + took(adStart-1)},
		{"taken back at the point", begun(ad, void(adStart)), show + start + early(adStart, adAt)},
		{"taken back at the end", begun(ad, void(overTick)), show + start + end},
		{"taken back twice", begun(ad, void(250), void(260)), show + start + took(250)},
		{"turns out to be something else", begun(ad, message{tick: 250, kind: components.Injury, seq: 10, rev: 1, period: 1}), show + start + took(250)},
		{"taken back before it was heard of", begun(void(150), ad), show},
		{"taken back, and right after all", begun(ad, void(250), message{tick: 300, kind: components.Advert, seq: 10, rev: 2, period: 1, ms: 60_000}),
			show + start + took(250) + "300: provider_placement_opportunity_start #3 @1890000 +5400000\n1500: provider_placement_opportunity_end #3 @7290000\n"},
		{"right after all when play has gone on", begun(ad, void(250), kick(260, 11), message{tick: 300, kind: components.Advert, seq: 10, rev: 2, period: 1, ms: 60_000}), show + start + took(250)},
		{"right after all, but play ended it", begun(ad, kick(250, 11), message{tick: 300, kind: components.Advert, seq: 10, rev: 1, period: 1, ms: 60_000}), show + start + took(250)},

		{"longer before the point", begun(ad, longer(300, 40_000)), show + start + "300: provider_placement_opportunity_start #2 @1440000 +3600000\n1000: provider_placement_opportunity_end #2 @5040000\n"},
		{"longer when it has begun", begun(ad, longer(400, 40_000)), show + start + "1000: provider_placement_opportunity_end #2 @5040000\n"},
		{"longer when its end was sent", begun(ad, longer(801, 40_000)), show + start + end},
		{"as long as before", begun(ad, longer(300, 30_000)), show + start + end},
		{"shorter", begun(ad, longer(400, 20_000)), show + start + "600: provider_placement_opportunity_end #2 @3240000\n"},
		{"shorter than it has been by now", begun(ad, longer(700, 19_000)), show + start + early(700, 35*second)},
		{"shorter than the preroll by now", begun(ad, longer(700, 20_000)), show + start + "700: provider_placement_opportunity_end #2 @3240000\n"},
		{"of no known length after all", begun(ad, longer(300, 0), kick(1200, 12)), show + start + "300: provider_placement_opportunity_start #2 @1440000\n" + early(1200, 60*second)},

		{"no known length", begun(longerAd(ad, 0), kick(2000, 11)), show + "200: provider_placement_opportunity_start #2 @1440000\n2000: now provider_placement_opportunity_end #2 @9000000\n"},
		{"no known length, match ends", begun(longerAd(ad, 0), message{tick: 400, kind: components.MatchEnd, seq: 11, period: 1}),
			show + "200: provider_placement_opportunity_start #2 @1440000\n400: provider_placement_opportunity_end #2 @2340000\n400: program_end #1 @2340000\n"},
		{"no known length, match ends before", begun(longerAd(ad, 0), message{tick: 210, kind: components.MatchEnd, seq: 11, period: 1}),
			show + "200: provider_placement_opportunity_start #2 @1440000\n" + took(210) + "210: program_end #1 @1486800\n"},

		{"asked for and taken back in one tick", begun(ad, void(adTick)), show + start + took(adTick)},
		{"too much in one tick", begun(ad, void(adTick), message{tick: adTick, kind: components.Advert, seq: 10, rev: 2, period: 1, ms: 30_000}, message{tick: adTick, kind: components.Advert, seq: 10, rev: 3, period: 1, flags: components.Voided}),
			show + start + took(adTick) + "200: provider_placement_opportunity_start #3 @1440000 +2700000\n800: provider_placement_opportunity_end #3 @4140000\n"},
		{"of the filler", begun(message{tick: adTick, kind: components.Advert, seq: 10, period: 1, ms: 30_000, flags: components.Synthetic}), show},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, splice.Default(), 1, 8)
			if got := r.play(2100, nil, tt.messages...); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

func longerAd(ad message, ms uint32) message {
	ad.ms = ms
	return ad
}

// TestExtraTime: it is announced once, from its first half to the end of its second.
func TestExtraTime(t *testing.T) {
	at := func(n components.Tick, kind components.EventKind, period components.Period) message {
		return message{tick: n, kind: kind, seq: 100 + uint32(n), period: period}
	}
	const (
		start = "300: unscheduled_event_start #2 @1890000\n"
		half  = components.PeriodStart
		over  = components.PeriodEnd
	)
	regular := begun(at(100, over, 1), at(150, half, 2), at(200, over, 2))
	for _, tt := range []struct {
		name     string
		sport    components.Sport
		messages []message
		want     string
	}{
		{"both halves", components.Football, append(regular, at(300, half, 3), at(400, over, 3), at(450, half, 4), at(500, over, 4), at(600, half, 5)), show + start + "500: unscheduled_event_end #2 @2790000\n"},
		{"end of the second missing", components.Football, append(regular, at(300, half, 3), at(400, over, 3), at(450, half, 4), at(600, half, 5)), show + start + "600: unscheduled_event_end #2 @3240000\n"},
		{"decided in the first", components.Football, append(regular, at(300, half, 3), at(400, over, 3), at(401, components.MatchEnd, 3)), show + start + "401: unscheduled_event_end #2 @2347200\n401: program_end #1 @2347200\n"},
		{"ends the match", components.Football, append(regular, at(300, half, 3), at(450, half, 4), at(500, over, 4), at(501, components.MatchEnd, 4)), show + start + "500: unscheduled_event_end #2 @2790000\n501: program_end #1 @2797200\n"},
		{"penalties at once", components.Football, append(regular, at(300, half, 5), at(400, components.MatchEnd, 5)), show + "400: program_end #1 @2340000\n"},
		{"was no extra time", components.Football, append(regular, at(300, half, 3), message{tick: 310, kind: half, seq: 400, rev: 1, period: 3, flags: components.Voided}), show + start + "310: unscheduled_event_end #2 @1936800\n"},
		{"third innings of cricket", components.Cricket, append(regular, at(300, half, 3), at(400, over, 3), at(450, half, 4), at(500, over, 4)), show},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, splice.Default(), 1, 8)
			*components.FixtureSport.At(r, 0) = tt.sport
			if got := r.play(700, nil, tt.messages...); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

// TestSkipped: after ticks that were skipped, what was due is sent; a point that is
// past is to be acted on at once.
func TestSkipped(t *testing.T) {
	ad := message{tick: adTick, kind: components.Advert, seq: 10, period: 1, ms: 30_000}
	const start = show + "200: provider_placement_opportunity_start #2 @1440000 +2700000\n"
	next := message{tick: 930, kind: components.Advert, seq: 11, period: 1, ms: 1000}
	for _, tt := range []struct {
		name     string
		from, to components.Tick // skipped, up to before to
		more     []message
		want     string
	}{
		{"before the end", 790, 919, nil, start + "919: provider_placement_opportunity_end #2 @4140000\n"},
		{"to the end", 790, 920, nil, start + "920: now provider_placement_opportunity_end #2 @4140000\n"},
		{"beyond the end", 790, 925, nil, start + "925: now provider_placement_opportunity_end #2 @4165200\n"},
		{"the request", 190, 310, nil, show +
			"310: provider_placement_opportunity_start #2 @1936800 +2700000\n911: provider_placement_opportunity_end #2 @4636800\n"},
		{"all of it", 190, 800, nil, show},
		{"to the next break", 790, 940, []message{next}, start +
			"940: now provider_placement_opportunity_end #2 @4230000\n940: provider_placement_opportunity_start #3 @4770000 +90000\n960: provider_placement_opportunity_end #3 @4860000\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, splice.Default(), 1, 8)
			skip := func(n components.Tick) bool { return n >= tt.from && n < tt.to }
			if got := r.play(1200, skip, append(begun(ad), tt.more...)...); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

func TestConfig(t *testing.T) {
	const all = components.Restricted | components.WebAllowed | components.NoBlackout | components.ArchiveAllowed | components.AllDevices
	for _, tt := range []struct {
		name   string
		change func(*splice.Config)
		want   string
	}{
		{"default", func(*splice.Config) {}, ""},
		{"least preroll", func(c *splice.Config) { c.Preroll = 5 * second }, ""},
		{"below", func(c *splice.Config) { c.Preroll = 5*second - 1 }, "preroll 4.999988888s: must be from 5s to 8s"},
		{"most preroll", func(c *splice.Config) { c.Preroll = 8 * second }, ""},
		{"above", func(c *splice.Config) { c.Preroll = 8*second + 1 }, "preroll 8.000011111s: must be from 5s to 8s"},
		{"all flags", func(c *splice.Config) { c.Territory = all }, ""},
		{"unrestricted", func(c *splice.Config) { c.Territory = components.WebAllowed }, "territory flags 0x10: must be restricted, and nothing else than 0x3f"},
		{"unknown flags", func(c *splice.Config) { c.Territory = all | 64 }, "territory flags 0x7f: must be restricted, and nothing else than 0x3f"},
	} {
		c := splice.Default()
		tt.change(&c)
		_, err := splice.New(c)
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || err.Error() != "splice: "+tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

// TestPreroll: the bounds of the preroll, at each of which a message is sent so long
// before its point.
func TestPreroll(t *testing.T) {
	ad := message{tick: adTick, kind: components.Advert, seq: 10, period: 1, ms: 30_000}
	for preroll, want := range map[components.PTS]string{
		5 * second: "0: program_start #1 @450000\n200: distributor_placement_opportunity_start #2 @1350000 +2700000\n800: distributor_placement_opportunity_end #2 @4050000\n",
		8 * second: "0: program_start #1 @720000\n200: distributor_placement_opportunity_start #2 @1620000 +2700000\n800: distributor_placement_opportunity_end #2 @4320000\n",
	} {
		c := splice.Default()
		c.Preroll, c.Distributor = preroll, true
		if got := newRig(t, c, 1, 8).play(1000, nil, begun(ad)...); got != want {
			t.Errorf("preroll %v: got\n%swant\n%s", preroll.Duration(), got, want)
		}
	}
}

// TestTerritory: a program that may not be seen everywhere says so at its start, and
// only there.
func TestTerritory(t *testing.T) {
	r := newRig(t, splice.Default(), 1, 8)
	*components.StreamTerritory.At(r, 0) = 1
	got := r.play(300, nil, begun(message{tick: 100, kind: components.MatchEnd, seq: 5, period: 1})...)
	if want := "0: program_start #1 @540000 flags 0x37\n100: program_end #1 @990000\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestClock: a section names the point on the clock of the media, over the wrap of that,
// and whatever that of the contribution has come to.
func TestClock(t *testing.T) {
	for _, tt := range []struct{ start, ahead, want components.PTS }{
		{0, 0, 540_000},
		{0, 135_000, 675_000},
		{0, -540_001, 1<<33 - 1},
		{0, 1<<33 - 540_000, 0},
		{1<<33 - 540_000, 0, 0},            // it is announced before the wrap, and lies behind it
		{1<<33 - 543_600, 0, 1<<33 - 3600}, // both lie before it
		{1 << 33, 0, 540_000},
	} {
		r := newRig(t, splice.Default(), 1, 8)
		*components.StreamLive.At(r, 0) = components.Live{Next: 70_000_000 + tt.ahead, Until: 70_000_000}
		r.step(components.Tick(tt.start/tick), begun()...)
		c := splice.CueOf(r, 0)
		s, err := scte35.ParseSection(splice.AppendSection(nil, &c))
		if err != nil {
			t.Fatal(err)
		}
		if at := r.Now.PTS + 540_000; c.At < at || c.At >= at+3600 {
			t.Errorf("%+v: the point is %d, want the frame from %d on", tt, c.At, at)
		}
		if late := c.At - r.Now.PTS - 540_000 + r.Now.PTS - tt.start; s.Time != scte35.At(tt.want+late) {
			t.Errorf("%+v: the section names %d, want %d", tt, s.Time.PTS, tt.want+late)
		}
	}
}

// TestRow checks what a row says beside the cue: what it goes back to, and when it is
// sent.
func TestRow(t *testing.T) {
	r := newRig(t, splice.Default(), 1, 8)
	r.step(0)
	r.step(100, message{kind: components.Advert, seq: 10, rev: 2, period: 1, ms: 1000, age: 2, into: 7})
	check := func(event components.EventKind, seq uint32, rev uint8, occurred, received, release components.PTS) {
		t.Helper()
		if n := r.Len(components.Splice); n != 1 {
			t.Fatalf("%d rows, want one", n)
		}
		c, want := *components.SpliceCause.At(r, 0), components.Cause{Seq: seq, Kind: event, Rev: rev, Source: components.FromMatch}
		if c != want {
			t.Errorf("cause %+v, want %+v", c, want)
		}
		if o, h, s := *components.SpliceOccurred.At(r, 0), *components.SpliceReceived.At(r, 0), *components.SpliceRelease.At(r, 0); o != occurred || h != received || s != release {
			t.Errorf("occurred %d, received %d, release %d; want %d, %d, %d", o, h, s, occurred, received, release)
		}
	}
	const at = 100 * tick
	check(components.Advert, 10, 2, at-2, at+7, at+7)
	r.step(121)
	check(components.Advert, 10, 2, at-2, at+7, 121*tick)
	r.step(122, message{kind: components.KickOff, seq: 11, period: 1, age: 3})
	if n := r.Len(components.Splice); n != 2 { // the program, and the end of what has not begun
		t.Fatalf("%d rows, want 2", n)
	}
	if c := *components.SpliceCause.At(r, 1); c.Kind != components.KickOff || !*components.SpliceCancel.At(r, 1) {
		t.Errorf("cause %+v, want the kick-off to take it back", c)
	}
}

// TestCounts: what is refused is counted.
func TestCounts(t *testing.T) {
	ad := message{tick: adTick, kind: components.Advert, seq: 10, period: 1, ms: 30_000}
	second := ad
	second.tick, second.seq = 210, 11
	r := newRig(t, splice.Default(), 1, 8)
	r.play(300, nil, begun(ad, second)...)
	if got := *components.StreamRefused.At(r, 0); got != 1 {
		t.Errorf("%d refused, want the second break", got)
	}
}

// TestAgain: a shard that has forgotten what is due comes to the same, at whatever
// tick it did.
func TestAgain(t *testing.T) {
	messages := begun(
		message{tick: adTick, kind: components.Advert, seq: 10, period: 1, ms: 30_000},
		message{tick: 850, kind: components.Advert, seq: 10, rev: 1, period: 1, flags: components.Voided},
		message{tick: 930, kind: components.Advert, seq: 11, period: 1},
		message{tick: 1200, kind: components.PeriodStart, seq: 12, period: 3},
		message{tick: 1300, kind: components.Injury, seq: 12, rev: 1, period: 3},
		message{tick: 1400, kind: components.MatchEnd, seq: 13, period: 3},
	)
	want := newRig(t, splice.Default(), 1, 8).play(1500, nil, messages...)
	if n := strings.Count(want, "\n"); n != 9 {
		t.Fatalf("%d messages:\n%s", n, want)
	}
	r := newRig(t, splice.Default(), 1, 8)
	got := r.play(1500, func(components.Tick) bool {
		*components.ShardSpliceDue.At(r, 0) = 0
		return false
	}, messages...)
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestAccess(t *testing.T) {
	r := newRig(t, splice.Default(), 2, 8)
	messages := begun(
		message{tick: adTick, kind: components.Advert, seq: 10, period: 1, ms: 9_000},
		kick(210, 11),
		message{tick: 220, kind: components.Advert, seq: 12, period: 1, ms: 1_000},
		message{tick: 230, kind: components.Advert, seq: 12, rev: 1, period: 1, ms: 2_000},
		message{tick: 300, kind: components.PeriodStart, seq: 13, period: 3},
		message{tick: 420, kind: components.Advert, seq: 14, period: 3},
		message{tick: 600, kind: components.MatchEnd, seq: 15, period: 3},
	)
	rows := 0
	for n := range components.Tick(700) {
		ecstest.SetNow(r.Run, n)
		r.Clear()
		for _, m := range messages {
			if m.tick == n {
				r.hear(1, m)
			}
		}
		r.Do(r.match)
		ecstest.CheckAccess(t, r.Run, r.System)
		rows += r.Len(components.Splice)
	}
	if rows < 9 {
		t.Errorf("only %d rows", rows)
	}
}

func TestRunAllocatesNothing(t *testing.T) {
	for name, fill := range map[string]func(*rig, components.Tick){
		"idle": func(*rig, components.Tick) {},
		"busy": func(r *rig, n components.Tick) {
			for f := range r.Len(components.Fixture) {
				r.hear(components.Row(f), message{kind: components.Advert, seq: 1 + uint32(n), period: 1, ms: 100})
			}
		},
	} {
		r := newRig(t, splice.Default(), 64, 2)
		n := components.Tick(0)
		once := func() {
			ecstest.SetNow(r.Run, n*200)
			r.Clear()
			fill(r, n)
			r.Do(r.match)
			r.Do(r.System)
			n++
		}
		once()
		if allocs := testing.AllocsPerRun(200, once); allocs != 0 {
			t.Errorf("%s: a tick allocates %v times, want 0", name, allocs)
		}
		if name == "busy" && r.Len(components.Splice) < 64 {
			t.Errorf("%d rows: nothing was asked for", r.Len(components.Splice))
		}
	}
}

// BenchmarkRun measures a tick in which nothing moves, and one in which every stream
// is asked for a break.
func BenchmarkRun(b *testing.B) {
	for _, streams := range []int{1, 64, 1024} {
		for _, busy := range []bool{false, true} {
			b.Run(fmt.Sprintf("busy=%v/streams=%d", busy, streams), func(b *testing.B) {
				r := newRig(b, splice.Default(), streams, 1)
				n := components.Tick(0)
				for b.Loop() {
					ecstest.SetNow(r.Run, n*200)
					r.Clear()
					if busy {
						for f := range streams {
							r.hear(components.Row(f), message{kind: components.Advert, seq: 1 + uint32(n), period: 1, ms: 100})
							*components.EventNews.At(r, components.Row(f)) = true
							*components.FixtureNow.At(r, components.Row(f)) = components.KindSet(components.Advert)
						}
					}
					r.Do(r.System)
					n++
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*streams), "ns/stream")
			})
		}
	}
}

var _ ecs.System = (*splice.System)(nil)
