package formats_test

import (
	"errors"
	"fmt"
	"reflect"
	"runtime/debug"
	"slices"
	"testing"
	"time"

	"touchline/systems/feed/formats"
	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
)

// patience is how long a mutant may be read. A whole match takes a hundredth.
const patience = 30 * time.Second

// A judge holds what becomes of the mutants of a file against what may.
type judge struct {
	*subject
	whole outcome
	score recording.Result
	kept  map[string]int // mutants that were read, by their way
	gone  map[string]int // mutants that were refused
	made  int
}

func newJudge(t *testing.T, s *subject) *judge {
	j := &judge{subject: s, whole: s.try(s.data), kept: map[string]int{}, gone: map[string]int{}}
	if s.refused != (j.whole.err != nil) {
		t.Fatal(j.whole.err)
	}
	if !s.refused {
		j.score = j.whole.match.Result()
	}
	return j
}

// judge reads a mutant.
func (j *judge) judge(t *testing.T, m mutant) {
	label := fmt.Sprintf("%s %s", m.way, m.name)
	late := time.AfterFunc(patience, func() { panic(j.name + ": " + label + ": reading does not end") })
	defer late.Stop()
	defer func() {
		switch fault := recover().(type) {
		case nil:
		case unsound:
			t.Errorf("%s: %s", label, fault)
		default:
			t.Errorf("%s: panic: %v\n%s", label, fault, debug.Stack())
		}
	}()
	out := j.try(m.data)
	j.made++
	if j.made%8 == 0 {
		j.again(t, label, m.data, &out)
	}
	if out.err != nil {
		j.gone[m.way]++
		j.error(t, label, &m, &out)
		return
	}
	j.kept[m.way]++
	j.match(t, label, &m, &out)
}

// again reads a mutant once more: it becomes the same.
func (j *judge) again(t *testing.T, label string, data []byte, first *outcome) {
	second := j.try(data)
	switch {
	case (first.err == nil) != (second.err == nil), first.err != nil && first.err.Error() != second.err.Error():
		t.Errorf("%s: %v, and then %v", label, first.err, second.err)
	case first.err == nil && (!slices.Equal(first.match.Events, second.match.Events) || first.match.Warnings.String() != second.match.Warnings.String()):
		t.Errorf("%s: %d events, and then %d", label, len(first.match.Events), len(second.match.Events))
	}
}

// error judges a mutant that is refused.
func (j *judge) error(t *testing.T, label string, m *mutant, out *outcome) {
	e, ok := errors.AsType[*recording.Error](out.err)
	if !ok {
		t.Errorf("%s: error %v does not say where", label, out.err)
		return
	}
	if why := recordingtest.Misplaced(e, out.in); why != "" {
		t.Errorf("%s: %v: %s", label, out.err, why)
	}
	unknown := errors.Is(e, recording.ErrUnknown)
	switch {
	case unknown && j.role != formats.Info && !j.refused && m.at > beginning: // information is known by all of it
		t.Errorf("%s: %v, though its beginning is whole", label, e)
	case j.refused:
	case m.want == cutShort && !unknown && (!errors.Is(e, recording.Truncated) || e.Offset != int64(m.at)):
		t.Errorf("%s: %v, want that it ends too early at byte %d", label, e, m.at)
	case m.want == sameScore || m.want == unharmed:
		t.Errorf("%s: %v, want a match", label, e)
	}
}

// beginning is how much of a file is enough to know its format by.
const beginning = 4096

// match judges a mutant that is read.
func (j *judge) match(t *testing.T, label string, m *mutant, out *outcome) {
	if j.refused || m.want == refused || m.want == cutShort {
		t.Errorf("%s: is read, as a match of %d events", label, len(out.match.Events))
		return
	}
	result := out.match.Result()
	same := result.Score == j.score.Score && result.Shootout == j.score.Shootout && slices.Equal(result.Innings, j.score.Innings)
	switch {
	case m.want >= sameScore && !same:
		t.Errorf("%s: score %+v %+v %+v, want %+v %+v %+v", label, result.Score, result.Shootout, result.Innings, j.score.Score, j.score.Shootout, j.score.Innings)
	case m.want == unsilent && !same && !j.warnsMore(out.match.Warnings) && !j.endless(m, &result):
		t.Errorf("%s: score %+v %+v, which is not %+v %+v, and no warning", label, result.Score, result.Shootout, j.score.Score, j.score.Shootout)
	case m.want == unsilent && j.role == formats.Events && j.format != ndjson.Format && m.data[len(m.data)-1] != '\n' && out.match.Warnings.Count(recording.NoLineEnd) == 0:
		t.Errorf("%s: warnings\n%v\nwant a %s: it may be cut short in its last field", label, out.match.Warnings, recording.NoLineEnd)
	case m.want == unharmed && (!reflect.DeepEqual(out.match.Events, j.whole.match.Events) || !reflect.DeepEqual(out.match.Tracking, j.whole.match.Tracking) || !sameWarnings(out.match.Warnings, j.whole.match.Warnings)):
		t.Errorf("%s: %d events, warnings\n%v\nwant %d events, warnings\n%v", label, len(out.match.Events), out.match.Warnings, len(j.whole.match.Events), j.whole.match.Warnings)
	case m.warning != "" && out.match.Warnings.Count(m.warning) <= j.whole.match.Warnings.Count(m.warning):
		t.Errorf("%s: warnings\n%v\nwant a %s more", label, out.match.Warnings, m.warning)
	}
	j.sound(gentle{t}, out, &result)
}

// warnsMore reports whether a warning is in w that the whole file does not have.
func (j *judge) warnsMore(w recording.Warnings) bool {
	return slices.ContainsFunc(w, func(w recording.Warning) bool { return w.Count > j.whole.match.Warnings.Count(w.Class) })
}

// endless reports whether m is a table that was cut between two rows of its last
// half. Nothing in a table tells that: the last half has no end of its own in it.
func (j *judge) endless(m *mutant, r *recording.Result) bool {
	return j.format != ndjson.Format && r.Periods == j.score.Periods && m.data[len(m.data)-1] == '\n'
}

func sameWarnings(a, b recording.Warnings) bool {
	return slices.EqualFunc(a, b, func(a, b recording.Warning) bool { return a.Class == b.Class && a.Count == b.Count })
}

// sound checks what holds for every match: that of its format, names that can be
// shown, the same when it is written and read again, and when it is laid out.
func (j *judge) sound(t gentle, out *outcome, result *recording.Result) {
	m := out.match
	if j.role == formats.Events && j.format != ndjson.Format && j.format != "sportec" { // these keep late news and revisions as they come
		recordingtest.Sound(t, m)
	}
	recordingtest.Shown(t, out.names)
	if j.made%4 == 0 {
		recordingtest.Written(t, m, out.names)
	}
	m.Lay(recording.Layout{})
	if after := m.Result(); !reflect.DeepEqual(*result, after) {
		t.Fatalf("result %+v, and %+v when it is laid out", result, after)
	}
}

// gentle is a test of which one mutant is not the end.
type gentle struct{ testing.TB }

// unsound is what is wrong with a match.
type unsound string

func (gentle) Fatalf(format string, args ...any) { panic(unsound(fmt.Sprintf(format, args...))) }

// report says what became of the mutants.
func (j *judge) report(t *testing.T) {
	text := ""
	for _, m := range makers {
		if kept, gone := j.kept[m.way], j.gone[m.way]; kept+gone > 0 {
			text += fmt.Sprintf(" %s %d+%d", m.way, kept, gone)
		}
	}
	t.Logf("%d mutants, read + refused:%s", j.made, text)
}
