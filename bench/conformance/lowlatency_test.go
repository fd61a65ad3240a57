package conformance

import (
	"encoding/binary"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// ffmpeg makes no low-latency HLS, but the fragments of its low-latency DASH are what
// parts are made of: the picture of /low/ is served below /ll/ as RFC 8216bis wants it,
// with blocking reload. Its segments last a second, its fragments five frames of 25.
const (
	partsOf  = 5
	partSize = 200 * time.Millisecond
)

const llMaster = "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-INDEPENDENT-SEGMENTS\n" +
	"#EXT-X-STREAM-INF:BANDWIDTH=300000,CODECS=\"avc1.42c00b\",RESOLUTION=160x90,FRAME-RATE=25.000\nlive.m3u8\n"

// serveLL answers below /ll/.
func (o *origin) serveLL(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/ll/")
	var segment, part int
	switch {
	case name == "master.m3u8":
		fmt.Fprint(w, llMaster)
	case name == "live.m3u8":
		if msn, err := strconv.Atoi(r.URL.Query().Get("_HLS_msn")); err == nil {
			wanted, err := strconv.Atoi(r.URL.Query().Get("_HLS_part"))
			if err != nil {
				wanted = partsOf - 1
			}
			o.waitFor(msn, wanted)
		}
		w.Write(o.rewritten([]byte(o.llPlaylist())))
	case name == "init.mp4":
		o.serveFile(w, "/low/init-stream0.m4s")
	default:
		if n, _ := fmt.Sscanf(name, "%d.%d.m4s", &segment, &part); n == 2 {
			o.waitFor(segment, part)
			o.mu.Lock()
			defer o.mu.Unlock()
			f := o.files[llFile(segment)]
			if f == nil || len(fragments(f.data)) <= part {
				http.NotFound(w, r)
				return
			}
			w.Write(fragments(f.data)[part])
		} else if n, _ := fmt.Sscanf(name, "%d.m4s", &segment); n == 1 {
			o.waitFor(segment, partsOf-1)
			o.serveFile(w, llFile(segment))
		} else {
			http.NotFound(w, r)
		}
	}
}

func llFile(segment int) string { return fmt.Sprintf("/low/chunk-stream0-%05d.m4s", segment) }

func (o *origin) serveFile(w http.ResponseWriter, path string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if f := o.files[path]; f != nil {
		w.Write(f.data)
	} else {
		w.WriteHeader(http.StatusNotFound)
	}
}

// waitFor holds a request until a part is there, for three seconds at most.
func (o *origin) waitFor(segment, part int) {
	for deadline := time.Now().Add(3 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		o.mu.Lock()
		f := o.files[llFile(segment)]
		there := f != nil && len(fragments(f.data)) > part
		o.mu.Unlock()
		if there {
			return
		}
	}
}

// fragments cuts a segment after each whole mdat box.
func fragments(data []byte) (all [][]byte) {
	from := 0
	for at := 0; at+8 <= len(data); {
		size := int(binary.BigEndian.Uint32(data[at:]))
		if size < 8 || at+size > len(data) {
			break
		}
		if string(data[at+4:at+8]) == "mdat" {
			all = append(all, data[from:at+size])
			from = at + size
		}
		at += size
	}
	return all
}

// llPlaylist has the last twelve seconds, and parts for the last three of them.
func (o *origin) llPlaylist() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	newest := 1
	for f := o.files[llFile(newest)]; f != nil && len(fragments(f.data)) >= partsOf; f = o.files[llFile(newest)] {
		newest++
	}
	first := max(1, newest-12)
	var b strings.Builder
	fmt.Fprintf(&b, "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:1\n#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=%.1f\n"+
		"#EXT-X-PART-INF:PART-TARGET=%.1f\n#EXT-X-MEDIA-SEQUENCE:%d\n#EXT-X-MAP:URI=\"init.mp4\"\n",
		8*partSize.Seconds(), partSize.Seconds(), first)
	began := o.mediaBegan()
	for n := first; n <= newest; n++ {
		parts := 0
		if f := o.files[llFile(n)]; f != nil {
			parts = min(partsOf, len(fragments(f.data)))
		}
		fmt.Fprintf(&b, "#EXT-X-PROGRAM-DATE-TIME:%s\n", began.Add(time.Duration(n-1)*time.Second).Format("2006-01-02T15:04:05.000Z"))
		if n > newest-3 {
			for k := range parts {
				independent := ""
				if k == 0 {
					independent = ",INDEPENDENT=YES"
				}
				fmt.Fprintf(&b, "#EXT-X-PART:DURATION=%.1f,URI=\"%d.%d.m4s\"%s\n", partSize.Seconds(), n, k, independent)
			}
		}
		if n < newest {
			fmt.Fprintf(&b, "#EXTINF:1.000,\n%d.m4s\n", n)
		} else {
			fmt.Fprintf(&b, "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"%d.%d.m4s\"\n", n, parts)
		}
	}
	return b.String()
}

// mediaBegan is the date of the first picture of /low/, by the clock of this machine.
func (o *origin) mediaBegan() time.Time {
	if m := o.files["/low/manifest.mpd"]; m != nil {
		if at := availability.FindSubmatch(m.data); at != nil {
			if began, err := time.Parse(time.RFC3339Nano, string(at[1])); err == nil {
				return began.UTC()
			}
		}
	}
	return time.Time{}
}
