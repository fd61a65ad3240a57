package hls_test

import (
	"strings"
	"testing"

	"touchline/systems/manifest/hls"
)

// TestCaptions: services of CTA-708 take a later version than channels of CTA-608,
// and no variant is said to be without captions while another has them.
func TestCaptions(t *testing.T) {
	for _, tt := range []struct{ stream, group, version, first, second string }{
		{"CC1", "cc", "6", `BANDWIDTH=2,CLOSED-CAPTIONS="cc"`, "BANDWIDTH=1"},
		{"SERVICE1", "cc", "7", `BANDWIDTH=2,CLOSED-CAPTIONS="cc"`, "BANDWIDTH=1"},
		{"CC1", "", "6", "BANDWIDTH=2,CLOSED-CAPTIONS=NONE", "BANDWIDTH=1,CLOSED-CAPTIONS=NONE"},
	} {
		text := string(hls.AppendMaster(nil, &hls.Master{
			Captions: []hls.Captions{{Group: "cc", Name: "English", Stream: tt.stream}},
			Variants: []hls.Variant{{URI: "a", Bandwidth: 2, Captions: tt.group}, {URI: "b", Bandwidth: 1}},
		}))
		for _, want := range []string{
			"#EXTM3U\n#EXT-X-VERSION:" + tt.version + "\n",
			"#EXT-X-STREAM-INF:" + tt.first + "\na\n",
			"#EXT-X-STREAM-INF:" + tt.second + "\nb\n",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%+v: no %q in\n%s", tt, want, text)
			}
		}
	}
}

// TestHexadecimal: key IDs and sections have capitals.
func TestHexadecimal(t *testing.T) {
	text := string(hls.AppendMedia(nil, &hls.Media{
		Segments: []hls.Segment{{URI: "a", Keys: []hls.Key{{Method: "SAMPLE-AES", URI: "k", ID: [16]byte{0xab, 15: 0x0f}}}}},
		Ranges:   []hls.DateRange{{ID: "a", Command: []byte{0xfc, 0x30}, Out: []byte{0xde}, In: []byte{0x9a}}},
	}))
	for _, want := range []string{
		`,KEYID=0xAB00000000000000000000000000000F` + "\n",
		`,SCTE35-CMD=0xFC30,SCTE35-OUT=0xDE,SCTE35-IN=0x9A` + "\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}
