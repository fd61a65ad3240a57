package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"

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
	f, err := os.Open(verify)
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

func (l *hashLog) due(tick components.Tick) bool { return tick%hashEvery == 0 }

// take hashes the state before the next tick. It is an error if that is not what
// it is compared with.
func (l *hashLog) take(s *ecs.Shards) error {
	l.last = hashLine{s.Tick, hexHash(s.Hash())}
	text, err := json.Marshal(l.last)
	if err != nil {
		return err
	}
	l.text.Write(append(text, '\n'))
	for l.next < len(l.verify) && l.verify[l.next].Tick < s.Tick {
		l.next++ // a run that was restored begins later
	}
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

// finish hashes the end and writes the file.
func (l *hashLog) finish(s *ecs.Shards) error {
	if l.last.Tick != s.Tick || l.last.Hash == "" {
		if err := l.take(s); err != nil {
			return err
		}
	}
	if l.next < len(l.verify) {
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
