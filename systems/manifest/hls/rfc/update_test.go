package rfc_test

import (
	"strings"
	"testing"

	"touchline/systems/manifest/hls/rfc"
)

// next is what media is a segment and a part later.
var next = later(media, [][2]string{
	{"MEDIA-SEQUENCE:10", "MEDIA-SEQUENCE:11"},
	{"#EXT-X-DATERANGE:ID=\"a\"", "#EXT-X-DATERANGE:ID=\"c\""},
	{"#EXT-X-PROGRAM-DATE-TIME:2022-12-18T15:00:00.000Z\n#EXTINF:2.49999,\n10.m4s\n", ""},
	{"#EXT-X-PART:DURATION=1,URI=\"12.0.m4s\",INDEPENDENT=YES\n#EXT-X-PART:DURATION=0.85,URI=\"12.1.m4s\"\n", ""},
	{"#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"14.1.m4s\"\n", "#EXT-X-PART:DURATION=1,URI=\"14.1.m4s\"\n#EXTINF:2,\n14.m4s\n#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"15.0.m4s\"\n"},
})

// update is next as a delta update: segments 11 and 12 are left out.
var update = later(next, [][2]string{
	{"VERSION:6", "VERSION:9"},
	{"#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://1\",KEYID=0x000102030405060708090A0B0C0D0E0F,KEYFORMAT=\"f\",KEYFORMATVERSIONS=\"1/2\"\n", ""},
	{"#EXT-X-MAP:URI=\"init.mp4\"\n#EXT-X-GAP\n#EXTINF:1.5,\n11.m4s\n", "#EXT-X-SKIP:SKIPPED-SEGMENTS=2\n"},
	{"#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:2022-12-18T16:00:00.000Z\n", ""},
	{"#EXT-X-PART:DURATION=0.15,URI=\"12.2.m4s\"\n#EXTINF:2,\n12.m4s\n", ""},
})

func later(text string, changes [][2]string) string {
	for _, c := range changes {
		if !strings.Contains(text, c[0]) {
			panic("no " + c[0])
		}
		text = strings.Replace(text, c[0], c[1], 1)
	}
	return text
}

func TestUpdateWithoutFault(t *testing.T) {
	for _, f := range rfc.Check(next) {
		t.Errorf("next: %v\n%s", f, next)
	}
	for _, pair := range [][2]string{{media, next}, {media, update}, {update, next}, {update, update}, {simple, simple}, {multivariant, media}, {"", media}} {
		for _, f := range rfc.CheckUpdate(pair[0], pair[1]) {
			t.Errorf("%v\n%s\n%s", f, pair[0], pair[1])
		}
	}
}

// TestUpdateFaults plants a fault for every rule of changes.
func TestUpdateFaults(t *testing.T) {
	checkUpdates(t, media, next, []planted{
		{"TARGETDURATION:2", "TARGETDURATION:3", "4.4.3.1 3 #EXT-X-TARGETDURATION: 3s, and was 2s: must not change\n6.2.2 6 #EXT-X-MEDIA-SEQUENCE: segments were removed, and 7.5s are left: must be at least three target durations, 9s"},
		{"SEQUENCE:3", "SEQUENCE:2", "6.2.2 7 #EXT-X-DISCONTINUITY-SEQUENCE: 2, and was 3: must not go back\n6.2.2 16 URI: segment 11: discontinuity sequence number 2, and was 3: must not change\n6.2.2 21 URI: segment 12: discontinuity sequence number 3, and was 4: must not change\n6.2.2 26 URI: segment 13: discontinuity sequence number 3, and was 4: must not change\n6.2.2 30 URI: segment 14: discontinuity sequence number 3, and was 4: must not change"},
		{"SEQUENCE:3", "SEQUENCE:4", "6.2.2 16 URI: segment 11: discontinuity sequence number 4, and was 3: must not change\n6.2.2 21 URI: segment 12: discontinuity sequence number 5, and was 4: must not change\n6.2.2 26 URI: segment 13: discontinuity sequence number 5, and was 4: must not change\n6.2.2 30 URI: segment 14: discontinuity sequence number 5, and was 4: must not change"},
		{"VERSION:6", "VERSION:6\n#EXT-X-PLAYLIST-TYPE:EVENT", `6.2.1 3 #EXT-X-PLAYLIST-TYPE: type "EVENT", and was "": must not change`},
		{"#EXTINF:1.5,", "#EXTINF:1.4,", `6.2.1 16 URI: segment 11: duration 1.4s, and was 1.5s: must not change`},
		{"11.m4s", "eleven.m4s", `6.2.1 16 URI: segment 11: URI eleven.m4s, and was 11.m4s: must not change`},
		{"#EXT-X-GAP\n", "", `6.2.1 15 URI: segment 11: gap false, and was true: must not change`},
		{"11.m4s\n", "11.m4s\n#EXT-X-BYTERANGE:1@0\n", `6.2.1 22 URI: segment 12: byte range 1@0, and was : must not change`},
		{"#EXT-X-DISCONTINUITY\n", "", "6.2.1 20 URI: segment 12: discontinuity false, and was true: must not change\n6.2.2 20 URI: segment 12: discontinuity sequence number 3, and was 4: must not change\n6.2.2 25 URI: segment 13: discontinuity sequence number 3, and was 4: must not change\n6.2.2 29 URI: segment 14: discontinuity sequence number 3, and was 4: must not change"},
		{"2022-12-18T16:00:02.000Z", "2022-12-18T16:00:02.001Z", `4.4.4.6 26 URI: segment 13: date 2022-12-18T16:00:02.001Z, and was 2022-12-18T16:00:02Z: must not change`},
		{"skd://1", "skd://2", "4.4.4.4 16 URI: segment 11: keys map[f:METHOD=SAMPLE-AES,URI=\"skd://2\",KEYID=0x000102030405060708090A0B0C0D0E0F,K, and was map[f:METHOD=SAMPLE-AES,URI=\"skd://1\",KEYID=0x000102030405060708090A0B0C0D0E0F,K: must not change\n4.4.4.4 21 URI: segment 12: keys map[f:METHOD=SAMPLE-AES,URI=\"skd://2\",KEYID=0x000102030405060708090A0B0C0D0E0F,K, and was map[f:METHOD=SAMPLE-AES,URI=\"skd://1\",KEYID=0x000102030405060708090A0B0C0D0E0F,K: must not change\n4.4.4.4 26 URI: segment 13: keys map[f:METHOD=SAMPLE-AES,URI=\"skd://2\",KEYID=0x000102030405060708090A0B0C0D0E0F,K, and was map[f:METHOD=SAMPLE-AES,URI=\"skd://1\",KEYID=0x000102030405060708090A0B0C0D0E0F,K: must not change\n4.4.4.4 30 URI: segment 14: keys map[f:METHOD=SAMPLE-AES,URI=\"skd://2\",KEYID=0x000102030405060708090A0B0C0D0E0F,K, and was map[f:METHOD=SAMPLE-AES,URI=\"skd://1\",KEYID=0x000102030405060708090A0B0C0D0E0F,K: must not change"},
		{"init.mp4", "init-2.mp4", "4.4.4.5 16 URI: segment 11: initialization section URI=\"init-2.mp4\", and was URI=\"init.mp4\": must not change\n4.4.4.5 21 URI: segment 12: initialization section URI=\"init-2.mp4\", and was URI=\"init.mp4\": must not change\n4.4.4.5 26 URI: segment 13: initialization section URI=\"init-2.mp4\", and was URI=\"init.mp4\": must not change\n4.4.4.5 30 URI: segment 14: initialization section URI=\"init-2.mp4\", and was URI=\"init.mp4\": must not change"},
		{"URI=\"12.2.m4s\"", "URI=\"12.3.m4s\"", "6.2.2 19 #EXT-X-PART: \"DURATION=0.15,URI=\\\"12.3.m4s\\\"\": must be as it was, parts being removed from the first on: \"DURATION=0.15,URI=\\\"12.2.m4s\\\"\""},
		{"DURATION=1,URI=\"14.0.m4s\"", "DURATION=0.9,URI=\"14.0.m4s\"", "6.2.1 27 #EXT-X-PART: \"DURATION=0.9,URI=\\\"14.0.m4s\\\",INDEPENDENT=YES\", and was \"DURATION=1,URI=\\\"14.0.m4s\\\",INDEPENDENT=YES\": must not change"},
		{"URI=\"14.1.m4s\"", "URI=\"14.2.m4s\"", `should 4.4.5.3 28 #EXT-X-PART: URI "14.2.m4s", and "14.1.m4s" was announced: should be the same`},
		{"ID=\"b\",CLASS=\"c\"", "ID=\"b\",CLASS=\"d\"", `4.4.5.1 11 #EXT-X-DATERANGE: CLASS of ID="b" is "d", and was "c": must be the same`},
	})
	making := later(media, [][2]string{{"#EXT-X-PART:DURATION=1,URI=\"14.0.m4s\"", "#EXT-X-DISCONTINUITY\n#EXT-X-PART:DURATION=1,URI=\"14.0.m4s\""}})
	checkUpdates(t, making, making, []planted{
		{"#EXT-X-DISCONTINUITY\n#EXT-X-PART:DURATION=1,URI=\"14.0.m4s\"", "#EXT-X-PART:DURATION=1,URI=\"14.0.m4s\"", "6.2.1 32 #EXT-X-PART: segment 14: discontinuity false, and was true: must not change\n6.2.2 32 #EXT-X-PART: segment 14: discontinuity sequence number 4, and was 5: must not change"},
		{"#EXT-X-PART:DURATION=1,URI=\"14.0.m4s\"", "#EXT-X-KEY:METHOD=NONE\n#EXT-X-PART:DURATION=1,URI=\"14.0.m4s\"", `4.4.4.4 34 #EXT-X-PART: segment 14: keys map[], and was map[f:METHOD=SAMPLE-AES,URI="skd://1",KEYID=0x000102030405060708090A0B0C0D0E0F,K: must not change`},
		{"INDEPENDENT=YES\n#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"14.1.m4s\"\n", "INDEPENDENT=YES\n#EXT-X-PART:DURATION=1,URI=\"14.1.m4s\"\n#EXT-X-MAP:URI=\"m\"\n#EXTINF:2,\n14.m4s\n", `4.4.4.5 37 URI: segment 14: initialization section URI="m", and was URI="init.mp4": must not change`},
	})
	checkUpdates(t, next, media, []planted{{"#EXTM3U", "#EXTM3U", "4.4.3.2 6 #EXT-X-MEDIA-SEQUENCE: 10, and was 11: must not go back\n6.2.1 22 #EXT-X-PART: \"DURATION=1,URI=\\\"12.0.m4s\\\",INDEPENDENT=YES\", and was \"DURATION=0.15,URI=\\\"12.2.m4s\\\"\": must not change\n6.2.1 34 #EXT-X-RENDITION-REPORT: ends with segment 13, and did with 14: must be removed from the beginning alone"}})
	checkUpdates(t, media, media, []planted{
		{"#EXT-X-PART:DURATION=1,URI=\"14.0.m4s\",INDEPENDENT=YES\n", "", `6.2.1 33 #EXT-X-RENDITION-REPORT: part 0 of segment 14 is gone: must stay near the end`},
		{"#EXT-X-PART:DURATION=1,URI=\"14.0.m4s\",INDEPENDENT=YES\n#EXT-X-PRELOAD", "#EXT-X-PART:DURATION=1,URI=\"14.0.m4s\"\n#EXT-X-PART:DURATION=1,URI=\"14.9.m4s\"\n#EXT-X-PRELOAD", "6.2.1 32 #EXT-X-PART: \"DURATION=1,URI=\\\"14.0.m4s\\\"\", and was \"DURATION=1,URI=\\\"14.0.m4s\\\",INDEPENDENT=YES\": must not change\nshould 4.4.5.3 33 #EXT-X-PART: URI \"14.9.m4s\", and \"14.1.m4s\" was announced: should be the same"},
		{"#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"14.1.m4s\"\n", "#EXTINF:1,\n14.m4s\n#EXT-X-PART:DURATION=1,URI=\"15\"\n", `should 4.4.5.3 35 #EXT-X-PART: URI "15", and "14.1.m4s" was announced: should be the same`},
	})
	checkUpdates(t, media, update, []planted{
		{"SKIPPED-SEGMENTS=2", "SKIPPED-SEGMENTS=4", `6.2.5.1 12 #EXT-X-SKIP: leaves out segments 11 to 14, and there were 10 to 13: must have been there`},
	})
	checkUpdates(t, next, update, []planted{
		{"MEDIA-SEQUENCE:11", "MEDIA-SEQUENCE:10", "4.4.3.2 6 #EXT-X-MEDIA-SEQUENCE: 10, and was 11: must not go back\n6.2.5.1 12 #EXT-X-SKIP: leaves out segments 10 to 11, and there were 11 to 14: must have been there\n6.2.1 14 #EXT-X-PART: \"DURATION=1,URI=\\\"13.0.m4s\\\",INDEPENDENT=YES\", and was \"DURATION=0.15,URI=\\\"12.2.m4s\\\"\": must not change\n6.2.1 17 URI: segment 12: URI 13.m4s, and was 12.m4s: must not change\n6.2.1 17 URI: segment 12: discontinuity false, and was true: must not change\n6.2.2 17 URI: segment 12: discontinuity sequence number 3, and was 4: must not change\n4.4.4.6 17 URI: segment 12: date 2022-12-18T16:00:02Z, and was 2022-12-18T16:00:00Z: must not change\n4.4.4.4 17 URI: segment 12: keys map[], and was map[f:METHOD=SAMPLE-AES,URI=\"skd://1\",KEYID=0x000102030405060708090A0B0C0D0E0F,K: must not change\n4.4.4.5 17 URI: segment 12: initialization section , and was URI=\"init.mp4\": must not change\n6.2.1 18 #EXT-X-PART: \"DURATION=1,URI=\\\"14.0.m4s\\\",INDEPENDENT=YES\", and was \"DURATION=1,URI=\\\"13.0.m4s\\\",INDEPENDENT=YES\": must not change\n6.2.1 19 #EXT-X-PART: \"DURATION=1,URI=\\\"14.1.m4s\\\"\", and was \"DURATION=1,URI=\\\"13.1.m4s\\\"\": must not change\n6.2.1 21 URI: segment 13: URI 14.m4s, and was 13.m4s: must not change\n6.2.2 21 URI: segment 13: discontinuity sequence number 3, and was 4: must not change\n4.4.4.4 21 URI: segment 13: keys map[], and was map[f:METHOD=SAMPLE-AES,URI=\"skd://1\",KEYID=0x000102030405060708090A0B0C0D0E0F,K: must not change\n4.4.4.5 21 URI: segment 13: initialization section , and was URI=\"init.mp4\": must not change\n6.2.1 23 #EXT-X-RENDITION-REPORT: ends with segment 13, and did with 14: must be removed from the beginning alone"},
	})
	checkUpdates(t, simple, simple, []planted{
		{"#EXT-X-ENDLIST\n", "", `4.4.3.4 13 URI: no #EXT-X-ENDLIST, and it had ended: must stay`},
		{"#EXT-X-ENDLIST\n", "#EXTINF:1,\nc.ts\n#EXT-X-ENDLIST\n", `4.4.3.4 16 #EXT-X-ENDLIST: goes on to segment 3, and had ended with 2: must not`},
		{"#EXTINF:1,title\nb.ts\n", "", `6.2.1 12 #EXT-X-ENDLIST: ends with segment 1, and did with 2: must be removed from the beginning alone`},
		{"#EXT-X-BYTERANGE:20\n#EXTINF:1,\na.ts\n", "", "6.2.1 10 URI: segment 1: URI b.ts, and was a.ts: must not change\n6.2.1 10 URI: segment 1: byte range , and was 20: must not change\n6.2.1 11 #EXT-X-ENDLIST: ends with segment 1, and did with 2: must be removed from the beginning alone"},
	})
	event := later(simple, [][2]string{{"VOD", "EVENT"}, {"#EXT-X-ENDLIST\n", ""}})
	checkUpdates(t, event, event, []planted{
		{"#EXT-X-PLAYLIST-TYPE:EVENT\n", "", `6.2.1 1 #EXTM3U: type "", and was "EVENT": must not change`},
		{"VERSION:4\n", "VERSION:4\n#EXT-X-MEDIA-SEQUENCE:3\n", "4.4.3.5 3 #EXT-X-MEDIA-SEQUENCE: 3, and was 0: of type EVENT must none be removed\n6.2.2 3 #EXT-X-MEDIA-SEQUENCE: segments were removed, and 2.5s are left: must be at least three target durations, 3s"},
	})
	long := later(event, [][2]string{{"#EXT-X-PLAYLIST-TYPE:EVENT\n", ""}})
	checkUpdates(t, long, long, []planted{
		{"#EXT-X-BYTERANGE:10@0\n#EXTINF:0.5,\na.ts\n#EXT-X-BYTERANGE:20\n", "#EXT-X-MEDIA-SEQUENCE:1\n#EXT-X-BYTERANGE:20\n", `6.2.2 5 #EXT-X-MEDIA-SEQUENCE: segments were removed, and 2s are left: must be at least three target durations, 3s`},
	})
}

func checkUpdates(t *testing.T, before, text string, all []planted) {
	t.Helper()
	for _, p := range all {
		if !strings.Contains(text, p.was) {
			t.Errorf("no %q to change", p.was)
			continue
		}
		faults(t, p.is, rfc.CheckUpdate(before, strings.Replace(text, p.was, p.is, 1)), strings.Split(p.want, "\n")...)
	}
}
