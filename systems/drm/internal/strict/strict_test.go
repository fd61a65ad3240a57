package strict_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"touchline/systems/drm/internal/strict"
)

// read reads a text of strings, integers, arrays of strings and objects of integers.
func read(text []byte) (map[string]any, error) {
	r := strict.New(text)
	all := map[string]any{}
	err := r.Object(func(name string) (err error) {
		switch name {
		case "s":
			all[name], err = r.String()
		case "i":
			all[name], err = r.Int()
		case "a":
			list := []any{}
			err = r.Array(func() error {
				s, err := r.String()
				list = append(list, s)
				return err
			})
			all[name] = list
		case "o":
			inner := map[string]any{}
			err = r.Object(func(name string) (err error) {
				inner[name], err = r.Int()
				return err
			})
			all[name] = inner
		default:
			err = r.Fault(r.At(), strict.ErrSyntax, "member %q", name)
		}
		return err
	})
	if err == nil {
		err = r.End()
	}
	return all, err
}

func TestRead(t *testing.T) {
	got, err := read([]byte("\t{ \"s\":\"a\\u20AC\\uD83D\\ude00\\n\\/é\" ,\r\n\"i\":-9223372036854775808,\"a\":[ ],\"o\":{\"x\":0}} "))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"s": "a€😀\n/é", "i": int64(-1 << 63), "a": []any{}, "o": map[string]any{"x": int64(0)}}
	if fmt.Sprintf("%#v", got) != fmt.Sprintf("%#v", want) {
		t.Errorf("got %#v, want %#v", got, want)
	}
}

func TestErrors(t *testing.T) {
	tests := []struct {
		name, text string
		want       error
		message    string
	}{
		{"empty", "", strict.ErrSyntax, `byte 0: the end: must be '{': not understood`},
		{"array", "[]", strict.ErrSyntax, `byte 0: '[': must be '{': not understood`},
		{"NUL", "\x00", strict.ErrSyntax, `byte 0: '\x00': must be '{': not understood`},
		{"open", `{`, strict.ErrSyntax, `byte 1: the end: must be '"': not understood`},
		{"two values", `{}{}`, strict.ErrSyntax, `byte 2: '{': must be the end: not understood`},
		{"comma at the end", `{"i":1,}`, strict.ErrSyntax, `byte 7: '}': must be '"': not understood`},
		{"no colon", `{"i"1}`, strict.ErrSyntax, `byte 4: '1': must be ':': not understood`},
		{"no comma", `{"i":1 "s":""}`, strict.ErrSyntax, `byte 7: '"': must be ',' or '}': not understood`},
		{"cut off", `{"i":1`, strict.ErrSyntax, `byte 6: the end: must be ',' or '}': not understood`},
		{"twice", `{"i":1,"i":1}`, strict.ErrDuplicate, `byte 7: member "i": given twice`},
		{"twice, one escaped", `{"i":1, "\u0069":1}`, strict.ErrDuplicate, `byte 8: member "i": given twice`},
		{"twice, within", `{"o":{"x":1,"x":2}}`, strict.ErrDuplicate, `byte 12: member "x": given twice`},
		{"leading zero", `{"i":01}`, strict.ErrSyntax, `byte 5: "01": must be an integer as JSON writes it: not understood`},
		{"minus zero", `{"i":-0}`, strict.ErrSyntax, `byte 5: "-0": must be an integer as JSON writes it: not understood`},
		{"plus", `{"i":+1}`, strict.ErrSyntax, `byte 5: '+': must be an integer: not understood`},
		{"fraction", `{"i":1.0}`, strict.ErrSyntax, `byte 6: '.': must be an integer: not understood`},
		{"exponent", `{"i":1e3}`, strict.ErrSyntax, `byte 6: 'e': must be an integer: not understood`},
		{"64 bits", `{"i":9223372036854775808}`, strict.ErrRange, `byte 5: a number of more than 63 bits: out of range`},
		{"64 bits, below 0", `{"i":-9223372036854775809}`, strict.ErrRange, `byte 5: a number of more than 63 bits: out of range`},
		{"80 bits", `{"i":999999999999999999999999}`, strict.ErrRange, `byte 5: a number of more than 63 bits: out of range`},
		{"open string", `{"s":"ab`, strict.ErrSyntax, `byte 5: a string that does not end: not understood`},
		{"line break in a string", "{\"s\":\"a\nb\"}", strict.ErrSyntax, `byte 7: '\n': a control character in a string: not understood`},
		{"not UTF-8", "{\"s\":\"a\xff\"}", strict.ErrSyntax, `byte 7: 'ÿ': must be UTF-8: not understood`},
		{"unknown escape", `{"s":"\x"}`, strict.ErrSyntax, `byte 6: an escape that stands for no character: not understood`},
		{"short escape", `{"s":"\u12"}`, strict.ErrSyntax, `byte 6: an escape that stands for no character: not understood`},
		{"half a pair", `{"s":"\ud83d"}`, strict.ErrSyntax, `byte 6: an escape that stands for no character: not understood`},
		{"the other half", `{"s":"\ude00\ud83d"}`, strict.ErrSyntax, `byte 6: an escape that stands for no character: not understood`},
		{"null", `{"s":null}`, strict.ErrSyntax, `byte 5: 'n': must be '"': not understood`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := read([]byte(tt.text))
			if !errors.Is(err, tt.want) || err.Error() != tt.message {
				t.Errorf("error %v\n want %s", err, tt.message)
			}
		})
	}
}

// TestMostMembers checks the bound, from both sides.
func TestMostMembers(t *testing.T) {
	object := func(n int) []byte {
		text := []byte(`{"o":{`)
		for i := range n {
			text = fmt.Appendf(text, `"%d":0,`, i)
		}
		return append(bytes.TrimSuffix(text, []byte(",")), "}}"...)
	}
	if _, err := read(object(32)); err != nil {
		t.Error(err)
	}
	if _, err := read(object(33)); !errors.Is(err, strict.ErrRange) {
		t.Errorf("33 members: error %v", err)
	}
}

// FuzzRead checks that no text breaks the reader, that it takes nothing which the
// standard library does not, and that both read the same.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"s":"a\u20AC\uD83D\ude00\n\/é" , "i":-12, "a":["",""],"o":{"x":0}}`))
	f.Add([]byte(`{"s":"\ud83d","i":1e3}`))
	f.Add([]byte("{\"s\":\"\xff\"}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := read(text)
		if err != nil {
			if _, ok := errors.AsType[*strict.Error](err); !ok {
				t.Fatalf("error %v does not say where", err)
			}
			return
		}
		var want map[string]any
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		if err := d.Decode(&want); err != nil {
			t.Fatalf("taken: %q; the standard library says %v", text, err)
		}
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(want)
		if !bytes.Equal(a, b) {
			t.Errorf("%q\n read as %s\n    want %s", text, a, b)
		}
	})
}
