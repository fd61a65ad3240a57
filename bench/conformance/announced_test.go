package conformance

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// command runs touchline, which must end well.
func command(t testing.TB, args ...string) {
	t.Helper()
	if out, err := exec.Command(build(t), args...).CombinedOutput(); err != nil {
		t.Fatalf("touchline %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// unlisted says which messages a playlist of the whole match should have and has not, or
// has and should not, by RFC 8216, 4.3.2.7.1: the bytes, the date of the point on the clock
// of the segments, one ID for both ends of a break, its length, and nothing of a break that
// was canceled.
func unlisted(t testing.TB, dir string, list []splice) (wrong []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "hls", "1080p.m3u8"))
	if err != nil {
		t.Fatal(err)
	}
	return unlistedIn(string(text), list)
}

func unlistedIn(text string, list []splice) (wrong []string) {
	ranges := map[string]map[string]string{} // by section
	for line := range strings.Lines(text) {
		tag, ok := strings.CutPrefix(strings.TrimSpace(line), `#EXT-X-DATERANGE:ID="`)
		if !ok || !strings.Contains(tag, "SCTE35-") {
			continue
		}
		id, rest, _ := strings.Cut(tag, `",`)
		r := map[string]string{"ID": id}
		for _, a := range strings.Split(rest, ",") {
			name, value, _ := strings.Cut(a, "=")
			r[name] = strings.Trim(value, `"`)
		}
		for _, name := range []string{"SCTE35-OUT", "SCTE35-IN", "SCTE35-CMD"} {
			if section, ok := r[name]; ok {
				ranges[strings.ToLower(strings.TrimPrefix(section, "0x"))] = r
			}
		}
	}
	starts := map[uint32]map[string]string{}
	for i := range list {
		s := &list[i]
		r, there := ranges[s.SCTE35]
		delete(ranges, s.SCTE35)
		fault := func(format string, args ...any) {
			wrong = append(wrong, fmt.Sprintf("playlist: tick %d, %s %d: ", s.Tick, s.Type, s.Event)+fmt.Sprintf(format, args...))
		}
		gone := s.Cancel || takenBack(s, list[i+1:])
		switch {
		case gone && there:
			fault("listed, and it was taken back")
		case gone:
		case !there:
			fault("not listed")
		default:
			name, began := "SCTE35-CMD", s.date()
			duration := ""
			switch {
			case strings.HasSuffix(s.Type, "opportunity_start"):
				name, starts[s.Event] = "SCTE35-OUT", r
			case strings.HasSuffix(s.Type, "opportunity_end"):
				name = "SCTE35-IN"
				start := starts[s.Event]
				if start == nil || start["ID"] != r["ID"] {
					fault("ID %s, want that of its start, %v", r["ID"], start)
					continue
				}
				begun, _ := time.Parse(time.RFC3339, start["START-DATE"])
				duration, began = strconv.FormatFloat(s.date().Sub(begun).Seconds(), 'f', 3, 64), begun
			}
			if _, ok := r[name]; !ok {
				fault("not as %s", name)
			}
			if got, want := r["START-DATE"], began.Format("2006-01-02T15:04:05.000Z"); got != want {
				fault("at %s, want %s", got, want)
			}
			if got, _ := strconv.ParseFloat(r["DURATION"], 64); duration != "" && abs(got-float(duration)) > 0.002 {
				fault("%v s long, want %s", got, duration)
			}
			if got := r["PLANNED-DURATION"]; (got != "") != (s.Duration > 0) || abs(float(got)-float64(s.Duration)/90_000) > 0.001 {
				fault("planned to be %q s long, want %d/90000", got, s.Duration)
			}
		}
	}
	for section, r := range ranges {
		wrong = append(wrong, fmt.Sprintf("playlist: %s has a section that was never sent: %s", r["ID"], section))
	}
	return wrong
}

// takenBack reports whether a message was followed by one that cancels it, or announces
// the same anew.
func takenBack(s *splice, later []splice) bool {
	return !s.Cancel && slices.ContainsFunc(later, func(o splice) bool {
		return o.Event == s.Event && (o.Cancel || o.Type == s.Type)
	})
}

func float(text string) float64 {
	v, _ := strconv.ParseFloat(text, 64)
	return v
}

// signals is what of a manifest is about messages.
type signals struct {
	Period []struct {
		Start       string `xml:"start,attr"`
		EventStream []struct {
			Scheme    string  `xml:"schemeIdUri,attr"`
			Timescale float64 `xml:"timescale,attr"`
			Offset    float64 `xml:"presentationTimeOffset,attr"`
			Event     []struct {
				Time     float64 `xml:"presentationTime,attr"`
				Duration float64 `xml:"duration,attr"`
				ID       string  `xml:"id,attr"`
				Signal   struct {
					Binary string
				}
			}
		}
	}
}

// unsignalled says which messages are not in the manifest, with the same bytes and at the
// same media time (SCTE 214-1, 6.8.4). Those that were taken back must not be there; what
// takes them back must.
func unsignalled(t testing.TB, dir string, list []splice) (wrong []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "dash", "manifest.mpd"))
	if err != nil {
		t.Fatal(err)
	}
	wrong, err = unsignalledIn(text, list)
	if err != nil {
		t.Fatal(err)
	}
	return wrong
}

func unsignalledIn(text []byte, list []splice) (wrong []string, err error) {
	var m signals
	if err := xml.NewDecoder(bytes.NewReader(text)).Decode(&m); err != nil {
		return nil, err
	}
	type event struct{ at, length float64 } // s
	events := map[string]event{}            // by section
	ids := map[string]bool{}
	for _, p := range m.Period {
		begins, err := time.ParseDuration(strings.ToLower(strings.TrimPrefix(p.Start, "PT")))
		if err != nil {
			return nil, err
		}
		for _, s := range p.EventStream {
			for _, e := range s.Event {
				if s.Scheme != "urn:scte:scte35:2014:xml+bin" {
					continue
				}
				b, err := base64.StdEncoding.DecodeString(e.Signal.Binary)
				if err != nil {
					return nil, err
				}
				if ids[e.ID] {
					wrong = append(wrong, "manifest: two events with the id "+e.ID)
				}
				ids[e.ID] = true
				events[hex.EncodeToString(b)] = event{begins.Seconds() + (e.Time-s.Offset)/s.Timescale, e.Duration / s.Timescale}
			}
		}
	}
	for i := range list {
		s := &list[i]
		e, ok := events[s.SCTE35]
		delete(events, s.SCTE35)
		if takenBack(s, list[i+1:]) {
			if ok {
				wrong = append(wrong, fmt.Sprintf("manifest: tick %d, %s %d: signalled, and it was taken back", s.Tick, s.Type, s.Event))
			}
			continue
		}
		if want := float64(s.At) / 90_000; !ok || abs(e.at-want) > 0.002 || abs(e.length-float64(s.Duration)/90_000) > 1e-6 {
			wrong = append(wrong, fmt.Sprintf("manifest: tick %d, %s %d: signalled %v at %v s for %v s, want %v s", s.Tick, s.Type, s.Event, ok, e.at, e.length, want))
		}
	}
	for section := range events {
		wrong = append(wrong, "manifest: a section that was never sent: "+section)
	}
	return wrong, nil
}
