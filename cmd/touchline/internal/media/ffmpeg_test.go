package media_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"touchline/cmd/touchline/internal/media"
	"touchline/components"
)

// run runs a program on input, and fails the test if it fails or complains.
func run(t *testing.T, input []byte, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(name, args...)
	var out, complaints bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(input), &out, &complaints
	if err := cmd.Run(); err != nil || complaints.Len() > 0 {
		t.Fatalf("%v\n%s", err, complaints.String())
	}
	return out.Bytes()
}

// stream is an init section and its segments.
func stream(t *testing.T, r media.Rendition, all []media.Span, ends func(components.PTS) []components.PTS, p *media.Protection) []byte {
	t.Helper()
	data := initOf(t, r, p)
	for _, s := range all {
		data = append(data, segmentOf(t, r, s, ends(s.Length), p)...)
	}
	return data
}

func whole(components.PTS) []components.PTS { return nil }

// TestDecode lets ffprobe decode streams of consecutive segments: without an error,
// and each frame when it is due.
func TestDecode(t *testing.T) {
	ffprobe := program(t, "ffprobe")
	for _, tt := range lengths {
		for _, cut := range []struct {
			name string
			ends func(components.PTS) []components.PTS
		}{{"segments", whole}, {"parts", quarters}} {
			for _, jump := range []components.PTS{0, 900_000} {
				for _, scheme := range protections {
					name := fmt.Sprintf("%s/%s/%d/%s", tt.rate, cut.name, jump, scheme)
					t.Run(name, func(t *testing.T) {
						all := spans(1<<33-900_000, tt.length, 20, jump)
						for _, r := range []media.Rendition{low, sound} {
							checkDecoded(t, ffprobe, r, all, cut.ends, scheme)
						}
					})
				}
			}
		}
	}
}

// TestDecodeLarge is the same for the other renditions, which take longer.
func TestDecodeLarge(t *testing.T) {
	ffprobe := program(t, "ffprobe")
	if testing.Short() {
		t.Skip("decodes pictures of 2160p")
	}
	for _, r := range ladder[:4] {
		for _, scheme := range protections {
			t.Run(r.Name+"/"+scheme, func(t *testing.T) {
				checkDecoded(t, ffprobe, r, spans(0, 180_180, 2, 0), quarters, scheme)
			})
		}
	}
}

func checkDecoded(t *testing.T, ffprobe string, r media.Rendition, all []media.Span, ends func(components.PTS) []components.PTS, scheme string) {
	t.Helper()
	p := protection(scheme)
	args := []string{"-v", "error"}
	if p != nil {
		args = append(args, "-decryption_key", hex.EncodeToString(p.Key))
	}
	args = append(args, "-show_entries", "frame=pts,key_frame,nb_samples", "-of", "csv=p=0", "-f", "mp4", "-")
	frames := strings.Fields(string(run(t, stream(t, r, all, ends, p), ffprobe, args...)))
	n := 0
	for _, s := range all {
		for i := range 50 {
			at := int64(s.Start) + int64(i)*int64(s.Length)/50
			want := fmt.Sprintf("%d,%d", btoi(i == 0), at)
			if r == sound {
				frame := (int64(s.Start)+1919)/1920 + int64(i)
				want = fmt.Sprintf("1,%d,1024", frame*1024)
			}
			if n >= len(frames) || strings.TrimSuffix(frames[n], ",") != want {
				t.Fatalf("%s: frame %d of %d: %q, want %q", r.Name, n, len(frames), frames[min(n, len(frames)-1)], want)
			}
			n++
		}
		if r == sound { // the rest of its frames: there are more than 50
			for n < len(frames) && inSpan(frames[n], s) {
				n++
			}
		}
	}
	if n != len(frames) {
		t.Errorf("%s: %d frames, want %d", r.Name, len(frames), n)
	}
}

// inSpan reports whether a frame of sound begins in s.
func inSpan(frame string, s media.Span) bool {
	_, frame, _ = strings.Cut(frame, ",")
	frame, _, _ = strings.Cut(frame, ",")
	at, err := strconv.ParseInt(frame, 10, 64)
	return err == nil && at%1024 == 0 && components.PTS(at/1024*1920) < s.Start+s.Length
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestSmooth listens to the decoded sound: where segments meet, and where the clip
// begins again, it must not click. A sine that changes by more than its frequency
// and loudness allow is a click.
func TestSmooth(t *testing.T) {
	ffmpeg := program(t, "ffmpeg")
	all := spans(0, 180_180, 10, 0)
	raw := run(t, stream(t, sound, all, whole, nil), ffmpeg, "-v", "error", "-f", "mp4", "-i", "-", "-f", "s16le", "-")
	const channels = 2
	left := make([]int, 0, len(raw)/4)
	for i := 0; i+1 < len(raw); i += 2 * channels {
		left = append(left, int(int16(binary.LittleEndian.Uint16(raw[i:]))))
	}
	if want := (20_020 * 48) / 1024 * 1024; len(left) < want {
		t.Fatalf("%d samples, want %d", len(left), want)
	}
	// 440 Hz at 3 % of full scale changes by at most 57 from one sample to the next, and
	// that change by at most 3.3; a tenth of it may be the coding's noise.
	loudest := 0
	for i := 4096; i < len(left); i++ {
		loudest = max(loudest, left[i])
		if d := left[i] - left[i-1]; d > 63 || d < -63 {
			t.Fatalf("sample %d, of AAC frame %d: from %d to %d is a click", i, i/1024, left[i-1], left[i])
		}
		if d := left[i] - 2*left[i-1] + left[i-2]; d > 12 || d < -12 {
			t.Fatalf("sample %d, of AAC frame %d: %d, %d, %d has a kink", i, i/1024, left[i-2], left[i-1], left[i])
		}
	}
	if loudest < 800 || loudest > 1200 {
		t.Errorf("the loudest sample is %d, want about 983", loudest)
	}
}
