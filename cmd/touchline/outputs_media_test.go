package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"touchline/components"
	"touchline/systems/director"
	"touchline/systems/manifest/hls"
)

// What the built-in service says.
const (
	keyEvery = 300 * components.PTSPerSecond
	grace    = 300 * components.PTSPerSecond
	window   = 30 * components.PTSPerSecond
)

var ladder = []string{"2160p", "1080p", "720p", "540p", "360p", "audio"}

// checkCuts checks that the cuts of a stream make one program: each takes over
// from the camera that is on air, at a frame, and no shot is shorter than the
// preset allows unless its camera is lost or a person cuts.
func checkCuts(g *given, s *givenStream, fault fault) {
	air, since := 0, components.PTS(0)
	for i := range s.lines {
		d := &s.lines[i]
		if d.Kind != "cut" {
			continue
		}
		if int(d.From) != air || d.To == air {
			fault(i+1, "a cut from camera %d to %d, and camera %d is on air", d.From, d.To, air)
		}
		frame := (int64(d.Release)*int64(s.frames.Num) + 90_000*int64(s.frames.Den) - 1) / (90_000 * int64(s.frames.Den))
		if at := frame * 90_000 * int64(s.frames.Den) / int64(s.frames.Num); at != int64(d.Release) {
			fault(i+1, "released at %d, between two frames: the next is at %d", d.Release, at)
		}
		shot := d.Release - since
		if least := g.minShot(d.T, s); d.Reason != "lost" && d.Reason != "operator" && shot < least {
			fault(i+1, "a shot of %d, cut as %s: must be at least %d", shot, d.Reason, least)
		}
		if shot <= 0 || d.ShotMS != int64(shot)/90 {
			fault(i+1, "shot_ms %d, and it was on air for %d", d.ShotMS, shot)
		}
		air, since = d.To, d.Release
	}
}

// minShot is the shortest shot that the preset of a stream allows at t. A preset
// that an operator chooses counts from the next tick on.
func (g *given) minShot(t components.PTS, s *givenStream) components.PTS {
	presets, chosen := director.Default().Presets, 0
	began := map[int]components.PTS{} // the periods
	for i := range s.lines {
		if d := &s.lines[i]; d.Op == "event" && d.of("period_start") {
			e := g.match.find(d.Cause.Sequence)
			began[e.Period] = d.Occurred - components.PTS(e.T*90)
		}
	}
	for i := range g.match.events {
		e := &g.match.events[i]
		if begin, ok := began[e.Period]; ok && e.Kind == "preset" && begin+components.PTS(e.T*90) < t {
			chosen = e.Value
		}
	}
	return presets[chosen].MinShot
}

// firstSegment is the number of a stream's first segment: that with which media time
// begins is 1, whenever the run does.
func (s *givenStream) firstSegment() uint64 {
	for i := range s.lines {
		if d := &s.lines[i]; d.Kind == "segment-entry" {
			return uint64(d.Occurred/max(d.Duration, 1)) + 1
		}
	}
	return 0
}

// entries returns the lines of the segments of a stream.
func (s *givenStream) entries() (lines []int) {
	for i := range s.lines {
		if s.lines[i].Kind == "segment-entry" {
			lines = append(lines, i)
		}
	}
	return lines
}

// checkSegments checks that every segment is there exactly once, one after
// another, each in its key period.
func checkSegments(_ *given, s *givenStream, fault fault) {
	next := components.PTS(0)
	for n, i := range s.entries() {
		d := &s.lines[i]
		if want := uint64(n) + s.firstSegment(); d.Sequence != want || d.Missed != 0 {
			fault(i+1, "segment %d, want %d; %d missed", d.Sequence, want, d.Missed)
		}
		if n > 0 && (d.Start != next) != d.Breaks {
			fault(i+1, "segment %d begins at %d, and the one before it ends at %d: discontinuity %v", d.Sequence, d.Start, next, d.Breaks)
		}
		if d.Duration <= 0 || d.Gap {
			fault(i+1, "segment %d: duration %d, gap %v", d.Sequence, d.Duration, d.Gap)
		}
		if want := uint32(d.Start / keyEvery); d.KeyPeriod != want {
			fault(i+1, "segment %d at %d has key period %d, want %d", d.Sequence, d.Start, d.KeyPeriod, want)
		}
		next = d.Start + d.Duration
	}
}

// checkPlaylists checks that the playlists have exactly the segments that entered,
// and the live ones the last of them.
func checkPlaylists(_ *given, s *givenStream, fault fault) {
	entries := s.entries()
	for _, dir := range []string{"hls/", "hls/live/"} {
		master, err := hls.ParseMaster(s.files[dir+"master.m3u8"])
		if err != nil {
			fault(0, "%smaster.m3u8: %v", dir, err)
			continue
		}
		var listed []string
		for _, v := range master.Variants {
			listed = append(listed, strings.TrimSuffix(v.URI, ".m3u8"))
		}
		if !slices.Equal(listed, ladder) {
			fault(0, "%smaster.m3u8 lists %v, want %v", dir, listed, ladder)
		}
		for _, rendition := range ladder {
			name := dir + rendition + ".m3u8"
			m, err := hls.ParseMedia(s.files[name])
			if err != nil {
				fault(0, "%s: %v", name, err)
				continue
			}
			told := func(_ int, format string, args ...any) { fault(0, name+": "+format, args...) }
			s.comparePlaylist(m, rendition, entries, told)
			if dir == "hls/" {
				if m.Sequence != s.firstSegment() || len(m.Segments) != len(entries) || m.Type != hls.Event || !m.Ended {
					told(0, "from %d, %d segments, type %v, ended %v: want all %d", m.Sequence, len(m.Segments), m.Type, m.Ended, len(entries))
				}
			} else {
				s.checkWindow(m, entries, told)
			}
		}
	}
	if n := len(s.files); n < 2*(1+len(ladder)) {
		fault(0, "%d files", n)
	}
}

// comparePlaylist holds the segments of a playlist against those that entered.
func (s *givenStream) comparePlaylist(m *hls.Media, rendition string, entries []int, fault fault) {
	dated, since := int64(0), components.PTS(0) // the last date, and the media since
	for k, seg := range m.Segments {
		n := m.Sequence + uint64(k)
		if first := s.firstSegment(); n < first || n-first >= uint64(len(entries)) {
			fault(0, "segment %d, and %d have entered", n, len(entries))
			return
		}
		d := s.lines[entries[n-s.firstSegment()]]
		entered := d.Duration
		if rendition == "audio" {
			d = d.sound()
		}
		if want := fmt.Sprintf("%s/%d.m4s", rendition, n); strings.TrimPrefix(seg.URI, "../") != want {
			fault(0, "segment %d is at %s, want %s", n, seg.URI, want)
		}
		if seg.Duration != d.Duration || seg.Gap != d.Gap || seg.Discontinuity != d.Breaks {
			fault(0, "segment %d is %+v, and entered with duration %d, discontinuity %v, gap %v", n, seg, entered, d.Breaks, d.Gap)
		}
		if seg.Date == 0 && (k == 0 || seg.Discontinuity) {
			fault(0, "segment %d has no date", n)
		}
		want := s.wall + int64(d.Occurred)/90
		if seg.Date != 0 {
			dated, since = seg.Date, 0
			if seg.Date != want {
				fault(0, "segment %d has the date %d, want %d", n, seg.Date, want)
			}
		} else if got := dated + int64(since)/90; got < want-1 || got > want+1 { // the date is cut to a millisecond
			fault(0, "segment %d comes to the date %d, want %d", n, got, want)
		}
		since += seg.Duration
		if seconds := (seg.Duration + components.PTSPerSecond/2) / components.PTSPerSecond; seconds > components.PTS(m.Target) {
			fault(0, "segment %d has %d s, above the target %d", n, seconds, m.Target)
		}
	}
}

// sound is a segment as sound has it: the frames of AAC that begin in it, each 1,024
// samples at 48 kHz, counted from 0 of the contribution's clock.
func (d decision) sound() decision {
	up := func(t components.PTS) components.PTS { return (t + 1919) / 1920 * 1920 }
	begin, end := up(d.Start), up(d.Start+d.Duration)
	d.Occurred += begin - d.Start
	d.Start, d.Duration = begin, end-begin
	return d
}

// checkWindow checks that a live playlist is the last of what entered: as much as
// the window holds, and no less than three target durations.
func (s *givenStream) checkWindow(m *hls.Media, entries []int, fault fault) {
	if end := m.Sequence + uint64(len(m.Segments)); end != uint64(len(entries))+s.firstSegment() || m.Type != hls.Live || m.Ended {
		fault(0, "from %d to %d, type %v, ended %v: want the last of %d", m.Sequence, end, m.Type, m.Ended, len(entries))
	}
	breaks, held := uint64(0), components.PTS(0)
	for n, i := range entries {
		switch d := &s.lines[i]; {
		case uint64(n)+s.firstSegment() >= m.Sequence:
			held += d.Duration
		case d.Breaks:
			breaks++
		}
	}
	if m.Breaks != breaks {
		fault(0, "discontinuity sequence %d, want %d", m.Breaks, breaks)
	}
	if least := 3 * components.PTS(m.Target) * components.PTSPerSecond; m.Sequence > s.firstSegment() && (held > window || held < least) {
		fault(0, "holds %d, want from %d to %d", held, least, window)
	}
}

// checkChanges checks every change of the live playlists that was kept: each adds a
// part, the segment that entered or what happened in the match, and takes none away that
// it may not.
func checkChanges(_ *given, s *givenStream, fault fault) {
	entries := s.entries()
	whole, parts, ranges, last := 0, 0, 0, 0 // segments, parts of the one that is being made, date ranges, and the number of the change
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		file, ok := strings.CutPrefix(name, "hls/changes/720p-")
		if !ok {
			continue
		}
		var number int
		if n, err := fmt.Sscanf(file, "%07d.m3u8", &number); n != 1 || err != nil || number <= last {
			fault(0, "%s follows change %d", file, last)
			return
		}
		last = number
		m, err := hls.ParseMedia(s.files[name])
		if err != nil {
			fault(0, "%s: %v", name, err)
			continue
		}
		told := func(_ int, format string, args ...any) { fault(0, name+": "+format, args...) }
		end, making := int(m.Sequence+uint64(len(m.Segments))-s.firstSegment()), len(m.Making.Parts)
		segment, part := end == whole+1 && making == 0, end == whole && making == parts+1
		if told := end == whole && making == parts && len(m.Ranges) > ranges; whole > 0 && !segment && !part && !told {
			fault(0, "%s: %d segments and %d parts, after %d and %d", name, end, making, whole, parts)
		}
		whole, parts, ranges = end, making, len(m.Ranges)
		upTo := entries[:min(end, len(entries))]
		s.comparePlaylist(m, "720p", upTo, told)
		s.checkWindow(m, upTo, told)
	}
	if last != 0 && whole != len(entries) {
		fault(0, "the last change has %d segments, and %d entered", whole, len(entries))
	}
	if last < 5*len(entries) {
		fault(0, "%d changes are kept of %d segments", last, len(entries))
	}
}
