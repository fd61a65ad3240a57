package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"touchline/cmd/touchline/internal/engine"
	"touchline/cmd/touchline/internal/program"
	"touchline/cmd/touchline/internal/record"
	"touchline/components"
	"touchline/scheduler"
	"touchline/systems/outbox"
)

// drive runs an engine, and does on the way what the user asked for: it counts
// outputs, records them, hashes and saves the state, and shows how far it is.
type drive struct {
	eng      *engine.Engine
	recorder *record.Recorder // nil if nothing is recorded
	source   *liveSource      // nil if all matches are recorded
	hashes   *hashLog         // nil if nothing is hashed
	snapshot string           // file to save the state to, before tick saveAt
	saveAt   components.Tick
	saved    bool
	progress *progress
	programs *program.Set // what is recorded; nil if nothing is
	served   *served      // nil if nobody is served
	arrival  arrival
	balance  *balance // nil if nobody asks
	outputs  [len(components.Outputs)]uint64
	watch    func(*scheduler.Record) error // nil if nobody watches what ticks cost
	memory   *memory                       // nil if nobody asks for it
	journal  *tickJournal                  // to be written; nil if there is to be none
	follow   *tickJournal                  // to be compared with; nil if there is none
}

// onTick is called after each tick, when no world is in use.
func (d *drive) onTick(r *scheduler.Record) error {
	if d.watch != nil {
		if err := d.watch(r); err != nil {
			return err
		}
	}
	for _, w := range d.eng.Shards.Worlds {
		for i, o := range components.Outputs {
			if outbox.Tells(w, o) {
				d.outputs[i] += uint64(w.Len(o.Kind))
			}
		}
	}
	for _, w := range d.eng.Originals {
		d.arrival.take(w, r)
	}
	if d.balance != nil {
		d.balance.take(r)
	}
	if d.memory != nil {
		d.memory.take(d.eng.Shards.Tick)
	}
	if d.journal != nil {
		d.journal.take(r.Now)
	}
	if d.programs != nil {
		d.programs.Take(d.eng.Originals, r.Now)
	}
	if d.recorder != nil {
		if err := d.recorder.Take(d.eng.Originals, r.Now); err != nil {
			return err
		}
	}
	if d.served != nil {
		d.served.take(d.eng, r)
	}
	if d.hashes != nil && d.hashes.due(d.eng.Shards.Tick) {
		if err := d.hashes.take(d.eng.Shards); err != nil {
			return err
		}
	}
	d.progress.show(r)
	if d.source != nil {
		if err := d.source.over(d.eng.Shards.Tick); err != nil {
			return err
		}
	}
	return d.save()
}

// save writes the snapshot if the tick to be run next is the one that it was
// asked for.
func (d *drive) save() error {
	if d.snapshot == "" || d.eng.Shards.Tick != d.saveAt {
		return nil
	}
	d.saved = true
	return record.Whole(d.snapshot, d.eng.Shards.Snapshot)
}

// run runs the engine to its end. A run that is cut short has its report, too.
func (d *drive) run(ctx context.Context, s *scheduler.Engine, until components.Tick) (scheduler.Report, error) {
	if err := d.save(); err != nil {
		return scheduler.Report{}, err
	}
	report, err := s.Run(ctx, until)
	d.progress.done()
	if errors.Is(err, errEnded) {
		err = nil
	}
	cut := errors.Is(err, context.Canceled)
	if err != nil && !cut {
		return report, err
	}
	if d.hashes != nil {
		if err := d.hashes.finish(d.eng.Shards, cut); err != nil {
			return report, err
		}
	}
	if d.journal != nil {
		if err := d.journal.write(d.eng.Shards); err != nil {
			return report, err
		}
	}
	if d.follow != nil {
		if err := d.follow.followed(d.eng.Shards); err != nil {
			return report, err
		}
	}
	if d.snapshot != "" && !d.saved {
		return report, as(errUsage, fmt.Errorf("--snapshot: the run ended before tick %d, at %d", d.saveAt, d.eng.Shards.Tick))
	}
	if d.recorder != nil {
		if d.source != nil {
			if err := d.source.journal(d); err != nil {
				return report, err
			}
		}
		if err := d.recorder.Close(); err != nil {
			return report, err
		}
	}
	return report, err
}

// parseSnapshot reads FILE@TICK.
func parseSnapshot(text string) (file string, tick components.Tick, err error) {
	i := strings.LastIndexByte(text, '@')
	if i > 0 {
		if _, err = fmt.Sscanf(text[i+1:]+"\n", "%d\n", &tick); err == nil {
			return text[:i], tick, nil
		}
	}
	return "", 0, as(errUsage, fmt.Errorf("--snapshot %q: want FILE@TICK", text))
}

// refused is how many inputs were beyond a capacity.
func (d *drive) refused() (n uint64) {
	for _, w := range d.eng.Originals {
		for _, r := range components.FixtureRefused.Of(w) {
			n += uint64(r)
		}
		for _, r := range components.StreamRefused.Of(w) {
			n += uint64(r)
		}
	}
	return n
}

func hexHash(h [16]byte) string { return hex.EncodeToString(h[:]) }
