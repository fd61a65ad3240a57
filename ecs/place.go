package ecs

import (
	"encoding/binary"
	"fmt"

	"touchline/components"
)

// Place puts the snapshot into shards, whose worlds have no row of a saved kind
// yet, and sets their tick and seed. A kind that shards have no room for, but the
// common world has, is put there. Of other kinds, shardOf names the shard, from 0,
// of each row that hangs on no other (of each fixture, that is); what hangs on it
// goes with it. Where that shard has cohorts, cohortOf names the one, from 1, to which
// a row goes that is of no kind which they copy (a viewer), or 0 for the shard itself.
// It is not called where there are none, and may then be nil.
//
// An error is an [ErrSchema], [ErrNoRoom] or [ErrApart], or says what is wrong with
// shards, shardOf or cohortOf; then nothing has been put anywhere. Or it is one of
// reading the snapshot again, which then is no longer what it was: the worlds are of no
// use.
func (p *Snapshot) Place(shards *Shards, shardOf, cohortOf func(components.Number) int) error {
	if got, want := p.schema.text(), shards.Schema.text(); got != want {
		return fmt.Errorf("%s: %w", difference(got, want), ErrSchema)
	}
	l := placing{
		snapshot: p, shards: shards, all: shards.worlds(), index: map[*World]uint32{},
		shardOf: shardOf, cohortOf: cohortOf,
	}
	for i, w := range l.all {
		l.index[w] = uint32(i)
	}
	if err := l.assign(); err != nil {
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
	for _, w := range shards.Worlds {
		if w.original != nil {
			w.CopyRows()
		}
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
	index    map[*World]uint32 // in all
	places   [][]placed        // as Snapshot.kinds
	used     [][]int           // likewise: how many rows each world gets
	shardOf  func(components.Number) int
	cohortOf func(components.Number) int
}

// placed is where a row goes.
type placed struct {
	world uint32
	row   components.Row
}

// checkReferences reports a row that refers to one which its world cannot reach.
func (l *placing) checkReferences() error {
	for i := range l.snapshot.kinds {
		rows := &l.snapshot.kinds[i]
		for f, ref := range rows.references() {
			target := l.snapshot.place[f.target.ID]
			at := binary.LittleEndian.Uint64(ref.value)
			here, there := l.places[i][ref.row].world, l.places[target][at].world
			if holder := l.shards.holder(l.all[here], f.target); holder != l.all[there] &&
				!(holder.Copies(f.target) && holder.original == l.all[there]) {
				return fmt.Errorf("%s %d in %s: %s %d is in %s: %w", rows.plan.kind.Name, rows.numbers[ref.row], l.name(here),
					f.target.Name, l.snapshot.kinds[target].numbers[at], l.name(there), ErrApart)
			}
		}
	}
	return nil
}
