package bench

import (
	"fmt"

	"github.com/Eyevinn/hls-m3u8/m3u8"

	"touchline/components"
	"touchline/systems/manifest"
	"touchline/systems/manifest/hls"
)

// languages are those of the streams whose multivariant playlists are written: codes
// that ISO 639-2 leaves to everyone.
func languages() (list [documents]string) {
	for n := range list {
		list[n] = fmt.Sprintf("q%c%c", 'a'+n/26, 'a'+n%26)
	}
	return list
}

// sessionKeys are the keys of stream n: of two tiers, for one key system. The library
// cannot write key IDs as attributes.
func sessionKeys(n int) (list []hls.Key) {
	for tier := range 2 {
		list = append(list, hls.Key{
			Method: "SAMPLE-AES", URI: fmt.Sprintf("data:text/plain;base64,%022d==", 2*n+tier), Format: "org.w3.clearkey", Versions: "1",
		})
	}
	return list
}

// ourMaster is the playlist of streams that differ in their language and keys: filled
// into a template or, without one, into values.
type ourMaster struct {
	n         int
	languages [documents]string
	keys      [documents][]hls.Key
	streams   manifest.Presentation
	class     *hls.Template
	values    hls.Master
	text      []byte
}

func (o *ourMaster) restart() { o.n = 0 }

func (o *ourMaster) write() ([]byte, error) {
	language, keys := o.languages[o.n], o.keys[o.n]
	o.n++
	if o.class != nil {
		o.streams.Language = language
		o.text = o.streams.AppendMaster(o.text[:0], o.class, "", keys)
		return o.text, nil
	}
	o.values.SessionKeys, o.values.Audio[0].Language, o.values.Audio[0].Name = keys, language, language
	o.text = hls.AppendMaster(o.text[:0], &o.values)
	return o.text, nil
}

// theirMaster is the same as the library holds it.
type theirMaster struct {
	n         int
	languages [documents]string
	keys      [documents][]*m3u8.Key
	audio     *m3u8.Alternative
	list      *m3u8.MasterPlaylist
}

func (t *theirMaster) restart() { t.n = 0 }

func (t *theirMaster) write() ([]byte, error) {
	t.audio.Language, t.audio.Name, t.list.SessionKeys = t.languages[t.n], t.languages[t.n], t.keys[t.n]
	t.n++
	t.list.ResetCache()
	return t.list.Encode().Bytes(), nil
}

// masterSides are both sides of row hls-master.
func masterSides(incremental bool) (ours, library side, err error) {
	o := &ourMaster{languages: languages(), streams: manifest.Presentation{Cadence: components.Cadence{Frames: frames}}}
	for k := range ladder {
		r := &ladder[k]
		o.streams.Renditions = append(o.streams.Renditions, manifest.Rendition{
			Name: r.name, Codecs: r.codecs, Audio: audioGroup, Peak: r.peak, Average: r.average, Size: r.size, Tier: r.tier,
		})
	}
	t := &theirMaster{languages: o.languages, list: m3u8.NewMasterPlaylist()}
	for n := range documents {
		o.keys[n] = sessionKeys(n)
		for _, k := range o.keys[n] {
			t.keys[n] = append(t.keys[n], &m3u8.Key{Method: k.Method, URI: k.URI, Keyformat: k.Format, Keyformatversions: k.Versions})
		}
	}
	l := manifest.Multivariant{IFrames: true}
	o.streams.Language = o.languages[0]
	o.streams.FillMaster(&o.values, &l)
	if incremental {
		o.class = o.streams.Class(&l)
	}
	t.fill(&o.values)
	return o, t, nil
}

// fill makes the library's playlist what m is.
func (t *theirMaster) fill(m *hls.Master) {
	t.list.SetVersion(hls.Version)
	t.list.SetIndependentSegments(true)
	a := &m.Audio[0]
	t.audio = &m3u8.Alternative{Type: "AUDIO", GroupId: a.Group, URI: a.URI, Default: true, Autoselect: true, Channels: &m3u8.Channels{Amount: int(a.Channels)}}
	for i := range m.Variants {
		v := theirVariant(&m.Variants[i])
		v.Audio, v.Captions, v.Alternatives = m.Variants[i].Audio, "NONE", []*m3u8.Alternative{t.audio}
		t.list.Append(m.Variants[i].URI, nil, v)
	}
	for i := range m.IFrames {
		v := theirVariant(&m.IFrames[i])
		v.Iframe, v.FrameRate = true, 0
		t.list.Append(m.IFrames[i].URI, nil, v)
	}
}

// theirVariant is a quality as the library has it.
func theirVariant(v *hls.Variant) m3u8.VariantParams {
	p := m3u8.VariantParams{
		Bandwidth: uint32(v.Bandwidth), AverageBandwidth: uint32(v.Average), Codecs: v.Codecs, VideoRange: v.Range, HDCPLevel: v.HDCP,
	}
	if v.Size != (components.Resolution{}) {
		p.Resolution = fmt.Sprintf("%dx%d", v.Size.Width, v.Size.Height)
		p.FrameRate = float64(v.Frames.Num) / float64(max(v.Frames.Den, 1))
	}
	return p
}
