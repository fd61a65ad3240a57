// Package splice says at which frames of a stream programs, breaks and unscheduled
// events begin and end, in time for splicers, packagers and ad servers downstream
// to act on it (ANSI/SCTE 35 2023).
//
// A program lasts from the start of the match to its end. A break is what the source
// calls an ad_break; it ends when its time is over, or play goes on. Extra time is an
// unscheduled event. Their messages are sent some seconds before the splice point;
// only what could not be foreseen is to be done at once.
//
// What is announced is decided from what stands in the match, not from the messages
// that told of it, so that corrections and late messages come to the same.
package splice

import (
	"fmt"
	"math"

	"touchline/components"
	"touchline/ecs"
)

// System announces splice points.
type System struct {
	cfg        Config
	start, end components.Segmentation // of breaks
}

// New returns a system that announces as cfg says.
func New(cfg Config) (*System, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("splice: %w", err)
	}
	s := &System{cfg, components.ProviderPlacementStart, components.ProviderPlacementEnd}
	if cfg.Distributor {
		s.start, s.end = components.DistributorPlacementStart, components.DistributorPlacementEnd
	}
	return s, nil
}

// MaxCues is how many splice rows a stream can have in a tick: the start and the end
// of its program and of extra time, the ends of up to three breaks, and so many that
// events ask for.
const MaxCues = 7 + maxAsked

// maxAsked is how many messages that ad_break events ask for a stream sends in a
// tick. More are refused.
const maxAsked = 3

// Name implements [ecs.System].
func (s *System) Name() string { return "splice" }

// Access implements [ecs.System].
func (s *System) Access() ecs.Access {
	return ecs.Access{
		Reads: []components.AnyColumn{
			components.EventFixture, components.EventKindOf, components.EventReport,
			components.EventLength, components.EventNews,
			components.FixtureNow, components.FixtureSport, components.FixturePeriod, components.FixtureStop,
			components.FixtureKicked, components.FixtureLastKick, components.FixtureIncidents,
			components.IncidentKind, components.IncidentFate,
			components.StreamFixture, components.StreamFrames, components.StreamTerritory,
			components.StreamLive,
		},
		Writes: []components.AnyColumn{
			components.StreamSplices, components.StreamShow, components.StreamShowOver,
			components.StreamExtra, components.StreamExtraOver,
			components.StreamBreak, components.StreamBreakState, components.StreamBreakCause, components.StreamBreakHeard,
			components.StreamBreakAt, components.StreamBreakEnd,
			components.StreamRefused, components.ShardSpliceDue,
		},
		Makes: []*components.Kind{components.Splice},
	}
}

// never is when a break ends of which that is not known.
const never = components.PTS(math.MaxInt64)

var (
	starts    = components.KindSet(components.MatchStart, components.PeriodStart, components.KickOff)
	restarts  = components.KindSet(components.PeriodStart, components.KickOff)
	matchEnds = components.KindSet(components.MatchEnd, components.Abandoned)
	ends      = matchEnds | components.KindSet(components.PeriodEnd)

	// stirring are the kinds that may move a splice point.
	stirring = starts | ends | components.KindSet(components.Advert)
)

// Run implements [ecs.System]. An idle tick costs a test for each fixture, and one
// for each event.
func (s *System) Run(r *ecs.Run) {
	due := components.ShardSpliceDue.Of(r)[0]
	if r.Now.PTS < due && !stirred(r) {
		return
	}
	d := s.newDesk(r, due <= 0)
	for i := range d.fixture {
		d.look(components.Row(i))
	}
	components.ShardSpliceDue.Of(r)[0] = d.next
}

// stirred reports whether anything in the tick may move a splice point. A correction
// may, whatever it now says: the event may have been one that did.
func stirred(r *ecs.Run) bool {
	var kinds components.EventKinds64
	for _, k := range components.FixtureNow.Of(r) {
		kinds |= k
	}
	if kinds&stirring != 0 {
		return true
	}
	for _, e := range components.EventReport.Of(r) {
		if e.Cause.Rev > 0 {
			return true
		}
	}
	return false
}
