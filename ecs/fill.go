package ecs

import (
	"encoding/binary"

	"touchline/components"
)

// fill creates the rows and sets their columns.
func (l *placing) fill(symbols []components.Symbol) {
	for kind := range l.snapshot.kinds {
		rows := &l.snapshot.kinds[kind]
		for i, at := range l.places[kind] {
			w := l.all[at.world]
			w.Create(rows.plan.kind)
			w.Numbers(rows.plan.kind)[at.row] = rows.numbers[i]
			data := rows.data[i*rows.size+numberSize:]
			for j := range rows.plan.fields {
				f := &rows.plan.fields[j]
				l.set(f, w, int(at.row), data, symbols)
				data = data[f.count*f.savedSize():]
			}
		}
	}
}

// set sets a field of a row from the data that begins with it.
func (l *placing) set(f *field, w *World, row int, data []byte, symbols []components.Symbol) {
	switch f.form {
	case verbatim:
		copy(f.values(w, row), data)
	case symbol:
		words := f.words(w, row)
		for i := range words {
			words[i] = uint32(symbols[binary.LittleEndian.Uint32(data[i*symbolSize:])])
		}
	case reference:
		targets, words := l.places[l.snapshot.place[f.target.ID]], f.words(w, row)
		for i := range words {
			if ref := data[i*referenceSize:]; ref[0] == 1 {
				words[i] = uint32(targets[binary.LittleEndian.Uint64(ref[1:])].row)
			}
		}
	}
}
