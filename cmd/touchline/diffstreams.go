package main

import (
	"cmp"
	"iter"
	"slices"

	"touchline/cmd/touchline/internal/decisions"
)

// paired puts the streams of two runs side by side, by their numbers. Two that
// were named themselves belong together.
func paired(one, two []decisions.Stream) []diffedStream {
	if one[0].Number == 0 && two[0].Number == 0 {
		return []diffedStream{{files: [2]string{one[0].Path, two[0].Path}}}
	}
	by := map[uint64]*diffedStream{}
	for run, list := range [][]decisions.Stream{one, two} {
		for _, s := range list {
			if by[s.Number] == nil {
				by[s.Number] = &diffedStream{number: s.Number}
			}
			by[s.Number].files[run] = s.Path
		}
	}
	var all []diffedStream
	for _, s := range by {
		all = append(all, *s)
	}
	slices.SortFunc(all, func(a, b diffedStream) int { return cmp.Compare(a.number, b.number) })
	return all
}

// read yields the rows of one run, none if it does not have the stream, and counts
// them. A stream that was named by its file has its number from its rows.
func (s *diffedStream) read(run int, rows *[2]int) iter.Seq2[*decisions.Decision, error] {
	return func(yield func(*decisions.Decision, error) bool) {
		if s.files[run] == "" {
			return
		}
		for d, err := range decisions.Read(decisions.Stream{Number: s.number, Path: s.files[run]}) {
			if err == nil {
				rows[run]++
				s.number = cmp.Or(s.number, d.Stream)
			}
			if !yield(d, err) {
				return
			}
		}
	}
}
