package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"

	"touchline/cmd/touchline/internal/record"
	"touchline/components"
	"touchline/ecs"
)

// hashEvery is how many ticks lie between two state hashes: a minute at 20 Hz.
const hashEvery = 1200

// hashLine is a line of a file of hashes: the state before a tick.
type hashLine struct {
	Tick components.Tick `json:"tick"`
	Hash string          `json:"hash"`
}

// hashLog takes the state hash every [hashEvery] ticks and at the end.
type hashLog struct {
	path   string // to write to, or empty
	text   bytes.Buffer
	verify []hashLine // to compare with
	from   string
	next   int             // the next of verify
	since  components.Tick // until when it agreed
	last   hashLine
}

// newHashLog returns the log that the flags ask for, or nil.
func newHashLog(hash, verify string) (*hashLog, error) {
	if hash == "" && verify == "" {
		return nil, nil
	}
	l := &hashLog{from: verify}
	if hash != "-" {
		l.path = hash
	}
	if verify == "" {
		return l, nil
	}
	f, err := openInput(verify)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		var line hashLine
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil || len(line.Hash) != 32 {
			return nil, as(errBad, fmt.Errorf("%s: line %d: want {\"tick\":…,\"hash\":\"32 hex digits\"}", verify, n))
		}
		l.verify = append(l.verify, line)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", verify, err)
	}
	if len(l.verify) == 0 {
		return nil, as(errInput, fmt.Errorf("%s: no hashes in it", verify))
	}
	return l, nil
}

// due reports whether the state before tick is to be hashed: regularly, and where
// there is something to compare it with.
func (l *hashLog) due(tick components.Tick) bool {
	for l.next < len(l.verify) && l.verify[l.next].Tick < tick {
		l.next++ // a run that was restored begins later
	}
	return tick%hashEvery == 0 || l.next < len(l.verify) && l.verify[l.next].Tick == tick
}

// take hashes the state before the next tick. It is an error if that is not what
// it is compared with.
func (l *hashLog) take(s *ecs.Shards) error {
	l.last = hashLine{s.Tick, hexHash(s.Hash())}
	text, err := json.Marshal(l.last)
	if err != nil {
		return err
	}
	l.text.Write(append(text, '\n'))
	if l.next == len(l.verify) || l.verify[l.next].Tick != s.Tick {
		return nil
	}
	if want := l.verify[l.next].Hash; want != l.last.Hash {
		return as(errLimit, fmt.Errorf("--verify %s: the state differs after ticks %d to %d: %s, want %s",
			l.from, l.since, s.Tick-1, l.last.Hash, want))
	}
	l.next++
	l.since = s.Tick
	return nil
}

// finish hashes the end and writes the file. A run that was cut short need not
// have come to the last hash that it is compared with.
func (l *hashLog) finish(s *ecs.Shards, cut bool) error {
	if l.last.Tick != s.Tick || l.last.Hash == "" {
		if err := l.take(s); err != nil {
			return err
		}
	}
	if l.next < len(l.verify) && !cut {
		return as(errLimit, fmt.Errorf("--verify %s: the run ended at tick %d, the hashes at %d",
			l.from, s.Tick, l.verify[len(l.verify)-1].Tick))
	}
	if l.path == "" {
		return nil
	}
	return record.Whole(l.path, func(w record.Writer) error {
		_, err := w.Write(l.text.Bytes())
		return err
	})
}
