package program

import (
	"sync"
	"testing"

	"touchline/components"
	"touchline/systems/manifest/index"
)

// TestPublished: whatever view a reader gets is one that was published, whole, and no
// reader goes back in time; the writer is never held up for good. Run with -race it
// checks that what the views share is not written again.
func TestPublished(t *testing.T) {
	const segments = 3000
	var p Published
	x := index.New(600*components.PTSPerSecond, 2*components.PTSPerSecond)
	var readers sync.WaitGroup
	ended := make(chan struct{})
	for range 4 {
		readers.Go(func() {
			last := uint64(0)
			for {
				v := p.Load()
				if v.End() < last {
					t.Errorf("a view up to %d after one up to %d", v.End(), last)
				}
				last = v.End()
				for n := v.First(); n < v.End(); n++ {
					if s := v.At(n); s.Number != n || s.At != components.PTS(n)*100 {
						t.Errorf("segment %d is %+v", n, *s)
						return
					}
				}
				select {
				case <-ended:
					return
				default:
				}
			}
		})
	}
	for n := range uint64(segments) {
		x.Enter(index.Segment{Number: n + 1, At: components.PTS(n+1) * 100, Start: components.PTS(n+1) * 100, Length: 100}, 0)
		for !p.store(x.View()) {
		}
	}
	close(ended)
	readers.Wait()
	if v := p.Load(); v.End() != segments+1 {
		t.Errorf("the last view is up to %d", v.End())
	}
}

// TestStoreAllocatesNothing: a tick that publishes takes no memory for it.
func TestStoreAllocatesNothing(t *testing.T) {
	var p Published
	v := index.New(0, 1).View()
	if n := testing.AllocsPerRun(100, func() { p.store(v) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestBusy: with readers in all places but the current one a view is not published,
// and later it is.
func TestBusy(t *testing.T) {
	var p Published
	for i := range p.slots {
		p.slots[i].readers.Add(1)
	}
	v := index.New(0, 1).View()
	v.Generation = 7
	if p.store(v) {
		t.Error("published over a reader")
	}
	p.slots[3].readers.Add(-1)
	if !p.store(v) {
		t.Error("not published where there is room")
	}
	if got := p.Load(); got.Generation != 7 {
		t.Errorf("generation %d", got.Generation)
	}
}

// TestRelease: what viewers may not see yet is kept, and told in the order in which
// they may.
func TestRelease(t *testing.T) {
	p := &Program{Index: index.New(0, 1)}
	for _, e := range []struct{ at, release components.PTS }{{5, 30}, {1, 10}, {2, 10}, {9, 20}} {
		p.wait(event{e.release, index.Event{At: e.at}})
	}
	for _, tt := range []struct {
		now  components.PTS
		want []components.PTS
	}{{9, nil}, {10, []components.PTS{1, 2}}, {29, []components.PTS{1, 2, 9}}, {30, []components.PTS{1, 2, 9, 5}}} {
		p.release(tt.now)
		list := p.Index.View().Events()
		if list.Len() != len(tt.want) {
			t.Fatalf("at %d: %d events, want %d", tt.now, list.Len(), len(tt.want))
		}
		for i, at := range tt.want {
			if e := list.At(i); e.At != at || e.Released > tt.now {
				t.Errorf("at %d: event %d is of %d, released %d", tt.now, i, e.At, e.Released)
			}
		}
	}
}
