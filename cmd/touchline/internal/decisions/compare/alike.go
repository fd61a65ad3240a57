package compare

import (
	"slices"

	"touchline/cmd/touchline/internal/decisions"
)

// alike pairs the rows of one tick that are byte for byte the same in both runs
// and in the same order, as many as there can be: of the longest such sequence. It
// returns what is left, with its place in the tick. Of rows that stand in a tick
// twice, which no run writes, the first is paired with the first.
func alike(a, b []*decisions.Decision) (pairs []pair, restA, restB []loose) {
	places := map[string][]int{} // in b, by text
	for j, d := range b {
		places[string(d.Text)] = append(places[string(d.Text)], j)
	}
	var in []int // rows of a that are in b
	var to []int // where
	for i, d := range a {
		if list := places[string(d.Text)]; len(list) > 0 {
			in, to = append(in, i), append(to, list[0])
			places[string(d.Text)] = list[1:]
		}
	}
	inA, inB := make([]bool, len(a)), make([]bool, len(b))
	for _, k := range rising(to) {
		inA[in[k]], inB[to[k]] = true, true
		pairs = append(pairs, pair{a[in[k]], b[to[k]]})
	}
	return pairs, left(a, inA), left(b, inB)
}

// left returns the rows that are not taken.
func left(rows []*decisions.Decision, taken []bool) (rest []loose) {
	for i, d := range rows {
		if !taken[i] {
			rest = append(rest, loose{row: d, index: i})
		}
	}
	return rest
}

// rising returns the indexes of a longest rising sequence in list, whose numbers
// are all different, in O(n log n) (patience sorting).
func rising(list []int) []int {
	var tops []int // index of the least last number of a sequence of each length
	prev := make([]int, len(list))
	for i, v := range list {
		n, _ := slices.BinarySearchFunc(tops, v, func(top, v int) int { return list[top] - v })
		prev[i] = -1
		if n > 0 {
			prev[i] = tops[n-1]
		}
		if n == len(tops) {
			tops = append(tops, i)
		} else {
			tops[n] = i
		}
	}
	if tops == nil {
		return nil
	}
	out := make([]int, len(tops))
	for n, i := len(tops)-1, tops[len(tops)-1]; n >= 0; n-- {
		out[n], i = i, prev[i]
	}
	return out
}
