package conformance

import (
	"bytes"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// seen is what both parsers of HLS say of a playlist.
type seen struct {
	Warnings              []string  `json:"warnings"`
	Master                bool      `json:"master"`
	Version               int       `json:"version"`
	Variants              int       `json:"variants"`
	Iframes               int       `json:"iframes"`
	Audio                 int       `json:"audio"`
	Subtitles             int       `json:"subtitles"`
	Bandwidths            []int     `json:"bandwidths"`
	Steering              *string   `json:"steering"`
	Target                float64   `json:"target"`
	Sequence              int       `json:"sequence"`
	DiscontinuitySequence int       `json:"discontinuitySequence"`
	Segments              int       `json:"segments"`
	Duration              float64   `json:"duration"`
	Discontinuities       int       `json:"discontinuities"`
	Gaps                  int       `json:"gaps"`
	Parts                 int       `json:"parts"`
	Hints                 int       `json:"hints"`
	Reports               int       `json:"reports"`
	PartTarget            *float64  `json:"partTarget"`
	Skip                  int       `json:"skip"`
	Dated                 int       `json:"dated"`
	Ranges                []ranging `json:"ranges"`
	End                   bool      `json:"end"`
}

type ranging struct{ ID, Class, Start string }

type playlist struct {
	File      string `json:"file"`
	Error     string `json:"error"`
	HLSParser *seen  `json:"hls-parser"`
	M3U8      *seen  `json:"m3u8-parser"`
}

// parsed has a tool read files, and returns what it saw of each.
func parsed[T any](t testing.TB, tool string, files []string) []T {
	t.Helper()
	cmd := nodeTool(t, tool)
	cmd.Stdin = strings.NewReader(strings.Join(files, "\n"))
	all := lines[T](t, cmd)
	if len(all) != len(files) {
		t.Fatalf("%s: %d files given, %d read", tool, len(files), len(all))
	}
	return all
}

// readPlaylists has both parsers read playlists and lists what is wrong with them: what
// a parser refuses or complains of, where the two differ, and where they have not seen
// what the text says by plain counting of its tags.
func readPlaylists(t testing.TB, files []string) (wrong []string) {
	t.Helper()
	all := parsed[playlist](t, "parse-hls.mjs", files)
	for i := range all {
		p := &all[i]
		bad := func(format string, args ...any) {
			wrong = append(wrong, p.File+": "+fmt.Sprintf(format, args...))
		}
		if p.Error != "" {
			bad("%s", p.Error)
			continue
		}
		for _, w := range p.M3U8.Warnings {
			bad("m3u8-parser warns: %s", w)
		}
		text, err := os.ReadFile(p.File)
		if err != nil {
			t.Fatal(err)
		}
		for name, s := range map[string]*seen{"hls-parser": p.HLSParser, "m3u8-parser": p.M3U8} {
			for _, w := range unlike(text, s) {
				bad("%s saw %s", name, w)
			}
		}
	}
	return wrong
}

// unlike compares what a parser saw with what the text has by counting its lines.
func unlike(text []byte, s *seen) (wrong []string) {
	tags := func(prefix string) (n int) {
		for line := range bytes.Lines(text) {
			if bytes.HasPrefix(line, []byte(prefix)) {
				n++
			}
		}
		return n
	}
	number := func(prefix string) (value int) {
		for line := range bytes.Lines(text) {
			if rest, is := bytes.CutPrefix(line, []byte(prefix)); is {
				fmt.Sscan(string(rest), &value)
			}
		}
		return value
	}
	check := func(what string, got, want int) {
		if got != want {
			wrong = append(wrong, fmt.Sprintf("%s %d, the text has %d", what, got, want))
		}
	}
	check("version", s.Version, max(1, number("#EXT-X-VERSION:")))
	if s.Master {
		check("variants", s.Variants, tags("#EXT-X-STREAM-INF:"))
		check("I-frame variants", s.Iframes, tags("#EXT-X-I-FRAME-STREAM-INF:"))
		check("sound renditions", s.Audio, tags("#EXT-X-MEDIA:TYPE=AUDIO"))
		check("subtitles", s.Subtitles, tags("#EXT-X-MEDIA:TYPE=SUBTITLES"))
		return wrong
	}
	check("target duration", int(s.Target), number("#EXT-X-TARGETDURATION:"))
	check("media sequence", s.Sequence, number("#EXT-X-MEDIA-SEQUENCE:"))
	check("discontinuity sequence", s.DiscontinuitySequence, number("#EXT-X-DISCONTINUITY-SEQUENCE:"))
	check("segments", s.Segments, tags("#EXTINF:"))
	check("gaps", s.Gaps, tags("#EXT-X-GAP"))
	check("parts", s.Parts, tags("#EXT-X-PART:"))
	check("rendition reports", s.Reports, tags("#EXT-X-RENDITION-REPORT:"))
	check("end", map[bool]int{true: 1}[s.End], tags("#EXT-X-ENDLIST"))
	var sum float64
	for line := range bytes.Lines(text) {
		if rest, is := bytes.CutPrefix(line, []byte("#EXTINF:")); is {
			var d float64
			fmt.Sscan(string(rest), &d)
			sum += d
		}
	}
	if math.Abs(sum-s.Duration) > 1e-3 {
		wrong = append(wrong, fmt.Sprintf("a duration of %v s, the text has %v", s.Duration, sum))
	}
	return wrong
}

// replayed runs one replay into a folder of its own.
func replayed(t testing.TB, args ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	out, err := exec.Command(build(t), append([]string{"replay", "--quiet", "--out", dir, "--keep-manifests"}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("replay %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return dir
}

// below lists the files of a folder with an ending.
func below(t testing.TB, dir, ending string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ending) {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func matches(t testing.TB) map[string][]string {
	all := map[string][]string{
		"drill": {"drill"},
		"final": {"--to", "1@10:00", "final"},
	}
	if *long {
		all["final"] = []string{"final"}
		shared, err := filepath.Abs("../../../shared/matches/statsbomb/7584_events.json")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(shared); err != nil {
			t.Logf("without StatsBomb 7584: %v", err)
		} else {
			all["statsbomb-7584"] = []string{shared}
		}
	}
	return all
}

// TestStatic: every playlist and every manifest of whole replays, at every change, is
// read by the parsers of others without complaint, and they see what is there.
func TestStatic(t *testing.T) {
	for name, args := range matches(t) {
		t.Run(name, func(t *testing.T) {
			dir := replayed(t, args...)
			t.Run("rfc", func(t *testing.T) {
				files := below(t, dir, ".m3u8")
				complain(t, against(t, files))
				t.Logf("%d playlists", len(files))
			})
			t.Run("hls", func(t *testing.T) {
				files := below(t, dir, ".m3u8")
				for _, kind := range []string{"/hls/master.m3u8", "/hls/live/", "/hls/changes/"} {
					if !slices.ContainsFunc(files, func(f string) bool { return strings.Contains(f, kind) }) {
						t.Errorf("no playlist has %s in its path", kind)
					}
				}
				complain(t, readPlaylists(t, files))
				t.Logf("%d playlists", len(files))
			})
			t.Run("dash", func(t *testing.T) {
				files := below(t, dir, ".mpd")
				if len(files) == 0 {
					missing(t, "dash/manifest.mpd: this replay writes none")
				}
				complain(t, readManifests(t, files))
				complain(t, validated(t, files))
				t.Logf("%d manifests", len(files))
			})
		})
	}
}

// complain gives the first of what is wrong.
func complain(t testing.TB, wrong []string) {
	t.Helper()
	for i, w := range wrong {
		if i == 10 {
			t.Errorf("and %d more", len(wrong)-i)
			return
		}
		t.Error(w)
	}
}
