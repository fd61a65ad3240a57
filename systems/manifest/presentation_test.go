package manifest_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"touchline/components"
	"touchline/systems/manifest"
	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

// rates are the frame rates that histories are tried at.
var rates = []components.Rate{{Num: 25, Den: 1}, {Num: 30_000, Den: 1001}, {Num: 50, Den: 1}, {Num: 60_000, Den: 1001}}

func presentation(rate components.Rate) *manifest.Presentation {
	return &manifest.Presentation{
		Wall: kickoff, Language: "en", Target: 3, Window: 30 * second, Base: "../hls/", Clock: "/time",
		Cadence: components.Cadence{Frames: rate, Segment: 2 * second, Part: second / 3},
		Renditions: []manifest.Rendition{
			{Name: "1080p", Codecs: "avc1.640028,mp4a.40.2", Audio: "main", Peak: 7_800_000, Average: 6_500_000, Size: components.Resolution{Width: 1920, Height: 1080}, Tier: components.HDTier},
			{Name: "360p", Codecs: "avc1.64001e,mp4a.40.2", Audio: "main", Peak: 1_200_000, Average: 1_000_000, Size: components.Resolution{Width: 640, Height: 360}, Tier: components.SDTier},
			{Name: "audio", Codecs: "mp4a.40.2", Audio: "main", Peak: 140_000, Average: 128_000},
		},
	}
}

// keyPeriod is the period of a key, of which each has 20 seconds.
func keyPeriod(start components.PTS) uint32 { return uint32(start / (20 * second)) }

// history is a stream at random as it is in the end, its live window of any length.
func history(rng *rand.Rand, p *manifest.Presentation) *index.View {
	x := unfold(rng, p, func(*index.Index) {})
	v := x.View()
	x.Show(v.First()+rng.Uint64N(v.End()-v.First()), v.At(v.End()-1).Until())
	return v
}

// unfold makes a stream at random: segments and their parts, with jumps of the clock,
// gaps, and events, the PTS passing the 33 bits of a transport stream. After each of
// them it calls step.
func unfold(rng *rand.Rand, p *manifest.Presentation, step func(*index.Index)) *index.Index {
	x := index.New(0, 3*second)
	length := p.Cadence.Length()
	next := index.Segment{Number: 1 + rng.Uint64N(1<<20), Start: 1<<33 - 5*length, Length: length}
	next.At = components.PTS(next.Number-1) * length
	for range 5 + rng.IntN(40) {
		s, missed := next, 0
		switch rng.IntN(12) {
		case 0:
			s.Start += components.PTS(rng.IntN(1000)-200) * second
			s.Flags = components.Breaks
		case 1:
			if x.View().End() > x.View().First() {
				missed = 1 + rng.IntN(4)
				s.Number += uint64(missed)
				s.At += components.PTS(missed) * length
				s.Start += components.PTS(missed) * length
			}
		}
		s.Period = keyPeriod(s.Start)
		last := components.PTS(0)
		for k := range p.Cadence.Parts() {
			if missed > 0 {
				break // told of when the whole has come
			}
			end := p.Cadence.PartEnd(k)
			x.Add(index.Part{At: s.At + last, Start: s.Start + last, Length: end - last, Flags: s.Flags})
			last = end
			step(x)
		}
		x.Enter(s, missed)
		step(x)
		if rng.IntN(4) == 0 {
			x.Tell(index.Event{At: s.At + length/2, Length: second, Released: s.At + 3*length, Wager: &index.Wager{Kind: components.Goal, Sequence: 7}})
		}
		next = index.Segment{Number: s.Number + 1, At: s.At + length, Start: s.Start + length, Length: length}
	}
	return x
}

// TestAgree: over random histories media sequences, discontinuity sequences,
// durations and dates of playlists, and numbers, times and periods of MPDs, are those
// of the segments.
func TestAgree(t *testing.T) {
	for n := range uint64(200) {
		rng := rand.New(rand.NewPCG(n, 9))
		p := presentation(rates[n%4])
		if n%8 >= 4 {
			p.Protection = protection()
		}
		v := history(rng, p)
		for k := range p.Renditions {
			checkPlaylist(t, p, v, &p.Renditions[k], rng.IntN(2) == 0)
		}
		checkMPD(t, p, v)
		if t.Failed() {
			t.Fatalf("history %d", n)
		}
	}
}

func checkPlaylist(t *testing.T, p *manifest.Presentation, v *index.View, r *manifest.Rendition, low bool) {
	t.Helper()
	l := manifest.LivePlaylist(v)
	l.LowLatency = low
	var m hls.Media
	p.FillMedia(&m, v, r, &l)
	text := hls.AppendMedia(nil, &m)
	got, err := hls.ParseMedia(string(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if got.Sequence != v.Live || len(got.Segments) != int(v.End()-v.Live) {
		t.Errorf("%s: %d segments from %d, want from %d to before %d", r.Name, len(got.Segments), got.Sequence, v.Live, v.End())
	}
	breaks := uint64(0)
	for n := v.First(); n < v.Live; n++ {
		if v.At(n).Discontinuity() {
			breaks++
		}
	}
	if got.Breaks != breaks {
		t.Errorf("%s: discontinuity sequence %d, want %d", r.Name, got.Breaks, breaks)
	}
	for i, s := range got.Segments {
		row := *v.At(v.Live + uint64(i))
		if r.Sound() {
			row = row.Sound()
		}
		if s.Duration != row.Length || s.Gap != row.Gap() || s.Discontinuity != row.Discontinuity() || s.Date != kickoff+int64(row.At)/90 {
			t.Errorf("%s: segment %d is %+v, want that of %+v", r.Name, i, s, row)
		}
		var parts components.PTS
		for _, part := range m.Segments[i].Parts {
			parts += part.Duration
			if part.Duration > m.PartTarget {
				t.Errorf("%s: a part of %d, above the target %d", r.Name, part.Duration, m.PartTarget)
			}
		}
		if parts != 0 && parts != row.Length {
			t.Errorf("%s: the parts of segment %d last %d, and it %d", r.Name, i, parts, row.Length)
		}
	}
}

func checkMPD(t *testing.T, p *manifest.Presentation, v *index.View) {
	t.Helper()
	text := p.AppendMPD(nil, v, &manifest.Description{From: v.Live, To: v.End(), Published: kickoff})
	m, err := dash.ParseMPD(text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	type shown struct {
		number uint64
		at     components.PTS
	}
	var want, got []shown
	for n := v.Live; n < v.End(); n++ {
		if row := v.At(n); !row.Gap() {
			want = append(want, shown{n, row.At})
		}
	}
	for _, period := range m.Periods {
		set := period.Sets[0]
		for number, s := range set.Template.Timeline.All() {
			got = append(got, shown{number, period.Start + components.PTS(s.Start-set.Template.Offset)})
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("segments at\n%v, want\n%v\n%s", got, want, text)
	}
}
