// Package engine puts a run together: the worlds with their rows, the systems in
// their order, and the scheduler that drives them.
package engine

import (
	"errors"
	"fmt"
	"time"
	"unsafe"

	"touchline/cmd/touchline/internal/service"
	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/simulate"
)

// Plan is what a run consists of.
type Plan struct {
	Service    *service.Config
	Matches    []*recording.Match // laid out; each gets Streams streams
	Symbols    *ecs.Symbols       // the matches' texts
	Streams    int                // of each match
	PerFixture int                // streams that share a fixture
	Cameras    int                // of a stream
	Renditions int                // of a stream
	Viewers    int                // of a stream
	Cohort     int                // of them in a shard: a stream that has more is spread over several
	Joins      time.Duration      // over which viewers come; 0 for what suits the matches
	Window     time.Duration      // of the live playlists; 0 for the service's
	Rate       components.Rate
	Workers    int            // 0 to choose
	ShardSize  int            // streams; 0 to choose
	From       components.PTS // media time of the first tick; what came before is folded, not emitted
	Stagger    bool           // the fixtures are at different moments of the match
	Seed       uint64
	Systems    []string // the modules that run; none for all
	Load       simulate.Load
	Attached   bool // somebody takes the output rows
	Backend    ecs.Backend

	beside int // fixtures beside each other that are at the same moment; 0 for as many as suit

	// Progress, if there is one, is told how far [Build] has come, from 0 to 1.
	Progress func(share float64)
}

// DefaultPlan is one stream of one match, as a small outside broadcast has it.
func DefaultPlan() Plan {
	return Plan{
		Streams: 1, PerFixture: 1, Cameras: 4, Renditions: 6, Viewers: 100, Cohort: Cohort,
		Rate: components.Rate{Num: 20, Den: 1}, Seed: 1, Backend: ecs.Arche,
	}
}

// Limits of a plan.
const (
	maxStreams = 4_000_000
	maxViewers = 16_000_000
	minShard   = 64
	maxShard   = 16384

	// mostAudiences is of how many streams the world can keep the spread of one route:
	// a column is at most 2 GiB.
	mostAudiences = 1 << 31 / int(unsafe.Sizeof(components.Spread{}))
	minJoins      = time.Second
	maxJoins      = 24 * time.Hour
)

// Validate reports everything that is wrong with p, in the words of the flags.
func (p *Plan) Validate() error {
	var errs []error
	between := func(flag string, n, least, most int) {
		if n < least || n > most {
			errs = append(errs, fmt.Errorf("--%s %d: must be from %d to %d", flag, n, least, most))
		}
	}
	between("streams", p.Streams, 1, maxStreams)
	between("per-fixture", p.PerFixture, 1, 1024)
	between("cameras", p.Cameras, 1, 32)
	between("renditions", p.Renditions, 1, len(p.Service.Renditions))
	between("viewers", p.Viewers, 0, maxViewers)
	between("workers", p.Workers, 0, 1024)
	if p.ShardSize != 0 {
		between("shard-size", p.ShardSize, minShard, 1<<20)
	}
	if p.Streams > 0 && p.Viewers > 0 && p.Streams > maxViewers/max(p.Viewers, 1) {
		errs = append(errs, fmt.Errorf("--viewers %d: %d streams have at most %d each", p.Viewers, p.Streams, maxViewers/p.Streams))
	}
	if p.Joins != 0 && (p.Joins < minJoins || p.Joins > maxJoins) {
		errs = append(errs, fmt.Errorf("--joins %v: must be from %v to %v", p.Joins, minJoins, maxJoins))
	}
	least := 3 * p.Service.Segments.Duration.Duration
	if p.Window != 0 && (p.Window < least || p.Window > 24*time.Hour) {
		errs = append(errs, fmt.Errorf("--window %v: must be from three segments (%v) to 24h", p.Window, least))
	}
	if most := mostAudiences / p.QoE().Routes(); p.Viewers > 0 && p.ShardSize > most {
		errs = append(errs, fmt.Errorf("--shard-size %d: with viewers over %d CDNs and regions must be at most %d", p.ShardSize, p.QoE().Routes(), most))
	}
	return errors.Join(errs...)
}

// fixtures is how many fixtures the streams of one match are spread over.
func (p *Plan) fixtures() int { return (p.Streams + p.PerFixture - 1) / p.PerFixture }

// LiveWindow is the length of the live playlists.
func (p *Plan) LiveWindow() components.PTS { return components.PTSOf(p.window()) }

// window is the length of the live playlists.
func (p *Plan) window() time.Duration {
	if p.Window != 0 {
		return p.Window
	}
	return p.Service.Segments.Window.Duration
}

// Cut is how many fixtures a shard has in a run of so many workers: plans that differ
// in nothing else cut their streams alike if it is the same.
func (p *Plan) Cut(workers int) int { return p.fixturesPerShard(workers) }

// fans says how many rows the blocks have.
func (p *Plan) fans() ecs.Fans {
	incidents, points, innings := p.most()
	slots := int(p.window()/p.Service.Segments.Duration.Duration) + 2
	return ecs.Fans{
		components.Incident:  incidents,
		components.Point:     points,
		components.Innings:   innings,
		components.Market:    int(components.Groups),
		components.Camera:    p.Cameras,
		components.Analyser:  p.Cameras,
		components.Rendition: p.Renditions,
		components.Segment:   slots,
		components.Payload:   p.Renditions,
		components.Pushed:    p.Renditions,
		components.Sample:    32,
		components.Head:      int(components.Tiers),
		components.Route:     p.QoE().Routes(),
		components.Cell:      p.Renditions,
		components.Rank:      p.ranks(),
	}
}
