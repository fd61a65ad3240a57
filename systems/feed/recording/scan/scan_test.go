package scan_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

var texts = []string{
	`{"id":"a","n":[1,-2.5e+3,0,0.25],"o":{"t":true,"f":false,"z":null},"e":{},"l":[]}`,
	` [ { "k" : "M\u00fcller \ud83d\ude00 \ud800 \"\\\/\b\f\n\r\t" } , "x" ] `,
	"\uFEFF[]", `"\ud83d\u0041"`, "\"\xff\xc3\"", `"\u00zz"`, `"\u00`, `"\x"`, "\"\x01\"",
	`01`, `-`, `1.`, `.5`, `1e`, `1e+`, `-0`, `1E400`, `[1,]`, `{"a":1,}`, `{,}`, `[,]`, `{"a" 1}`, `{1:2}`,
	`tru`, `truth`, `nul`, `[1 2]`, `{} {}`, ``, ` `, `[`, `{"a":`, strings.Repeat("[", 64) + strings.Repeat("]", 64),
	strings.Repeat("[", 65) + strings.Repeat("]", 65), "[" + strings.Repeat("[],{},", 70) + "{}]",
}

// FuzzValue checks that the scanner accepts what encoding/json accepts, but for
// what is nested too deep.
func FuzzValue(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := scan.New(data)
		v := s.Value()
		s.End()
		plain := bytes.TrimPrefix(data, []byte("\uFEFF"))
		want := json.Valid(plain) && depth(plain) <= scan.MaxDepth
		if got := s.Err() == nil; got != want {
			t.Fatalf("accepted %v, want %v: %v", got, want, s.Err())
		}
		if s.Err() != nil {
			if !errors.Is(s.Err(), recording.ErrFormat) {
				t.Errorf("%v is not an ErrFormat", s.Err())
			}
			return
		}
		if got, want := s.Text(v), bytes.Trim(plain, " \t\r\n"); !bytes.Equal(got, want) && string(want) != "null" {
			t.Errorf("value %q, want %q", got, want)
		}
	})
}

// FuzzPrefix checks that a good text that is cut short is called so, wherever the
// cut is, unless what is left is a text too.
func FuzzPrefix(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if data = bytes.TrimSpace(data); !json.Valid(data) || depth(data) > scan.MaxDepth || len(data) > 1000 {
			return
		}
		for n := range data {
			if json.Valid(data[:n]) {
				continue
			}
			s := scan.New(data[:n])
			s.Value()
			s.End()
			if !errors.Is(s.Err(), recording.Truncated) || s.Err().Offset != int64(n) {
				t.Fatalf("%q: %v, want: byte %d: %v", data[:n], s.Err(), n, recording.Truncated)
			}
		}
	})
}

// FuzzText checks texts against encoding/json.
func FuzzText(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var want string
		if data = bytes.TrimSpace(data); json.Unmarshal(data, &want) != nil || string(data) == "null" {
			return
		}
		got, valid := scan.AppendText([]byte("dst:"), data)
		if string(got) != "dst:"+want {
			t.Errorf("%s: %q, want %q", data, got, want)
		}
		if !valid && !strings.ContainsRune(want, '\uFFFD') {
			t.Errorf("%s: not valid, though nothing was replaced", data)
		}
	})
}

func TestTextValid(t *testing.T) {
	tests := []struct {
		quoted string
		want   bool
	}{
		{`"é"`, true}, {`"\u00e9"`, true}, {`"\ud83d\ude00"`, true}, {"\"\uFFFD\"", true}, {`"\ufffd"`, true},
		{`"\ud83d"`, false}, {`"\ude00\ud83d"`, false}, {`"\ud83d\n"`, false}, {"\"\xc3\"", false}, {"\"a\xffb\"", false},
	}
	for _, tt := range tests {
		if _, got := scan.AppendText(nil, []byte(tt.quoted)); got != tt.want {
			t.Errorf("%q: valid %v, want %v", tt.quoted, got, tt.want)
		}
	}
}

func TestFixed(t *testing.T) {
	tests := []struct {
		text   string
		places int
		want   int64
		ok     bool
	}{
		{"0", 0, 0, true}, {"-0", 3, 0, true}, {"12", 0, 12, true}, {"-12.5", 1, -125, true},
		{"0.0766", 4, 766, true}, {"0.07664999", 4, 766, true}, {"0.07665", 4, 767, true}, {"-0.07665", 4, -767, true},
		{"0.49999999999999999999999999", 0, 0, true}, {"0.5", 0, 1, true}, {"0.05", 0, 0, true}, {"0.09", 0, 0, true},
		{"9.6E-4", 4, 10, true}, {"9.4e-4", 4, 9, true}, {"1e3", 2, 100000, true}, {"0e999999999999999999999", 0, 0, true},
		{"1e-999999999999999999999", 9, 0, true}, {"1e400", 0, 0, false}, {"922337203685477579", 1, 9223372036854775790, true},
		{"9223372036854775799", 0, 9223372036854775799, true}, {"9223372036854775800", 0, 0, false}, {"99999999999999999999", 0, 0, false}, {"", 0, 0, false}, {"-", 0, 0, false}, {"01", 0, 0, false}, {"1.", 0, 0, false},
		{".5", 0, 0, false}, {"+1", 0, 0, false}, {"1e", 0, 0, false}, {"1x", 0, 0, false}, {`"1"`, 0, 0, false}, {"NaN", 0, 0, false},
	}
	for _, tt := range tests {
		got, ok := scan.Fixed([]byte(tt.text), tt.places)
		if ok != tt.ok || ok && got != tt.want {
			t.Errorf("Fixed(%s, %d) = %d, %v, want %d, %v", tt.text, tt.places, got, ok, tt.want, tt.ok)
		}
	}
}

func TestInt(t *testing.T) {
	tests := []struct {
		text string
		want int64
		ok   bool
	}{
		{"0", 0, true}, {"-7", -7, true}, {"34", 34, true},
		{"34.0", 0, false}, {"3e1", 0, false}, {"", 0, false}, {"true", 0, false}, {"--1", 0, false},
	}
	for _, tt := range tests {
		if got, ok := scan.Int([]byte(tt.text)); got != tt.want || ok != tt.ok {
			t.Errorf("Int(%s) = %d, %v, want %d, %v", tt.text, got, ok, tt.want, tt.ok)
		}
	}
}

// FuzzFixed checks numbers against rational arithmetic.
func FuzzFixed(f *testing.F) {
	for _, text := range []string{"0", "-12.5", "0.07665", "1e3", "9.6E-4", "1.5e18", "922337203685477580.7", "5e-1"} {
		f.Add(text, 4)
	}
	f.Fuzz(func(t *testing.T, text string, places int) {
		if places < 0 || places > 12 || len(text) > 40 || !json.Valid([]byte(text)) || strings.TrimSpace(text) != text {
			return
		}
		if _, e, _ := strings.Cut(strings.ToLower(text), "e"); len(e) > 3 {
			return // rationals of a thousand digits
		}
		r, ok := new(big.Rat).SetString(text)
		if !ok {
			return
		}
		got, ok := scan.Fixed([]byte(text), places)
		want := round(r.Mul(r, new(big.Rat).SetInt64(pow10(places))))
		if !ok {
			if want.IsInt64() && want.CmpAbs(big.NewInt(9e18)) < 0 {
				t.Fatalf("Fixed(%s, %d) is out of range, want %v", text, places, want)
			}
			return
		}
		if want.Cmp(big.NewInt(got)) != 0 {
			t.Errorf("Fixed(%s, %d) = %d, want %v", text, places, got, want)
		}
	})
}

func TestErrors(t *testing.T) {
	tests := []struct{ text, message string }{
		{`{"a":1 "b":2}`, `byte 7: "b":2}: not JSON: want a comma or }`},
		{`{"a":[1,2`, `byte 9: the file ends too early: want a comma or ]`},
		{`[1,]`, `byte 3: ]: not JSON: want another member after the comma`},
		{`[tru]`, `byte 4: ]: not JSON: want true`},
		{`[1]x`, `byte 3: x: trailing bytes: want nothing more`},
		{`["\x"]`, `byte 2: \x"]: not JSON: want an escape like \n or \u00e9`},
		{strings.Repeat("[", 65), `byte 64: [: nested too deep: want at most 64 levels`},
		{"[\x1b[31m]", "byte 1: \uFFFD[31m]: not JSON: want a value"},
	}
	for _, tt := range tests {
		s := scan.New([]byte(tt.text))
		s.Value()
		s.End()
		if s.Err() == nil || s.Err().Error() != tt.message {
			t.Errorf("%s:\n got %v\nwant %s", tt.text, s.Err(), tt.message)
		}
	}
}

// TestWalk shows that what is wanted can be taken and the rest left.
func TestWalk(t *testing.T) {
	s := scan.New([]byte(`{"skip":{"a":[{}]},"t\u0079pe":{"id":30},"none":null,"at":[61.5,[],40]}`))
	var got []string
	for ok := s.Object(); ok && s.Key(); {
		switch string(s.Name) {
		case "type":
			for ok := s.Object(); ok && s.Key(); {
				got = append(got, string(s.Text(s.Value())))
			}
		case "at":
			for ok := s.Array(); ok && s.Element(); {
				got = append(got, string(s.Text(s.Value())))
			}
		case "none":
			if s.Array() || s.Object() || s.Value() != (scan.Span{}) {
				t.Error("null is a value")
			}
		default:
			s.Value()
		}
	}
	s.End()
	if want := "[30 61.5 [] 40]"; fmt.Sprint(got) != want || s.Err() != nil {
		t.Errorf("found %v, %v, want %s", got, s.Err(), want)
	}
}

func TestPick(t *testing.T) {
	tests := []struct{ text, want string }{
		{`{"b":[1],"a":2,"c":3}`, "2 [1]"}, {`{"a":1,"a":{"b":2}}`, `{"b":2} `}, {`{"a":1,"a":null}`, " "}, {`{}`, " "}, {`7`, " "},
	}
	for _, tt := range tests {
		s := scan.New([]byte("[0, " + tt.text + ",1]"))
		s.Array()
		s.Element()
		s.Value()
		s.Element()
		out := []scan.Span{{1, 2}, {1, 2}}
		v := s.Pick(out, "a", "b")
		if got := string(s.Text(out[0])) + " " + string(s.Text(out[1])); got != tt.want || string(s.Text(v)) != tt.text || s.Err() != nil {
			t.Errorf("%s: picked %q of %s, %v, want %q", tt.text, got, s.Text(v), s.Err(), tt.want)
		}
		in := s.Inside(v)
		if again := in.Pick(out, "a", "b"); again != v {
			t.Errorf("%s: %v, picked again: %v", tt.text, v, again)
		}
	}
}

// depth is how deep text nests, by another route than the scanner's.
func depth(text []byte) int {
	most, now := 0, 0
	for d := json.NewDecoder(bytes.NewReader(text)); ; {
		tok, err := d.Token()
		if err != nil {
			return most
		}
		switch tok {
		case json.Delim('{'), json.Delim('['):
			now++
			most = max(most, now)
		case json.Delim('}'), json.Delim(']'):
			now--
		}
	}
}

func pow10(n int) int64 {
	v := int64(1)
	for range n {
		v *= 10
	}
	return v
}

// round rounds r half away from zero.
func round(r *big.Rat) *big.Int {
	num, den := new(big.Int).Abs(r.Num()), r.Denom()
	q := num.Add(num.Lsh(num, 1), den)
	q.Div(q, new(big.Int).Lsh(den, 1))
	if r.Sign() < 0 {
		q.Neg(q)
	}
	return q
}

// TestSpecial checks every byte at every place of a word, before and after others
// that could mislead.
func TestSpecial(t *testing.T) {
	for _, filler := range []byte{' ', '!', '#', ']', '[', 0x7f, 0x80, 0xa2, 0xdc, 0xff} {
		for c := range 256 {
			for place := range 17 {
				for _, after := range []byte{filler, '"', 0, 0x21} {
					text := bytes.Repeat([]byte{filler}, 20)
					text[place] = byte(c)
					text[place+1] = after
					text[19] = '"'
					want := 0
					for ; text[want] >= ' ' && text[want] != '"' && text[want] != '\\'; want++ {
					}
					if got := scan.Special(text, 0); got != want {
						t.Fatalf("%q: %d, want %d", text, got, want)
					}
				}
			}
		}
	}
}
