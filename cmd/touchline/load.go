package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"touchline/cmd/touchline/internal/source"
	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/builtin"
	"touchline/systems/feed/filler"
	"touchline/systems/feed/recording"
)

// matches are the recorded matches of a run, laid out on the media clock.
type matches struct {
	list  []*recording.Match
	json  []matchJSON
	names *ecs.Symbols
}

// load reads the matches called names, or the one that is built in.
func (a *app) load(f *engineFlags, files []string) (*matches, error) {
	if len(files) == 0 {
		files = builtin.Names()[:1]
	}
	ms := &matches{names: ecs.NewSymbols()}
	read, err := source.ReadAll(files, ms.names)
	if err != nil {
		return nil, err
	}
	for _, r := range read {
		m := r.Match
		a.warn(r.Name, m)
		if f.strict {
			if err := strict(r.Name, m); err != nil {
				return nil, err
			}
		}
		ms.json = append(ms.json, describe(m))
		// A record of the goals alone leaves the director nothing to do between them.
		if filler.Sparse(m) && !m.Live && len(m.Frames) == 0 {
			filler.Fill(m, f.plan.Seed)
		}
		m.Lay(f.layout)
		if m.Kickoff != 0 { // of the clock at PTS 0, from here on
			m.Kickoff -= f.layout.Lead.Duration().Milliseconds()
		}
		if m.Beat == 0 && !m.Live { // a recording has no heartbeat of its own
			m.Beat = components.PTSPerSecond
		}
		ms.list = append(ms.list, m)
	}
	return ms, nil
}

// openInput opens a file to read. An error names the file first.
func openInput(path string) (*os.File, error) {
	f, err := os.Open(path)
	var fault *fs.PathError
	if errors.As(err, &fault) {
		err = fmt.Errorf("%s: %w", path, fault.Err)
	}
	return f, err
}
