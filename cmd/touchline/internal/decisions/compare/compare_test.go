package compare_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/cmd/touchline/internal/decisions/compare"
	. "touchline/cmd/touchline/internal/decisions/decisionstest"
)

func cut(tick, to int) string {
	return Row("cut", tick, fmt.Sprintf(`"from":0,"from_role":"a","to":%d,"to_role":"b","reason":"better","score":500,"against":400,"shot_ms":2000`, to))
}

func suspend(tick, sequence int, market string, event int) string {
	return Row("wager", tick, fmt.Sprintf(`"op":"suspend","market":%q,"status":"suspended","causes":["var"],"sequence":%d,"revision":0,"score":"0-0",`, market, sequence)+Cause("var_start", event, 0))
}

func segment(tick, sequence, start int) string {
	return Row("segment-entry", tick, fmt.Sprintf(`"sequence":%d,"start":%d,"duration":180000,"key_period":0,"discontinuity":false,"gap":false,"pts33":%[2]d`, sequence, start))
}

func grant(tick, viewer int, result string) string {
	return Row("grant", tick, fmt.Sprintf(`"viewer":%d,"result":%q`, viewer, result))
}

// streams compares two lists of lines.
func streams(t testing.TB, a, b []string) *compare.Result {
	t.Helper()
	r, err := compare.Streams(Rows(t, a...), Rows(t, b...))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// counts writes a result in short: equal, differing, only in first, only in second.
func counts(c *compare.Count) string { return fmt.Sprint(c.Equal, c.Differ, c.First, c.Second) }

// base is a stream of some decisions of all kinds.
func base() []string {
	return []string{
		suspend(10, 1, "result", 7), suspend(10, 1, "totals", 7), cut(10, 1), grant(10, 4, "granted"),
		segment(40, 0, 0), segment(80, 1, 180000), cut(90, 2), suspend(100, 2, "result", 8), segment(120, 2, 360000), cut(150, 1),
	}
}

// replaced returns base with some of its lines others; "" takes a line out.
func replaced(lines map[int]string) []string {
	all := base()
	for i, line := range lines {
		all[i] = line
	}
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

func TestStreams(t *testing.T) {
	swapped := base()
	swapped[2], swapped[3] = swapped[3], swapped[2]
	blanks := base()
	for i, line := range blanks {
		blanks[i] = strings.NewReplacer(`":`, `": `, `["`, `[ "`).Replace(line)
	}
	for _, tt := range []struct {
		name   string
		b      []string
		want   string
		first  string // line in a, line in b, tick, kind
		fields string // that differ, of the first
	}{
		{"the same", base(), "10 0 0 0", "", ""},
		{"written with blanks", blanks, "10 0 0 0", "", ""},
		{"nothing", nil, "0 0 10 0", "1 0 10 wager", ""},
		{"a row less", replaced(map[int]string{4: ""}), "9 0 1 0", "5 0 40 segment-entry", ""},
		{"a row more", slices.Insert(base(), 6, cut(85, 1)), "10 0 0 1", "0 7 85 cut", ""},
		{"a row more that looks like a later one", slices.Insert(base(), 6, cut(88, 2)), "10 0 0 1", "0 7 88 cut", ""},
		{"cut short", base()[:6], "6 0 4 0", "7 0 90 cut", ""},
		{"another score", replaced(map[int]string{6: strings.Replace(cut(90, 2), `"score":500`, `"score":501`, 1)}), "9 1 0 0", "7 7 90 cut", "score"},
		{"another camera", replaced(map[int]string{6: cut(90, 3)}), "9 1 0 0", "7 7 90 cut", "to"},
		{"another event", replaced(map[int]string{0: suspend(10, 1, "result", 6)}), "9 1 0 0", "1 1 10 wager", "cause.sequence"},
		{"without its event", replaced(map[int]string{0: strings.Replace(suspend(10, 1, "result", 7), ","+Cause("var_start", 7, 0), "", 1)}), "9 1 0 0", "1 1 10 wager", "cause.source cause.event cause.sequence cause.revision"},
		{"a tick later", replaced(map[int]string{6: cut(91, 2)}), "9 1 0 0", "7 7 90 cut", "tick t occurred received release"},
		{"a tick earlier", replaced(map[int]string{6: cut(89, 2)}), "9 1 0 0", "7 7 89 cut", "tick t occurred received release"},
		{"ten seconds later", append(replaced(map[int]string{6: ""}), cut(290, 2)), "9 1 0 0", "7 10 90 cut", "tick t clock occurred received release"},
		{"later than that", append(replaced(map[int]string{6: ""}), cut(291, 2)), "9 0 1 1", "7 0 90 cut", ""},
		{"another order in a tick", swapped, "9 1 0 0", "3 4 10 cut", "order"},
		{"another market", replaced(map[int]string{1: suspend(10, 1, "cards", 7)}), "9 0 1 1", "2 0 10 wager", ""},
		{"another viewer", replaced(map[int]string{3: grant(10, 5, "granted")}), "9 0 1 1", "4 0 10 grant", ""},
		{"another answer", replaced(map[int]string{3: grant(10, 4, "left")}), "9 1 0 0", "4 4 10 grant", "result"},
		{"counted on", replaced(map[int]string{7: suspend(100, 3, "result", 8), 8: segment(120, 3, 360000)}), "8 2 0 0", "8 8 100 wager", "sequence"},
		{"another revision, later", replaced(map[int]string{7: strings.Replace(suspend(103, 2, "result", 8), `"sequence":8,"revision":0`, `"sequence":8,"revision":1`, 1)}), "9 0 1 1", "8 0 100 wager", ""},
		{"one less, then one that differs", replaced(map[int]string{4: "", 6: cut(90, 3)}), "8 1 1 0", "5 0 40 segment-entry", ""},
		{"one that differs, then one earlier than that", slices.Insert(replaced(map[int]string{5: segment(80, 7, 180000), 6: ""}), 5, cut(75, 2)), "8 2 0 0", "7 6 75 cut", "tick t clock occurred received release"},
		{"another kind", replaced(map[int]string{6: Row("clip", 90, "")}), "9 0 1 1", "7 0 90 cut", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := streams(t, base(), tt.b)
			if got := counts(&r.Total); got != tt.want {
				t.Errorf("counts %s, want %s", got, tt.want)
			}
			first, fields := describe(r)
			if first != tt.first || fields != tt.fields {
				t.Errorf("first %q with %q, want %q with %q", first, fields, tt.first, tt.fields)
			}
			back := streams(t, tt.b, base())
			if got, want := counts(&back.Total), fmt.Sprint(r.Total.Equal, r.Total.Differ, r.Total.Second, r.Total.First); got != want {
				t.Errorf("the other way round %s, want %s", got, want)
			}
		})
	}
}

// TestSplices: a break more is one difference, and those after it have another number. A
// break that was taken back is not one that was announced.
func TestSplices(t *testing.T) {
	splice := func(tick, event, sequence int, cancel bool) string {
		return Row("splice", tick, fmt.Sprintf(`"type":"provider_placement_opportunity_start","event":%d,"cancel":%t,"immediate":false,"at":%d,"pts33":%[3]d,`, event, cancel, 4500*tick+540_000)+Cause("ad_break", sequence, 0))
	}
	a := []string{splice(200, 2, 7, false), splice(250, 2, 7, true), splice(900, 3, 8, false)}
	for _, tt := range []struct {
		name string
		b    []string
		want string
	}{
		{"the same", a, "3 0 0 0"},
		{"a break more", []string{splice(100, 2, 6, false), splice(200, 3, 7, false), splice(250, 3, 7, true), splice(900, 4, 8, false)}, "0 3 0 1"},
		{"announced again instead", []string{a[0], splice(250, 2, 7, false), a[2]}, "2 0 1 1"},
		{"a tick later", []string{splice(201, 2, 7, false), a[1], a[2]}, "2 1 0 0"},
	} {
		if got := counts(&streams(t, a, tt.b).Total); got != tt.want {
			t.Errorf("%s: counts %s, want %s", tt.name, got, tt.want)
		}
	}
}

// describe says where the first difference is, and in which fields. The name of
// the clock is left out where it is but a second's name.
func describe(r *compare.Result) (first, fields string) {
	if r.First == nil {
		return "", ""
	}
	line := func(d *decisions.Decision) int {
		if d == nil {
			return 0
		}
		return d.Line
	}
	tick := r.First.Row().Tick
	if s := r.First.Second; s != nil {
		tick = min(tick, s.Tick)
	}
	var names []string
	for _, f := range r.First.Fields {
		names = append(names, f.Name)
	}
	return fmt.Sprint(line(r.First.First), " ", line(r.First.Second), " ", tick, " ", r.First.Row().Kind), strings.Join(names, " ")
}

// TestFields: what differs is counted by field, and the values are those of the rows.
func TestFields(t *testing.T) {
	b := replaced(map[int]string{6: cut(90, 3), 9: cut(150, 2)})
	r := streams(t, base(), b)
	if got := fmt.Sprint(r.Kinds["cut"].Fields); got != "map[to:2]" {
		t.Errorf("fields %s, want to twice", got)
	}
	if f := r.First.Fields[0]; f.First != "2" || f.Second != "3" {
		t.Errorf("%s is %s and %s, want 2 and 3", f.Name, f.First, f.Second)
	}
	if r.Kinds["cut"].Equal != 1 || r.Kinds["wager"].Equal != 3 {
		t.Errorf("kinds %+v", r.Kinds)
	}
}

// TestStrict: of the rows of one tick, one is paired with that which is the same
// decision before one that is only about the same.
func TestStrict(t *testing.T) {
	a := []string{segment(40, 0, 0), segment(40, 1, 180000)}
	b := []string{segment(40, 5, 180000), segment(40, 6, 360000)}
	r := streams(t, a, b)
	if got := fmt.Sprint(counts(&r.Total), r.Total.Fields); got != "0 2 0 0map[pts33:1 sequence:2 start:1]" {
		t.Errorf("%s, want the second paired with the first, by their start", got)
	}
}

// TestErrors: a fault of either run ends the comparison.
func TestErrors(t *testing.T) {
	good, bad := base(), append(base(), "{")
	for _, tt := range []struct{ a, b []string }{{bad, good}, {good, bad}, {bad, nil}} {
		if _, err := compare.Streams(Rows(t, tt.a...), Rows(t, tt.b...)); err == nil || !strings.Contains(err.Error(), "line 11") {
			t.Errorf("error %v, want one of line 11", err)
		}
	}
}

// TestBooks compares random runs: each row is booked once, whichever way round;
// what is left out of one run is found to be, and nothing else.
func TestBooks(t *testing.T) {
	for seed := range uint64(80) {
		r := rand.New(rand.NewPCG(seed, 1))
		a, b := run(r), run(r)
		both := streams(t, a, b)
		c := &both.Total
		if c.Equal+c.Differ+c.First != len(a) || c.Equal+c.Differ+c.Second != len(b) {
			t.Fatalf("seed %d: %s of %d and %d rows", seed, counts(c), len(a), len(b))
		}
		if (both.First == nil) != c.Same() {
			t.Fatalf("seed %d: %s, first difference %v", seed, counts(c), both.First)
		}
		sum := 0
		for _, k := range both.Kinds {
			sum += k.Equal + k.Differ + k.First + k.Second
		}
		if want := c.Equal + c.Differ + c.First + c.Second; sum != want {
			t.Fatalf("seed %d: kinds add up to %d, want %d", seed, sum, want)
		}
		less := slices.Clone(a)
		for range 1 + r.IntN(5) {
			i := r.IntN(len(less))
			less = slices.Delete(less, i, i+1)
		}
		gone := streams(t, a, less)
		if got, want := counts(&gone.Total), fmt.Sprint(len(less), 0, len(a)-len(less), 0); got != want {
			t.Fatalf("seed %d: with rows left out %s, want %s", seed, got, want)
		}
	}
}

// run returns the lines of a random run. As in any run no two are the same.
func run(r *rand.Rand) []string {
	var lines []string
	tick := 0
	for range 20 + r.IntN(60) {
		if r.IntN(2) == 0 {
			tick += r.IntN(60)
		}
		line := ""
		switch r.IntN(4) {
		case 0:
			line = cut(tick, r.IntN(3))
		case 1:
			line = suspend(tick, r.IntN(3), "result", r.IntN(4))
		case 2:
			line = segment(tick, r.IntN(9), 1000*r.IntN(5))
		default:
			line = grant(tick, r.IntN(3), "granted")
		}
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// FuzzStreams: a run is the same as itself, and each row of two is booked once.
func FuzzStreams(f *testing.F) {
	f.Add([]byte(strings.Join(base(), "\n")), []byte(strings.Join(replaced(map[int]string{4: "", 6: cut(91, 2)}), "\n")))
	f.Add([]byte(Row("clip", 1, `"a":{"b":[1,{}]},"a":null`)), []byte(Row("clip", 1, `"a":1`)))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, a, b []byte) {
		var runs [2]iter.Seq2[*decisions.Decision, error]
		var rows [2]int
		for i, data := range [][]byte{a, b} {
			path := filepath.Join(dir, fmt.Sprint(i))
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
			runs[i] = decisions.Read(decisions.Stream{Path: path})
			for _, err := range runs[i] {
				if err != nil {
					return
				}
				rows[i]++
			}
		}
		if r, err := compare.Streams(runs[0], runs[0]); err != nil || !r.Total.Same() || r.Total.Equal != rows[0] {
			t.Errorf("with itself: %+v, %v", r, err)
		}
		r, err := compare.Streams(runs[0], runs[1])
		if err != nil {
			t.Fatal(err)
		}
		if c := &r.Total; c.Equal+c.Differ+c.First != rows[0] || c.Equal+c.Differ+c.Second != rows[1] {
			t.Errorf("%s of %v rows", counts(c), rows)
		}
	})
}
