package conformance

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// manifest is what mpd-parser saw.
type manifest struct {
	File  string `json:"file"`
	Error string `json:"error"`
	Seen  *struct {
		Warnings  []string `json:"warnings"`
		Dynamic   bool     `json:"dynamic"`
		Timing    *timing  `json:"timing"`
		Playlists []struct {
			Kind     string   `json:"kind"`
			ID       string   `json:"id"`
			Segments int      `json:"segments"`
			Duration float64  `json:"duration"`
			Keys     []string `json:"keys"`
		} `json:"playlists"`
		Events []struct {
			Scheme string `json:"scheme"`
		} `json:"events"`
	} `json:"mpd-parser"`
}

type timing struct {
	Method string `json:"method"`
}

// mpd is the little of a manifest that its text is asked for to compare.
type mpd struct {
	Places []string `xml:"BaseURL"`
	Type   string   `xml:"type,attr"`
	Timing []struct {
		Scheme string `xml:"schemeIdUri,attr"`
	} `xml:"UTCTiming"`
	Periods []struct {
		Events []struct {
			Event []struct{} `xml:"Event"`
		} `xml:"EventStream"`
		Sets []struct {
			MimeType  string   `xml:"mimeType,attr"`
			Type      string   `xml:"contentType,attr"`
			Essential []string `xml:"EssentialProperty"`
			Template  struct {
				Timescale float64 `xml:"timescale,attr"`
				Timeline  *struct {
					S []struct {
						D float64 `xml:"d,attr"`
						R int     `xml:"r,attr"`
					}
				} `xml:"SegmentTimeline"`
			} `xml:"SegmentTemplate"`
			Representations []struct {
				ID string `xml:"id,attr"`
			} `xml:"Representation"`
		} `xml:"AdaptationSet"`
	} `xml:"Period"`
}

// readManifests has mpd-parser read manifests and lists what is wrong with them.
func readManifests(t testing.TB, files []string) (wrong []string) {
	t.Helper()
	all := parsed[manifest](t, "parse-mpd.mjs", files)
	for i := range all {
		m := &all[i]
		text, err := os.ReadFile(m.File)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range unread(text, m) {
			wrong = append(wrong, m.File+": "+w)
		}
	}
	return wrong
}

// unread compares what mpd-parser saw with what the text has.
func unread(text []byte, m *manifest) (wrong []string) {
	if m.Error != "" {
		return []string{m.Error}
	}
	bad := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	for _, w := range m.Seen.Warnings {
		bad("mpd-parser warns: %s", w)
	}
	var own mpd
	if err := xml.Unmarshal(text, &own); err != nil {
		return append(wrong, err.Error())
	}
	if m.Seen.Dynamic != (own.Type == "dynamic") {
		bad("dynamic: %v, the type is %q", m.Seen.Dynamic, own.Type)
	}
	if m.Seen.Dynamic && (m.Seen.Timing == nil || len(own.Timing) == 0) {
		bad("a live manifest without a clock that mpd-parser knows")
	}
	// A representation is one over all periods: its segments are those of all.
	type sum struct {
		segments int
		duration float64
		timeline bool
	}
	want := map[string]*sum{}
	events := 0
	for _, p := range own.Periods {
		for _, e := range p.Events {
			events += len(e.Event)
		}
		for _, set := range p.Sets {
			for _, r := range set.Representations {
				s := want[r.ID]
				if s == nil {
					s = &sum{timeline: set.Template.Timeline != nil}
					want[r.ID] = s
				}
				if !s.timeline {
					continue
				}
				for _, x := range set.Template.Timeline.S {
					s.segments += x.R + 1
					s.duration += x.D * float64(x.R+1) / set.Template.Timescale
				}
			}
		}
	}
	if len(want) == 0 {
		bad("no representation in the text")
	}
	// One that can be had from several places is several playlists to it.
	if n := len(want) * max(1, len(own.Places)); len(m.Seen.Playlists) != n {
		bad("mpd-parser saw %d representations, the text has %d", len(m.Seen.Playlists), n)
	}
	for _, p := range m.Seen.Playlists {
		s := want[p.ID]
		switch {
		case s == nil:
			bad("mpd-parser saw a representation %q that the text does not have", p.ID)
		case s.timeline && p.Segments != s.segments:
			bad("%s: mpd-parser saw %d segments, the text has %d", p.ID, p.Segments, s.segments)
		case s.timeline && math.Abs(p.Duration-s.duration) > 1e-3:
			bad("%s: mpd-parser saw %v s, the text has %v", p.ID, p.Duration, s.duration)
		}
	}
	if len(m.Seen.Events) != events {
		bad("mpd-parser saw %d events, the text has %d", len(m.Seen.Events), events)
	}
	return wrong
}

// The schema imports that of XLink for four attributes, which is not at hand.
const xlink = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xlink">
 <xs:attribute name="href" type="xs:anyURI"/><xs:attribute name="actuate" type="xs:string"/>
 <xs:attribute name="type" type="xs:string"/><xs:attribute name="show" type="xs:string"/>
</xs:schema>`

// validated has xmllint hold manifests to the schema of DASH, hundreds a process.
func validated(t testing.TB, files []string) (wrong []string) {
	t.Helper()
	xmllint := program(t, "xmllint", "libxml2-utils")
	schema, err := filepath.Abs("../../../shared/schemas/DASH-MPD.xsd")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(schema); err != nil {
		// The schema is under terms of its own and no part of the repository, so it may
		// be absent where all programs are present.
		t.Skipf("missing: the schema of DASH, %s", schema)
	}
	dir := t.TempDir()
	stub := filepath.Join(dir, "xlink.xsd")
	catalog := filepath.Join(dir, "catalog.xml")
	entry := `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">` +
		`<system systemId="http://www.w3.org/XML/2008/06/xlink.xsd" uri="file://` + stub + `"/>` +
		`<uri name="http://www.w3.org/XML/2008/06/xlink.xsd" uri="file://` + stub + `"/></catalog>`
	if err := errors.Join(os.WriteFile(stub, []byte(xlink), 0o644), os.WriteFile(catalog, []byte(entry), 0o644)); err != nil {
		t.Fatal(err)
	}
	for batch := range slices.Chunk(files, 500) {
		cmd := exec.Command(xmllint, append([]string{"--nonet", "--noout", "--schema", schema}, batch...)...)
		cmd.Env = append(os.Environ(), "XML_CATALOG_FILES="+catalog)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		if err := cmd.Run(); err == nil {
			continue
		}
		before := len(wrong)
		for line := range strings.Lines(stderr.String()) {
			if !strings.HasSuffix(line, " validates\n") {
				wrong = append(wrong, strings.TrimSpace(line))
			}
		}
		if len(wrong) == before {
			wrong = append(wrong, "xmllint failed and said nothing")
		}
	}
	return wrong
}
