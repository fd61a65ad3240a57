//go:build goexperiment.simd && amd64

package director

import (
	"simd/archsimd"

	"touchline/components"
)

// A wide is what a table needs for vector instructions, of each stream of a block a word.
type wide struct {
	sums   [block]uint64 // what the scores move to, as a crew adds it up: see [four.and]
	marks  [block]uint64 // the scores
	speeds [block]uint64 // the pace
	airs   [block]uint64 // the camera on air
}

var avx2 = archsimd.X86.AVX2()

// moveWide is moveFour for whole blocks, four streams at once, and reports whether it did
// it: not for part of a block, nor on a processor that cannot.
func (t *table) moveWide(from, to uint) bool {
	if to-from != block || !avx2 {
		return false
	}
	t.gather(from)
	t.approachWide(from)
	return true
}

// approachWide moves the scores toward those sums, as [four.toward] does. A product's upper
// half, which is the move, is rounded down: so the way is made negative, to round away from
// zero, and the move gets its sign after that.
//
// It reads 32 bytes for each stream, and writes 20.
func (t *table) approachWide(from uint) {
	scores := components.ByFour(t.four.scores[from : from+block])
	sums, marks := components.ByFour(t.sums[:]), components.ByFour(t.marks[:])
	speeds, airs := components.ByFour(t.speeds[:]), components.ByFour(t.airs[:])
	leads := components.ByFour(t.leads[:])
	zero, most := archsimd.BroadcastUint16x16(none), archsimd.BroadcastUint16x16(1000)
	scale, cameras := archsimd.BroadcastInt16x16(-32), archsimd.BroadcastInt64x4(3)
	even, half := archsimd.LoadUint32x8(&evens), archsimd.BroadcastInt32x4(0xffff)
	for i := range scores {
		aim := archsimd.LoadUint64x4(&sums[i]).AsUint16x16().SubSaturated(zero).Min(most).AsInt16x16()
		score := archsimd.LoadUint64x4(&marks[i]).AsInt16x16()
		pace := archsimd.LoadUint64x4(&speeds[i]).AsInt16x16()
		pace = pace.PermuteScalarsLoGrouped(0, 0, 0, 0).PermuteScalarsHiGrouped(0, 0, 0, 0) // of all four
		back := score.Sub(aim)
		score = score.Add(back.Abs().Mul(scale).MulHigh(pace.Add(pace)).CopySign(back))
		score.AsUint64x4().Store(&marks[i])

		top := score.Max(score.AsInt32x8().ShiftAllRight(16).AsInt16x16())
		top = top.Max(top.AsInt32x8().PermuteScalarsGrouped(1, 0, 3, 2).AsInt16x16())
		air := archsimd.LoadUint64x4(&airs[i]).AsInt64x4().And(cameras).ShiftAllLeft(4).AsUint64x4()
		lead := top.AsInt32x8().Sub(score.AsUint64x4().ShiftRight(air).AsInt32x8())
		lead.Permute(even).GetLo().And(half).Store(&leads[i])

		four(marks[i][0]).put(&scores[i][0])
		four(marks[i][1]).put(&scores[i][1])
		four(marks[i][2]).put(&scores[i][2])
		four(marks[i][3]).put(&scores[i][3])
	}
	archsimd.ClearAVXUpperBits() // older instructions, as those of hashes, would have to keep them
}

// evens are the lower halves of words.
var evens = [8]uint32{0, 2, 4, 6}
