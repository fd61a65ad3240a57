package conformance

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// origin is a small live server: an encoder puts files, and who asks for a file that
// is being put is given it as it grows, as low-latency DASH wants it.
type origin struct {
	*httptest.Server
	// shift is how far the clock of the media is from that of this machine: dates in
	// manifests are moved by it, and /time gives it.
	shift time.Duration
	// goal is the media date of an event that all manifests tell of, and segments of
	// DASH in band. It comes soon after the first manifest is asked for: however late
	// the players start they are there before it, and have time left to load it.
	goal func() time.Time

	mu    sync.Mutex
	grown *sync.Cond
	files map[string]*file
	// What is asked for below /deaf gets no answer for deafFor, once deafAfter has
	// passed since the first segment.
	deafAfter, deafFor time.Duration
	deafFrom           time.Time
}

type file struct {
	data  []byte
	whole bool
	put   time.Time
}

func newOrigin(t testing.TB, shift time.Duration) *origin {
	o := &origin{shift: shift, files: map[string]*file{}}
	o.goal = sync.OnceValue(func() time.Time {
		return time.Now().Add(4*time.Second + shift).UTC().Truncate(time.Millisecond)
	})
	o.grown = sync.NewCond(&o.mu)
	o.Server = httptest.NewServer(o)
	t.Cleanup(o.Close)
	return o
}

func (o *origin) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("Access-Control-Allow-Origin", "*")
	head.Set("Cache-Control", "no-store")
	switch {
	case r.Method == http.MethodPut || r.Method == http.MethodPost:
		o.put(r)
	case r.Method == http.MethodDelete:
	case r.URL.Path == "/time":
		io.WriteString(w, time.Now().Add(o.shift).UTC().Format("2006-01-02T15:04:05.000Z"))
	case strings.HasPrefix(r.URL.Path, "/ll/"):
		o.serveLL(w, r)
	default:
		o.get(w, r)
	}
}

func (o *origin) put(r *http.Request) {
	f := &file{put: time.Now()}
	o.mu.Lock()
	// A manifest is replaced when it is whole; a segment is there from its first byte.
	manifest := strings.HasSuffix(r.URL.Path, ".mpd") || strings.HasSuffix(r.URL.Path, ".m3u8")
	if !manifest {
		o.files[r.URL.Path] = f
	}
	o.mu.Unlock()
	buffer := make([]byte, 64<<10)
	for {
		n, err := r.Body.Read(buffer)
		o.mu.Lock()
		f.data = append(f.data, buffer[:n]...)
		f.whole = err != nil
		if f.whole && manifest {
			o.files[r.URL.Path] = f
		}
		o.grown.Broadcast()
		o.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (o *origin) get(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	deaf, isDeaf := strings.CutPrefix(path, "/deaf")
	if isDeaf {
		path = deaf
		o.mu.Lock()
		if o.deafFrom.IsZero() && strings.HasSuffix(path, ".m4s") {
			o.deafFrom = time.Now().Add(o.deafAfter)
		}
		from := o.deafFrom
		o.mu.Unlock()
		if !from.IsZero() && time.Now().After(from) {
			time.Sleep(time.Until(from.Add(o.deafFor)))
		}
	}
	f := o.find(path)
	if f == nil {
		http.NotFound(w, r)
		return
	}
	if strings.HasSuffix(path, ".mpd") || strings.HasSuffix(path, ".m3u8") {
		w.Write(o.rewritten(f.data))
		return
	}
	for sent := 0; ; {
		o.mu.Lock()
		// What is told in band stands before the first fragment.
		for !f.whole && (len(f.data) == sent || sent == 0 && !bytes.Contains(f.data, []byte("moof"))) {
			o.grown.Wait()
		}
		more, whole := f.data[sent:], f.whole
		o.mu.Unlock()
		out := more
		if sent == 0 {
			out = o.told(path, more)
		}
		if _, err := w.Write(out); err != nil {
			return
		}
		http.NewResponseController(w).Flush()
		if sent += len(more); whole && len(more) == 0 {
			return
		}
	}
}

// find waits for a segment that is asked for a little early: a player at the live edge
// computes when the next one begins, and its clock is not the encoder's.
func (o *origin) find(path string) *file {
	for deadline := time.Now().Add(2 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		o.mu.Lock()
		f := o.files[path]
		o.mu.Unlock()
		if f != nil || !strings.HasSuffix(path, ".m4s") || time.Now().After(deadline) {
			return f
		}
	}
}

var dates = regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)`)

// suggested is a delay of one segment, as ffmpeg writes it: too little for a segment
// that is there only when it is whole.
var suggested = regexp.MustCompile(`suggestedPresentationDelay="PT1(\.\d+)?S"`)

func (o *origin) rewritten(text []byte) []byte {
	text = suggested.ReplaceAll(text, []byte(`suggestedPresentationDelay="PT4S"`))
	text = dates.ReplaceAllFunc(text, func(date []byte) []byte {
		for _, form := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999-0700"} {
			if at, err := time.Parse(form, string(date)); err == nil {
				return []byte(at.Add(o.shift).UTC().Format("2006-01-02T15:04:05.000Z"))
			}
		}
		return date
	})
	if at := availability.FindSubmatch(text); at != nil {
		ms := o.onTimeline(string(at[1])).Milliseconds()
		text = regexp.MustCompile(`<Period[^>]*>`).ReplaceAll(text, fmt.Appendf(nil,
			`$0<EventStream schemeIdUri="urn:example:goal:listed" timescale="1000"><Event presentationTime="%d" id="7">goal 1-0</Event></EventStream>`, ms))
		return regexp.MustCompile(`<AdaptationSet[^>]*contentType="video"[^>]*>`).ReplaceAll(text, []byte(`$0<InbandEventStream schemeIdUri="urn:example:goal:inband" value="1"/>`))
	}
	return bytes.Replace(text, []byte("#EXTINF:"), fmt.Appendf(nil, "#EXT-X-DATERANGE:ID=\"goal-1\",CLASS=\"example.goal\",START-DATE=\"%s\",X-SCORE=\"1-0\"\n#EXTINF:",
		o.goal().Format("2006-01-02T15:04:05.000Z")), 1)
}

var availability = regexp.MustCompile(`availabilityStartTime="([^"]*)"`)

// onTimeline gives the goal's distance from the start of a timeline.
func (o *origin) onTimeline(start string) time.Duration {
	at, err := time.Parse(time.RFC3339Nano, start)
	if err != nil {
		return 0
	}
	return o.goal().Sub(at)
}

// told puts the event in band into the segment that it falls in: version 1 of an emsg
// box, before the first moof.
func (o *origin) told(path string, data []byte) []byte {
	folder, name, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	var stream, number int
	if n, _ := fmt.Sscanf(name, "chunk-stream%d-%d.m4s", &stream, &number); n != 2 || stream != 0 {
		return data
	}
	o.mu.Lock()
	mpd := o.files["/"+folder+"/manifest.mpd"]
	o.mu.Unlock()
	moof := bytes.Index(data, []byte("moof"))
	if mpd == nil || moof < 4 {
		return data
	}
	at := availability.FindSubmatch(mpd.data)
	start, err := time.Parse(time.RFC3339Nano, string(at[1]))
	if err != nil {
		return data
	}
	ms := o.goal().Sub(start.Add(o.shift)).Milliseconds()
	if int(ms/1000)+1 != number {
		return data
	}
	box := []byte("\x00\x00\x00\x00emsg\x01\x00\x00\x00")
	box = binary.BigEndian.AppendUint32(box, 1000)
	box = binary.BigEndian.AppendUint64(box, uint64(ms))
	box = binary.BigEndian.AppendUint32(box, 1000)
	box = binary.BigEndian.AppendUint32(box, 9)
	box = append(box, "urn:example:goal:inband\x001\x00goal 1-0"...)
	binary.BigEndian.PutUint32(box, uint32(len(box)))
	return slices.Insert(slices.Clone(data), moof-4, box...)
}

// encode has ffmpeg put a live test picture and tone, as HLS below /hls/ and as DASH
// below /dash/ (SegmentTimeline) and /low/ (chunked, low latency), until the test ends.
func (o *origin) encode(t testing.TB) {
	t.Helper()
	ffmpeg := program(t, "ffmpeg", "ffmpeg")
	began := time.Now()
	av := []string{
		"-map", "0:v", "-map", "1:a", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency",
		"-profile:v", "baseline", "-g", "25", "-keyint_min", "25", "-sc_threshold", "0", "-bf", "0", "-pix_fmt", "yuv420p", "-b:v", "200k",
		"-c:a", "aac", "-b:a", "64k",
	}
	arguments := []string{"-v", "error", "-re", "-f", "lavfi", "-i", "testsrc2=size=160x90:rate=25",
		"-re", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"}
	arguments = append(append(arguments, av...), "-f", "hls", "-hls_time", "1", "-hls_list_size", "10",
		"-hls_segment_type", "fmp4", "-hls_flags", "program_date_time+independent_segments", "-master_pl_name", "master.m3u8",
		"-method", "PUT", "-http_persistent", "1", o.URL+"/hls/live.m3u8")
	arguments = append(append(arguments, av...), "-f", "dash", "-seg_duration", "1", "-window_size", "20",
		"-use_timeline", "1", "-use_template", "1", "-utc_timing_url", o.URL+"/time", "-adaptation_sets", "id=0,streams=v id=1,streams=a",
		"-method", "PUT", "-http_persistent", "1", o.URL+"/dash/manifest.mpd")
	arguments = append(append(arguments, av...), "-f", "dash", "-seg_duration", "1", "-frag_duration", "0.2", "-frag_type", "duration",
		"-window_size", "20", "-streaming", "1", "-ldash", "1", "-use_timeline", "0", "-use_template", "1",
		"-target_latency", "2", "-utc_timing_url", o.URL+"/time", "-adaptation_sets", "id=0,streams=v id=1,streams=a",
		"-method", "PUT", "-http_persistent", "1", o.URL+"/low/manifest.mpd")
	cmd := exec.Command(ffmpeg, arguments...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		cmd.Process.Kill()
		<-ended
	})
	// Players want some window to begin in.
	for {
		o.mu.Lock()
		_, hls := o.files["/hls/master.m3u8"]
		_, dash := o.files["/dash/manifest.mpd"]
		_, low := o.files["/low/manifest.mpd"]
		o.mu.Unlock()
		if hls && dash && low && time.Since(began) > 6*time.Second {
			return
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("ffmpeg: %v\n%s", err, stderr.String())
		case <-time.After(100 * time.Millisecond):
		}
		if time.Since(began) > 30*time.Second {
			t.Fatalf("ffmpeg has put nothing for 30 s\n%s", stderr.String())
		}
	}
}

// freeAddress is one that a server may be told to listen on.
func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
