package record

import (
	"path"

	"touchline/cmd/touchline/internal/program"
	"touchline/systems/manifest"
	"touchline/systems/manifest/hls"
)

// manifests writes a stream's manifests of the whole run, closed, and its live
// window as it was last. Without a segment there is nothing to play.
func (r *Recorder) manifests(p *program.Program, s *stream) error {
	v := p.Index.View()
	if v.End() == v.First() {
		return nil
	}
	var master hls.Master
	p.Presentation.FillMaster(&master, &manifest.Multivariant{IFrames: true})
	whole := manifest.Playlist{From: v.First(), To: v.End(), Type: hls.Event, Ended: true}
	if err := r.folder.Write(path.Join(s.name, "hls/master.m3u8"), hls.AppendMaster(nil, &master)); err != nil {
		return err
	}
	if err := r.playlists(p, path.Join(s.name, "hls"), whole, ""); err != nil {
		return err
	}
	whole.IFrames = true
	if err := r.playlists(p, path.Join(s.name, "hls"), whole, "iframes-"); err != nil {
		return err
	}
	p.Presentation.FillMaster(&master, &manifest.Multivariant{})
	if err := r.folder.Write(path.Join(s.name, "hls/live/master.m3u8"), hls.AppendMaster(nil, &master)); err != nil {
		return err
	}
	live := manifest.LivePlaylist(v)
	if err := r.playlists(p, path.Join(s.name, "hls/live"), live, ""); err != nil {
		return err
	}
	d := manifest.Description{From: v.First(), To: v.End(), Static: true}
	return r.folder.Write(path.Join(s.name, "dash/manifest.mpd"), p.Presentation.AppendMPD(nil, v, &d))
}

// playlists writes the media playlists of all renditions into a folder below hls or
// hls itself, where the media is.
func (r *Recorder) playlists(p *program.Program, dir string, l manifest.Playlist, prefix string) error {
	var m hls.Media
	for _, rendition := range p.Presentation.All() {
		if l.IFrames && !rendition.Pictures() {
			continue
		}
		if l.Folder = rendition.Name; path.Base(dir) != "hls" {
			l.Folder = "../" + rendition.Name
		}
		p.Presentation.FillMedia(&m, p.Index.View(), rendition, &l)
		if err := r.folder.Write(path.Join(dir, prefix+rendition.Name+".m3u8"), hls.AppendMedia(nil, &m)); err != nil {
			return err
		}
	}
	return nil
}
