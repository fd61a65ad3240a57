package simulate

import (
	"math"

	"touchline/components"
	"touchline/ecs"
)

const never = components.PTS(math.MaxInt64)

// players lets each viewer ask for the license that it needs: when it joins, and
// in every key period. It passes over the ranks of viewers, 8 bytes each, only when
// one of them may have something to say.
func (s *System) players(r *ecs.Run) {
	next := &components.ShardViewerDue.Of(r)[0]
	if r.Now.PTS < *next {
		return
	}
	due, ranks, each := components.ViewerDue.Of(r), components.RankDue.Of(r), rankSize(r)
	q := queue{components.ViewerStream.Of(r), ecs.Take[uint32](r, r.Len(components.Stream)), uint32(s.cfg.Requests)}
	first := never
	for k, at := range ranks[:ranksOf(len(due), each)] {
		if at <= r.Now.PTS {
			at = s.rank(r, due[:min((k+1)*each, len(due))], k*each, &q)
			ranks[k] = at
		}
		first = min(first, at)
	}
	*next = first
}

// rankSize is how many viewers stand in a rank: one at least, if there is room for none.
func rankSize(r *ecs.Run) int {
	fan := r.Schema().Fan(components.Rank)
	return max((r.Room(components.Viewer)+fan-1)/fan, 1)
}

// ranksOf is in how many ranks so many viewers stand.
func ranksOf(viewers, each int) int { return (viewers + each - 1) / each }

// rank lets the viewers from row first to the end of due ask whose time has come, and
// returns when the next of them will.
//
// It reads 8 bytes for each, and 4 of one that asks.
func (s *System) rank(r *ecs.Run, due []components.PTS, first int, q *queue) components.PTS {
	next, now := never, r.Now.PTS
	for i := first; i < len(due); i++ {
		if due[i] <= now {
			if stream, ticks := q.join(i); ticks > 0 {
				refuse(r, stream, 1)
				due[i] = again(r.Now, ticks)
			} else {
				due[i] = s.request(r, components.Row(i))
			}
		}
		next = min(next, due[i])
	}
	return next
}

// request lets a viewer ask, and returns when it will ask again.
func (s *System) request(r *ecs.Run, viewer components.Row) components.PTS {
	want := &components.ViewerWant.Of(r)[viewer]
	s.ask(r, viewer, *want)

	rng := r.Rand(components.ViewerNumber.Of(r)[viewer], forPlayer)
	if *want == components.Leave { // it will be back
		*want = components.Join
		return r.Now.PTS + components.PTSPerSecond*components.PTS(30+rng.N(600))
	}
	*want = components.Renew
	if rng.N(100) < 2 {
		*want = components.Leave
	}
	// The keys of the next period are there with its first segment; players fetch them
	// over the minute that follows, not all at once.
	boundary := (r.Now.PTS/s.cfg.KeyEvery + 1) * s.cfg.KeyEvery
	stream := components.ViewerStream.Of(r)[viewer]
	return boundary + s.settled(r, stream) + components.PTS(rng.N(int64(max(min(s.cfg.Spread, s.cfg.KeyEvery/2), 1))))
}

// settled is how long after the turn of a key period its first segment is there: it
// begins within the length of one, and takes as long again to be made.
func (s *System) settled(r *ecs.Run, stream components.Row) components.PTS {
	return 2 * s.cadence(components.StreamFrames.Of(r)[stream]).Length()
}

func (s *System) ask(r *ecs.Run, viewer components.Row, op components.RequestOp) {
	i := r.Append(components.Request, 1)
	*components.RequestAsked.At(r, i) = components.Asked{Received: r.Now.PTS, Viewer: viewer, Op: op}
}
