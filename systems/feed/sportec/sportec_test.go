package sportec_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
	"touchline/systems/feed/sportec"
)

// put returns a file of entries.
func put(entries ...string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>` + "\n<PutDataRequest>\n" + strings.Join(entries, "\n") + "\n</PutDataRequest>"
}

// entry returns an entry of ms milliseconds after 20:00 in the summer of Berlin.
func entry(id string, ms int, what string) string { return placed(id, ms, "", what) }

// placed returns an entry with its place, as attributes.
func placed(id string, ms int, place, what string) string {
	at := time.Date(2022, 8, 6, 18, 0, 0, 0, time.UTC).Add(time.Duration(ms) * time.Millisecond).In(time.FixedZone("", 2*3600))
	return fmt.Sprintf(`<Event EventId="%s" EventTime="%s" MatchId="M"%s>%s</Event>`, id, at.Format("2006-01-02T15:04:05.000Z07:00"), place, what)
}

// minute is in milliseconds, as the times of entries are.
const minute = 60_000

// Kick-offs and whistles of a match that the side A, on the left at first, plays
// at home.
var (
	first  = entry("k1", 0, `<KickOff TeamLeft="A" TeamRight="B" GameSection="firstHalf"><Play Team="A" Player="a1" Recipient="a2"/></KickOff>`)
	half   = entry("w1", 46*minute, `<FinalWhistle GameSection="firstHalf" BreakingOff="false" FinalResult="1:0"/>`)
	second = entry("k2", 61*minute, `<KickOff TeamLeft="B" TeamRight="A" GameSection="secondHalf"><Play Team="B" Player="b1" Recipient="b2"/></KickOff>`)
	full   = entry("w2", 109*minute, `<FinalWhistle GameSection="secondHalf" BreakingOff="false" FinalResult="1:0"/>`)
	goal   = entry("g1", 5*minute, `<ShotAtGoal Team="A" Player="a9" xG="0.5"><SuccessfulShot CurrentResult="1:0"/></ShotAtGoal>`)
	whole  = put(first, goal, half, second, full)
)

// game has every element of the format that becomes an event.
var game = put(
	placed("1", 0, ` X-Position="52.50" Y-Position="34.00"`, `<KickOff TeamLeft="B" TeamRight="A" GameSection="firstHalf"><Play Team="A" Player="a1" Recipient="a2"><Pass/></Play></KickOff>`),
	placed("2", 1_697, ` X-Position="75.44" Y-Position="34.90"`, `<Play Team="A" Player="a2" Recipient="a3"><Pass/></Play>`),
	placed("3", 3_000, ` X-Position="0" Y-Position="68"`, `<CornerKick Team="A"><Play Team="A" Player="a4"><Cross/></Play></CornerKick>`),
	entry("4", 4_000, `<BallClaiming Team="B" Player="b1"/>`),
	entry("5", 5_000, `<ThrowIn Team="A"><Play Player="a5"/></ThrowIn>`),
	entry("6", 6_000, `<GoalKick Team="B"><Play Team="B" Player="b1" Recipient="b2"/></GoalKick>`),
	entry("7", 7_000, `<TacklingGame WinnerTeam="A" LoserTeam="B" PossessionChange="true"/>`),
	entry("8", 7_500, `<TacklingGame WinnerTeam="B" LoserTeam="A" PossessionChange="false"/>`),
	entry("9", 8_000, `<ShotAtGoal Team="A" Player="a9" xG="0.0767"><SavedShot GoalKeeper="b1"/></ShotAtGoal>`),
	entry("10", 9_000, `<Foul TeamFouler="B" Fouler="b4" TeamFouled="A" Fouled="a9"/>`),
	entry("11", 9_500, `<Caution Team="B" Player="b4" CardColor="yellow"/>`),
	entry("12", 10_000, `<FreeKick Team="A"><ShotAtGoal Team="A" Player="a8" xG="0.05"><ShotWoodWork/></ShotAtGoal></FreeKick>`),
	entry("13", 11_000, `<Offside Team="A" Player="a9"/>`),
	entry("14", 12_000, `<OnFieldTreatment Team="B" Player="b4" Duration="113"/>`),
	entry("15", 13_000, `<RefereeBall/>`),
	entry("16", 90_000, `<Penalty Team="A" CausingPlayer="b4" FouledPlayer="a9" DecisionTimestamp="2022-08-06T20:00:30+02:00"><ShotAtGoal Team="A" Player="a8" xG="0.79"><SuccessfulShot CurrentResult="1:0" Assist="a9"/></ShotAtGoal></Penalty>`),
	entry("17", 90_000, `<Caution Team="B" Player="b4" CardColor="yellowRed"/>`),
	entry("18", 120_000, `<KickOff TeamLeft="B" TeamRight="A"><Play Team="B" Player="b9" Recipient="b8"/></KickOff>`),
	entry("19", 150_000, `<OwnGoal Team="B" TeamOwnGoalCountsFor="A" Player="b3" CurrentResult="2:0"/>`),
	entry("20", 160_000, `<VideoAssistantAction TimestampStartAction="2022-08-06T18:02:31Z" TimestampEndAction="2022-08-06T18:02:35Z" RefDecision="x" FinalDecision="y"/>`),
	entry("21", 170_000, `<GoalDisallowed Team="B" Player="b9"/>`),
	entry("22", 180_000, `<FinalWhistle GameSection="firstHalf" BreakingOff="false" FinalResult="2:0"/>`),
	entry("23", 1_180_000, `<KickOff TeamLeft="A" TeamRight="B" GameSection="secondHalf"><Play Team="B" Player="b9"/></KickOff>`),
	placed("24", 1_181_000, ` X-Position="95.21" Y-Position="44.14"`, `<ShotAtGoal Team="A" Player="a9"><BlockedShot Player="b2"/></ShotAtGoal>`),
	entry("25", 1_182_000, `<Substitution Team="A" PlayerOut="a9" PlayerIn="a12"/>`),
	entry("26", 1_183_000, `<PenaltyNotAwarded Team="A" PlayerToBeAwarded="a8" CausingPlayer="b2"/>`),
	entry("27", 1_184_000, `<Caution Team="A" Player="a8" CardColor="red"/>`),
	entry("28", 1_185_000, `<Wave Team="A"/>`),
	entry("29", 1_186_000, `<OtherBallAction Team="B" Player="b2"/>`),
	entry("30", 1_187_000, `<Caution Team="A" Player="a7" CardColor="pink"/>`),
	entry("31", 1_190_000, `<FinalWhistle GameSection="secondHalf" BreakingOff="false" FinalResult="2:0"/>`),
	entry("32", 1_300_000, `<StartPenaltyShootOut/>`),
	entry("33", 1_310_000, `<Penalty Team="B"><ShotAtGoal Team="B" Player="b9"><SuccessfulShot/></ShotAtGoal></Penalty>`),
	entry("34", 1_320_000, `<Penalty Team="A"><ShotAtGoal Team="A" Player="a9"><SavedShot GoalKeeper="b1"/></ShotAtGoal></Penalty>`),
	entry("35", 1_330_000, `<FinalWhistle GameSection="penaltyShootOut" BreakingOff="false"/>`),
)

func TestRead(t *testing.T) {
	m := recordingtest.Check(t, sportec.Read, game, `
		1@0 match_start
		1@0 period_start
		1@0 possession home (0,0)
		1@0 kickoff home a1>a2 (0,0)
		1@1697 pass home a2>a3 (-2294,-90)
		1@3000 corner home a4 (5250,-3400)
		1@4000 possession away
		1@5000 possession home
		1@5000 throw_in home a5
		1@6000 possession away
		1@6000 goal_kick away b1>b2
		1@7000 possession home
		1@8000 shot home a9 =767 on-target
		1@8000 save away b1
		1@9000 foul away b4>a9
		1@9500 card_yellow away b4
		1@10000 free_kick home a8
		1@10000 shot home a8 =500
		1@11000 offside home a9
		1@12000 injury away b4 113000ms
		1@13000 drop_ball
		1@30000 penalty_awarded home a9>b4
		1@90000 shot home a8 =7900 on-target,penalty
		1@90000 goal home a8>a9 =7900 on-target,penalty
		1@90000 card_second away b4
		1@120000 possession away
		1@120000 kickoff away b9>b8
		1@150000 own_goal home b3
		1@151000 var_start
		1@155000 var_end overturned
		1@170000 goal_disallowed away b9
		1@180000 period_end
		2@0 period_start
		2@0 kickoff away b9
		2@1000 possession home (-4271,-1014)
		2@1000 shot home a9 (-4271,-1014)
		2@2000 sub home a9>a12
		2@3000 penalty_not_awarded home a8>b2
		2@4000 card_red home a8
		2@5000 other home
		2@7000 other home a7
		2@10000 period_end
		5@0 period_start
		5@10000 penalty_kick away b9 on-target,penalty,scored
		5@20000 penalty_kick home a9 on-target,penalty
		5@20000 save away b1
		5@30000 period_end
		5@30000 match_end`)
	if m.Home != "A" || m.Away != "B" || m.Records != 35 || m.Sport != "football" || m.Format != "sportec" {
		t.Errorf("%s - %s, %d records", m.Home, m.Away, m.Records)
	}
	if want := time.Date(2022, 8, 6, 18, 0, 0, 0, time.UTC).UnixMilli(); m.Kickoff != want {
		t.Errorf("kick-off at %d, want %d", m.Kickoff, want)
	}
	const warnings = "unknown-type: 2 times, first event 28 (id 28): Wave: taken as other"
	if got := m.Warnings.String(); got != warnings {
		t.Errorf("warnings\n got %s\nwant %s", got, warnings)
	}
	r := m.Result()
	if r.Score != (recording.Tally{Home: 2}) || r.Shootout != (recording.Tally{Away: 1}) || !r.Kicks || r.Periods != 3 {
		t.Errorf("result %+v", r)
	}
	if want := [6]components.PTS{2: 1000 * components.PTSPerSecond, 5: 110 * components.PTSPerSecond}; m.Breaks != want {
		t.Errorf("breaks %v, want %v", m.Breaks, want)
	}
	// A review, of which is told when it is over, and a penalty, of which is told
	// when it is taken, are heard of late.
	for _, e := range m.Events {
		want := map[components.EventKind]components.PTS{components.PenaltyAwarded: 60, components.ReviewStart: 9, components.ReviewEnd: 5}[e.Kind]
		if e.Received != want*components.PTSPerSecond {
			t.Errorf("%v is heard of %v late, want %d s", e.Kind, e.Received.Duration(), want)
		}
	}
}

func TestCuts(t *testing.T)  { recordingtest.Cuts(t, sportec.Read, game) }
func TestStops(t *testing.T) { recordingtest.Stops(t, sportec.Read, game) }

// TestForm checks what XML leaves free: quotes, entities, comments, white space,
// a byte order mark, elements within an entry that are not wanted.
func TestForm(t *testing.T) {
	const text = "\uFEFF<?xml version='1.0'?><!-- a -->\n<PutDataRequest a='b'><!-- c --><Head><Event/></Head>\r\n\t" +
		`<Event EventTime='2022-08-06T18:00:00Z' EventId = "&#49;&amp;" ><KickOff GameSection='firstHalf' TeamLeft="A">text<Play Player='M&#xFC;ller'><Pass><x><y/></x></Pass></Play></KickOff ></Event>` +
		`<Event EventId="2" EventTime="2022-08-06T18:00:01.000506Z"><Foul Fouler="&lt;b&gt;"/><Offside Player="c"/></Event></PutDataRequest> <!-- d --> `
	m := recordingtest.Check(t, sportec.Read, text, `
		1@0 match_start
		1@0 period_start
		1@0 kickoff Müller
		1@1000 foul <b>
		1@1000 offside c
		1@1000 period_end repaired
		1@1000 match_end`)
	if want := components.PTS(90_046); m.Events[3].Clock != want { // 90,045.54 steps
		t.Errorf("1.000506 s is read as %d, want %d", m.Events[3].Clock, want)
	}
	if m.Records != 2 || m.Warnings.String() != "period-missing-end: period 1 ends with its last event" {
		t.Errorf("%d records, %v", m.Records, m.Warnings)
	}
}

// TestAllocations checks that a match twice as long costs about twice as much.
func TestAllocations(t *testing.T) {
	count := func(n int) float64 {
		entries := []string{first}
		for i := range n {
			entries = append(entries, entry(fmt.Sprint(i), i*100, fmt.Sprintf(`<Play Team="%c" Player="Zoë" Recipient="b"><Pass/></Play>`, 'A'+i%2)))
		}
		data, names := []byte(put(entries...)), ecs.NewSymbols()
		return testing.AllocsPerRun(3, func() {
			for _, err := range sportec.Read(data, names, &recording.Match{}) {
				if err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	short, long := count(1000), count(2000)
	t.Logf("%v allocations for 1,000 entries, %v for 2,000", short, long)
	if long > 2.1*short {
		t.Errorf("%v allocations for 1,000 entries, %v for 2,000", short, long)
	}
}
