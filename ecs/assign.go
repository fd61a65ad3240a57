package ecs

import (
	"fmt"
	"slices"

	"touchline/components"
)

// assign finds a place for each row: in each world, rows are by ascending Number.
func (l *placing) assign() error {
	for i := range l.snapshot.kinds {
		rows := &l.snapshot.kinds[i]
		k := rows.plan.kind
		for w, world := range l.all {
			if world.Len(k) > 0 {
				return fmt.Errorf("%s: has rows of %s: a snapshot is put into empty worlds", l.name(uint32(w)), k.Name)
			}
		}
		worlds, err := l.worldsOf(rows)
		if err != nil {
			return err
		}
		used := make([]int, len(l.all))
		places := make([]placed, len(rows.numbers))
		for j, w := range worlds {
			places[j] = placed{w, components.Row(used[w])}
			used[w]++
		}
		for w, n := range used {
			if l.all[w].Copies(k) {
				n = used[l.index[l.all[w].original]]
			}
			if room := l.all[w].Room(k); n > room {
				return fmt.Errorf("%s: %d rows of %s, and room for %d: %w", l.name(uint32(w)), n, k.Name, room, ErrNoRoom)
			}
		}
		l.places, l.used = append(l.places, places), append(l.used, used)
	}
	return nil
}

// worldsOf returns the world that each of rows goes to.
func (l *placing) worldsOf(rows *savedRows) ([]uint32, error) {
	worlds := make([]uint32, len(rows.numbers))
	if rows.plan.home != nil {
		root := l.places[l.snapshot.place[rows.plan.root().ID]]
		for i, r := range rows.root {
			var err error
			if worlds[i], err = l.within(root[r].world, rows.plan.kind, rows.numbers[i]); err != nil {
				return nil, err
			}
		}
		return worlds, nil
	}
	common := l.common(rows.plan.kind)
	for i, n := range rows.numbers {
		if common {
			worlds[i] = uint32(len(l.all) - 1)
			continue
		}
		shard := l.shardOf(n)
		if shard < 0 || shard >= len(l.shards.Worlds) {
			return nil, fmt.Errorf("%s %d: shard %d: there are %d", rows.plan.kind.Name, n, shard, len(l.shards.Worlds))
		}
		worlds[i] = uint32(shard)
	}
	return worlds, nil
}

// within returns which of a shard and its cohorts row n of k goes to, that hangs on a
// row of the shard.
func (l *placing) within(shard uint32, k *components.Kind, n components.Number) (uint32, error) {
	cohorts := l.all[shard].followers
	if len(cohorts) == 0 || cohorts[0].Copies(k) {
		return shard, nil
	}
	switch c := l.cohortOf(n); {
	case c == 0:
		return shard, nil
	case c < 0 || c > len(cohorts):
		return 0, fmt.Errorf("%s %d: cohort %d of %s: there are %d", k.Name, n, c, l.name(shard), len(cohorts))
	default:
		return l.index[cohorts[c-1]], nil
	}
}

// common reports whether rows of k are kept in the common world.
func (l *placing) common(k *components.Kind) bool {
	return l.shards.Common != nil && l.shards.Common.Room(k) > 0 &&
		!slices.ContainsFunc(l.shards.Worlds, func(w *World) bool { return w.Room(k) > 0 })
}

func (l *placing) name(world uint32) string {
	if int(world) == len(l.shards.Worlds) {
		return "common world"
	}
	return fmt.Sprintf("shard %d", world)
}
