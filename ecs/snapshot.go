package ecs

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"touchline/components"
)

// Snapshot writes the state of the run to w: tick, seed and, of the lasting rows,
// the Saved columns. Rows go by their Number, so it can be read into shards of any
// number and size. Secrets are left out.
//
// It must not be called while a tick runs. An error that is not of w names a row
// that cannot be saved: two of a kind with one Number, or a reference to nowhere.
func (s *Shards) Snapshot(w io.Writer) error {
	e := &encoder{w: w}
	e.buf = append(e.buf, magic...)
	e.uint32(version)
	e.text(s.Schema.text())
	e.uint64(uint64(s.Tick))
	e.uint64(s.Seed)
	symbols, err := s.saveSymbols(e)
	if err != nil {
		return err
	}
	for i := range s.Schema.saved {
		if err := s.saveKind(e, &s.Schema.saved[i], symbols); err != nil {
			return err
		}
	}
	return e.end()
}

// saveSymbols writes the texts that are in use, and returns the number that each
// symbol has in the snapshot.
func (s *Shards) saveSymbols(e *encoder) ([]uint32, error) {
	numbers := make([]uint32, s.Symbols.Len())
	var used []components.Symbol
	for _, w := range s.worlds() {
		for i := range s.Schema.saved {
			p := &s.Schema.saved[i]
			for j := range p.fields {
				f := &p.fields[j]
				if f.form != symbol {
					continue
				}
				for _, sym := range slice[components.Symbol](w, f.column) {
					if int(sym) >= len(numbers) {
						return nil, fmt.Errorf("%s.%s: symbol %d: there are %d", f.column.Kind.Name, f.column.Name, sym, len(numbers))
					}
					if sym != 0 && numbers[sym] == 0 {
						numbers[sym] = 1
						used = append(used, sym)
					}
				}
			}
		}
	}
	slices.SortFunc(used, func(a, b components.Symbol) int {
		return cmp.Compare(s.Symbols.Text(a), s.Symbols.Text(b))
	})
	e.uint32(uint32(len(used)))
	for i, sym := range used {
		text := s.Symbols.Text(sym)
		if len(text) > maxText {
			return nil, fmt.Errorf("symbol %.20q…: %d bytes: at most %d can be saved", text, len(text), maxText)
		}
		e.text(text)
		numbers[sym] = uint32(i + 1)
	}
	return numbers, nil
}

// rowAt is where a row is.
type rowAt struct {
	number components.Number
	world  uint32 // place in Shards.worlds
	row    components.Row
}

// rowsOf returns where the rows of lasting kind k are, by ascending Number, copies apart.
func (s *Shards) rowsOf(k *components.Kind) ([]rowAt, error) {
	var rows []rowAt
	for i, w := range s.worlds() {
		if w.Copies(k) {
			continue
		}
		rows = slices.Grow(rows, w.Len(k))
		for row, n := range w.Numbers(k) {
			rows = append(rows, rowAt{n, uint32(i), components.Row(row)})
		}
	}
	slices.SortFunc(rows, func(a, b rowAt) int { return cmp.Compare(a.number, b.number) })
	for i := 1; i < len(rows); i++ {
		if rows[i].number == rows[i-1].number {
			return nil, fmt.Errorf("%s %d is there twice", k.Name, rows[i].number)
		}
	}
	return rows, nil
}

func (s *Shards) saveKind(e *encoder, p *plan, symbols []uint32) error {
	rows, err := s.rowsOf(p.kind)
	if err != nil {
		return err
	}
	worlds := s.worlds()
	e.uint64(uint64(len(rows)))
	for _, at := range rows {
		e.uint64(uint64(at.number))
		for i := range p.fields {
			if err := s.saveField(e, p, &p.fields[i], worlds[at.world], int(at.row), symbols); err != nil {
				return fmt.Errorf("%s %d: %w", p.kind.Name, at.number, err)
			}
		}
		if e.flush(); e.err != nil {
			return e.err
		}
	}
	return nil
}

func (s *Shards) saveField(e *encoder, p *plan, f *field, w *World, row int, symbols []uint32) error {
	switch f.form {
	case verbatim:
		e.buf = f.append(e.buf, w, row)
	case symbol:
		for _, sym := range f.words(w, row) {
			e.uint32(symbols[sym])
		}
	case reference:
		numbers := s.holder(w, f.target).Numbers(f.target)
		for _, r := range f.words(w, row) {
			switch {
			case int(r) < len(numbers):
				e.buf = append(e.buf, 1)
				e.uint64(uint64(numbers[r]))
			case components.Row(r) != components.NoRow:
				return fmt.Errorf("%s: row %d of %s: there are %d", f.column.Name, r, f.target.Name, len(numbers))
			case f.column == p.home:
				return fmt.Errorf("%s: refers to no %s, and so belongs nowhere", f.column.Name, f.target.Name)
			default:
				e.buf = append(e.buf, 0)
				e.uint64(0)
			}
		}
	}
	return nil
}
