package formats_test

import (
	"flag"
	"testing"
)

var mutants = flag.Int("mutants", 3, "mutants of a file that TestMutants makes in each way")

// TestMutants damages every file of a match that is here in all the ways in which
// files come to harm, and holds what becomes of them to these:
//
//   - reading never panics and always ends;
//   - what is refused is refused with a place in the file, and what is there; a
//     document that is cut short always is, with the place where it ends;
//   - what is read is a sound match, the same when it is written and read again;
//   - what does not touch that on which the score rests leaves the score, and where
//     something is lost a warning says so.
//
// The built-in matches are among the files, so that it says something to those who
// have no others.
func TestMutants(t *testing.T) {
	n := *mutants
	if testing.Short() {
		n = min(n, 2)
	}
	others := recordings(t)
	if others == nil {
		t.Log("there is no folder of recorded matches: the built-in ones alone are damaged")
	}
	for _, s := range append(builtins(), others...) {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			j := newJudge(t, s)
			s.mutants(n, func(m mutant) { j.judge(t, m) })
			j.report(t)
		})
	}
}
