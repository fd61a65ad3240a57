// Package record writes what a run gives to viewers, sportsbooks and editors: one
// folder for each stream.
package record

import (
	"fmt"
	"path"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/manifest/hls"
)

// Recorder writes the decisions of some streams as they are made, and their
// playlists at the end. It is called between ticks.
type Recorder struct {
	folder  *Folder
	symbols *ecs.Symbols
	streams map[components.Number]*stream
	keep    bool // every change of the live playlists
	line    line
}

// stream is what is written of one stream.
type stream struct {
	name     string
	all      file
	own      [len(components.Outputs)]*file // the kinds that have a file to themselves
	segments []hls.Segment
	first    uint64 // media sequence number of segments[0]
	kept     int    // segments when the live playlists were last kept
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
func New(folder *Folder, symbols *ecs.Symbols, most int, keep bool, systems []ecs.System) *Recorder {
	runs := map[string]bool{}
	for _, s := range systems {
		runs[s.Name()] = true
	}
	r := &Recorder{folder: folder, symbols: symbols, streams: map[components.Number]*stream{}, keep: keep}
	for n := 1; n <= most; n++ {
		s := &stream{name: fmt.Sprintf("stream-%04d", n)}
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
	wanted := func(n components.Number) bool { return r.streams[n] != nil }
	return r.line.each(worlds, now, wanted, func(d *decision) error {
		s := r.streams[d.number]
		if err := s.all.append(d.text); err != nil {
			return err
		}
		if f := s.own[d.output]; f != nil {
			if err := f.append(d.text); err != nil {
				return err
			}
		}
		if components.Outputs[d.output].Kind == components.Entry {
			s.enter(&d.moment, d.row)
		}
		if !d.last {
			return nil
		}
		return r.keepLive(d.w, d.stream, s)
	})
}

// enter notes a segment for the playlists of the whole run. The wall clock is
// written where it cannot be added up: at the beginning and after each break.
func (s *stream) enter(m *moment, i components.Row) {
	at, flags := *components.EntryAt.At(m.w, i), *components.EntryFlags.At(m.w, i)
	seg := hls.Segment{
		Duration:      components.PTS(*components.EntryLength.At(m.w, i)),
		Discontinuity: flags&components.Breaks != 0,
		Gap:           flags&components.Gap != 0,
	}
	if len(s.segments) == 0 {
		s.first = *components.EntrySequence.At(m.w, i)
	}
	if len(s.segments) == 0 || seg.Discontinuity {
		seg.Date = m.wall + int64(at)/90
	}
	s.segments = append(s.segments, seg)
}

// Write adds a file of the whole run.
func (r *Recorder) Write(name string, data []byte) error { return r.folder.Write(name, data) }

// Close writes what is left and the playlists, as the worlds stand.
func (r *Recorder) Close(worlds []*ecs.World) error {
	for _, w := range worlds {
		for i, number := range components.StreamNumber.Of(w) {
			s := r.streams[number]
			if s == nil {
				continue
			}
			for _, f := range append(s.own[:], &s.all) {
				if f == nil {
					continue
				}
				if err := f.flush(); err != nil {
					return err
				}
			}
			if err := r.playlists(w, components.Row(i), s); err != nil {
				return err
			}
		}
	}
	return r.folder.Commit()
}
