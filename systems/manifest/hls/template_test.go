package hls_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"touchline/components"
	"touchline/systems/manifest/hls"
)

// randomMaster is a multivariant playlist with values in all places where streams of a
// class may differ: the query of URIs, a language, where a pathway leads.
func randomMaster(rng *rand.Rand, values []string) *hls.Master {
	some := func(text string) string {
		if rng.IntN(3) == 0 {
			return ""
		}
		return text
	}
	m := &hls.Master{Steering: hls.Steering{URI: some("../steering.json" + values[0]), Pathway: some("a")}}
	for k := range rng.IntN(3) {
		group := fmt.Sprint("group", k)
		m.Audio = append(m.Audio, hls.Audio{Group: group, Name: values[1], Language: some(values[1]), URI: some(values[2] + "audio.m3u8" + values[0])})
		m.Subtitles = append(m.Subtitles, hls.Subtitles{Group: group, Name: "text", Language: values[1], URI: values[2] + "text.m3u8" + values[0]})
	}
	for k := range 1 + rng.IntN(6) {
		v := hls.Variant{
			URI: values[2] + fmt.Sprint(k) + ".m3u8" + values[0], Bandwidth: components.Bitrate(rng.IntN(1 << 24)), Codecs: "avc1.640028",
			Frames: components.Rate{Num: 25, Den: 1}, Range: some("SDR"), Stable: some(fmt.Sprint(k)), Audio: some("group0"),
		}
		m.Variants = append(m.Variants, v)
		if rng.IntN(2) == 0 {
			m.IFrames = append(m.IFrames, v)
		}
	}
	return m
}

// TestTemplate: a template that is filled in is what AppendMaster writes.
func TestTemplate(t *testing.T) {
	open := []string{hls.Hole(0), hls.Hole(1), hls.Hole(8)}
	for seed := range uint64(2000) {
		of := func(values []string) *hls.Master { return randomMaster(rand.New(rand.NewPCG(seed, 12)), values) }
		rng := rand.New(rand.NewPCG(seed, 13))
		values := []string{"?from=7", "pt-BR", "https://cdn.example/"}
		if rng.IntN(2) == 0 {
			values[0], values[2] = "", ""
		}
		want := of(values)
		for k := range rng.IntN(3) {
			want.SessionKeys = append(want.SessionKeys, hls.Key{Method: "SAMPLE-AES", URI: fmt.Sprint("data:,", k)})
		}
		template := hls.NewTemplate(of(open))
		got := template.AppendMaster([]byte("x"), want.SessionKeys, values[0], values[1], "", "", "", "", "", "", values[2])
		if text := string(hls.AppendMaster([]byte("x"), want)); string(got) != text {
			t.Fatalf("seed %d: template\n%s\nwant\n%s", seed, got, text)
		}
		if other := hls.NewTemplate(of(open)); other.String() != template.String() {
			t.Fatalf("seed %d: two templates of one playlist differ", seed)
		}
	}
}

// TestTemplateText: two templates with their holes in other places are not the same.
func TestTemplateText(t *testing.T) {
	of := func(uri, name string) string {
		return hls.NewTemplate(&hls.Master{Variants: []hls.Variant{{URI: uri, Stable: name}}}).String()
	}
	texts := map[string]bool{of("a"+hls.Hole(0), "b"): true, of("a", "b"+hls.Hole(0)): true, of("a"+hls.Hole(1), "b"): true, of("a", "b"): true}
	if len(texts) != 4 {
		t.Errorf("%d texts of four templates", len(texts))
	}
}

// TestTemplateAllocatesNothing: a playlist is copied, not made.
func TestTemplateAllocatesNothing(t *testing.T) {
	m := randomMaster(rand.New(rand.NewPCG(1, 1)), []string{hls.Hole(0), hls.Hole(1), hls.Hole(2)})
	template, buf, keys := hls.NewTemplate(m), make([]byte, 0, 1<<14), []hls.Key{{Method: "SAMPLE-AES", URI: "data:,1", ID: [16]byte{1}}}
	suffix := "?from=7"
	if n := testing.AllocsPerRun(100, func() { template.AppendMaster(buf, keys, suffix, "en", "") }); n != 0 {
		t.Errorf("a playlist allocates %v times, want 0", n)
	}
}
