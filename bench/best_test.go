package bench

import (
	"crypto/hmac"
	"crypto/sha256"
	"math/rand/v2"
	"testing"

	"touchline/bench/reference"
	"touchline/components"
)

func newTuned(t *testing.T, cfg reference.BestConfig, list ...reference.Channel) *reference.Best {
	t.Helper()
	if cfg.Window.KeyEvery == 0 {
		cfg.Window = reference.WindowConfig{Window: 1, Target: 2, KeyEvery: 1, Slots: 9}
	}
	cfg.Director, cfg.Period, cfg.Deepfake, cfg.Scores, cfg.DRM = sports(), period, detectors(), 4, licenses(newWorkload(1, 1))
	b := reference.NewBest(cfg, len(list))
	for i := range list {
		b.Add(&list[i])
	}
	return b
}

// TestBestRefuses: the best reference refuses what the other refuses, though the
// workload asks for none of it.
func TestBestRefuses(t *testing.T) {
	b := newTuned(t, reference.BestConfig{},
		reference.Channel{Events: 3, Rights: reference.Rights{Until: 5}},
		reference.Channel{Rights: reference.Rights{From: 6, Until: 9}},
		reference.Channel{Territory: "GB", Rights: reference.Rights{Until: 9, Territory: "FR"}},
	)
	e := reference.Event{Cause: components.Cause{Seq: 3, Kind: components.Shot}}
	if _, ok := b.Push(0, 0, &e); ok {
		t.Error("an event that had come before made a record")
	}
	e.Cause.Seq = 4
	if r, ok := b.Push(0, 0, &e); !ok || r.Sequence != 4 {
		t.Errorf("the next event made record %d, want 4", r.Sequence)
	}
	for _, tt := range []struct {
		start  components.PTS
		length uint32
		ok     bool
	}{{0, 180_000, true}, {0, 180_000, false}, {180_000, 0, false}, {180_000, 225_000, false}, {180_000, 224_999, true}} {
		if _, ok := b.Enter(0, &reference.Segment{Start: tt.start, Length: tt.length}); ok != tt.ok {
			t.Errorf("segment at %d of %d: registered %v, want %v", tt.start, tt.length, ok, tt.ok)
		}
	}
	for _, tt := range []struct {
		at components.PTS
		ok bool
	}{{10, true}, {10, false}, {11, true}} {
		if _, ok := b.Submit(0, tt.at, components.Verdict{}); ok != tt.ok {
			t.Errorf("frame at %d: taken %v, want %v", tt.at, ok, tt.ok)
		}
	}
	for h, want := range []components.GrantResult{components.RefusedWindow, components.RefusedWindow, components.RefusedTerritory} {
		var got reference.Signed
		if b.Renew(reference.Handle(h), 5, reference.Request{}, &got); got.Result != want || got.Signature != [32]uint8{} {
			t.Errorf("stream %d: %v, signed %x; want %v and nothing", h, got.Result, got.Signature, want)
		}
	}
}

// TestBestSigns: a license that is signed from a state that was kept has the signature
// of the token that the other reference makes.
func TestBestSigns(t *testing.T) {
	row, _, _ := Select([]string{"drm-license"})
	c := start(t, row[0], newWorkload(1, int(components.Tiers)))
	if _, err := c.run(inIndexOrder, false); err != nil {
		t.Fatal(err)
	}
	for i := range c.theirs.answers.grants {
		token, signed := c.theirs.answers.grants[i].Token, c.best.answers.signed[i].Signature
		if !hmac.Equal(token[len(token)-sha256.Size:], signed[:]) {
			t.Errorf("tier %v: signature %x, want the end of %x", tier(i), signed, token)
		}
	}
}

// TestBestPlaylist: a playlist of parts is the playlist, in any language.
func TestBestPlaylist(t *testing.T) {
	published := reference.NewManifest(2)
	b := newTuned(t, reference.BestConfig{},
		reference.Channel{Language: "en", Frames: frames, Renditions: renditions()},
		reference.Channel{Language: "de", Frames: components.Rate{Num: 50, Den: 1}, Renditions: renditions()[3:]},
	)
	published.Add("0", "en", frames, renditions())
	published.Add("1", "de", components.Rate{Num: 50, Den: 1}, renditions()[3:])
	for h, id := range []string{"0", "1"} {
		want, err := published.Master(id)
		if got := string(b.AppendMaster([]byte("x"), reference.Handle(h))); err != nil || got != "x"+want {
			t.Errorf("error %v\n%s\nwant\n%s", err, got, want)
		}
	}
}

// TestBestJudges: with scores that come at any time, which those of the workload do
// not, the best reference comes to what the other does.
func TestBestJudges(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	published := reference.NewDeepfake(detectors(), 4, 1)
	published.Add("0")
	b := newTuned(t, reference.BestConfig{}, reference.Channel{})
	at, alerts := components.PTS(0), 0
	for range 5000 {
		at += components.PTS(rng.Int64N(6)) * detectors().Window / 4
		level := components.Permille(rng.IntN(1001))
		v := components.Verdict{Facial: level, Temporal: level, Frequency: level}
		j, taken, err := published.Submit("0", at, v)
		o, ok := b.Submit(0, at, v)
		if err != nil || ok != taken || ok && opinionOf(&o) != verdictOf(&j) {
			t.Fatalf("at %d: %v %+v, want %v %+v", at, ok, o, taken, j)
		}
		alerts += len(j.Alerts)
	}
	if alerts < 500 {
		t.Errorf("%d alerts raised or cleared, want at least 500", alerts)
	}
}
