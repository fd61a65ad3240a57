package ecs

import (
	"encoding/binary"
	"fmt"
	"io"

	"touchline/components"
)

// A Snapshot is a state that was read and found whole, but is in no world yet.
//
// It keeps who refers to whom, and of the rest nothing: that is read again when it is
// put into worlds, so that a state is never in memory twice.
type Snapshot struct {
	Tick components.Tick // the next tick to be run
	Seed uint64

	from   io.ReaderAt
	schema *Schema
	texts  []string
	kinds  []savedRows // as in schema.saved
	place  []int       // of a kind in kinds, by its ID; -1 for others
}

// ReadSnapshot reads a snapshot of worlds of schema s, to its end. The error is of
// r, or one of [ErrNotSnapshot], [ErrDamaged] (a [*DamageError]), [ErrVersion] and
// [ErrSchema], and says where. Memory is taken only for what has been read. What r
// reads must stay as it is until the snapshot has its place.
func ReadSnapshot(r io.ReaderAt, s *Schema) (*Snapshot, error) {
	d := newDecoder(r)
	if err := d.header(s); err != nil {
		return nil, err
	}
	p := &Snapshot{from: r, schema: s, place: make([]int, len(s.catalog.Kinds))}
	for i := range p.place {
		p.place[i] = -1
	}
	p.Tick, p.Seed = components.Tick(d.uint64()), d.uint64()
	p.readSymbols(d)
	for i := range s.saved {
		p.place[s.saved[i].kind.ID] = i
		p.kinds = append(p.kinds, p.readKind(d, &s.saved[i]))
	}
	if d.end(); d.err != nil {
		return nil, d.err
	}
	for i := range p.kinds {
		if err := p.resolve(&p.kinds[i]); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// readSymbols reads the texts, of which 0 is the empty one.
func (p *Snapshot) readSymbols(d *decoder) {
	p.texts = []string{""}
	for n := d.uint32(); n > 0 && d.err == nil; n-- {
		at := d.offset
		text := string(d.bytes(uint64(d.uint32()), maxText))
		if last := p.texts[len(p.texts)-1]; d.err == nil && text <= last {
			d.damage(at, "symbol %.20q is not after %.20q", text, last)
		}
		p.texts = append(p.texts, text)
	}
}

// readKind reads the rows of a kind and checks all but their references, which it
// keeps with the Numbers.
func (p *Snapshot) readKind(d *decoder, plan *plan) savedRows {
	rows := savedRows{plan: plan, size: plan.size()}
	count := d.count(plan)
	rows.start = d.offset
	row := make([]byte, rows.size)
	for ; count > 0 && d.err == nil; count-- {
		at := d.offset
		if d.fill(row); d.err != nil {
			break
		}
		n := components.Number(binary.LittleEndian.Uint64(row))
		if len(rows.numbers) > 0 && n <= rows.numbers[len(rows.numbers)-1] {
			d.damage(at, "%s %d is not after %d", plan.kind.Name, n, rows.numbers[len(rows.numbers)-1])
		}
		rows.numbers = append(rows.numbers, n)
		if offset, what := p.checkRow(plan, row); what != "" {
			d.damage(at+int64(offset), "%s %d: %s", plan.kind.Name, n, what)
		}
		rows.keep(row)
	}
	return rows
}

// checkRow returns where in a row a value is that cannot be, and says why.
func (p *Snapshot) checkRow(plan *plan, row []byte) (offset int, what string) {
	offset = numberSize
	for i := range plan.fields {
		f := &plan.fields[i]
		if f.form == verbatim && len(f.bools) == 0 { // most: any value can be
			offset += f.count * f.savedSize()
			continue
		}
		for range f.count {
			value := row[offset : offset+f.savedSize()]
			switch f.form {
			case verbatim:
				for _, b := range f.bools {
					if value[b] > 1 {
						return offset + b, fmt.Sprintf("%s: a bool is %d", f.column.Name, value[b])
					}
				}
			case symbol:
				if sym := binary.LittleEndian.Uint32(value); int64(sym) >= int64(len(p.texts)) {
					return offset, fmt.Sprintf("%s: symbol %d: there are %d", f.column.Name, sym, len(p.texts))
				}
			case reference:
				if tag := value[0]; tag > 1 || tag == 0 && binary.LittleEndian.Uint64(value[1:]) != 0 {
					return offset, fmt.Sprintf("%s: not a reference", f.column.Name)
				} else if tag == 0 && f.column == plan.home {
					return offset, fmt.Sprintf("%s: refers to no %s, and so belongs nowhere", f.column.Name, f.target.Name)
				}
			}
			offset += len(value)
		}
	}
	return 0, ""
}

// resolve puts the place of the target where a reference had its Number, and
// finds out what each row hangs on in the end.
func (p *Snapshot) resolve(rows *savedRows) error {
	rows.root = make([]uint32, len(rows.numbers))
	for i := range rows.root {
		rows.root[i] = uint32(i)
	}
	last := -1
	for f, ref := range rows.references() {
		target := &p.kinds[p.place[f.target.ID]]
		n := components.Number(binary.LittleEndian.Uint64(ref.value))
		place, ok := target.find(n, last)
		if !ok {
			return &DamageError{rows.start + int64(ref.row)*int64(rows.size) + int64(ref.offset), fmt.Sprintf("%s %d: %s: there is no %s %d",
				rows.plan.kind.Name, rows.numbers[ref.row], f.column.Name, f.target.Name, n)}
		}
		last = place
		binary.LittleEndian.PutUint64(ref.value, uint64(place))
		if f.column == rows.plan.home {
			rows.root[ref.row] = target.root[place]
		}
	}
	return nil
}
