package table_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/table"
)

// rows reads all rows of text, the fields of each joined.
func rows(text string, names ...string) (all []string, t table.Table) {
	t = table.New([]byte(text), names...)
	for t.Next() {
		all = append(all, string(bytes.Join(t.Fields, []byte("|"))))
	}
	return all, t
}

func TestTable(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
		unended    bool
	}{
		{"plain", "a,b,c\n1,2,3\n4,5,6\n", []string{"3|1", "6|4"}, false},
		{"no line end", "a,b,c\n1,2,3", []string{"3|1"}, true},
		{"CRLF", "a,b,c\r\n1,2,3\r\n", []string{"3|1"}, false},
		{"byte order mark", "\uFEFFa,b,c\n1,2,3\n", []string{"3|1"}, false},
		{"blank lines", "a,b,c\n\n\r\n1,2,3\n\n", []string{"3|1"}, false},
		{"empty fields", "a,b,c\n,,\n", []string{"|"}, false},
		{"quotes", "a,b,\"c\"\n\"1,\"\"x\"\"\ny\",2,\"3\"\r\n4,\"5\",6\n", []string{"3|1,\"x\"\ny", "6|4"}, false},
		{"quote within a field", "a,b,c\n1\",2,3\n", []string{"3|1\""}, false},
		{"a column twice", "a,a,c\n1,2,3\n", []string{"3|1"}, false},
		{"header alone", "a,c\n", nil, false},
		{"header alone without its end", "a,c", nil, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, table := rows(tt.text, "c", "a")
			if table.Err != nil {
				t.Fatal(table.Err)
			}
			if !slices.Equal(got, tt.want) || table.Unended() != tt.unended {
				t.Errorf("rows %q, unended %v, want %q, %v", got, table.Unended(), tt.want, tt.unended)
			}
		})
	}
}

// TestText checks that what is not UTF-8 is replaced, and said to be.
func TestText(t *testing.T) {
	table := table.New([]byte("c,a\nZoë,Z\xffo\xc3\n"), "c", "a")
	if !table.Next() {
		t.Fatal(table.Err)
	}
	if text, valid := table.Text(0); string(text) != "Zoë" || !valid {
		t.Errorf("%q, valid %v", text, valid)
	}
	if text, valid := table.Text(1); string(text) != "Z\uFFFDo\uFFFD" || valid {
		t.Errorf("%q, valid %v", text, valid)
	}
}

func TestFaults(t *testing.T) {
	tests := []struct{ name, text, message string }{
		{"empty", "", `line 1: column "c": the file ends too early: want it in the first line`},
		{"no column", "a,b\n1,2\n", `line 1: column "c": missing: want it in the first line`},
		{"too few fields", "a,c\n1,2\n\n3\n4,5\n", "line 4, event 2: 1 fields: not as many as columns: want 2"},
		{"too many fields", "a,c\n1,2,3\n", "line 2, event 1: 3 fields: not as many as columns: want 2"},
		{"cut short", "a,c\n1", "line 2, event 1: 1 fields: the file ends too early: want 2"},
		{"cut in quotes", "a,c\n1,\"2", "line 2, event 1: the file ends too early: want the end of a field in quotes"},
		{"after quotes", "a,c\n\"1\"x,2\n", "line 2, event 1: x,2\uFFFD: after a field in quotes: want a comma or the end of the line"},
		{"lines in quotes", "a,c\n\"1\n\n\",2\n3\n", "line 5, event 2: 1 fields: not as many as columns: want 2"},
		{"long field", "a,c\n1," + strings.Repeat("x", 65537) + "\n", "line 2, event 1: " + strings.Repeat("x", 40) + "..: too long: want at most 65536 bytes in a field"},
		{"columns", strings.Repeat("a,", 4096) + "c\n", "line 1: too many columns: want at most 4096"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, table := rows(tt.text, "c", "a")
			if table.Err == nil || !errors.Is(table.Err, recording.ErrFormat) || table.Err.Error() != tt.message {
				t.Errorf("message\n got %v\nwant %s", table.Err, tt.message)
			}
		})
	}
}

func TestAllocations(t *testing.T) {
	data := []byte("a,b,c\n" + strings.Repeat("1,\"2,\"\"\",3\n", 1000))
	n := testing.AllocsPerRun(10, func() {
		t := table.New(data, "a", "b")
		for t.Next() {
		}
	})
	if n > 20 {
		t.Errorf("%v allocations for 1,000 rows", n)
	}
}

// FuzzTable holds the rows against those of encoding/csv: what that takes is
// taken, with the same fields.
func FuzzTable(f *testing.F) {
	for _, text := range []string{"a,b\n1,2\n", "a\r\n\"x\"\"y\n\"\r\n", "a,b\n1\n", "a\n\"", "\n\na,b\n,\n"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		std := csv.NewReader(bytes.NewReader(data))
		header, err := std.Read()
		if err != nil || len(header) > 4096 || slices.Contains(header, "") || bytes.HasPrefix(data, []byte("\uFEFF")) ||
			bytes.Contains(data, []byte("\r")) || data[0] == '\n' {
			return
		}
		slices.Sort(header)
		if len(slices.Compact(slices.Clone(header))) != len(header) {
			return
		}
		std = csv.NewReader(bytes.NewReader(data))
		names, _ := std.Read()
		table := table.New(data, names...)
		for {
			want, err := std.Read()
			if err == io.EOF {
				if table.Next() || table.Err != nil {
					t.Fatalf("a row more than there are: %q, %v", table.Fields, table.Err)
				}
				return
			}
			if err != nil {
				return // it is stricter about quotes
			}
			if !table.Next() {
				if errors.Is(table.Err, recording.Fault("too long")) {
					return
				}
				t.Fatalf("%v, want %q", table.Err, want)
			}
			for i := range want {
				if string(table.Fields[i]) != want[i] {
					t.Fatalf("row %d: %q, want %q", table.Row, table.Fields, want)
				}
			}
		}
	})
}
