package record

import (
	"encoding/json"
	"math"
	"testing"
	"time"
	"unicode/utf8"
)

// TestLine checks the whole of a line as text: its keys stand in the order in
// which they are given.
func TestLine(t *testing.T) {
	var l line
	for range 2 { // a line is used again
		l.open()
		l.text("a", "x\"y")
		l.int("b", -1)
		l.bool("c", true)
		l.texts("d", nil)
		l.texts("e", []string{"f", "g"})
		l.object("h")
		l.int("i", 2)
		l.end()
		l.hex("j", []byte{0xde, 0x01})
		l.utc("k", 1_671_375_600_007)
	}
	const want = `{"a":"x\"y","b":-1,"c":true,"d":[],"e":["f","g"],"h":{"i":2},"j":"de01","k":"2022-12-18T15:00:00.007Z"}` + "\n"
	if got := string(l.close()); got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}

// FuzzText checks that any text comes back from a JSON parser as encoding/json's
// own writing of it does: bytes that are no UTF-8 become U+FFFD, and nothing else
// changes.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"", "Zoë Nägele", `"\`, "\x00\x01\x1f \x7f", "a\nb\tc\rd\be\ff", "\xff", "\xed\xa0\x80", "\xc3",
		"\u2028\u2029", "<script>&", "⚽🔥", "\ufffd", "\U0010ffff",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := appendText(nil, s)
		var got, want string
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatalf("%q is written as %q: %v", s, text, err)
		}
		theirs, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(theirs, &want); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%q comes back as %q, want %q", s, got, want)
		}
		if !utf8.Valid(text) {
			t.Errorf("%q is written as %q, which is not UTF-8", s, text)
		}
	})
}

// TestEveryRune checks each character by itself.
func TestEveryRune(t *testing.T) {
	var b []byte
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) || r > 0x3000 && r%257 != 0 {
			continue
		}
		var got string
		if b = appendText(b[:0], string(r)); json.Unmarshal(b, &got) != nil || got != string(r) {
			t.Fatalf("%U is written as %s, which is read as %q", r, b, got)
		}
	}
}

// TestInts checks that numbers come back exact, beyond what a float holds too.
func TestInts(t *testing.T) {
	for _, want := range []int64{0, 1, -1, 1<<53 + 1, math.MaxInt64, math.MinInt64} {
		var l line
		l.open()
		l.int("n", want)
		var got struct{ N int64 }
		if err := json.Unmarshal(l.close(), &got); err != nil || got.N != want {
			t.Errorf("%d comes back as %d, %v", want, got.N, err)
		}
	}
}

// TestUTC checks that a wall clock comes back as the millisecond that it was.
func TestUTC(t *testing.T) {
	for _, ms := range []int64{0, -1, 1, 999, 1000, 951_782_400_000, 1_896_274_800_000, 4_102_444_799_999} {
		var l line
		l.open()
		l.utc("u", ms)
		var got struct{ U time.Time }
		if err := json.Unmarshal(l.close(), &got); err != nil || got.U.UnixMilli() != ms {
			t.Errorf("%d comes back as %d, %v", ms, got.U.UnixMilli(), err)
		}
	}
}

// TestLineAllocates checks that a line that has its length needs no memory.
func TestLineAllocates(t *testing.T) {
	var l line
	write := func() {
		l.open()
		l.text("team", "home")
		l.int("t", 41_220_000)
		l.bool("gap", false)
		l.utc("utc", 1_896_274_800_000)
		l.object("cause")
		l.end()
		l.close()
	}
	write()
	if n := testing.AllocsPerRun(100, write); n != 0 {
		t.Errorf("%v allocations a line, want none", n)
	}
}
