// Package record writes what a run gives to viewers, sportsbooks and editors: one
// folder for each stream.
package record

import (
	"fmt"
	"path"

	"touchline/cmd/touchline/internal/media"
	"touchline/cmd/touchline/internal/program"
	"touchline/components"
	"touchline/ecs"
)

// Recorder writes the decisions of some streams as they are made, and their
// playlists at the end. It is called between ticks.
type Recorder struct {
	folder   *Folder
	programs *program.Set
	streams  map[components.Number]*stream
	keep     bool        // every change of the live playlists
	clip     *media.Clip // what segments are made of; nil if none are written
	line     line
	runs     map[string]bool
	quality  *quality // how the streams played; nil if nobody keeps it
}

// stream is what is written of one stream.
type stream struct {
	name    string
	all     file
	own     [len(components.Outputs)]*file // the kinds that have a file to themselves
	changes changes
}

// files are the outputs that also have a file to themselves.
var files = map[*components.Kind]string{
	components.Wager:  "wagering.ndjson",
	components.Alert:  "alerts.ndjson",
	components.Grant:  "grants.ndjson",
	components.Splice: "splices.ndjson",
}

// New returns a recorder of the streams with the numbers 1 to most, into folder.
// A system that runs has its file even if it has nothing to say.
func New(folder *Folder, programs *program.Set, most int, keep bool, systems []ecs.System) *Recorder {
	runs := map[string]bool{}
	for _, s := range systems {
		runs[s.Name()] = true
	}
	r := &Recorder{folder: folder, programs: programs, streams: map[components.Number]*stream{}, keep: keep, runs: runs}
	for n := 1; n <= most; n++ {
		s := &stream{name: fmt.Sprintf("stream-%04d", n)}
		s.changes = changes{folder: folder, stream: s.name, last: map[string]change{}}
		s.all = file{folder: folder, name: path.Join(s.name, "decisions.ndjson")}
		for i, o := range components.Outputs {
			if name, ok := files[o.Kind]; ok && runs[o.System] {
				s.own[i] = &file{folder: folder, name: path.Join(s.name, name)}
			}
		}
		r.streams[components.Number(n)] = s
	}
	return r
}

// Take writes what the worlds put out in the tick that has ended.
func (r *Recorder) Take(worlds []*ecs.World, now ecs.Now) error {
	if r.quality != nil {
		r.quality.take(worlds, now, r.wants)
	}
	err := r.line.each(worlds, now, r.wants, func(d *decision) error {
		s := r.streams[d.number]
		if err := s.all.append(d.text); err != nil {
			return err
		}
		if f := s.own[d.output]; f != nil {
			if err := f.append(d.text); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || !r.keep {
		return err
	}
	for _, p := range r.programs.List {
		if err := r.streams[p.Number].changes.keep(p); err != nil {
			return err
		}
	}
	return nil
}

// wants reports whether the stream with a number is recorded.
func (r *Recorder) wants(n components.Number) bool { return r.streams[n] != nil }

// Media has the recorder write segments that play, too, made of clip.
func (r *Recorder) Media(clip *media.Clip) { r.clip = clip }

// Write adds a file of the whole run.
func (r *Recorder) Write(name string, data []byte) error { return r.folder.Write(name, data) }

// Close writes what is left, and the manifests.
func (r *Recorder) Close() error {
	if q := r.quality; q != nil && q.open {
		q.add(r.wants)
	}
	for _, p := range r.programs.List {
		s := r.streams[p.Number]
		for _, f := range append(s.own[:], &s.all) {
			if f == nil {
				continue
			}
			if err := f.flush(); err != nil {
				return err
			}
		}
		if err := r.manifests(p, s); err != nil {
			return err
		}
		if err := r.writeQuality(p.Number, s); err != nil {
			return err
		}
		if r.clip == nil {
			continue
		}
		if err := r.segments(p, s); err != nil {
			return err
		}
	}
	return r.folder.Commit()
}
