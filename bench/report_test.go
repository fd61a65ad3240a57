package bench

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

const sampleDigest = "0123456789abcdef0123456789abcdef"

var sample = Report{
	Rows: []Measurement{
		{"director-tick", 1000, "batch", 20, "published", "shuffled", 150, 7.5, sampleDigest, 182, ""},
		{"director-tick", 1000, "batch", 20.04, "published", "index", 99.96, 5, sampleDigest, 182, ""},
		{"director-tick", 1000, "batch", 20, "best", "shuffled", 30, 1.5, sampleDigest, 182, ""},
		{"director-tick", 1000, "batch", 20.04, "best", "index", 25, 1.25, sampleDigest, 182, ""},
		{"director-tick", 1000, "single", 60, "published", "shuffled", 150, 2.5, sampleDigest, 182, ""},
		{"qoe-beacon", 1, "batch", 1200, "published", "shuffled", 1000, 0.85, sampleDigest, 0, ""},
		{"dash-mpd", 1, "full", 4000, "library", "index", 320_000, 80, sampleDigest, 1843, "example.com/dash v1.2.3"},
		{"dash-mpd", 1, "incremental", 500, "library", "index", 320_000, 640, sampleDigest, 0, "example.com/dash v1.2.3"},
		{"emsg", 1, "full", 50, "library", "index", 200, 4, sampleDigest, 0, "example.com/mp4 v0.1.0"},
	},
	Machine: Machine{"A Processor", 2, "linux", "amd64", "go1.26"},
}

// TestJSON: scripts rely on these keys.
func TestJSON(t *testing.T) {
	const machine = `],"machine":{"cpu":"A Processor","cores":2,"os":"linux","arch":"amd64","go":"go1.26"}}`
	for i, want := range map[int]string{
		0: `{"rows":[{"row":"director-tick","streams":1000,"mode":"batch","ours_ns":20,"reference":"published",` +
			`"order":"shuffled","reference_ns":150,"ratio":7.5,"digest":"0123456789abcdef0123456789abcdef","published_ns":182}`,
		3: `{"rows":[{"row":"director-tick","streams":1000,"mode":"batch","ours_ns":20.04,"reference":"best",` +
			`"order":"index","reference_ns":25,"ratio":1.25,"digest":"0123456789abcdef0123456789abcdef","published_ns":182}`,
		6: `{"rows":[{"row":"dash-mpd","streams":1,"mode":"full","ours_ns":4000,"reference":"library",` +
			`"order":"index","reference_ns":320000,"ratio":80,"digest":"0123456789abcdef0123456789abcdef","published_ns":1843,"library":"example.com/dash v1.2.3"}`,
	} {
		got, err := json.Marshal(Report{Rows: sample.Rows[i : i+1], Machine: sample.Machine})
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want+machine {
			t.Errorf("got  %s\nwant %s", got, want+machine)
		}
	}
}

func TestTable(t *testing.T) {
	const machine = "A Processor, 2 processors, linux/amd64, go1.26\n"
	const modules = `
           row streams    order ours published ratio best ratio page
 director-tick    1000 shuffled 20.0       150  7.5x 30.0  1.5x  182
 director-tick    1000    index 20.0     100.0  5.0x 25.0  1.2x  182
    qoe-beacon       1 shuffled 1200      1000  0.8x    -     -    -
`
	const alone = `
           row streams    order single published ratio best ratio page
 director-tick    1000 shuffled   60.0       150  2.5x    -     -  182
`
	const encodings = `
      row        mode ours library  ratio published
 dash-mpd        full 4000  320000  80.0x      1843
 dash-mpd incremental  500  320000 640.0x         -
     emsg        full 50.0     200   4.0x         -
`
	const libraries = "dash-mpd: example.com/dash v1.2.3\nemsg: example.com/mp4 v0.1.0\n"
	for _, tt := range []struct {
		name     string
		from, to int
		want     string
	}{
		{"all", 0, 9, machine + modules + remark + alone + aloneRemark + encodings + libraryRemark + libraries},
		{"alone", 4, 5, machine + alone + aloneRemark},
		{"libraries", 6, 9, machine + encodings + libraryRemark + libraries},
	} {
		var b strings.Builder
		r := Report{Rows: sample.Rows[tt.from:tt.to], Machine: sample.Machine}
		if err := r.WriteTable(&b); err != nil {
			t.Fatal(err)
		}
		if got := b.String(); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// TestTableWidth: the table fits a terminal, with figures as large as they get.
func TestTableWidth(t *testing.T) {
	var r Report
	for _, row := range Rows {
		for in := range orders {
			for _, mode := range []string{batch, oneByOne} {
				for _, by := range []string{byPublished, byBest} {
					r.Rows = append(r.Rows, Measurement{row.Name, maxStreams, mode, 12_345, by, orderNames[in], 12_345, 12.34, sampleDigest, row.Published, ""})
				}
			}
		}
	}
	for _, name := range others {
		r.Figures = append(r.Figures, Figure{Row: name, Streams: maxStreams, Value: 123_456_789, Half: 12, P99: 98_765_432, Tick: 12_345, Reference: 9_876_543, Best: 1_234_567, Published: 13_513})
	}
	for _, e := range Encodings {
		r.Rows = append(r.Rows, Measurement{e.Name, 1, e.Mode, 12_345, byLibrary, orderNames[inIndexOrder], 1_234_567, 1234.5, sampleDigest, e.Published, e.Library})
	}
	for _, row := range Rows {
		r.Alone = append(r.Alone, Scale{row.Name, maxStreams, maxStreams, 6, 12_345, 12_345, 1.23, sampleDigest})
	}
	var b strings.Builder
	if err := r.WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, " \n")); n > 80 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}
