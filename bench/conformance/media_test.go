package conformance

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// TestMedia: a folder with segments is what ffprobe and ffmpeg take for a stream: every
// variant of the master has its picture and its sound, and decodes without a word.
func TestMedia(t *testing.T) {
	ffprobe, ffmpeg := program(t, "ffprobe", "ffmpeg"), program(t, "ffmpeg", "ffmpeg")
	if !has(t, "--media") {
		missing(t, "replay --media: this touchline writes no segments")
	}
	dir := filepath.Join(t.TempDir(), "out")
	out, err := exec.Command(build(t), "replay", "--quiet", "--out", dir, "--media", "--to", "1@00:30", "final").CombinedOutput()
	if err != nil {
		t.Fatalf("replay --media: %v\n%s", err, out)
	}
	master := filepath.Join(dir, "stream-0001", "hls", "master.m3u8")
	cmd := exec.Command(ffprobe, "-v", "error", "-of", "json", "-show_entries", "stream=codec_type,codec_name,width,height", "-allowed_extensions", "ALL", master)
	found := lines[struct {
		Streams []struct {
			Type   string `json:"codec_type"`
			Height int    `json:"height"`
		} `json:"streams"`
	}](t, cmd)
	var heights []int
	sound := 0
	for _, s := range found[0].Streams {
		if s.Type == "video" {
			heights = append(heights, s.Height)
		} else if s.Type == "audio" {
			sound++
		}
	}
	all := lines[playlist](t, nodeTool(t, "parse-hls.mjs", master))
	slices.Sort(heights)
	heights = slices.Compact(heights)
	// One variant is of sound alone.
	if len(heights) != all[0].HLSParser.Variants-1 || sound == 0 {
		text, _ := json.Marshal(found)
		t.Errorf("pictures of heights %v and %d sounds in a master of %d variants\n%s", heights, sound, all[0].HLSParser.Variants, text)
	}
	decode := exec.Command(ffmpeg, "-v", "error", "-xerror", "-allowed_extensions", "ALL", "-i", master, "-map", "0:v", "-map", "0:a", "-f", "null", "-")
	if said, err := decode.CombinedOutput(); err != nil || len(said) > 0 {
		t.Errorf("ffmpeg: %v\n%s", err, said)
	}
}
