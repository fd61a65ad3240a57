package simulate_test

import (
	"slices"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/simulate"
)

// same runs ticks of two shards, one of which forgets before each, and compares what the
// sources say.
func same(t *testing.T, remembers, forgets *ecs.Run, s *simulate.System, forget func(*ecs.Run)) {
	t.Helper()
	said := 0
	for tick := range components.Tick(1200) {
		forget(forgets)
		ecstest.Tick(remembers, tick, nil, s)
		ecstest.Tick(forgets, tick, nil, s)
		if !slices.Equal(components.PushAt.Of(remembers), components.PushAt.Of(forgets)) ||
			!slices.Equal(components.PushPiece.Of(remembers), components.PushPiece.Of(forgets)) ||
			!slices.Equal(components.PushedBytes.Of(remembers), components.PushedBytes.Of(forgets)) ||
			!slices.Equal(components.SignalLevels.Of(remembers), components.SignalLevels.Of(forgets)) ||
			!slices.Equal(shots(remembers), shots(forgets)) {
			t.Fatalf("tick %d: what is remembered changes what the sources say", tick)
		}
		said += remembers.Len(components.Push) + remembers.Len(components.FrameRow)
	}
	if said == 0 {
		t.Error("nothing was said")
	}
}

// TestUniform: a shard that knows its streams to be alike comes to the same as one that
// looks at each, whether they are or not.
func TestUniform(t *testing.T) {
	for _, alike := range []bool{true, false} {
		one, s := rig(t, simulate.Match, pal)
		other, _ := rig(t, simulate.Match, pal)
		want := components.Uniform
		if !alike {
			want = components.Mixed
			for _, r := range []*ecs.Run{one, other} {
				components.StreamFrames.Of(r)[1] = ntsc
				components.RenditionAverage.Of(r)[r.Schema().Fan(components.Rendition)] = 3_000_000
				components.CameraSetup.Of(r)[r.Schema().Fan(components.Camera)] = components.SetupOf(components.MainTight, components.Wide, components.Near)
			}
		}
		same(t, one, other, s, func(r *ecs.Run) { components.ShardUniform.Of(r)[0] = components.Mixed })
		if got := components.ShardUniform.Of(one)[0]; got != want {
			t.Errorf("streams that are alike: %v; uniformity is %d, want %d", alike, got, want)
		}
	}
}

// TestAlike: which fixtures are alike can be forgotten at any time.
func TestAlike(t *testing.T) {
	one, s := pitchRig(t, 1)
	other, _ := pitchRig(t, 1)
	same(t, one, other, s, func(r *ecs.Run) { clear(components.FixtureAlike.Of(r)) })
}

// TestAlbum: what a worker made for one shard does not show in another, of the same
// system or not, of the same seed or not.
func TestAlbum(t *testing.T) {
	type shard struct {
		*ecs.Run
		s *simulate.System
	}
	var alone, together []shard
	for _, all := range []*[]shard{&alone, &together} {
		for _, seed := range []uint64{1, 1, 2} {
			r, s := pitchRig(t, seed)
			*all = append(*all, shard{r, s})
		}
	}
	together[1].s = together[0].s
	for _, other := range together[1:] {
		other.Scratch = together[0].Scratch
	}
	for tick := range components.Tick(400) {
		for i := range alone {
			ecstest.Tick(alone[i].Run, tick, nil, alone[i].s)
			ecstest.Tick(together[i].Run, tick, nil, together[i].s)
			if !slices.Equal(shots(alone[i].Run), shots(together[i].Run)) {
				t.Fatalf("tick %d, shard %d: other shards change what is seen", tick, i)
			}
		}
	}
}

// TestNobody: a shard in which there is no room for viewers has sources all the same.
func TestNobody(t *testing.T) {
	_, s := rig(t, simulate.Match, pal)
	r := ecstest.NewRun(t, nil, ecs.Rows{components.Shard: 1, components.Fixture: 1, components.Stream: 1, components.Viewer: 0, components.Signal: 1, components.Push: 4, components.Detection: 1})
	stream := ecstest.Create(t, r, components.Stream, 1)
	*components.StreamFixture.At(r, stream) = ecstest.Create(t, r, components.Fixture, 1)
	*components.StreamFrames.At(r, stream) = pal
	ecstest.Tick(r, 0, nil, s)
	if r.Len(components.Signal) != 1 {
		t.Errorf("%d rows of the analyser, want 1", r.Len(components.Signal))
	}
}

// TestTurns: analysers speak once in 50 ms, or in a tick if there are fewer, of each
// camera as often as of the others.
func TestTurns(t *testing.T) {
	for _, tt := range []struct {
		rate components.Rate
		rows int // of a stream in a minute
	}{
		{components.Rate{Num: 20, Den: 1}, 1200}, {components.Rate{Num: 10, Den: 1}, 600}, {components.Rate{Num: 50, Den: 1}, 1200},
		{components.Rate{Num: 60000, Den: 1001}, 1200}, {components.Rate{Num: 15, Den: 1}, 900},
	} {
		r, s := rig(t, simulate.Match, pal)
		fan := r.Schema().Fan(components.Camera)
		rows, of := 0, make([]int, fan)
		for n := int64(0); tt.rate.At(n) < 60*second; n++ {
			r.Now = ecs.Now{Tick: components.Tick(n), PTS: tt.rate.At(n), Period: tt.rate.At(n+1) - tt.rate.At(n)}
			r.Clear()
			s.Run(r)
			for i, k := range components.SignalCamera.Of(r) {
				if components.SignalStream.Of(r)[i] == 0 {
					rows++
					of[k]++
				}
			}
		}
		if rows < tt.rows || rows > tt.rows+1 || slices.Max(of)-slices.Min(of) > 1 {
			t.Errorf("at %v: %d rows, want %d; of cameras %v", tt.rate, rows, tt.rows, of)
		}
	}
}
