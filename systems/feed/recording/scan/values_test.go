package scan_test

import (
	"strings"
	"testing"

	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// TestValues reads one record in an order of its own.
func TestValues(t *testing.T) {
	const text = `{"list":[1,null,"x"],"object":{"b":-2,"a":true,"c":2.5},"none":null,"text":"Zo\u00eb \ud800","big":1e40}`
	var m recording.Match
	v := scan.NewValues([]byte(text), &m)
	root := v.Root()
	v.Begin(root)
	var f [6]scan.Span
	v.Members("", root, f[:], "text", "object", "list", "none", "absent", "big")

	var list []string
	for at := range v.Elements("list", f[2]) {
		list = append(list, string(v.Text(at)))
	}
	if got := strings.Join(list, "|"); got != `1|null|"x"` {
		t.Errorf("elements %s", got)
	}
	var keys []string
	for key, at := range v.Entries("object", f[1]) {
		keys = append(keys, string(key)+"="+string(v.Text(at)))
	}
	if got := strings.Join(keys, " "); got != "b=-2 a=true c=2.5" {
		t.Errorf("entries %s", got)
	}
	var o [3]scan.Span
	v.Members("object", f[1], o[:], "a", "b", "c")
	if n := v.Integer("b", o[1], -2, 5, "a number"); n != -2 || !v.Truth("a", o[0]) || v.Truth("none", f[3]) {
		t.Errorf("b %d", n)
	}
	if n, ok := v.Fixed("c", o[2], 3); n != 2500 || !ok {
		t.Errorf("c %d, %v", n, ok)
	}
	if _, ok := v.Fixed("big", f[5], 3); ok {
		t.Error("a number out of range is read")
	}
	names := ecs.NewSymbols()
	if got := names.Text(v.Name("text", f[0], names)); got != "Zoë \uFFFD" {
		t.Errorf("text %q", got)
	}
	for range v.Elements("none", f[3]) {
		t.Error("an absent array has elements")
	}
	for range v.Entries("absent", f[4]) {
		t.Error("an absent object has entries")
	}
	if v.Name("absent", f[4], names) != 0 || v.Integer("absent", f[4], 0, 1, "") != 0 {
		t.Error("an absent value is something")
	}
	if v.Err != nil {
		t.Error(v.Err)
	}
	const warning = `bad-text: event 1: text "Zo\u00eb \ud800"`
	if got := m.Warnings.String(); got != warning {
		t.Errorf("warnings %s, want %s", got, warning)
	}
}

// TestValueFaults checks where each fault is, and that the first of them stays.
func TestValueFaults(t *testing.T) {
	const text = `[{"id":"e7","n":5,"s":"x","o":{},"l":[]}]`
	tests := []struct {
		name string
		read func(v *scan.Values, f []scan.Span)
		want string
	}{
		{"integer", func(v *scan.Values, f []scan.Span) { v.Integer("s", f[2], 0, 9, "a digit") }, `byte 22, event 1 (id e7): s "x": of the wrong type: want a digit`},
		{"too small", func(v *scan.Values, f []scan.Span) { v.Integer("n", f[1], 6, 9, "6 to 9") }, `byte 16, event 1 (id e7): n 5: out of range: want 6 to 9`},
		{"too large", func(v *scan.Values, f []scan.Span) { v.Integer("n", f[1], 0, 4, "0 to 4") }, `byte 16, event 1 (id e7): n 5: out of range: want 0 to 4`},
		{"number", func(v *scan.Values, f []scan.Span) { v.Fixed("o", f[3], 2) }, `byte 30, event 1 (id e7): o {}: of the wrong type: want a number`},
		{"word", func(v *scan.Values, f []scan.Span) { v.Word("n", f[1]) }, `byte 16, event 1 (id e7): n 5: of the wrong type: want a text`},
		{"truth", func(v *scan.Values, f []scan.Span) { v.Truth("n", f[1]) }, `byte 16, event 1 (id e7): n 5: of the wrong type: want true or false`},
		{"object", func(v *scan.Values, f []scan.Span) { v.Members("l", f[4], f[:1], "x") }, `byte 37, event 1 (id e7): l []: of the wrong type: want an object`},
		{"array", func(v *scan.Values, f []scan.Span) {
			for range v.Elements("o", f[3]) {
			}
		}, `byte 30, event 1 (id e7): o {}: of the wrong type: want an array`},
		{"entries", func(v *scan.Values, f []scan.Span) {
			for range v.Entries("n", f[1]) {
			}
		}, `byte 16, event 1 (id e7): n 5: of the wrong type: want an object`},
		{"required", func(v *scan.Values, _ []scan.Span) { v.Required("z", scan.Span{}, "a value") }, `byte 1, event 1 (id e7): z: missing: want a value`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := scan.NewValues([]byte(text), &recording.Match{})
			var f [5]scan.Span
			for at := range v.Elements("", v.Root()) {
				v.Begin(at)
				v.Members("", at, f[:], "id", "n", "s", "o", "l")
				v.ID = f[0]
				tt.read(&v, f[:])
				v.Fail("later", scan.Span{}, recording.Syntax, "")
			}
			if v.Err == nil || v.Err.Error() != tt.want {
				t.Errorf("message\n got %v\nwant %s", v.Err, tt.want)
			}
		})
	}
}

// TestRoot checks that the whole text is looked at before any of it is read.
func TestRoot(t *testing.T) {
	for text, want := range map[string]string{
		`[1,{"a":`: "byte 8: the file ends too early: want a value",
		`[1,2}`:    "byte 4: }: not JSON: want a comma or ]",
		`[1] 2`:    "byte 4: 2: trailing bytes: want nothing more",

		`é23456789012345é`:  "byte 0: é23456789012345: not JSON: want a value",
		`é2345678901234é67`: "byte 0: é2345678901234: not JSON: want a value",
	} {
		v := scan.NewValues([]byte(text), &recording.Match{})
		if root := v.Root(); root != (scan.Span{}) || v.Err == nil || v.Err.Error() != want {
			t.Errorf("%s: %v, want %s", text, v.Err, want)
		}
		for range v.Elements("", scan.Span{To: 1}) {
			t.Errorf("%s: is read all the same", text)
		}
	}
}

// TestLongText checks the longest text that is read, and one that is longer; what is
// not read may be.
func TestLongText(t *testing.T) {
	for _, tt := range []struct {
		length int
		want   string
	}{
		{scan.MaxText, ""},
		{scan.MaxText + 1, `byte 5: s "` + strings.Repeat("x", 39) + `..: out of range: want at most 65536 bytes`},
	} {
		text := `{"s":"` + strings.Repeat("x", tt.length) + `","other":"` + strings.Repeat("y", 2*scan.MaxText) + `"}`
		v := scan.NewValues([]byte(text), &recording.Match{})
		var f [1]scan.Span
		v.Members("", v.Root(), f[:], "s")
		word, message := v.Word("s", f[0]), ""
		if v.Err != nil {
			message = v.Err.Error()
		}
		if message != tt.want || (len(word) == 0) == (tt.want == "") {
			t.Errorf("%d bytes: %d read, error %q, want %q", tt.length, len(word), message, tt.want)
		}
	}
}
