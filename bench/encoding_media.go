package bench

import (
	"strconv"
	"time"

	"github.com/Eyevinn/hls-m3u8/m3u8"

	"touchline/components"
	"touchline/systems/manifest/hls"
)

// The media playlist that is written: that of a live window of segments cut where the
// picture wants it, each with its date.
const (
	mediaWindow = 30
	mediaFirst  = 2680 // media sequence number of the oldest in the first window
	mediaBreaks = 3
	mediaTarget = 2
	mediaFolder = "1080p"
	mediaStart  = 1_671_375_600_000
)

// lengths are segments that follow each other, with their dates in Unix milliseconds.
type lengths struct{ cuts }

func (l *lengths) next() (n uint64, length components.PTS, date int64) {
	begin := l.until
	n, picture, _ := l.cuts.next()
	return n - mpdFirst + mediaFirst, components.PTS(picture.Duration), mediaStart + int64(begin)/90
}

// ourMedia is the playlist as we hold it: as text that is there, or if there is no log,
// all of it as values.
type ourMedia struct {
	lengths
	log  *hls.Log
	all  []hls.Segment
	head hls.Media
	text []byte
}

func (o *ourMedia) restart() {
	o.lengths, o.all = lengths{}, o.all[:0]
	o.head = hls.Media{Target: mediaTarget, Breaks: mediaBreaks, Folder: mediaFolder}
	if o.log != nil {
		o.log.Reset(mediaFirst)
	}
	for range mediaWindow {
		o.push()
	}
}

func (o *ourMedia) push() {
	n, length, date := o.next()
	o.head.Sequence = max(n+1, mediaFirst+mediaWindow) - mediaWindow
	s := hls.Segment{Duration: length, Date: date}
	if o.log != nil {
		o.log.Push(&s)
		o.log.Drop(o.head.Sequence)
	} else {
		o.all = append(o.all, s)
	}
}

func (o *ourMedia) write() ([]byte, error) {
	o.push()
	if o.log != nil {
		o.text = o.log.AppendMedia(o.text[:0], &o.head, o.log.End(), nil)
	} else {
		o.head.Segments = o.all[len(o.all)-mediaWindow:]
		o.text = hls.AppendMedia(o.text[:0], &o.head)
	}
	return o.text, nil
}

// theirMedia is the same as the library holds it. Its segments are memory that is
// there. A playlist of the library cannot go around the end of its list, which is
// therefore as long as all documents take.
type theirMedia struct {
	lengths
	list     *m3u8.MediaPlaylist
	segments [mediaWindow + documents]m3u8.MediaSegment
}

func (t *theirMedia) restart() {
	t.lengths = lengths{}
	list, err := m3u8.NewMediaPlaylist(mediaWindow, mediaWindow+documents+1)
	if err != nil {
		panic(err)
	}
	list.SetVersion(hls.Version)
	list.SetIndependentSegments(true)
	list.SetDefaultMap(mediaFolder+"/init.mp4", 0, 0)
	list.SetTargetDuration(mediaTarget)
	list.SetWritePrecision(5)
	list.SeqNo, list.DiscontinuitySeq = mediaFirst, mediaBreaks
	t.list = list
	for range mediaWindow {
		if err := t.push(); err != nil {
			panic(err)
		}
	}
}

func (t *theirMedia) push() error {
	n, length, date := t.next()
	s := &t.segments[n-mediaFirst]
	*s = m3u8.MediaSegment{
		URI: mediaFolder + "/" + strconv.FormatUint(n, 10) + ".m4s", Duration: float64(length) / float64(components.PTSPerSecond),
		ProgramDateTime: time.UnixMilli(date).UTC(),
	}
	if t.list.Count() == mediaWindow {
		if err := t.list.Remove(); err != nil {
			return err
		}
	}
	return t.list.AppendSegment(s)
}

func (t *theirMedia) write() ([]byte, error) {
	if err := t.push(); err != nil {
		return nil, err
	}
	t.list.ResetCache()
	return t.list.Encode().Bytes(), nil
}

// mediaSides are both sides of row hls-media.
func mediaSides(incremental bool) (ours, library side, err error) {
	o := &ourMedia{}
	if incremental {
		o.log = hls.NewLog(&hls.Media{Folder: mediaFolder}, mediaFirst)
	}
	return o, &theirMedia{}, nil
}
