package simulate_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/simulate"
)

const viewers = 5

func rig(t testing.TB, load simulate.Load, frames components.Rate) (*ecs.Run, *simulate.System) {
	t.Helper()
	return rigOf(t, nil, load, frames)
}

func rigOf(t testing.TB, fans ecs.Fans, load simulate.Load, frames components.Rate) (*ecs.Run, *simulate.System) {
	t.Helper()
	cfg := simulate.Default()
	cfg.Load, cfg.Viewers = load, viewers
	s, err := simulate.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	r := ecstest.NewRun(t, fans, nil)
	f := ecstest.Create(t, r, components.Fixture, 1)
	for n := range components.Number(2) {
		stream := ecstest.Create(t, r, components.Stream, n+1)
		*components.StreamFixture.At(r, stream) = f
		*components.StreamFrames.At(r, stream) = frames
		components.StreamDue.At(r, stream).Segment = uint32(frames.At(frames.Index(2*components.PTSPerSecond + 1501)))
		for k := range components.Number(viewers) {
			v := ecstest.Create(t, r, components.Viewer, n*viewers+k+1)
			*components.ViewerStream.At(r, v) = stream
			components.ViewerRights.At(r, v).Until = 1 << 40
		}
	}
	for i := range components.RenditionAverage.Of(r) {
		components.RenditionAverage.Of(r)[i] = 1_000_000
	}
	return r, s
}

var (
	pal  = components.Rate{Num: 25, Den: 1}
	ntsc = components.Rate{Num: 30000, Den: 1001}
)

// TestSegments: segments follow each other without a gap and are whole frames,
// 2 s at 25 frames per second and 2.002 s at 29.97.
func TestSegments(t *testing.T) {
	for _, tt := range []struct {
		frames components.Rate
		length uint32
	}{{pal, 180_000}, {ntsc, 180_180}} {
		r, s := rig(t, simulate.Match, tt.frames)
		next, n := components.PTS(0), 0
		for tick := range components.Tick(2400) {
			ecstest.Tick(r, tick, nil, s)
			for i, stream := range components.PushStream.Of(r) {
				start, length := components.PushPiece.Of(r)[i].Start, components.PushPiece.Of(r)[i].Length
				if stream != 0 {
					continue
				}
				if start != next || length != tt.length {
					t.Fatalf("segment of %d at %d, want %d at %d", length, start, tt.length, next)
				}
				if end := start + components.PTS(length); end > r.Now.PTS || end <= r.Now.PTS-r.Now.Period {
					t.Fatalf("a segment that ended at %d was delivered at %d", end, r.Now.PTS)
				}
				next += components.PTS(length)
				n++
			}
		}
		if n < 58 {
			t.Errorf("%d segments in two minutes", n)
		}
	}
}

// TestRates: detectors speak at 6 Hz, analysers once in 50 ms, and a viewer asks
// for a license when it joins and in each key period.
func TestRates(t *testing.T) {
	r, s := rig(t, simulate.Match, pal)
	var signals, scores, requests int
	for tick := range components.Tick(20 * 600) {
		ecstest.Tick(r, tick, nil, s)
		signals += r.Len(components.Signal)
		scores += r.Len(components.Detection)
		requests += r.Len(components.Request)
	}
	if signals != 2*20*600 {
		t.Errorf("%d signals, want %d", signals, 2*20*600)
	}
	if scores != 2*6*600 {
		t.Errorf("%d scores, want %d", scores, 2*6*600)
	}
	if requests < 2*viewers*2 || requests > 2*viewers*4 {
		t.Errorf("%d requests in two key periods of %d viewers", requests, 2*viewers)
	}
}

// TestPublished: every stream has one event, segment, score and request in every
// tick.
func TestPublished(t *testing.T) {
	r, s := rig(t, simulate.Published, pal)
	for tick := range components.Tick(50) {
		ecstest.Tick(r, tick, nil, s)
		for _, k := range []*components.Kind{components.Push, components.Detection, components.Request} {
			if r.Len(k) != 2 {
				t.Fatalf("tick %d: %d rows of %s, want one a stream", tick, r.Len(k), k.Name)
			}
		}
		if r.Len(components.EventRow) != 1 {
			t.Fatalf("tick %d: %d events, want one of the fixture", tick, r.Len(components.EventRow))
		}
	}
}

// TestCapacity: a stream takes so many requests a tick. Who was refused asks again
// when those before it have been let in: each is refused once, counted, and none is
// forgotten.
func TestCapacity(t *testing.T) {
	cfg := simulate.Default()
	cfg.Requests = 2
	r, _ := rig(t, simulate.Match, pal)
	s, err := simulate.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	got := map[components.Row]int{}
	for tick, want := range []struct{ taken, refused uint32 }{{2, 3}, {2, 3}, {1, 3}, {0, 3}} { // of five viewers
		ecstest.SetNow(r, components.Tick(tick))
		before, asked := refused(r), 0
		for _, due := range components.ViewerDue.Of(r) {
			if due <= r.Now.PTS {
				asked++
			}
		}
		ecstest.Tick(r, components.Tick(tick), nil, s)
		for _, asked := range components.RequestAsked.Of(r) {
			got[asked.Viewer]++
		}
		if taken := r.Len(components.Request); taken+int(refused(r)-before) != asked || taken != 2*int(want.taken) {
			t.Errorf("tick %d: %d asked, %d were taken and %d refused", tick, asked, taken, refused(r)-before)
		}
		if n := components.StreamRefused.Of(r)[0]; n != want.refused {
			t.Errorf("tick %d: %d requests refused, want %d", tick, n, want.refused)
		}
	}
	if len(got) != 2*viewers {
		t.Errorf("%d viewers were let in, want all %d", len(got), 2*viewers)
	}
}

// refused is how many requests of all streams were.
func refused(r *ecs.Run) (n uint32) {
	for _, k := range components.StreamRefused.Of(r) {
		n += k
	}
	return n
}

func TestAccess(t *testing.T) {
	for _, load := range []simulate.Load{simulate.Match, simulate.Published} {
		r, s := rig(t, load, pal)
		for tick := range components.Tick(60) {
			ecstest.SetNow(r, tick)
			r.Clear()
			ecstest.CheckAccess(t, r, s)
		}
	}
}

func TestRunAllocatesNothing(t *testing.T) {
	r, s := rig(t, simulate.Match, pal)
	tick := components.Tick(0)
	run := func() { ecstest.Tick(r, tick, nil, s); tick++ }
	run()
	run()
	if n := testing.AllocsPerRun(500, run); n != 0 {
		t.Errorf("a tick allocates %v times, want 0", n)
	}
}
