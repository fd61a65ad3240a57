package id3_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"touchline/systems/internal/golden"
	"touchline/systems/manifest/id3"
)

func goal() []id3.Frame {
	return []id3.Frame{
		{Kind: id3.Text, Name: "touchline", Value: []byte(`{"event":"goal","score":"1:0","player":"Müller"}`)},
		{Kind: id3.Private, Name: "touchline.example", Value: []byte{0, 1, 2, 0xff}},
	}
}

func TestAppendTag(t *testing.T) {
	golden.Check(t, "goal.id3", id3.AppendTag(nil, goal()))
	golden.Check(t, "empty.id3", id3.AppendTag(nil, nil))
}

// TestSizes checks frames around the sizes at which another byte of seven bits is
// needed, and the largest tag.
func TestSizes(t *testing.T) {
	for _, size := range []int{0, 1, 126, 127, 128, 129, 1<<14 - 1, 1 << 14, 1<<21 - 1, 1 << 21, 1<<21 + 128} {
		value := bytes.Repeat([]byte{0xff}, size)
		tag := id3.AppendTag(nil, []id3.Frame{{Kind: id3.Private, Name: "o", Value: value}})
		frames, rest, err := id3.ParseTag(append(tag, 'x'))
		if err != nil || len(frames) != 1 || string(rest) != "x" || !bytes.Equal(frames[0].Value, value) {
			t.Errorf("%d bytes: %d frames, then %q, error %v", size, len(frames), rest, err)
		}
		for i, b := range tag[6:10] {
			if b > 0x7f {
				t.Errorf("%d bytes: byte %d of the tag's size is %#x", size, i, b)
			}
		}
	}
	header := []byte("ID3\x04\x00\x00\x7f\x7f\x7f\x7f")
	if _, _, err := id3.ParseTag(header); err == nil || !strings.Contains(err.Error(), "268435455: only 0 bytes") {
		t.Errorf("the size of the largest tag is not read as %d: %v", id3.MostBytes, err)
	}
}

func TestRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		frames := make([]id3.Frame, rng.IntN(4))
		for i := range frames {
			f := &frames[i]
			f.Kind = id3.Kind(rng.IntN(2))
			f.Name = strings.Repeat("né", rng.IntN(4))
			f.Value = make([]byte, rng.IntN(300))
			for j := range f.Value {
				f.Value[j] = byte(rng.IntN(128))
			}
		}
		tag := id3.AppendTag(nil, frames)
		back, rest, err := id3.ParseTag(tag)
		if err != nil || len(rest) != 0 || len(back) != len(frames) {
			t.Fatalf("%d frames, then %q, error %v, from %+v", len(back), rest, err, frames)
		}
		if len(frames) > 0 && !reflect.DeepEqual(back, frames) {
			t.Fatalf("%+v\ncame back as %+v", frames, back)
		}
	}
}

// TestOthers reads a tag with a frame of another kind, with flags of its own, and
// padding after the last.
func TestOthers(t *testing.T) {
	tag := []byte("ID3\x04\x01\x00\x00\x00\x00\x25" + "TIT2\x00\x00\x00\x02\x00\x02\x00a" +
		"PRIV\x00\x00\x00\x03\x60\x00o\x00\xff" + "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00")
	frames, rest, err := id3.ParseTag(tag)
	want := []id3.Frame{{Kind: id3.Private, Name: "o", Value: []byte{0xff}}}
	if err != nil || len(rest) != 0 || !reflect.DeepEqual(frames, want) {
		t.Errorf("%+v, then %q, error %v, want %+v", frames, rest, err, want)
	}
}

func TestParseErrors(t *testing.T) {
	const header = "ID3\x04\x00\x00\x00\x00\x00"
	for _, tt := range []struct {
		name, tag string
		want      error
		message   string
	}{
		{"nothing", "", id3.ErrShort, "ID3 tag: byte 0: header: 0 bytes: must be at least 10: cut off"},
		{"header cut off", header, id3.ErrShort, "ID3 tag: byte 9: header: 9 bytes: must be at least 10: cut off"},
		{"magic", "TAG\x04\x00\x00\x00\x00\x00\x00", id3.ErrNotTag, `ID3 tag: byte 0: header: "TAG": must be "ID3": not an ID3 tag`},
		{"version", "ID3\x03\x00\x00\x00\x00\x00\x00", id3.ErrUnsupported, "ID3 tag: byte 3: version: 2.3: must be 2.4: not supported"},
		{"footer", "ID3\x04\x00\x10\x00\x00\x00\x00", id3.ErrUnsupported, "ID3 tag: byte 5: flags: 00010000: must be none: not supported"},
		{"size", "ID3\x04\x00\x00\x00\x00\x80\x00", id3.ErrSyntax, "ID3 tag: byte 8: size: size byte 0x80: must be below 0x80: not understood"},
		{"tag cut off", header + "\x02x", id3.ErrShort, "ID3 tag: byte 6: size: 2: only 1 bytes are there: cut off"},
		{"frame header cut off", header + "\x09PRIV\x00\x00\x00\x00\x00", id3.ErrShort, "ID3 tag: byte 10: frame: 9 bytes are left: must be at least 10: cut off"},
		{"frame size", header + "\x0aPRIV\x00\x00\x00\xff\x00\x00", id3.ErrSyntax, "ID3 tag: byte 17: PRIV: size byte 0xff: must be below 0x80: not understood"},
		{"frame cut off", header + "\x0bPRIV\x00\x00\x00\x02\x00\x00o", id3.ErrShort, "ID3 tag: byte 14: PRIV: size 2: only 1 bytes are left: cut off"},
		{"frame flags", header + "\x0cPRIV\x00\x00\x00\x02\x00\x08o\x00", id3.ErrUnsupported, "ID3 tag: byte 19: PRIV: format flags 00001000: must be none: not supported"},
		{"owner without end", header + "\x0bPRIV\x00\x00\x00\x01\x00\x00o", id3.ErrShort, "ID3 tag: byte 20: PRIV: the zero byte that ends its name is missing: cut off"},
		{"text without encoding", header + "\x0aTXXX\x00\x00\x00\x00\x00\x00", id3.ErrShort, "ID3 tag: byte 20: TXXX: the encoding is missing: cut off"},
		{"UTF-16", header + "\x0bTXXX\x00\x00\x00\x01\x00\x00\x01", id3.ErrUnsupported, "ID3 tag: byte 20: TXXX: encoding 1: must be 3, UTF-8: not supported"},
		{"not UTF-8", header + "\x0dTXXX\x00\x00\x00\x03\x00\x00\x03\x00\xff", id3.ErrSyntax, "ID3 tag: byte 21: TXXX: must be UTF-8: not understood"},
		{"padding", header + "\x03\x00\x00\x07", id3.ErrSyntax, "ID3 tag: byte 12: padding: 0x07: must be zero: not understood"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			frames, rest, err := id3.ParseTag([]byte(tt.tag))
			if _, ok := errors.AsType[*id3.SyntaxError](err); !ok || !errors.Is(err, tt.want) {
				t.Fatalf("error %v, want one that is %v", err, tt.want)
			}
			if err.Error() != tt.message {
				t.Errorf("message %s\n   want %s", err, tt.message)
			}
			if frames != nil || rest != nil {
				t.Errorf("returns %+v and %q beside the error", frames, rest)
			}
		})
	}
}

// FuzzParseTag checks that no input breaks the parser, and that what it accepts can
// be written and read again unchanged.
func FuzzParseTag(f *testing.F) {
	f.Add(id3.AppendTag(nil, goal()))
	f.Add(id3.AppendTag(nil, nil))
	f.Add([]byte("ID3\x04\x00\x00\x00\x00\x00\x0eTIT2\x00\x00\x00\x02\x00\x00\x00a\x00\x00rest"))
	f.Fuzz(func(t *testing.T, data []byte) {
		first, _, err := id3.ParseTag(data)
		if err != nil {
			if _, ok := errors.AsType[*id3.SyntaxError](err); !ok {
				t.Fatalf("error %v does not say where", err)
			}
			return
		}
		written := id3.AppendTag(nil, first)
		second, rest, err := id3.ParseTag(written)
		if err != nil || len(rest) != 0 || !reflect.DeepEqual(first, second) {
			t.Errorf("first  %+v\nsecond %+v, then %q, error %v", first, second, rest, err)
		}
	})
}

func TestAllocatesNothing(t *testing.T) {
	frames, buf := goal(), make([]byte, 0, 256)
	if n := testing.AllocsPerRun(100, func() { id3.AppendTag(buf, frames) }); n != 0 {
		t.Errorf("a tag allocates %v times, want 0", n)
	}
}

func BenchmarkAppendTag(b *testing.B) {
	frames, buf := goal(), []byte(nil)
	b.ReportAllocs()
	for b.Loop() {
		buf = id3.AppendTag(buf[:0], frames)
	}
	b.SetBytes(int64(len(buf)))
}
