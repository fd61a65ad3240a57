package conformance

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touchline/components"
)

// splice is a message for splicers, as a decision has it.
type splice struct {
	Kind       string
	Tick       int64
	T          components.PTS
	UTC        time.Time
	Type       string
	Event      uint32
	Cancel     bool
	Immediate  bool
	At, PTS33  components.PTS
	Duration   uint64
	Delivery   delivery
	SCTE35     string
	Start      components.PTS // of segments
	Occurred   components.PTS
	section    []byte
	media, end components.PTS // where that begins and ends on the clock of the media
}

type delivery struct {
	Restricted bool
	Web        bool  `json:"web_allowed"`
	NoBlackout bool  `json:"no_regional_blackout"`
	Archive    bool  `json:"archive_allowed"`
	Devices    uint8 `json:"device_restrictions"`
}

// date is the wall clock at the point, to the millisecond below.
func (s *splice) date() time.Time {
	epoch := s.UTC.UnixMilli() - int64(s.T)/90
	return time.UnixMilli(epoch + int64(s.At)/90).UTC()
}

// TestSplices: what splicers are sent, in the words of two libraries of others; the same
// bytes are in the playlists, in the manifest and in the decision, for the same frame.
func TestSplices(t *testing.T) {
	rates := []string{"25", "30000/1001", "50", "60000/1001"}
	all := map[string][]string{"drill": rates, "final": rates[1:2]}
	shared, err := filepath.Abs("../../../shared/matches/statsbomb/7584_events.json")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(shared); err == nil {
		all[shared] = rates[3:]
	} else {
		t.Logf("without StatsBomb 7584: %v", err)
	}
	for match, rates := range all {
		for _, rate := range rates {
			for _, territory := range []string{"", "GB"} {
				t.Run(fmt.Sprint(filepath.Base(match), " ", rate, " ", territory), func(t *testing.T) {
					dir := spliced(t, match, rate, territory)
					list := splices(t, dir)
					var wrong []string
					for i := range list {
						wrong = append(wrong, unheard(&list[i], rate, territory)...)
					}
					wrong = append(wrong, unlisted(t, dir, list)...)
					wrong = append(wrong, unsignalled(t, dir, list)...)
					complain(t, wrong)
					if match == "drill" && len(list) != 14 {
						t.Errorf("%d messages, want 14", len(list))
					}
				})
			}
		}
	}
}

// spliced replays a match at a frame rate, and returns the folder of its stream. With a
// territory breaks are the distributor's.
func spliced(t testing.TB, match, rate, territory string) string {
	t.Helper()
	config := filepath.Join(t.TempDir(), "service.toml")
	text := fmt.Sprintf("[[stream]]\nname = \"world\"\nlanguage = \"en\"\nterritory = %q\nframe_rate = %q\nstart_timecode = \"10:00:00:00\"\nlatency = \"6s\"\n[splice]\ndistributor = %t\n", territory, rate, territory != "")
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "out")
	command(t, "replay", "--quiet", "--viewers", "0", "--config", config, "--out", dir, match)
	return filepath.Join(dir, "stream-0001")
}

// splices reads the messages of a stream, each with the segment that its point is in, if
// there is one: after the match no more are made.
func splices(t testing.TB, dir string) (list []splice) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "decisions.ndjson"))
	if err != nil {
		t.Fatal(err)
	}
	var segments []splice
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		var s splice
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		switch s.Kind {
		case "segment-entry":
			segments = append(segments, s)
		case "splice":
			if s.section, err = hex.DecodeString(s.SCTE35); err != nil {
				t.Fatal(err)
			}
			list = append(list, s)
		}
	}
	for i := range list {
		s := &list[i]
		for _, g := range segments {
			if end := g.Occurred + components.PTS(g.Duration); g.Occurred <= s.At && s.At < end {
				s.media, s.end = g.Start, g.Start+components.PTS(g.Duration)
			}
		}
	}
	if len(list) == 0 {
		t.Fatal("no messages")
	}
	return list
}

// frame tells whether a time is that of a frame.
func frame(t components.PTS, rate string) bool {
	r := components.Rate{Den: 1}
	num, den, whole := strings.Cut(rate, "/")
	fmt.Sscan(num, &r.Num)
	if whole {
		fmt.Sscan(den, &r.Den)
	}
	return r.Up(t) == t
}
