package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// eachEncoding runs a test of every encoding.
func eachEncoding(t *testing.T, test func(*testing.T, *Encoding)) {
	for i := range Encodings {
		e := &Encodings[i]
		t.Run(e.Name+"/"+e.Mode, func(t *testing.T) { test(t, e) })
	}
}

// TestDocuments: each document says something else, what it says is what both sides
// say, and either side writes it again after a restart.
func TestDocuments(t *testing.T) {
	eachEncoding(t, func(t *testing.T, e *Encoding) {
		d, err := newDuel(e)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]int{}
		for pass := range 2 {
			d.ours.begin()
			d.library.begin()
			for n := range documents {
				a, err := d.read(&d.ours)
				if err != nil {
					t.Fatal(err)
				}
				b, err := d.read(&d.library)
				if err != nil || a != b {
					t.Fatalf("document %d: error %v\n%s\nthe library's\n%s", n, err, a, b)
				}
				if before, ok := seen[a]; ok && (pass == 0 || before != n) {
					t.Fatalf("documents %d and %d say the same", before, n)
				}
				if pass == 1 && seen[a] != n {
					t.Fatalf("document %d is another after a restart", n)
				}
				seen[a] = n
			}
		}
	})
}

// TestModes: a document of which only what is new is formatted is the document.
func TestModes(t *testing.T) {
	sums := map[string][]string{}
	eachEncoding(t, func(t *testing.T, e *Encoding) {
		d, err := newDuel(e)
		if err != nil {
			t.Fatal(err)
		}
		sums[e.Name] = append(sums[e.Name], fmt.Sprintf("%x", d.sum.Sum(nil)))
	})
	for name, list := range sums {
		if len(slices.Compact(list)) != 1 {
			t.Errorf("%s: digests %v, want one", name, list)
		}
	}
}

// changed is a side that says something else from some document on.
type changed struct {
	side
	n, from  int
	old, new string
}

func (c *changed) restart() { c.n = 0; c.side.restart() }

func (c *changed) write() ([]byte, error) {
	text, err := c.side.write()
	if c.n++; c.n > c.from {
		if !strings.Contains(string(text), c.old) {
			return nil, fmt.Errorf("%q is not there", c.old)
		}
		text = []byte(strings.Replace(string(text), c.old, c.new, 1))
	}
	return text, err
}

// TestUnlike: whatever a document says otherwise is found in it.
func TestUnlike(t *testing.T) {
	for _, tt := range []struct {
		row      string
		old, new string
		want     string
	}{
		{"dash-mpd", `segmentAlignment="true" `, ``, `ours says " segmentAlignment=\"true\"", the library's " startWithSAP=\"1\""`},
		{"dash-mpd", `<S d="`, `<S d="1`, `" d=\"`},
		{"dash-mpd", `width="320"`, `width="321"`, `ours says " width=\"320\"", the library's " width=\"321\""`},
		{"dash-mpd", `</BaseURL>`, ``, `is not there`},
		{"dash-mpd", `</cenc:pssh>`, `=</cenc:pssh>`, `the library's "\"AAAANHBzc2gB`},
		{"hls-media", `#EXTINF:1.9`, `#EXTINF:1.8`, `ours says "#EXTINF 1.9`},
		{"hls-media", `1080p/init.mp4`, `720p/init.mp4`, `the library's " URI=\"720p/init.mp4\""`},
		{"hls-media", `#EXT-X-PROGRAM-DATE-TIME:2022`, `#EXT-X-PROGRAM-DATE-TIME:2023`, `#EXT-X-PROGRAM-DATE-TIME 2023`},
		{"hls-media", `SEQUENCE:3`, `SEQUENCE:4`, `the library's "#EXT-X-DISCONTINUITY-SEQUENCE 4"`},
		{"hls-master", `FRAME-RATE=25`, `FRAME-RATE=26`, `ours says " FRAME-RATE=25", the library's " FRAME-RATE=26"`},
		{"hls-master", `KEYFORMATVERSIONS="1"`, `KEYFORMATVERSIONS="1,2"`, `the library's " URI=\"data:`},
		{"hls-master", `audio.m3u8`, `sound.m3u8`, `the library's " URI=\"sound.m3u8\""`},
		{"hls-master", `TYPE-1,VIDEO-RANGE=SDR`, `TYPE-1`, `ours says " VIDEO-RANGE=SDR", the library's`},
		{"emsg", `"home":1`, `"home":2`, `MessageData`},
	} {
		list := slices.DeleteFunc(slices.Clone(Encodings), func(e Encoding) bool { return e.Name != tt.row })
		for _, e := range list {
			sides := e.sides
			e.sides = func() (side, side, error) {
				ours, library, err := sides()
				return ours, &changed{side: library, from: 7, old: tt.old, new: tt.new}, err
			}
			_, err := newDuel(&e)
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "document 7") {
				t.Errorf("%s for %s: error %v, want %s in document 7", tt.new, tt.old, err, tt.want)
			}
			if u, ok := errors.AsType[*Unlike](err); ok && (u.Row != e.Name || u.Mode != e.Mode) {
				t.Errorf("in row %s (%s), want %s (%s)", u.Row, u.Mode, e.Name, e.Mode)
			}
		}
	}
}

// TestTurns: what is measured is what was compared.
func TestTurns(t *testing.T) {
	eachEncoding(t, func(t *testing.T, e *Encoding) {
		d, err := newDuel(e)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 * documents / turn { // all of them, and again
			if r, err := d.round(); err != nil || r.ours <= 0 || r.references[0] <= 0 {
				t.Fatalf("%+v, %v", r, err)
			}
		}
		d.library.texts[documents-1] = nil
		want := fmt.Sprintf("row %s, document %d: not what it was when it was compared", e.Name, documents-1)
		for range documents / turn {
			if _, err = d.round(); err != nil {
				break
			}
		}
		if err == nil || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
		}
	})
}

// TestTags: what a playlist says is found, whatever the order in which it may be said.
func TestTags(t *testing.T) {
	const one = "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-MAP:URI=\"a,b\",BYTERANGE=\"1@2\"\n#EXT-X-TARGETDURATION:2\n" +
		"#EXT-X-PROGRAM-DATE-TIME:2022-12-18T15:00:00.000Z\n#EXTINF:2.00000,\n1.m4s\n#EXT-X-GAP\n#EXTINF:1.5,x\n2.m4s\n"
	for _, tt := range []struct {
		old, new string
		same     bool
	}{
		{"", "", true},
		{"#EXT-X-VERSION:6\n#EXT-X-MAP", "#EXT-X-MAP", false},
		{"VERSION:6\n", "VERSION:7\n", false},
		{`URI="a,b",BYTERANGE="1@2"`, `BYTERANGE="1@2",URI="a,b"`, true},
		{`URI="a,b"`, `URI="b,a"`, false},
		{"15:00:00.000Z", "16:00:00+01:00", true},
		{"15:00:00.000Z", "15:00:00.001Z", false},
		{"2.00000,", "2.000,", true},
		{"2.00000,", "2.00001,", false},
		{"1.5,x", "1.5,y", false},
		{"#EXT-X-GAP\n", "", false},
		{"1.m4s\n#EXT-X-GAP", "#EXT-X-GAP\n1.m4s", false},
	} {
		want, err := tags([]byte(one))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(one, tt.old, tt.new, 1)
		if got, err := tags([]byte(text)); err != nil || got == want != tt.same {
			t.Errorf("%s for %s: error %v, the same %v, want %v", tt.new, tt.old, err, got == want, tt.same)
		}
	}
	for _, text := range []string{"", "x\n", "#EXTM3U\n#EXT-X-PROGRAM-DATE-TIME:now\n", "#EXTM3U\n#EXT-X-MAP:URI=\"a\",b\n"} {
		if _, err := tags([]byte(text)); err == nil {
			t.Errorf("%q is a playlist", text)
		}
	}
}

// TestTimelines: the windows of both sets have an S for each segment.
func TestTimelines(t *testing.T) {
	for _, incremental := range []bool{false, true} {
		o, _, err := mpdSides(incremental)
		if err != nil {
			t.Fatal(err)
		}
		o.restart()
		for n := range documents {
			text, err := o.write()
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Count(string(text), "<S "); got != 2*mpdWindow {
				t.Fatalf("document %d has %d S, want %d", n, got, 2*mpdWindow)
			}
		}
	}
}

// TestWritingAllocatesNothing is about our side alone.
func TestWritingAllocatesNothing(t *testing.T) {
	if raced {
		t.Skip("allocations are counted without the race detector")
	}
	eachEncoding(t, func(t *testing.T, e *Encoding) {
		d, err := newDuel(e)
		if err != nil {
			t.Fatal(err)
		}
		restart := testing.AllocsPerRun(10, d.ours.restart)
		if n := testing.AllocsPerRun(10, func() {
			d.ours.restart()
			for range documents {
				if _, err := d.ours.write(); err != nil {
					t.Fatal(err)
				}
			}
		}); n != restart {
			t.Errorf("%v allocations in %d documents, want none", n-restart, documents)
		}
	})
}

// TestMeasureEncodings: a measurement holds together, however long it takes, and
// stops when it is told to.
func TestMeasureEncodings(t *testing.T) {
	o := DefaultOptions()
	o.Time, o.Rows = time.Nanosecond, []string{"scte35", "dash-mpd"}
	var seen []string
	o.Progress = func(row string, streams, _, _ int) { seen = append(seen, fmt.Sprint(row, streams)) }
	var digests []string
	for range 2 {
		r, err := Run(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Rows) != 3 || r.Rows[0].Mode != full || r.Rows[1].Mode != incremental || r.Rows[2].Row != "scte35" {
			t.Fatalf("rows %+v", r.Rows)
		}
		for _, m := range r.Rows {
			if m.Ours <= 0 || m.ReferenceNS <= 0 || m.Ratio != m.ReferenceNS/m.Ours || m.Reference != "library" || m.Order != "index" || m.Streams != 1 || len(m.Digest) != 32 {
				t.Errorf("%+v", m)
			}
			digests = append(digests, m.Digest)
		}
	}
	if fmt.Sprint(digests[:3]) != fmt.Sprint(digests[3:]) {
		t.Errorf("digests %v, then %v", digests[:3], digests[3:])
	}
	if got := strings.Join(seen[:3], " "); got != "dash-mpd0 dash-mpd0 scte350" {
		t.Errorf("progress %s", got)
	}
	ctx, stop := context.WithCancel(t.Context())
	o.Progress = func(string, int, int, int) { stop() }
	if _, err := Run(ctx, o); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v after it was told to stop", err)
	}
}

// TestLibraries: what is named is what is built in.
func TestLibraries(t *testing.T) {
	text, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range Encodings {
		if !strings.Contains(string(text), "\t"+e.Library+"\n") {
			t.Errorf("row %s: %s is not in go.mod", e.Name, e.Library)
		}
	}
}
