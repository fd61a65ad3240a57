package id3_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"testing"

	"touchline/systems/manifest/id3"
)

// TestOracle lets ffprobe read tags before silent AAC frames.
func TestOracle(t *testing.T) {
	ffprobe, err := exec.LookPath("ffprobe")
	if err != nil {
		t.Skip("ffprobe is not there: nobody else reads the tags")
	}
	long := bytes.Repeat([]byte("0123456789"), 2000) // sizes of three bytes of seven bits
	frames := []id3.Frame{
		{Kind: id3.Text, Name: "touchline", Value: []byte(`{"player":"Müller","score":"1:0"}`)},
		{Kind: id3.Private, Name: "touchline.example", Value: []byte("a\x00\xffz")},
		{Kind: id3.Text, Name: "long", Value: long},
		{Kind: id3.Text, Name: "last", Value: []byte("x")},
	}
	// An ADTS frame of 16 bytes: AAC-LC, 48 kHz, two channels; silence.
	adts := []byte{0xff, 0xf1, 0x4c, 0x80, 0x02, 0x1f, 0xfc, 0x21, 0x10, 0x04, 0x60, 0x8c, 0x1c, 0, 0, 0}
	cmd := exec.Command(ffprobe, "-v", "error", "-f", "aac", "-show_entries", "format_tags", "-of", "json", "-")
	cmd.Stdin = bytes.NewReader(append(id3.AppendTag(nil, frames), bytes.Repeat(adts, 20)...))
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var got struct {
		Format struct{ Tags map[string]string }
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"touchline":                    `{"player":"Müller","score":"1:0"}`,
		"id3v2_priv.touchline.example": `a\x00\xffz`,
		"long":                         string(long),
		"last":                         "x",
	} {
		if got.Format.Tags[name] != want {
			t.Errorf("%s is %q, want %q", name, got.Format.Tags[name], want)
		}
	}
	if n := len(got.Format.Tags); n != len(frames) {
		t.Errorf("%d tags: %q, want %d", n, got.Format.Tags, len(frames))
	}
}
