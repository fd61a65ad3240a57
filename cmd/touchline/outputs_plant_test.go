package main

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// clone returns a copy of g that can be changed.
func (g *given) clone() *given {
	c := *g
	c.streams = nil
	for _, s := range g.streams {
		copied := *s
		copied.lines, copied.files = slices.Clone(s.lines), maps.Clone(s.files)
		c.streams = append(c.streams, &copied)
	}
	return &c
}

// first returns the first line of a stream that fits.
func (s *givenStream) first(t *testing.T, fits func(*decision) bool) int {
	t.Helper()
	i := slices.IndexFunc(s.lines, func(d decision) bool { return fits(&d) })
	if i < 0 {
		t.Fatal("no line to plant a fault in")
	}
	return i
}

// TestChecks plants faults into what was written, and checks that they are found.
func TestChecks(t *testing.T) {
	whole := replayed(t, "drill", tick, world)
	kind := func(kind string, n int) func(*decision) bool {
		return func(d *decision) bool {
			if d.Kind == kind {
				n--
			}
			return n < 0
		}
	}
	wager := func(op, market string, after int64) func(*decision) bool {
		return func(d *decision) bool { return d.Op == op && d.Market == market && d.Tick >= after }
	}
	result := func(result string) func(*decision) bool {
		return func(d *decision) bool { return d.Result == result }
	}
	change := func(fits func(*decision) bool, how func(*decision)) func(*testing.T, *givenStream) {
		return func(t *testing.T, s *givenStream) { how(&s.lines[s.first(t, fits)]) }
	}
	drop := func(fits func(*decision) bool) func(*testing.T, *givenStream) {
		return func(t *testing.T, s *givenStream) {
			i := s.first(t, fits)
			s.lines = slices.Delete(s.lines, i, i+1)
		}
	}
	edit := func(file, old, new string) func(*testing.T, *givenStream) {
		return func(t *testing.T, s *givenStream) {
			if !strings.Contains(s.files[file], old) {
				t.Fatalf("%s has no %q to plant a fault in", file, old)
			}
			s.files[file] = strings.Replace(s.files[file], old, new, 1)
		}
	}
	for _, tt := range []struct {
		name  string
		check func(*given, *givenStream, fault)
		says  string
		plant func(*testing.T, *givenStream)
	}{
		{"a line is missing from alerts.ndjson", checkFiles, `alerts.ndjson has not the 6 lines`, edit("alerts.ndjson", "\n", "")},
		{"a decision is missing", checkFiles, `807 grants, and 808 in the report`, drop(kind("grant", 7))},
		{"a timecode is a frame late", checkTimes, `timecode 10:00:41:24 is frame`, change(kind("cut", 3), func(d *decision) { d.Timecode = d.Timecode[:9] + "24" })},
		{"utc is a millisecond late", checkTimes, `is not that of t 157500`, change(kind("grant", 3), func(d *decision) { d.UTC = d.UTC.Add(1_000_000) })},
		{"t is not of the tick", checkTimes, `tick 7724 is at 34758001, want 34758000`, change(kind("alert", 0), func(d *decision) { d.T++ })},
		{"seen before it happened", checkTimes, `before viewers see it at 14130000`, change(wager("event", "", 3000), func(d *decision) { d.Release = d.Occurred + 6*90_000 - 1 })},
		{"released before it was heard of", checkTimes, `received at 9900001 in the tick at 9900000, is released at 9900000`, change(wager("suspend", "result", 0), func(d *decision) { d.Received, d.Release = d.T+1, d.T })},
		{"heard of after the tick", checkTimes, `received at 9904500, after its tick`, change(wager("suspend", "result", 0), func(d *decision) { d.Received, d.Release = d.T+4500, d.T+4500 })},
		{"heard of before it occurred", checkTimes, `occurred at 3006001, after it was received`, change(kind("cut", 2), func(d *decision) { d.Occurred, d.Release = d.Received+1, d.Release+1 })},
		{"the clock of the second half", checkClock, `shows 2@45:41, want 2@45:40`, change(wager("suspend", "result", 28000), func(d *decision) { d.Clock = "2@45:41" })},
		{"a shot on target does not suspend", checkWagers, `the result market is not suspended for goal 30`, drop(wager("suspend", "result", 3436))},
		{"suspended for another reason", checkWagers, `the result market is not suspended for goal 30`, change(wager("suspend", "result", 3436), func(d *decision) { d.Causes = []string{"injury"} })},
		{"open before the restart", checkWagers, `wager resume result, though play has not restarted after goal 30`, change(wager("event", "", 4400), func(d *decision) { d.Cause = &givenCause{"match", "pass", 31, 0} })},
		{"open in a review", checkWagers, `wager resume corners, though review 43 is open`, func(t *testing.T, s *givenStream) {
			i := s.first(t, wager("event", "", 5960))
			opened := s.lines[s.first(t, wager("resume", "corners", 0))]
			opened.Tick = 5961
			s.lines = slices.Insert(s.lines, i+1, opened)
		}},
		{"a review does not suspend", checkWagers, "the corners market is active in review 43", drop(wager("suspend", "corners", 5960))},
		{"active with a cause", checkWagers, `status active with causes [injury]`, change(wager("resume", "result", 0), func(d *decision) { d.Causes = []string{"injury"} })},
		{"a record is missing", checkWagers, `event record 6, want 5`, drop(wager("event", "", 2200))},
		{"a suspension after what happened", checkWagers, `wager suspend half follows wager event in one tick`, func(t *testing.T, s *givenStream) {
			i := s.first(t, wager("suspend", "half", 3020))
			s.lines[i], s.lines[i+1] = s.lines[i+1], s.lines[i]
		}},
		{"another result at half-time", checkSettlements, `settled with map[cards:4 corners:1 half:1 result:1 totals:3], want map[cards:4 corners:1 half:0 result:1 totals:3]`, change(wager("settle", "half", 0), func(d *decision) { d.Outcome = 1 })},
		{"a goal is not settled", checkSettlements, `next goals settled with`, drop(wager("settle", "result", 5000))},
		{"a goal is settled for the other side", checkSettlements, `next goals settled with`, change(wager("settle", "result", 5000), func(d *decision) { d.Outcome = 1 })},
		{"an abandoned match is not cancelled", checkSettlements, `half:settled result:active totals:settled], want`, drop(wager("cancel", "result", 0))},
		{"a rollback of what was not settled", checkSettlements, `wager rollback half of 0, and it was settled with 0, false`, change(wager("settle", "half", 0), func(d *decision) { d.Op = "rollback" })},
		{"an alert is not raised", checkIntegrity, `for a suspicious picture, of which there is none`, drop(kind("alert", 0))},
		{"a market stays open for a suspicious picture", checkIntegrity, `market cards has causes []`, drop(wager("suspend", "cards", 7725))},
		{"a cut from a camera not on air", checkCuts, `a cut from camera 0 to 2, and camera 1 is on air`, drop(kind("cut", 10))},
		{"a cut between two frames", checkCuts, `between two frames`, change(kind("cut", 5), func(d *decision) { d.Release++ })},
		{"a shot too short", checkCuts, `a shot of 176400, cut as long: must be at least 180000`, func(t *testing.T, s *givenStream) {
			i, k := s.first(t, kind("cut", 0)), s.first(t, kind("cut", 1))
			s.lines[i].Release = s.lines[k].Release - 2*90_000 + 3600
			s.lines[i].ShotMS, s.lines[k].ShotMS = int64(s.lines[i].Release)/90, 1960
		}},
		{"a segment twice", checkSegments, `segment 6, want 7`, func(t *testing.T, s *givenStream) {
			i := s.first(t, kind("segment-entry", 5))
			s.lines = slices.Insert(s.lines, i, s.lines[i])
		}},
		{"a segment is missing", checkSegments, `segment 102, want 101`, drop(kind("segment-entry", 100))},
		{"a break that is not told", checkSegments, `discontinuity false`, change(func(d *decision) bool { return d.Breaks }, func(d *decision) { d.Breaks = false })},
		{"a segment with another key", checkSegments, `has key period 2, want 1`, change(kind("segment-entry", 150), func(d *decision) { d.KeyPeriod++ })},
		{"a segment that is not in the playlist", checkPlaylists, `segment 17 is at 540p/18.m4s`, edit("hls/540p.m3u8", "#EXT-X-PROGRAM-DATE-TIME:2030-02-02T15:00:32.000Z\n#EXTINF:2.00000,\n540p/17.m4s\n", "")},
		{"a segment with another length", checkPlaylists, `entered with duration 180000`, edit("hls/audio.m3u8", "#EXTINF:2.00533,\naudio/17.m4s", "#EXTINF:2.00535,\naudio/17.m4s")},
		{"a break that is not in the playlist", checkPlaylists, `discontinuity true`, edit("hls/360p.m3u8", "#EXT-X-DISCONTINUITY\n", "")},
		{"another date after the break", checkPlaylists, `segment 229 has the date`, edit("hls/360p.m3u8", "2030-02-02T15:07:36.000Z", "2030-02-02T15:07:37.500Z")},
		{"a playlist that does not end", checkPlaylists, `ended false`, edit("hls/720p.m3u8", "#EXT-X-ENDLIST\n", "")},
		{"a live window that is behind", checkPlaylists, `want the last of 1073`, edit("hls/live/720p.m3u8", "#EXT-X-PROGRAM-DATE-TIME:2030-02-02T15:35:44.000Z\n#EXTINF:2.00000,\n../720p/1073.m4s\n", "")},
		{"a live window without its breaks", checkPlaylists, `discontinuity sequence 0, want 1`, edit("hls/live/2160p.m3u8", "DISCONTINUITY-SEQUENCE:1", "DISCONTINUITY-SEQUENCE:0")},
		{"a rendition that is not listed", checkPlaylists, `lists [2160p 1081p`, edit("hls/master.m3u8", "\n1080p.m3u8\n", "\n1081p.m3u8\n")},
		{"an alert that is never cleared", checkAlerts, `alert threshold is never cleared`, drop(func(d *decision) bool { return d.Alert == "threshold" && !d.Raised })},
		{"an alert that is cleared twice", checkAlerts, `alert spike: raised false, twice in a row`, func(t *testing.T, s *givenStream) {
			i := s.first(t, func(d *decision) bool { return d.Alert == "spike" && !d.Raised })
			s.lines = slices.Insert(s.lines, i, s.lines[i])
		}},
		{"renewed without a license", checkGrants, `renewed, and it holds a license: false`, drop(result("granted"))},
		{"granted to one who has a license", checkGrants, `granted, and it holds a license: true`, drop(result("left"))},
		{"granted before now", checkGrants, `want from 63000`, change(result("granted"), func(d *decision) { d.From-- })},
		{"granted until now", checkGrants, `until after that`, change(result("renewed"), func(d *decision) { d.Until = d.T })},
		{"granted for too long", checkGrants, `until 54000000 at most`, change(result("granted"), func(d *decision) { d.Until = 2*300*90_000 + 1 })},
		{"granted for another key period", checkGrants, `key period 2 until 81000000: want 1`, change(result("renewed"), func(d *decision) { d.KeyPeriod++ })},
		{"renewed after the rights were over", checkGrants, `renewed after its rights were over`, func(t *testing.T, s *givenStream) {
			i := s.first(t, result("renewed"))
			refused := s.lines[i]
			refused.Result = "refused-window"
			s.lines = slices.Insert(s.lines, i, refused)
		}},
		{"an end that is not told", checkGrants, `its license ended at 189000000, and that was never told`, drop(result("expired"))},
		{"refused for the territory", checkGrants, `refused for the territory`, change(result("refused-concurrency"), func(d *decision) { d.Result = "refused-territory" })},
		{"another signature", checkSignatures, `signature f2`, change(result("renewed"), func(d *decision) { d.Until++ })},
		{"a key in a playlist", checkSecrets, `is as long as a key`, edit("hls/360p.m3u8", "360p/init.mp4", "k=AAECAwQFBgcICQoLDA0ODw==")},
		{"a start is missing", checkSplices, `splice event 3, want 2`, drop(kind("splice", 1))},
		{"an end is missing", checkSplices, `provider_placement_opportunity_start 2 has no end`, drop(kind("splice", 2))},
		{"a point between two frames", checkSplices, `the point 10980001 is between two frames`, change(kind("splice", 1), func(d *decision) { d.At++ })},
		{"a start a frame early", checkSplices, `want the point 10980000`, change(kind("splice", 1), func(d *decision) { d.At -= 3600 })},
		{"an end a frame late", checkSplices, `at 12333600, want 12330000`, change(kind("splice", 2), func(d *decision) { d.At += 3600 })},
		{"an end that is past", checkSplices, `and not past`, change(kind("splice", 2), func(d *decision) { d.At = d.Release })},
		{"taken back at its point", checkSplices, `is taken back, which does not stand`, change(kind("splice", 6), func(d *decision) { d.Release = d.At })},
		{"the program begins twice", checkSplices, `2 programs, want one`, change(kind("splice", 1), func(d *decision) { d.Type = "program_start" })},
		{"blacked out without a territory", checkSplices, `the program may be delivered {Restricted:true`, change(kind("splice", 0), func(d *decision) { d.Delivery = givenDelivery{true, true, false, true, 3} })},
		{"a section of another moment", checkSections, `the section is for`, change(kind("splice", 1), func(d *decision) { d.PTS33++ })},
		{"a section of another event", checkSections, `the section is of event 2, canceled false`, change(kind("splice", 1), func(d *decision) { d.Event++ })},
		{"a section of another length", checkSections, `the section is of type 0x34, 1350000 long`, change(kind("splice", 1), func(d *decision) { d.Duration++ })},
		{"a section of another type", checkSections, `the section is of type 0x34`, change(kind("splice", 1), func(d *decision) { d.Type = "program_start" })},
		{"a section with another flag", checkSections, `with {Restricted:false`, change(kind("splice", 0), func(d *decision) { d.Delivery.Restricted = true })},
		{"a section of another name", checkSections, `the section is of [{`, change(kind("splice", 1), func(d *decision) { d.Event++ })},
		{"a broken section", checkSections, `scte35-go:`, change(kind("splice", 0), func(d *decision) { d.SCTE35 = strings.Replace(d.SCTE35, "4355", "4354", 1) })},
		{"a point that is not that of its bits", checkSplices, `the point 10980000 has PTS 10980001 in the section`, change(kind("splice", 1), func(d *decision) { d.PTS33++ })},
		{"a beacon more", checkQuality, `cells come to`, edit("qoe.json", `"beacons": `, `"beacons": 1`)},
		{"another ratio", checkQuality, `thousandths`, edit("qoe.json", "\n          \"elapsed_ms\": ", "\n          \"elapsed_ms\": 1")},
		{"a value more", checkQuality, `bitrate is spread`, edit("qoe.json", `"count": `, `"count": 1`)},
		{"a window with more beacons", checkQuality, `windows come to`, edit("qoe.json", "\"t\": 5400000,\n      \"beacons\": ", "\"t\": 5400000,\n      \"beacons\": 1")},
		{"a window between two", checkQuality, `a window at 5400001`, edit("qoe.json", `"t": 5400000,`, `"t": 5400001,`)},
		{"who holds no license", checkQuality, `who held licenses sent from`, func(_ *testing.T, s *givenStream) { s.lines = s.lines[:20] }},
		{"a key in a field", checkSecrets, `is as long as a key`, edit("grants.ndjson", `"signature":"`, `"key":"000102030405060708090a0b0c0d0e0f","signature":"`)},
		{"a key that was sent", checkKeys, `grants.ndjson holds the key`, func(_ *testing.T, s *givenStream) { s.files["grants.ndjson"] += s.keys()[40] }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if found := whole.faults(tt.check); len(found) > 0 {
				t.Fatalf("before the fault: %s", found[0])
			}
			g := whole.clone()
			tt.plant(t, g.streams[0])
			if found := strings.Join(g.faults(tt.check), "\n"); !strings.Contains(found, tt.says) {
				t.Errorf("found %q, want %q", found, tt.says)
			}
		})
	}
}

// TestCricketChecks does the same in a match of cricket.
func TestCricketChecks(t *testing.T) {
	whole := replayed(t, overs, tick, world)
	for _, tt := range cricketFaults {
		t.Run(tt.name, func(t *testing.T) {
			g := whole.clone()
			if found := g.faults(tt.check); found != nil {
				t.Fatalf("before a fault is planted: %v", found)
			}
			s := g.streams[0]
			tt.how(&s.lines[s.first(t, tt.fits)])
			found := strings.Join(g.faults(tt.check), "\n")
			if !strings.Contains(found, tt.says) {
				t.Errorf("found %q, want %q", found, tt.says)
			}
		})
	}
}
