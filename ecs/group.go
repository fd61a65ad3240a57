package ecs

import "touchline/components"

// Len returns how many rows of k are in the snapshot.
func (p *Snapshot) Len(k *components.Kind) int {
	if i := p.place[k.ID]; i >= 0 {
		return len(p.kinds[i].numbers)
	}
	return 0
}

// A Group is a row that hangs on no other (a fixture), with all that hangs on it.
type Group struct {
	Number components.Number
	Rows   Rows // of each saved kind, the row itself among them
}

// Groups returns the groups of the rows of k, a kind whose rows hang on no other,
// by ascending Number: what has to be kept in one shard.
func (p *Snapshot) Groups(k *components.Kind) []Group {
	i := p.place[k.ID]
	if i < 0 {
		return nil
	}
	groups := make([]Group, len(p.kinds[i].numbers))
	for j, n := range p.kinds[i].numbers {
		groups[j] = Group{n, Rows{}}
	}
	for j := range p.kinds {
		rows := &p.kinds[j]
		if rows.plan.root() != k {
			continue
		}
		for _, root := range rows.root {
			groups[root].Rows[rows.plan.kind]++
		}
	}
	return groups
}

// root returns the kind that rows of the plan hang on in the end.
func (p *plan) root() *components.Kind {
	k := p.kind
	for c := home(k); c != nil; c = home(k) {
		k = c.Refs
	}
	return k
}
