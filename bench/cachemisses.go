package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"touchline/components"
)

// CacheOptions say what is counted.
type CacheOptions struct {
	Modules []string // names; none for all
	Streams int      // of the shard, from 1 to 1,000,000
	Caches  []Caches
	Worker  []string // a command that gives its further arguments to CacheWorker
}

// ShardStreams is how many streams are counted if nothing is said. A run of many has up
// to eight times as many in a shard; of fewer, what a tick touches once weighs more.
const ShardStreams = 2048

// counters are the modules that are counted, in tick order, and match, which folds the
// events of wagering.
var counters = []counterModule{
	{"match", wageringModule, 2}, {"wagering", wageringModule, 2}, {"director", directorModule, 2}, {"abr", abrModule, slots},
	{"deepfake", deepfakeModule, scores}, {"drm", drmModule, 2},
}

type counterModule struct {
	name    string // of its system
	modules module
	warm    components.Tick // ticks until its windows are full and its memory is taken
}

// counter returns the module called name.
func counter(name string) (counterModule, error) {
	i := slices.IndexFunc(counters, func(m counterModule) bool { return m.name == name })
	if i < 0 {
		var names []string
		for _, m := range counters {
			names = append(names, m.name)
		}
		return counterModule{}, fmt.Errorf("module %q: want some of %s", name, strings.Join(names, ", "))
	}
	return counters[i], nil
}

// selected returns the modules that are asked for, in tick order.
func (o *CacheOptions) selected() (list []counterModule) {
	for _, m := range counters {
		if len(o.Modules) == 0 || slices.Contains(o.Modules, m.name) {
			list = append(list, m)
		}
	}
	return list
}

// Validate reports everything that is wrong with o.
func (o *CacheOptions) Validate() error {
	var errs []error
	for _, name := range o.Modules {
		_, err := counter(name)
		errs = append(errs, err)
	}
	if o.Streams < 1 || o.Streams > maxStreams {
		errs = append(errs, fmt.Errorf("streams %d: must be from 1 to %d", o.Streams, maxStreams))
	}
	for _, c := range o.Caches {
		errs = append(errs, c.D1.check(), c.LL.check())
	}
	return errors.Join(errs...)
}

// CacheMisses counts what the modules miss in simulated caches. The error is
// [ErrNoValgrind] if there is nothing to count with.
func CacheMisses(ctx context.Context, o CacheOptions) (*CacheReport, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	grind, err := newCachegrind(ctx)
	if err != nil {
		return nil, err
	}
	if err := hasSymbols(o.Worker[0]); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "touchline-cache-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	report := &CacheReport{Streams: o.Streams, Valgrind: grind.version, Caches: o.Caches}
	var runs []*cacheRun
	for _, m := range o.selected() {
		touched, err := bytesTouched(m)
		if err != nil {
			return nil, fmt.Errorf("module %s: %w", m.name, err)
		}
		for i := range o.Caches {
			report.Rows = append(report.Rows, CacheRow{Module: m.name, Caches: o.Caches[i].Name, Bytes: touched})
			for _, does := range []string{works, rests} {
				runs = append(runs, &cacheRun{module: m.name, caches: &o.Caches[i], does: does})
			}
		}
	}
	err = eachOf(ctx, len(runs), func(ctx context.Context, i int) error {
		return runs[i].run(ctx, grind, &o, filepath.Join(dir, strconv.Itoa(i)))
	})
	if err != nil {
		return nil, err
	}
	for i := range report.Rows {
		report.Rows[i].count(runs[2*i].counts, runs[2*i+1].counts, runs[2*i].caches, o.Streams)
	}
	return report, nil
}
