package components_test

import (
	"testing"
	"unsafe"

	"touchline/components"
)

// TestAt: a row is found in its column, and one that is not there is not read.
func TestAt(t *testing.T) {
	var c components.Catalog
	k := c.Lasting("k", "")
	components.NewColumn[components.Number](&c, k, "number", 0, "", "")
	col := components.NewColumn[[3]uint8](&c, k, "col", 0, "", "")
	rows := [4][3]uint8{{1}, {2}, {3}, {4}}
	var table components.Table
	table.Base[col.ID()] = unsafe.Pointer(&rows)
	table.Rows[k.ID] = 3
	for i := range components.Row(3) {
		if got := col.At(&table, i); *got != rows[i] || got != &col.Of(&table)[i] {
			t.Errorf("row %d is %v, want %v", i, *got, rows[i])
		}
	}
	for _, i := range []components.Row{3, components.NoRow} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("row %d of 3 was read", i)
				}
			}()
			col.At(&table, i)
		}()
	}
}

// TestByFour: rows are seen four at a time where they are, and none beyond them.
func TestByFour(t *testing.T) {
	rows := []int16{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	four := components.ByFour(rows)
	if len(four) != 2 || four[1] != [4]int16{4, 5, 6, 7} || &four[1][2] != &rows[6] {
		t.Errorf("%v, want two arrays of the rows themselves", four)
	}
	if got := components.ByFour(rows[:3]); len(got) != 0 {
		t.Errorf("%v of three rows", got)
	}
	if got := components.ByFour[int16](nil); len(got) != 0 {
		t.Errorf("%v of no rows", got)
	}
}
