package bench

import (
	"bytes"

	"github.com/Eyevinn/dash-mpd/mpd"

	"touchline/components"
	"touchline/systems/manifest/dash"
)

// The presentation whose MPD is written.
const (
	mpdWindow = 30   // segments
	mpdFirst  = 2680 // number of the oldest in the first window
	mpdStart  = 1_671_375_600_001
	mpdEvent  = 2 * mpdFirst * components.PTSPerSecond

	soundRate    = 48_000
	soundFrame   = 1024                                                 // samples
	soundTicks   = components.PTSPerSecond * soundFrame / soundRate     // of a frame
	mpdFrame     = components.PTSPerSecond / 25                         // of the picture
	publishEvery = 2000                                                 // ms from one MPD to the next
	mpdLicense   = "https://keys.example/clearkey?order=m7&viewer=1001" // an address that takes escaping
)

var mpdKey = [16]byte{0x9e, 0xb4, 0x05, 0x0d, 0xe4, 0x4b, 0x48, 0x02, 0x93, 0x2e, 0x27, 0xd7, 0x50, 0x83, 0xe2, 0x66}

// cuts are segments of the picture and of the sound, cut where the picture wants
// it: no two in a row are of one length, and a timeline has an S for each.
type cuts struct {
	n     uint64
	until components.PTS
}

// next returns the segment that follows, with its number.
func (c *cuts) next() (n uint64, picture, sound dash.Segment) {
	n, c.n = c.n, c.n+1
	start := c.until
	c.until += components.PTS(46+n*4%9) * mpdFrame
	up := func(t components.PTS) dash.Scaled { return dash.Scaled((t + soundTicks - 1) / soundTicks * soundFrame) }
	picture = dash.Segment{Start: dash.Scaled(start), Duration: dash.Scaled(c.until - start)}
	sound = dash.Segment{Start: up(start), Duration: up(c.until) - up(start)}
	return mpdFirst + n, picture, sound
}

// ourMPD is the manifest as we hold it.
type ourMPD struct {
	cuts
	mpd          *dash.MPD
	video, sound *dash.Timeline
	live         *dash.Live // nil if all of it is rendered each time
	text         []byte
}

func (o *ourMPD) restart() {
	o.cuts = cuts{until: 2 * mpdFirst * components.PTSPerSecond}
	o.video.Reset(mpdFirst)
	o.sound.Reset(mpdFirst)
	for range mpdWindow {
		if err := o.push(); err != nil {
			panic(err)
		}
	}
	o.publish()
}

func (o *ourMPD) push() error {
	_, picture, sound := o.next()
	if err := o.video.Push(picture); err != nil {
		return err
	}
	return o.sound.Push(sound)
}

func (o *ourMPD) publish() {
	at := mpdStart + publishEvery*int64(o.n)
	if o.live != nil {
		o.live.Publish(at)
	} else {
		o.mpd.PublishTime = at
	}
}

func (o *ourMPD) write() ([]byte, error) {
	if err := o.push(); err != nil {
		return nil, err
	}
	o.publish()
	if o.live != nil {
		o.text = o.live.AppendMPD(o.text[:0])
	} else {
		o.text = dash.AppendMPD(o.text[:0], o.mpd)
	}
	return o.text, nil
}

// theirMPD is the same as the library holds it: what it reads in ours.
type theirMPD struct {
	cuts
	first []byte // the manifest of the first window
	mpd   *mpd.MPD
	text  bytes.Buffer
}

func (t *theirMPD) restart() {
	m, err := mpd.MPDFromBytes(t.first)
	if err != nil {
		panic(err)
	}
	t.mpd, t.cuts = m, cuts{until: 2 * mpdFirst * components.PTSPerSecond}
	for range mpdWindow {
		t.next()
	}
}

func (t *theirMPD) write() ([]byte, error) {
	n, picture, sound := t.next()
	for i, s := range t.mpd.Periods[0].AdaptationSets {
		*s.SegmentTemplate.StartNumber = uint32(n - mpdWindow + 1)
		next := picture
		if i == 1 {
			next = sound
		}
		list := s.SegmentTemplate.SegmentTimeline.S
		oldest := list[0]
		*oldest.T += oldest.D // where the second begins, which is the oldest now
		copy(list, list[1:])
		list[0].T = oldest.T
		oldest.T, oldest.D = nil, uint64(next.Duration)
		list[len(list)-1] = oldest
	}
	t.mpd.PublishTime = mpd.ConvertToDateTimeMS(mpdStart + publishEvery*int64(t.n))
	t.text.Reset()
	_, err := t.mpd.Write(&t.text, "", true)
	return t.text.Bytes(), err
}

// mpdSides are both sides of row dash-mpd.
func mpdSides(incremental bool) (ours, library side, err error) {
	o := newMPD()
	o.restart()
	first := dash.AppendMPD(nil, o.mpd)
	if incremental {
		o.live = dash.NewLive(o.mpd)
	}
	return o, &theirMPD{first: first}, nil
}
