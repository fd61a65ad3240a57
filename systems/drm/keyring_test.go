package drm

import (
	"bytes"
	"sync"
	"testing"

	"touchline/components"
	"touchline/systems/drm/key"
)

func newTestKeys(t testing.TB) *Keys {
	t.Helper()
	cfg := Default()
	cfg.Master = master
	k, err := NewKeys(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// TestKeysOfGrants takes the keys out of grants, and compares them with those that
// a packager is given.
func TestKeysOfGrants(t *testing.T) {
	s, keys := newTestSystem(t), newTestKeys(t)
	seen := map[key.Content]bool{}
	for _, stream := range []components.Number{0, 1, 1 << 63} {
		for _, period := range []uint32{0, 7, 1<<32 - 1} {
			grant := s.AppendGrant(nil, Terms{Stream: stream, Period: period, Tier: components.UHDTier})
			all := keys.AppendPeriod(nil, stream, period)
			if len(all) != int(components.Tiers) {
				t.Fatalf("%d keys of a period, want %d", len(all), components.Tiers)
			}
			for tier := range components.Tiers {
				at := keysAt + int(tier)*keySize
				want, ok := unwrap(s.secrets.kek, grant[at+16:][:wrappedSize])
				got := keys.Key(stream, tier, period)
				if !ok || !bytes.Equal(got.Content[:], want) || !bytes.Equal(got.ID[:], grant[at:][:16]) {
					t.Errorf("stream %d, tier %v, period %d: not the key of the grant", stream, tier, period)
				}
				if got != all[tier] || got.Tier != tier || got.Period != period {
					t.Errorf("stream %d, tier %v, period %d: %v in its period, %v alone", stream, tier, period, all[tier], got)
				}
				seen[got.Content] = true
			}
		}
	}
	if len(seen) != 3*3*int(components.Tiers) {
		t.Errorf("%d different keys, want %d", len(seen), 3*3*int(components.Tiers))
	}
}

func TestPeriod(t *testing.T) {
	k := newTestKeys(t)
	every := Default().KeyEvery
	for _, tt := range []struct {
		start components.PTS
		want  uint32
	}{{-every, 0}, {-1, 0}, {0, 0}, {every - 1, 0}, {every, 1}, {2*every - 1, 1}, {2 * every, 2}} {
		if got := k.Period(tt.start); got != tt.want {
			t.Errorf("PTS %d is in period %d, want %d", tt.start, got, tt.want)
		}
	}
	if k.Begin(0) != 0 || k.Begin(3) != 3*every || k.Period(k.Begin(1<<32-1)) != 1<<32-1 {
		t.Errorf("periods 0, 3 and the last begin at %d, %d and %d", k.Begin(0), k.Begin(3), k.Begin(1<<32-1))
	}
}

// TestKeysAtOnce lets packagers derive keys at the same time, for the race detector.
func TestKeysAtOnce(t *testing.T) {
	k := newTestKeys(t)
	want := k.Key(42, components.HDTier, 7)
	var packagers sync.WaitGroup
	for range 4 {
		packagers.Go(func() {
			for range 50 {
				if k.Key(42, components.HDTier, 7) != want {
					t.Error("another key")
					return
				}
			}
		})
	}
	packagers.Wait()
}

func TestNoSuchTier(t *testing.T) {
	defer func() {
		if got, want := recover(), "drm: tier 4: there are 4"; got != want {
			t.Errorf("panic %v, want %s", got, want)
		}
	}()
	newTestKeys(t).Key(1, components.Tiers, 0)
}

func TestNewKeysErrors(t *testing.T) {
	if _, err := NewKeys(Default()); err == nil {
		t.Error("no master secret, and no error")
	}
}

// BenchmarkKeys is the keys of all tiers, derived anew.
func BenchmarkKeys(b *testing.B) {
	k := newTestKeys(b)
	all := make([]key.Key, 0, components.Tiers)
	b.ReportAllocs()
	for b.Loop() {
		all = k.AppendPeriod(all[:0], 42, 7)
	}
}
