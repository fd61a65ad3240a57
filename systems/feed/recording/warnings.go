package recording

import (
	"fmt"
	"slices"
	"strings"
)

// Class is a kind of defect that a reader knows how to live with.
type Class string

// The classes of defects.
const (
	AheadOfClock       Class = "ahead-of-clock"       // heard of, live, before it should have happened
	BadDuration        Class = "bad-duration"         // negative or absurd: not known
	BadLine            Class = "bad-line"             // of a live source: left out
	BadPlace           Class = "bad-place"            // far off the pitch: not known
	BadText            Class = "bad-text"             // not UTF-8: the bytes in question are replaced
	BadTime            Class = "bad-time"             // of two times one is missing, or they differ: one of them counts
	CardsDiffer        Class = "cards-differ"         // of two files of a match: those of the events count
	ClockRollover      Class = "clock-rollover"       // the clock starts again within a period: kept in file order
	DanglingRef        Class = "dangling-ref"         // speaks of an event that is not there
	DuplicateID        Class = "duplicate-id"         // came before: left out
	IndexGap           Class = "index-gap"            // the source's own numbering has a hole
	LateEntry          Class = "late-entry"           // entered after later play: heard of then
	MatchMissingEnd    Class = "match-missing-end"    // nothing ends it: the file may be cut short
	NoEvents           Class = "no-events"            // a header and nothing else
	NoLineEnd          Class = "no-line-end"          // of the last line, which may be cut short
	OtherFile          Class = "other-file"           // of another match, in one folder with this: left out
	PeriodMissingEnd   Class = "period-missing-end"   // ended at its last event
	PeriodMissingStart Class = "period-missing-start" // begun at its first event
	RepeatedText       Class = "repeated-text"        // said again at once, as by a machine in a loop
	ScoreDiffers       Class = "score-differs"        // the source's own score is not what its goals add up to
	TimeRegress        Class = "time-regress"         // earlier than the event before it
	Tombstone          Class = "tombstone"            // takes back an event that is not there
	TurnedFrame        Class = "turned-frame"         // seen from the other end than the format says: turned
	UnknownFlag        Class = "unknown-flag"         // ignored
	UnknownPlayer      Class = "unknown-player"       // not of the match: not known who
	UnknownSides       Class = "unknown-sides"        // which side is at home is a guess
	UnknownTeam        Class = "unknown-team"         // a third side: taken as none
	UnknownType        Class = "unknown-type"         // taken as other
)

// Warning says how often a defect was met.
type Warning struct {
	Class Class
	Count int
	First string // the first of them
}

func (w Warning) String() string {
	if w.Count == 1 {
		return fmt.Sprintf("%s: %s", w.Class, w.First)
	}
	return fmt.Sprintf("%s: %d times, first %s", w.Class, w.Count, w.First)
}

// Warnings are the defects of a file, one Warning a class, in the order of the
// classes' names. The zero value has none.
type Warnings []Warning

func byClass(w Warning, c Class) int { return strings.Compare(string(w.Class), string(c)) }

// Add counts one more defect. Only the first of a class is formatted and kept.
func (w *Warnings) Add(class Class, format string, args ...any) {
	i, found := slices.BinarySearchFunc(*w, class, byClass)
	if !found {
		*w = slices.Insert(*w, i, Warning{Class: class, First: fmt.Sprintf(format, args...)})
	}
	(*w)[i].Count++
}

// join adds the defects of another file.
func (w *Warnings) join(other Warnings) {
	for _, o := range other {
		w.Add(o.Class, "%s", o.First)
		i, _ := slices.BinarySearchFunc(*w, o.Class, byClass)
		(*w)[i].Count += o.Count - 1
	}
}

// Count returns how often a defect of class was met.
func (w Warnings) Count(class Class) int {
	for i := range w {
		if w[i].Class == class {
			return w[i].Count
		}
	}
	return 0
}

// String returns one line a class.
func (w Warnings) String() string {
	lines := make([]string, len(w))
	for i := range w {
		lines[i] = w[i].String()
	}
	return strings.Join(lines, "\n")
}
