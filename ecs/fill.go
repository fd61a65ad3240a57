package ecs

import (
	"encoding/binary"
	"fmt"

	"touchline/components"
)

// fill reads the snapshot again, creates its rows and sets their columns.
//
// All was checked when it was read first. It is looked at again, for what is in a file
// may have changed since: then worlds are left with some of the rows.
func (l *placing) fill(symbols []components.Symbol) error {
	d := newDecoder(l.snapshot.from)
	if err := d.header(l.snapshot.schema); err != nil {
		return err
	}
	d.uint64() // the tick
	d.uint64() // the seed
	new(Snapshot).readSymbols(d)
	for kind := range l.snapshot.kinds {
		if err := l.fillKind(d, kind, symbols); err != nil {
			return err
		}
	}
	d.end()
	return d.err
}

func (l *placing) fillKind(d *decoder, kind int, symbols []components.Symbol) error {
	rows := &l.snapshot.kinds[kind]
	if n := d.count(rows.plan); d.err == nil && n != uint64(len(rows.numbers)) {
		d.damage(d.offset, "%d rows of %s: there were %d", n, rows.plan.kind.Name, len(rows.numbers))
	}
	for w, n := range l.used[kind] {
		l.all[w].CreateRows(rows.plan.kind, n)
	}
	data := make([]byte, rows.size)
	for i, at := range l.places[kind] {
		start := d.offset
		if d.fill(data); d.err != nil {
			break
		}
		offset, what := l.snapshot.checkRow(rows.plan, data)
		if n := components.Number(binary.LittleEndian.Uint64(data)); n != rows.numbers[i] {
			offset, what = 0, fmt.Sprintf("is %d now", n)
		}
		if what != "" {
			d.damage(start+int64(offset), "%s %d: %s", rows.plan.kind.Name, rows.numbers[i], what)
			break
		}
		l.all[at.world].Numbers(rows.plan.kind)[at.row] = rows.numbers[i]
		l.fillRow(rows, i, data[numberSize:], symbols)
	}
	return d.err
}

// fillRow sets the columns of row i from what was read of it, and from the references
// that were kept.
func (l *placing) fillRow(rows *savedRows, i int, data []byte, symbols []components.Symbol) {
	at := l.places[l.snapshot.place[rows.plan.kind.ID]][i]
	w, row, refs := l.all[at.world], int(at.row), rows.of(i)
	for j := range rows.plan.fields {
		f := &rows.plan.fields[j]
		size := f.count * f.savedSize()
		switch f.form {
		case verbatim:
			f.set(w, row, data[:size])
		case symbol:
			words := f.words(w, row)
			for k := range words {
				words[k] = uint32(symbols[binary.LittleEndian.Uint32(data[k*symbolSize:])])
			}
		case reference:
			l.refer(f, f.words(w, row), refs[:size])
			refs = refs[size:]
		}
		data = data[size:]
	}
}

// refer sets references from the places that they have in the snapshot.
func (l *placing) refer(f *field, words []uint32, refs []byte) {
	targets := l.places[l.snapshot.place[f.target.ID]]
	for k := range words {
		if ref := refs[k*referenceSize:]; ref[0] == 1 {
			words[k] = uint32(targets[binary.LittleEndian.Uint64(ref[1:])].row)
		}
	}
}
