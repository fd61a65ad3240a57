package record

import (
	"fmt"
	"path"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/manifest"
	"touchline/systems/manifest/hls"
)

// playlists writes a stream's playlists of the whole run, closed, and its live
// window as it was last.
func (r *Recorder) playlists(w *ecs.World, row components.Row, s *stream) error {
	if len(s.segments) == 0 {
		return nil
	}
	fans := manifest.FansOf(w.Schema())
	master := manifest.AppendMaster(nil, w, row, fans, r.symbols.Text)
	for _, dir := range []string{"hls", "hls/live"} {
		if err := r.folder.Write(path.Join(s.name, dir, "master.m3u8"), master); err != nil {
			return err
		}
	}
	for k := range fans.Renditions {
		name := r.symbols.Text(components.RenditionName.Of(w)[int(row)*fans.Renditions+k])
		whole := hls.Media{
			Type: hls.Event, Target: *components.StreamTarget.At(w, row), Sequence: s.first,
			Segments: s.segments, Ended: true, Folder: name,
		}
		if err := r.folder.Write(path.Join(s.name, "hls", name+".m3u8"), hls.AppendMedia(nil, &whole)); err != nil {
			return err
		}
		live := manifest.AppendMedia(nil, w, row, k, fans, r.symbols.Text)
		if err := r.folder.Write(path.Join(s.name, "hls/live", name+".m3u8"), live); err != nil {
			return err
		}
	}
	return nil
}

// keepLive writes the live playlists of a stream whose window has changed, if
// every change is to be kept.
func (r *Recorder) keepLive(w *ecs.World, row components.Row, s *stream) error {
	if !r.keep || len(s.segments) == s.kept {
		return nil
	}
	s.kept = len(s.segments)
	fans := manifest.FansOf(w.Schema())
	for k := range fans.Renditions {
		name := r.symbols.Text(components.RenditionName.Of(w)[int(row)*fans.Renditions+k])
		text := manifest.AppendMedia(nil, w, row, k, fans, r.symbols.Text)
		if err := r.folder.Write(path.Join(s.name, "hls/changes", fmt.Sprintf("%s-%06d.m3u8", name, s.kept)), text); err != nil {
			return err
		}
	}
	return nil
}
