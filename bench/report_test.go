package bench

import (
	"encoding/json"
	"strings"
	"testing"
)

var sample = Report{
	Rows: []Measurement{
		{"director-tick", 1000, "batch", 20, "published", "shuffled", 150, 7.5, "0123456789abcdef0123456789abcdef", 182},
		{"director-tick", 1000, "batch", 20.04, "published", "index", 99.96, 5, "0123456789abcdef0123456789abcdef", 182},
		{"full-pipeline", 1, "batch", 1200, "published", "shuffled", 1000, 0.85, "0123456789abcdef0123456789abcdef", 3700},
	},
	Machine: Machine{"A Processor", 2, "linux", "amd64", "go1.26"},
}

// TestJSON: scripts rely on these keys.
func TestJSON(t *testing.T) {
	got, err := json.Marshal(Report{Rows: sample.Rows[:1], Machine: sample.Machine})
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"rows":[{"row":"director-tick","streams":1000,"mode":"batch","ours_ns":20,"reference":"published",` +
		`"order":"shuffled","reference_ns":150,"ratio":7.5,"digest":"0123456789abcdef0123456789abcdef","published_ns":182}],` +
		`"machine":{"cpu":"A Processor","cores":2,"os":"linux","arch":"amd64","go":"go1.26"}}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestTable(t *testing.T) {
	var b strings.Builder
	if err := sample.WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	const want = `A Processor, 2 processors, linux/amd64, go1.26

            row  streams  ours  reference  ratio  in index order  ratio  published (M4 Max)
  director-tick     1000  20.0        150   7.5x           100.0   5.0x                 182
  full-pipeline        1  1200       1000   0.8x                                       3700
`
	if got := b.String(); got != want+remark {
		t.Errorf("got\n%s\nwant\n%s", got, want+remark)
	}
}
