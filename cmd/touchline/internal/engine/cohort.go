package engine

import "touchline/components"

// Cohort is how many viewers of a stream a shard has at most: so few that those of a
// large event spread evenly over any number of cores, and so many that the copies of
// the stream cost little beside them.
//
// It is part of a plan, and no setting of a machine: how many requests of a stream a
// tick takes depends on it.
const Cohort = 32_768

// mostCohorts is how many viewers of all its streams a shard has, in cohorts, unless
// the user says how many streams.
const mostCohorts = 4

// cohorts is how many shards the viewers of each stream are spread over. One has the
// stream itself; the others follow it, with a copy of the stream and its fixture.
func (p *Plan) cohorts() int { return max((p.Viewers+p.Cohort-1)/max(p.Cohort, 1), 1) }

// share is how many viewers of a stream each of them has; the last may have fewer.
func (p *Plan) share() int { return (p.Viewers + p.cohorts() - 1) / p.cohorts() }

// cohortOf returns which of its stream's cohorts a viewer is in.
func (p *Plan) cohortOf(viewer components.Number) int {
	return int(viewer-1) % p.Viewers / p.share()
}

// beacons is how many beacons of a stream a tick takes, or of each cohort of it: what
// the service says, but never less than twice what so many players send.
func (p *Plan) beacons() int {
	interval := p.Service.QoE.Interval.PTS()
	sent := (components.PTS(p.share())*p.Rate.At(1) + interval - 1) / interval
	return max(p.Service.Limits.Beacons, 2*int(sent))
}

// shardSize is how many streams a shard has: so many that each worker has a few shards
// to choose from, or more of them where a shard is so long that the beginning of each
// of its loops, which no processor foresees, no longer counts.
func (p *Plan) shardSize(workers int) int {
	if p.ShardSize != 0 {
		return p.ShardSize
	}
	streams := p.Streams * len(p.Matches)
	size := min(max((streams+4*workers-1)/(4*workers), minShard), maxShard)
	return min(size, max(mostCohorts*p.Cohort/max(p.share(), 1), 1))
}

// ranks is how many ranks the viewers of the largest shard stand in: a cache line or
// two of each when somebody in it has something to say.
func (p *Plan) ranks() int {
	const each = 32
	streams := min(p.Streams*max(len(p.Matches), 1), max(p.ShardSize, maxShard, p.PerFixture))
	return max((streams*p.share()+each-1)/each, 1)
}

// fixturesPerShard is how many fixtures a shard has. Which fixture is in which
// shard changes no result.
func (p *Plan) fixturesPerShard(workers int) int { return max(p.shardSize(workers)/p.PerFixture, 1) }

// shardOf returns the shard of fixture i, counted from 0; its cohorts are the next ones.
func (p *Plan) shardOf(i, workers int) int { return i / p.fixturesPerShard(workers) * p.cohorts() }

// Shards is how many shards a run of so many workers has.
func (p *Plan) Shards(workers int) int {
	return p.shardOf(p.fixtures()*len(p.Matches)-1, workers) + p.cohorts()
}
