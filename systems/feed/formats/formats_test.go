package formats_test

import (
	"errors"
	"strings"
	"testing"

	"touchline/ecs"
	"touchline/systems/feed/formats"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
)

// known is what the error of an unknown file lists.
const known = "statsbomb, ndjson, sportec, wyscout, cricsheet, metrica, skillcorner or soccernet"

const event = `{"id":"e1","index":1,"period":1,"timestamp":"00:00:00.000","type":{"id":30}}`

const action = `{"eventId":8,"tags":[],"positions":[],"matchPeriod":"1H","eventSec":1,"id":1}`

const entries = `<?xml version="1.0"?>
<PutDataRequest>
<Event EventId="1" EventTime="2022-10-15T13:01:28.310+02:00" MatchId="M"><KickOff TeamLeft="A" TeamRight="B" GameSection="firstHalf"/></Event>
</PutDataRequest>
`

const information = `<PutDataRequest><MatchInformation><General MatchId="M" HomeTeamId="B" HomeTeamName="Birch" GuestTeamId="A" GuestTeamName="Ash"/></MatchInformation></PutDataRequest>`

func TestDetect(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"statsbomb", "[" + event + "]", "statsbomb"},
		{"pretty", " [ {\n  \"type\" : { },\n \"id\" : \"\",\n \"period\" : 2 } ]", "statsbomb"},
		{"byte order mark", "\uFEFF[" + event + "]", "statsbomb"},
		{"ndjson", `{"v":1}` + "\n" + `{"t":0,"k":"kickoff"}`, "ndjson"},
		{"ndjson of a later version", `{"v":2}`, "ndjson"},
		{"sportec", entries, "sportec"},
		{"wyscout", `{"events":[` + action + `],"teams":{}}`, "wyscout"},
		{"cricsheet", `{"meta":{"data_version":"1.0.0"},"info":{}}`, "cricsheet"},
		{"skillcorner", "event_id,index,match_id,frame_start,frame_end\n", "skillcorner"},
		{"metrica table", "Team,Type,Subtype,Period,Start Frame\n", "metrica"},
		{"metrica", `{"data":[{"subtypes":null,"start":{},"end":{},"period":1}]}`, "metrica"},
		{"soccernet", `{"annotations":[{"gameTime":"1 - 00:01","label":"Goal","position":"1000"}]}`, "soccernet"},
		{"wyscout events alone", "[" + action + "]", "wyscout"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := formats.Detect([]byte(tt.text))
			if got.Format != tt.want || got.Role != formats.Events || err != nil {
				t.Errorf("Detect = %q %v, %v, want %q", got.Format, got.Role, err, tt.want)
			}
		})
	}
}

func TestUnknown(t *testing.T) {
	tests := []struct{ name, text, message string }{
		{"empty", "", "an empty file: of no known format: want " + known},
		{"white space", "\uFEFF \n", "an empty file: of no known format: want " + known},
		{"page", "\n<!DOCTYPE html><title>404", "an HTML page: of no known format: want " + known},
		{"old page", "<HTML>", "an HTML page: of no known format: want " + known},
		{"pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:", "a Git LFS pointer, without the file that it stands for: of no known format: want " + known},
		{"two keys", `[{"id":1,"type":2}]`, "a file that begins `[{\"id\":1,\"type\":`: of no known format: want " + known},
		{"no header", `{"t":0,"k":"kickoff"}`, "a file that begins `{\"t\":0,\"k\":\"kick`: of no known format: want " + known},
		{"gzip", "\x1f\x8b\x08\x00", `a file that begins "\x1f\x8b\b\x00": of no known format: want ` + known},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := formats.Detect([]byte(tt.text))
			if !errors.Is(err, recording.ErrUnknown) || errors.Is(err, recording.ErrFormat) {
				t.Fatalf("error = %v, want one that is %v", err, recording.ErrUnknown)
			}
			if err.Error() != tt.message {
				t.Errorf("message\n got %s\nwant %s", err, tt.message)
			}
		})
	}
}

// TestRoles checks what files beside that of the events are taken for.
func TestRoles(t *testing.T) {
	for _, tt := range []struct {
		text, format string
		role         formats.Role
	}{
		{information, "sportec", formats.Info},
		{"<main xmlns:tns=\"FIFADataTransferFormatEPTS\">", "metrica", formats.Info},
		{`{"home_team":{},"away_team":{},"match_periods":[]}`, "skillcorner", formats.Info},
		{`[ {"team_id":1,"team_name":"A","lineup":[]} ]`, "statsbomb", formats.Info},
		{",,,Home,,,\n,,,1,,,\nPeriod,Frame,Time [s],Player1,,Ball,\n", "metrica", formats.Frames},
		{"<PutDataRequest><Positions><FrameSet/></Positions></PutDataRequest>", "sportec", formats.Frames},
		{`[{"event_uuid":"e1","visible_area":[],"freeze_frame":[]}]`, "statsbomb", formats.Frames},
		{`{"frame":1,"timestamp":null,"ball_data":{},"possession":{},"player_data":[]}`, "skillcorner", formats.Frames},
		{`{"segments":{"0":[0.0,3.0,"Off we go."]}}`, "soccernet", formats.Texts},
	} {
		f, err := formats.Detect([]byte(tt.text))
		if err != nil || f.Format != tt.format || f.Role != tt.role {
			t.Errorf("%.40q is %s of %s, %v; want %s of %s", tt.text, f.Role, f.Format, err, tt.role, tt.format)
		}
	}
}

// TestInfo checks that what a match is called is read from a file of its own.
func TestInfo(t *testing.T) {
	f, err := formats.Detect([]byte(entries))
	if err != nil {
		t.Fatal(err)
	}
	read, err := f.Reader([]byte(information))
	if err != nil {
		t.Fatal(err)
	}
	m, err := recording.Read(read, []byte(entries), ecs.NewSymbols())
	if err != nil || m.Home != "Birch" || m.Away != "Ash" {
		t.Errorf("%s - %s, %v, want Birch - Ash", m.Home, m.Away, err)
	}
}

// TestCutShort checks that a file that ends too early is malformed, not unknown,
// once enough of it is there to know it by.
func TestCutShort(t *testing.T) {
	for _, text := range []string{"[" + event + "," + event + "]", `{"v":1,"home":"A"}` + "\n" + `{"t":0,"k":"kickoff"}`, entries} {
		known := false
		for n := range text {
			file, err := formats.Detect([]byte(text[:n]))
			if err != nil {
				if known || n > 60 {
					t.Fatalf("%s: %v", text[:n], err)
				}
				continue
			}
			known = true
			read, _ := file.Reader(nil)
			if _, err := recording.Read(read, []byte(text[:n]), ecs.NewSymbols()); err != nil && !errors.Is(err, recording.ErrFormat) {
				t.Fatalf("%s: %v, want one that is %v", text[:n], err, recording.ErrFormat)
			}
		}
	}
}

// FuzzDetect checks that any bytes are either known and read, or refused.
func FuzzDetect(f *testing.F) {
	f.Add([]byte("[" + event + "]"))
	f.Add([]byte(`{"v":1}` + "\n" + `{"t":0,"k":"kickoff"}`))
	f.Add([]byte("<html>"))
	f.Add([]byte(entries))
	f.Add([]byte(information))
	f.Add([]byte(strings.Repeat("[", 100)))
	f.Add([]byte(`{"events":[` + action + `],"teams":{"1":{"name":"A"}}}`))
	f.Add([]byte(`{"meta":{"data_version":"1.0.0"},"info":{"teams":["A","B"]},"innings":[]}`))
	f.Add([]byte(`{"data":[{"subtypes":null,"start":{},"end":{},"period":1}]}`))
	f.Add([]byte("Team,Type,Subtype,Period,Start Time [s],End Time [s],From,To,Start X,Start Y,End X,End Y\nHome,PASS,,1,1,2,A,B,0,0,1,1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		out := readFile(data, nil)
		if out.err != nil {
			if why := recordingtest.Misplaced(out.err, out.in); why != "" {
				t.Errorf("%v: %s", out.err, why)
			}
			return
		}
		recordingtest.Shown(t, out.names)
		recordingtest.Written(t, out.match, out.names)
		out.match.Lay(recording.Layout{})
	})
}
