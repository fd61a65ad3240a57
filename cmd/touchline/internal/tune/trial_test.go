package tune

import (
	"testing"
	"time"

	"touchline/cmd/touchline/internal/engine"
	"touchline/cmd/touchline/internal/service"
	"touchline/cmd/touchline/internal/source"
	"touchline/ecs"
	"touchline/scheduler/topology"
	"touchline/systems/feed/recording"
	"touchline/systems/simulate"
)

func trial(t *testing.T, streams int) *Trial {
	t.Helper()
	p := engine.DefaultPlan()
	p.Streams, p.Viewers, p.Symbols, p.Load = streams, 2, ecs.NewSymbols(), simulate.Published
	var err error
	if p.Service, err = service.Load(""); err != nil {
		t.Fatal(err)
	}
	m, err := source.Read("drill", p.Symbols)
	if err != nil {
		t.Fatal(err)
	}
	m.Lay(recording.Layout{HalftimeSet: true})
	p.Matches = []*recording.Match{m}
	host, err := topology.Host()
	if err != nil {
		t.Fatal(err)
	}
	return &Trial{Plan: p, Machine: &host, Ticks: 20, Candidates: Candidates(&host, p, 1, max(host.OneNode(), 1))}
}

// TestTrial: a block can be measured under every candidate, at a pace and without, and
// candidates that cut the streams alike go on with one engine.
func TestTrial(t *testing.T) {
	tr := trial(t, 200)
	for _, tr.Period = range []time.Duration{0, time.Millisecond} {
		for i, c := range tr.Candidates {
			b, err := tr.Measure(t.Context(), i)
			if err == nil {
				err = b.valid()
			}
			if err != nil {
				t.Errorf("%s: %v", c.Name, err)
			}
			if tr.Period > 0 && b[Throughput] < float64(tr.Period)*0.9 {
				t.Errorf("%s: a tick every %v ns, want %v", c.Name, b[Throughput], tr.Period)
			}
		}
	}
	cuts := map[int]bool{}
	for _, c := range tr.Candidates {
		p := tr.Plan
		p.ShardSize = c.ShardSize
		cuts[p.Shards(c.Workers)] = true // 200 streams: each number of shards is another size
	}
	if len(tr.engines) != len(cuts) {
		t.Errorf("%d engines for %d ways to cut", len(tr.engines), len(cuts))
	}
}

// TestCandidates: the baseline comes first, none comes twice, and none has more workers
// than shards.
func TestCandidates(t *testing.T) {
	m, err := topology.Host()
	if err != nil {
		t.Fatal(err)
	}
	for _, streams := range []int{1, 64, 200, 5000, 1_000_000} {
		for _, cores := range []int{1, 2, 12} {
			p := engine.DefaultPlan()
			p.Streams, p.Matches = streams, make([]*recording.Match, 1)
			list := Candidates(&m, p, 1, cores)
			if list[0].Name != "baseline" || len(list) > mostCandidates {
				t.Fatalf("%d candidates, the first is %q", len(list), list[0].Name)
			}
			seen := map[string]bool{}
			for _, c := range list {
				if seen[c.Name] {
					t.Errorf("%d streams: %s twice", streams, c.Name)
				}
				seen[c.Name] = true
				p.ShardSize = 0
				usual := p.Cut(c.Workers)
				if p.ShardSize = c.ShardSize; c.ShardSize > 0 && p.Shards(c.Workers) == 1 && usual >= streams {
					t.Errorf("%d streams: %s is what the engine does anyway", streams, c.Name)
				}
				if c.ShardSize > 0 && (streams+c.ShardSize-1)/c.ShardSize < c.Workers {
					t.Errorf("%d streams: %s has a worker without a shard", streams, c.Name)
				}
			}
		}
	}
}
