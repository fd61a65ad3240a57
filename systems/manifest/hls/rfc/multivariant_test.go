package rfc_test

import (
	"testing"

	"touchline/systems/manifest/hls/rfc"
)

// TestMultivariantFaults plants a fault for every rule of multivariant playlists.
func TestMultivariantFaults(t *testing.T) {
	checkPlanted(t, multivariant, []planted{
		{"VERSION:7", "VERSION:6", `8 14 #EXT-X-MEDIA: INSTREAM-ID=SERVICE63 in version 6: must be version 7`},
		{"#EXT-X-INDEPENDENT-SEGMENTS", "#EXT-X-ENDLIST", `4.4 3 #EXT-X-ENDLIST: is of media playlists, and this is a multivariant playlist`},
		{"#EXT-X-STREAM-INF:BANDWIDTH=2,", "v.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=2,", `4.4.6.2 15 URI: no #EXT-X-STREAM-INF before it: must be one`},
		{"v.m3u8\n", "", `4.4.6.2 15 #EXT-X-STREAM-INF: #EXT-X-STREAM-INF follows: must be a URI`},
		{"x.m3u8\n", "", `4.4.6.2 19 #EXT-X-STREAM-INF: #EXT-X-I-FRAME-STREAM-INF follows: must be a URI`},
		{"BANDWIDTH=2,AVERAGE-BANDWIDTH=1,", "", `4.4.6.2 15 #EXT-X-STREAM-INF: BANDWIDTH is missing`},
		{"BANDWIDTH=2,AVERAGE-BANDWIDTH=1,", "BANDWIDTH=0,", `4.4.6.2 15 #EXT-X-STREAM-INF: BANDWIDTH=0: must be above 0`},
		{"AVERAGE-BANDWIDTH=1", "AVERAGE-BANDWIDTH=3", `4.4.6.2 15 #EXT-X-STREAM-INF: AVERAGE-BANDWIDTH=3: must be at most BANDWIDTH, 2, which is the peak`},
		{`BANDWIDTH=3,CODECS="a"`, "BANDWIDTH=3", `should 4.4.6.2 17 #EXT-X-STREAM-INF: no CODECS: should be there`},
		{"1280x720", "720p", `4.2 15 #EXT-X-STREAM-INF: RESOLUTION=720p: must be WIDTHxHEIGHT`},
		{"SDR", "HDR", `4.2 15 #EXT-X-STREAM-INF: VIDEO-RANGE=HDR: must be SDR or HLG or PQ`},
		{"TYPE-0", "TYPE-2", `4.2 15 #EXT-X-STREAM-INF: HDCP-LEVEL=TYPE-2: must be NONE or TYPE-0 or TYPE-1`},
		{`BANDWIDTH=2,`, `BANDWIDTH=2,REQ-VIDEO-LAYOUT="CH-STEREO",`, `8 15 #EXT-X-STREAM-INF: REQ-VIDEO-LAYOUT in version 7: must be version 12`},
		{`CLOSED-CAPTIONS="cc"`, "CLOSED-CAPTIONS=cc", `4.2 15 #EXT-X-STREAM-INF: CLOSED-CAPTIONS=cc: must be in quotes, or NONE`},
		{`AUDIO="high"`, `AUDIO="high",CLOSED-CAPTIONS=NONE`, `4.4.6.2 17 #EXT-X-STREAM-INF: CLOSED-CAPTIONS=NONE, which line 19 has not: must be of all variants`},
		{`AUDIO="high"`, `AUDIO="higher"`, `4.4.6.2 17 #EXT-X-STREAM-INF: AUDIO="higher": must be the GROUP-ID of an #EXT-X-MEDIA of that type`},
		{`SUBTITLES="s"`, `SUBTITLES="cc"`, `4.4.6.2 15 #EXT-X-STREAM-INF: SUBTITLES="cc": must be the GROUP-ID of an #EXT-X-MEDIA of that type`},
		{`CLOSED-CAPTIONS="cc"`, `CLOSED-CAPTIONS="s"`, `4.4.6.2 15 #EXT-X-STREAM-INF: CLOSED-CAPTIONS="s": must be the GROUP-ID of an #EXT-X-MEDIA of that type`},
		{`BANDWIDTH=2,`, `BANDWIDTH=2,VIDEO="v",`, `4.4.6.2 15 #EXT-X-STREAM-INF: VIDEO="v": must be the GROUP-ID of an #EXT-X-MEDIA of that type`},
		{`BANDWIDTH=1,CODECS="a",URI="i.m3u8"`, `BANDWIDTH=1,CODECS="a"`, `4.4.6.3 21 #EXT-X-I-FRAME-STREAM-INF: URI is missing`},
		{`CODECS="a",URI="i.m3u8"`, `CODECS="a",URI="i.m3u8",AUDIO="low"`, `should 4.4.6.3 21 #EXT-X-I-FRAME-STREAM-INF: AUDIO is not known, so no player reads it`},
		// groups
		{`GROUP-ID="low",NAME="es"`, `GROUP-ID="low",NAME="en"`, "4.4.6.1.1 9 #EXT-X-MEDIA: NAME=\"en\" is that of line 8: must be another in the group\n4.4.6.1.1 10 #EXT-X-MEDIA: group \"high\" has other members than \"low\": LANGUAGE of NAME=\"en\" must be the same"},
		{`NAME="es",LANGUAGE="es",AUTOSELECT=YES,URI="low-es.m3u8"`, `NAME="es",LANGUAGE="es",AUTOSELECT=YES,DEFAULT=YES,URI="low-es.m3u8"`, "4.4.6.1.1 9 #EXT-X-MEDIA: DEFAULT=YES, as in line 8: must be one in the group\n4.4.6.1.1 10 #EXT-X-MEDIA: group \"high\" has other members than \"low\": DEFAULT of NAME=\"es\" must be the same"},
		{`GROUP-ID="low",NAME="es",LANGUAGE="es"`, `GROUP-ID="low",NAME="es",LANGUAGE="es-419"`, `4.4.6.1.1 10 #EXT-X-MEDIA: group "high" has other members than "low": LANGUAGE of NAME="es" must be the same`},
		{`#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="low",NAME="es",LANGUAGE="es",AUTOSELECT=YES,URI="low-es.m3u8"` + "\n", "", `4.4.6.1.1 9 #EXT-X-MEDIA: group "high" has other members than "low": must be as many`},
		{`GROUP-ID="high",NAME="es"`, `GROUP-ID="high",NAME="spanish"`, `4.4.6.1.1 10 #EXT-X-MEDIA: group "high" has other members than "low": must be one with NAME="es"`},
		{`DEFAULT=YES,AUTOSELECT=YES,URI="low.m3u8"`, `DEFAULT=YES,AUTOSELECT=NO,URI="low.m3u8"`, "4.4.6.1 8 #EXT-X-MEDIA: AUTOSELECT=NO with DEFAULT=YES: must be YES\n4.4.6.1.1 10 #EXT-X-MEDIA: group \"high\" has other members than \"low\": AUTOSELECT of NAME=\"en\" must be the same"},
		{`NAME="other",`, `NAME="other",FORCED=YES,`, `4.4.6.1 12 #EXT-X-MEDIA: FORCED with AUDIO: must be with SUBTITLES`},
		{`NAME="other",`, `NAME="other",INSTREAM-ID="CC1",`, `4.4.6.1 12 #EXT-X-MEDIA: INSTREAM-ID with AUDIO: must be with CLOSED-CAPTIONS`},
		{`NAME="other",`, ``, `4.4.6.1 12 #EXT-X-MEDIA: NAME is missing`},
		{`GROUP-ID="south",`, `GROUP-ID="south",GROUP="a",`, `should 4.4.6.1 12 #EXT-X-MEDIA: GROUP is not known, so no player reads it`},
		{"TYPE=SUBTITLES", "TYPE=TEXT", "4.2 13 #EXT-X-MEDIA: TYPE=TEXT: must be AUDIO or VIDEO or SUBTITLES or CLOSED-CAPTIONS\n4.4.6.1 13 #EXT-X-MEDIA: FORCED with TEXT: must be with SUBTITLES\n4.4.6.2 15 #EXT-X-STREAM-INF: SUBTITLES=\"s\": must be the GROUP-ID of an #EXT-X-MEDIA of that type"},
		{`FORCED=NO,URI="s.m3u8"`, `FORCED=NO`, `4.4.6.1 13 #EXT-X-MEDIA: no URI with SUBTITLES: must be one`},
		{"SERVICE63", "SERVICE64", `4.4.6.1 14 #EXT-X-MEDIA: INSTREAM-ID="SERVICE64": must be CC1 to CC4 or SERVICE1 to SERVICE63`},
		{`,INSTREAM-ID="SERVICE63"`, ``, `4.4.6.1 14 #EXT-X-MEDIA: INSTREAM-ID="": must be CC1 to CC4 or SERVICE1 to SERVICE63`},
		{`INSTREAM-ID="SERVICE63"`, `INSTREAM-ID="CC4",URI="c.m3u8"`, `4.4.6.1 14 #EXT-X-MEDIA: URI with CLOSED-CAPTIONS: must be none`},
		// the session
		{`#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI="skd://1",KEYFORMAT="f"`, "#EXT-X-SESSION-KEY:METHOD=NONE", `4.4.6.5 5 #EXT-X-SESSION-KEY: METHOD=NONE: must be another`},
		{`URI="skd://1"`, `URI="skd://2"`, `4.4.6.5 6 #EXT-X-SESSION-KEY: the same stands before it: must be once`},
		{`URI="skd://1",`, ``, `4.4.6.5 5 #EXT-X-SESSION-KEY: no URI: must be one unless METHOD is NONE`},
		{`URI="skd://1"`, `URI="skd://1",KEYID=0x0A`, `4.4.6.5 5 #EXT-X-SESSION-KEY: KEYID=0x0A: must be 128 bits`},
		{`VALUE="v"`, `VALUE="v",URI="u"`, `4.4.6.4 7 #EXT-X-SESSION-DATA: VALUE and URI: must be one of both`},
		{`,VALUE="v"`, ``, `4.4.6.4 7 #EXT-X-SESSION-DATA: VALUE and URI: must be one of both`},
		{`VALUE="v"`, "VALUE=\"v\"\n#EXT-X-SESSION-DATA:DATA-ID=\"d\",URI=\"u\"", `4.4.6.4 8 #EXT-X-SESSION-DATA: the same stands before it: must be once`},
		{`SERVER-URI="/steering",`, ``, `4.4.6.6 4 #EXT-X-CONTENT-STEERING: SERVER-URI is missing`},
		{`SERVER-URI="/steering",PATHWAY-ID="n"`, `SERVER-URI="/steering",PATHWAY-ID="e"`, `4.4.6.6 4 #EXT-X-CONTENT-STEERING: PATHWAY-ID="e": must be that of a variant`},
		{`PATHWAY-ID="n"`, "PATHWAY-ID=\"n\"\n#EXT-X-CONTENT-STEERING:SERVER-URI=\"/steering\"", `4.4.6.6 5 #EXT-X-CONTENT-STEERING: stands there twice: must be once`},
	})
}

// TestMixed: a playlist is of one kind.
func TestMixed(t *testing.T) {
	faults(t, "mixed", rfc.Check("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-SESSION-DATA:DATA-ID=\"d\",VALUE=\"v\"\n"),
		"4.4 2 #EXT-X-TARGETDURATION: is of media playlists, and this is a multivariant playlist")
}
