package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"

	"touchline/cmd/touchline/internal/record"
	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// A journal of ticks is NDJSON: what was run, then a line wherever ticks were given up,
// then the end.
type (
	// journalHead is its first line. Whoever follows must run the same.
	journalHead struct {
		Version int             `json:"v"`
		First   components.Tick `json:"first"`
		Rate    string          `json:"rate"`
		Streams int             `json:"streams"`
		Next    string          `json:"next"`
		Viewers int             `json:"viewers"`
		Seed    uint64          `json:"seed"`
		Load    string          `json:"load"`
	}
	// journalLine is each further one.
	journalLine struct {
		Tick    components.Tick `json:"tick,omitempty"` // run after ticks were given up
		Skipped uint64          `json:"skipped,omitempty"`
		End     components.Tick `json:"end,omitempty"` // the first tick that was not run
		Hash    string          `json:"hash,omitempty"`
	}
)

const journalVersion = 1

// tickJournal is what a run writes down of its ticks, or what it follows.
type tickJournal struct {
	path string
	head journalHead
	gaps []scheduler.Gap
	end  journalLine
}

// take notes the ticks that were given up before one.
func (t *tickJournal) take(now ecs.Now) {
	if now.Skipped > 0 {
		t.gaps = append(t.gaps, scheduler.Gap{Tick: now.Tick, Count: uint64(now.Skipped)})
	}
}

// write writes the journal of a run that has come to its end.
func (t *tickJournal) write(s *ecs.Shards) error {
	t.end = journalLine{End: s.Tick, Hash: hexHash(s.Hash())}
	return record.Whole(t.path, func(w record.Writer) error {
		lines := json.NewEncoder(w)
		err := lines.Encode(t.head)
		for _, gap := range t.gaps {
			err = errors.Join(err, lines.Encode(journalLine{Tick: gap.Tick, Skipped: gap.Count}))
		}
		return errors.Join(err, lines.Encode(t.end))
	})
}

// readJournal reads the journal in a file.
func readJournal(path string) (*tickJournal, error) {
	f, err := openInput(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	t := &tickJournal{path: path}
	lines := bufio.NewScanner(f)
	n := 0
	bad := func(want string) error { return as(errBad, fmt.Errorf("%s: line %d: want %s", path, n, want)) }
	for lines.Scan() {
		n++
		if n == 1 {
			if err := json.Unmarshal(lines.Bytes(), &t.head); err != nil || t.head.Version != journalVersion {
				return nil, bad(`the first line of a journal of ticks, {"v":1,…}`)
			}
			continue
		}
		var line journalLine
		err := json.Unmarshal(lines.Bytes(), &line)
		switch {
		case err == nil && t.end.End == 0 && line.Skipped > 0:
			t.gaps = append(t.gaps, scheduler.Gap{Tick: line.Tick, Count: line.Skipped})
		case err == nil && t.end.End == 0 && line.End > t.head.First && len(line.Hash) == 32:
			t.end = line
		default:
			return nil, bad(`{"tick":…,"skipped":…}, and last {"end":…,"hash":"32 hex digits"}`)
		}
	}
	switch err := lines.Err(); {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, err)
	case n == 0:
		return nil, as(errInput, fmt.Errorf("%s: no journal of ticks in it", path))
	case t.end.End == 0:
		n++
		return nil, bad(`{"end":…,"hash":"32 hex digits"}: it was cut off`)
	}
	if err := scheduler.CheckGaps(t.gaps); err != nil {
		return nil, as(errBad, fmt.Errorf("%s: %w", path, err))
	}
	return t, nil
}

// openJournals opens the journals that a run writes or follows, before any work is done.
func (j *job) openJournals(o *runOptions) error {
	p := &o.plan
	head := journalHead{
		Version: journalVersion, First: components.Tick(p.Rate.Index(p.From)), Rate: fmt.Sprintf("%d/%d", p.Rate.Num, p.Rate.Den),
		Streams: p.Streams * len(p.Matches), Next: o.next.String(), Viewers: p.Viewers, Seed: p.Seed, Load: o.load,
	}
	if o.journal != "" {
		if err := record.Ready(o.journal, true); err != nil {
			return err
		}
		j.journal = &tickJournal{path: o.journal, head: head}
	}
	if o.follow == "" {
		return nil
	}
	t, err := readJournal(o.follow)
	if err != nil {
		return err
	}
	if t.head != head {
		got, _ := json.Marshal(t.head)
		want, _ := json.Marshal(head)
		return as(errUsage, fmt.Errorf("--follow %s: the journal of a run of %s, not of %s", o.follow, got, want))
	}
	j.follow, j.until, j.cfg.Gaps = t, t.end.End, t.gaps
	return nil
}

// followed compares the end of a run with that of the one that it followed.
func (t *tickJournal) followed(s *ecs.Shards) error {
	if got := hexHash(s.Hash()); s.Tick == t.end.End && got != t.end.Hash {
		return as(errLimit, fmt.Errorf("--follow %s: the state differs at the end, before tick %d: %s, want %s", t.path, s.Tick, got, t.end.Hash))
	}
	return nil
}
