package ecs

import (
	"encoding/binary"
	"fmt"
	"slices"

	"touchline/components"
)

// Place puts the snapshot into shards, whose worlds have no row of a saved kind
// yet, and sets their tick and seed. A kind that shards have no room for, but the
// common world has, is put there. Of other kinds, shardOf names the shard, from 0,
// of each row that hangs on no other (of each fixture, that is); what hangs on it
// goes with it.
//
// An error is an [ErrSchema], [ErrNoRoom] or [ErrApart], or says what is wrong with
// shards or shardOf; then nothing has been put anywhere. Or it is one of reading the
// snapshot again, which then is no longer what it was: the worlds are of no use.
func (p *Snapshot) Place(shards *Shards, shardOf func(components.Number) int) error {
	if got, want := p.schema.text(), shards.Schema.text(); got != want {
		return fmt.Errorf("%s: %w", difference(got, want), ErrSchema)
	}
	l := placing{snapshot: p, shards: shards, all: shards.worlds()}
	if err := l.assign(shardOf); err != nil {
		return err
	}
	if err := l.checkReferences(); err != nil {
		return err
	}
	symbols, err := p.intern(shards.Symbols)
	if err != nil {
		return err
	}
	if err := l.fill(symbols); err != nil {
		return err
	}
	shards.Tick, shards.Seed = p.Tick, p.Seed
	return nil
}

// intern returns the symbols of the snapshot's texts.
func (p *Snapshot) intern(s *Symbols) ([]components.Symbol, error) {
	for _, text := range p.texts {
		if _, ok := s.index[text]; !ok && s.frozen {
			return nil, fmt.Errorf("symbol %.20q: is new, and symbols are frozen", text)
		}
	}
	symbols := make([]components.Symbol, len(p.texts))
	for i, text := range p.texts {
		symbols[i] = s.Of(text)
	}
	return symbols, nil
}

// placing is a snapshot on its way into worlds.
type placing struct {
	snapshot *Snapshot
	shards   *Shards
	all      []*World
	places   [][]placed // as Snapshot.kinds
}

// placed is where a row goes.
type placed struct {
	world uint32
	row   components.Row
}

// assign finds a place for each row: in each world, rows are by ascending Number.
func (l *placing) assign(shardOf func(components.Number) int) error {
	for i := range l.snapshot.kinds {
		rows := &l.snapshot.kinds[i]
		k := rows.plan.kind
		for w, world := range l.all {
			if world.Len(k) > 0 {
				return fmt.Errorf("%s: has rows of %s: a snapshot is put into empty worlds", l.name(uint32(w)), k.Name)
			}
		}
		worlds, err := l.worldsOf(rows, shardOf)
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
			if room := l.all[w].Room(k); n > room {
				return fmt.Errorf("%s: %d rows of %s, and room for %d: %w", l.name(uint32(w)), n, k.Name, room, ErrNoRoom)
			}
		}
		l.places = append(l.places, places)
	}
	return nil
}

// worldsOf returns the world that each of rows goes to.
func (l *placing) worldsOf(rows *savedRows, shardOf func(components.Number) int) ([]uint32, error) {
	worlds := make([]uint32, len(rows.numbers))
	if rows.plan.home != nil {
		root := l.places[l.snapshot.place[rows.plan.root().ID]]
		for i, r := range rows.root {
			worlds[i] = root[r].world
		}
		return worlds, nil
	}
	common := l.common(rows.plan.kind)
	for i, n := range rows.numbers {
		if common {
			worlds[i] = uint32(len(l.all) - 1)
			continue
		}
		shard := shardOf(n)
		if shard < 0 || shard >= len(l.shards.Worlds) {
			return nil, fmt.Errorf("%s %d: shard %d: there are %d", rows.plan.kind.Name, n, shard, len(l.shards.Worlds))
		}
		worlds[i] = uint32(shard)
	}
	return worlds, nil
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

// checkReferences reports a row that refers to one which its world cannot reach.
func (l *placing) checkReferences() error {
	for i := range l.snapshot.kinds {
		rows := &l.snapshot.kinds[i]
		for f, ref := range rows.references() {
			target := l.snapshot.place[f.target.ID]
			at := binary.LittleEndian.Uint64(ref.value)
			here, there := l.places[i][ref.row].world, l.places[target][at].world
			if l.shards.holder(l.all[here], f.target) != l.all[there] {
				return fmt.Errorf("%s %d in %s: %s %d is in %s: %w", rows.plan.kind.Name, rows.numbers[ref.row], l.name(here),
					f.target.Name, l.snapshot.kinds[target].numbers[at], l.name(there), ErrApart)
			}
		}
	}
	return nil
}
