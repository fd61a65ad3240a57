package conformance

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"regexp"
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
		w.Write(o.shifted(f.data))
		return
	}
	for sent := 0; ; {
		o.mu.Lock()
		for len(f.data) == sent && !f.whole {
			o.grown.Wait()
		}
		more, whole := f.data[sent:], f.whole
		o.mu.Unlock()
		if _, err := w.Write(more); err != nil {
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

func (o *origin) shifted(text []byte) []byte {
	text = suggested.ReplaceAll(text, []byte(`suggestedPresentationDelay="PT4S"`))
	if o.shift == 0 {
		return text
	}
	return dates.ReplaceAllFunc(text, func(date []byte) []byte {
		for _, form := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999-0700"} {
			if at, err := time.Parse(form, string(date)); err == nil {
				return []byte(at.Add(o.shift).UTC().Format("2006-01-02T15:04:05.000Z"))
			}
		}
		return date
	})
}

// encode has ffmpeg put a live test picture and tone, as HLS below /hls/ and as DASH
// below /dash/ (SegmentTimeline) and /low/ (chunked, low latency), until the test ends.
func (o *origin) encode(t testing.TB) {
	t.Helper()
	ffmpeg := program(t, "ffmpeg", "ffmpeg")
	o.mu.Lock()
	began := time.Now()
	o.mu.Unlock()
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
