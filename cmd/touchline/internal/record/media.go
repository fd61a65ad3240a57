package record

import (
	"path"
	"strconv"

	"touchline/cmd/touchline/internal/media"
	"touchline/cmd/touchline/internal/program"
)

// segments writes the segments of a stream, in the clear, where its playlists say
// that they are.
func (r *Recorder) segments(p *program.Program, s *stream) error {
	v := p.Index.View()
	if err := r.subtitles(p, s); err != nil {
		return err
	}
	var text []byte
	for _, rendition := range p.Presentation.Renditions {
		dir := path.Join(s.name, "hls", rendition.Name)
		of := media.Rendition{Name: rendition.Name, Codecs: rendition.Codecs, Size: rendition.Size}
		write := func(name string, data []byte, err error) error {
			if text = data; err != nil {
				return err
			}
			return r.folder.Write(path.Join(dir, name), data)
		}
		data, err := r.clip.AppendInit(text[:0], of, nil)
		if err := write("init.mp4", data, err); err != nil {
			return err
		}
		for n := v.First(); n < v.End(); n++ {
			row := v.At(n)
			if row.Gap() {
				continue
			}
			span := media.Span{Start: row.Start, Length: row.Length, Sequence: n}
			name := strconv.FormatUint(n, 10) + ".m4s"
			data, err := r.clip.AppendSegment(text[:0], of, span, nil, nil, nil)
			if err := write(name, data, err); err != nil {
				return err
			}
			if rendition.Sound() {
				continue
			}
			data, err = r.clip.AppendIFrame(text[:0], of, span, nil)
			if err := write("iframe-"+name, data, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// subtitles writes the segments of a stream's subtitles.
func (r *Recorder) subtitles(p *program.Program, s *stream) error {
	if p.Presentation.Subtitles == nil {
		return nil
	}
	v, dir := p.Index.View(), path.Join(s.name, "hls", p.Presentation.Subtitles.Name)
	var text []byte
	for n := v.First(); n < v.End(); n++ {
		if v.At(n).Gap() {
			continue
		}
		text = p.Presentation.AppendSubtitles(text[:0], v, n)
		if err := r.folder.Write(path.Join(dir, strconv.FormatUint(n, 10)+".vtt"), text); err != nil {
			return err
		}
	}
	return nil
}
