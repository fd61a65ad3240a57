package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"

	"touchline/cmd/touchline/internal/engine"
	"touchline/cmd/touchline/internal/media"
	"touchline/cmd/touchline/internal/record"
	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// job is a run from its flags to its report.
type job struct {
	app     *app
	flags   *engineFlags
	cfg     scheduler.Config
	matches *matches
	source  *liveSource     // nil if all matches are recorded
	until   components.Tick // 0 to run until it is stopped
	live    bool            // the report says what run adds
	began   time.Time
	loaded  time.Duration

	// What run alone has.
	next     components.PTS // after the end of a match, to when the next begins; 0 is never
	turnover *engine.Turnover
	memory   memory
	journal  *tickJournal // to be written, or nil
	follow   *tickJournal // to be followed, or nil

	// observe, if there is one, is called when all is ready to run. The function
	// that it returns is called when it has.
	observe func(d *drive, s *scheduler.Engine) (end func(*scheduler.Report) error, err error)
}

// load reads the matches.
func (j *job) load(files []string) error {
	j.began = time.Now()
	var err error
	if j.matches, err = j.app.load(j.flags, files); err != nil {
		return err
	}
	j.flags.plan.Matches, j.flags.plan.Symbols = j.matches.list, j.matches.names
	return nil
}

// workers is how many workers a run has. One is best until there is so much to do
// that a second is worth waking.
func (j *job) workers() int {
	const worth, crowd = 2048, 100 // streams, with so many viewers each
	p := &j.flags.plan
	streams := p.Streams * len(p.Matches)
	switch {
	case p.Workers > 0:
		return p.Workers
	case streams < worth && streams*p.Viewers < worth*crowd:
		return 1
	}
	if t := j.flags.tuned; t != nil {
		return min(runtime.GOMAXPROCS(0), t.machine.OneNode())
	}
	return runtime.GOMAXPROCS(0)
}

// run builds the engine, drives it, and reports.
func (j *job) run(ctx context.Context) (*runReport, error) {
	d := &drive{}
	folder, err := j.open(d)
	if err != nil {
		return nil, err
	}
	report, err := j.drive(ctx, d, folder)
	if folder != nil && (report == nil || err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, errDegraded)) {
		err = errors.Join(err, folder.Discard())
	}
	return report, err
}

// open opens what the run will write to, before any work is done.
func (j *job) open(d *drive) (*record.Folder, error) {
	f := j.flags
	var err error
	if f.snapshot != "" {
		if d.snapshot, d.saveAt, err = parseSnapshot(f.snapshot); err != nil {
			return nil, err
		}
	}
	if d.hashes, err = newHashLog(f.hash, f.verify); err != nil {
		return nil, err
	}
	f.plan.Attached = f.out.dir != "" || f.listen != ""
	if f.out.dir == "" {
		return nil, nil
	}
	return record.Open(f.out.dir, f.out.overwrite)
}

func (j *job) drive(ctx context.Context, d *drive, folder *record.Folder) (*runReport, error) {
	plan := &j.flags.plan
	var err error
	if d.eng, err = j.build(plan); err != nil {
		return nil, err
	}
	if j.next > 0 {
		j.turnover = d.eng.Turnover(j.next)
		j.cfg.OnInput = j.turnover.Turn
	}
	if j.live {
		d.memory, d.journal, d.follow = &j.memory, j.journal, j.follow
	}
	if folder != nil {
		most, err := j.recorded()
		if err != nil {
			return nil, err
		}
		d.programs = j.programs(d.eng, most, 0)
		d.recorder = record.New(folder, d.programs, most, j.flags.out.manifests, d.eng.Systems)
		d.recorder.Quality(quality(plan))
	}
	if folder != nil && j.flags.out.media {
		clip, err := media.Open()
		if err != nil {
			return nil, err
		}
		d.recorder.Media(clip)
	}
	if j.flags.listen != "" {
		stop, err := j.listen(ctx, d)
		if err != nil {
			return nil, err
		}
		defer stop()
	}
	j.cfg.Rate, j.cfg.Workers, j.cfg.OnTick = plan.Rate, j.workers(), d.onTick
	j.cfg.Systems = d.eng.Steps()
	if j.live {
		d.balance = newBalance(j.cfg.Systems, len(d.eng.Shards.Worlds))
		j.cfg.Processor = len(d.eng.Shards.Worlds) > 1
	}
	if j.source != nil {
		j.source.attach(d, &j.cfg)
	}
	if t := j.flags.tuned; t != nil {
		defer t.apply(&j.cfg, min(j.workers(), len(d.eng.Shards.Worlds), runtime.GOMAXPROCS(0)))()
	}
	s, err := scheduler.New(j.cfg, d.eng.Shards)
	if err != nil {
		return nil, err
	}
	if err := j.toRun(d.eng.Shards.Tick); err != nil {
		return nil, err
	}
	_, fast := j.cfg.Clock.(*scheduler.Virtual)
	d.progress = newProgress(j.app.errs, d.eng.Shards.Tick, j.until, fast)
	j.loaded = time.Since(j.began)
	ran, err := j.observed(ctx, d, s)
	if err != nil && !errors.Is(err, context.Canceled) {
		return nil, err
	}
	if j.until == 0 && (j.live || j.source != nil) {
		err = nil // it was to run until it is stopped
	}
	if t := j.flags.tuned; t != nil {
		ran.Pinning = t.pinning(ran.Pinning)
	}
	j.app.log.Info("ran", "ticks", ran.Executed, "workers", ran.Workers, "pinning", ran.Pinning)
	for _, f := range ran.Faults {
		j.app.log.Error("system quarantined", "system", f.System, "shard", f.Shard, "tick", uint64(f.Tick), "text", f.Text)
	}
	if ran.Degraded {
		err = as(errDegraded, fmt.Errorf("degraded: %v", ran.Faults[0]))
	}
	return j.report(d, &ran), err
}

// toRun is an error if a run that goes on with tick next is over.
func (j *job) toRun(next components.Tick) error {
	if j.until == 0 || next < j.until {
		return nil
	}
	return as(errUsage, fmt.Errorf("nothing to run: the state is that before tick %d, and the run ends at %d", next, j.until))
}

// quality says how windows of beacons are written.
func quality(p *engine.Plan) record.Quality {
	q := record.Quality{Config: p.QoE(), CDNs: p.Service.CDNs(), Regions: p.Service.Regions()}
	for _, r := range p.Service.Renditions[:p.Renditions] {
		q.Renditions = append(q.Renditions, r.Name)
	}
	return q
}

// observed runs the engine, with what is to look on.
func (j *job) observed(ctx context.Context, d *drive, s *scheduler.Engine) (scheduler.Report, error) {
	if j.observe == nil {
		return d.run(ctx, s, j.until)
	}
	end, err := j.observe(d, s)
	if err != nil {
		return scheduler.Report{}, err
	}
	ran, err := d.run(ctx, s, j.until)
	if ended := end(&ran); ended != nil && (err == nil || errors.Is(err, context.Canceled)) {
		err = ended
	}
	return ran, err
}

// build makes the engine, with the state that the run is to begin with, if any.
func (j *job) build(plan *engine.Plan) (*engine.Engine, error) {
	starting := newStarting(j.app.errs, plan.Streams*len(plan.Matches))
	defer starting.done()
	plan.Progress = starting.show
	if j.flags.restore == "" {
		e, err := engine.Build(plan, j.workers(), nil)
		return e, as(errUsage, err)
	}
	f, err := openInput(j.flags.restore)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Mode()&(os.ModeNamedPipe|os.ModeCharDevice|os.ModeSocket) != 0 {
		return nil, as(errInput, fmt.Errorf("%s: not a regular file: a snapshot is read twice", j.flags.restore))
	}
	schema, err := plan.Schema()
	if err != nil {
		return nil, as(errUsage, err)
	}
	s, err := ecs.ReadSnapshot(f, schema)
	if err != nil {
		err = fmt.Errorf("%s: %w", j.flags.restore, err)
		if exitCode(err) != exitUnreadable {
			err = as(errBad, err)
		}
		return nil, err
	}
	if err := j.toRun(s.Tick); err != nil { // before the rows of many streams find their places
		return nil, err
	}
	e, err := engine.Build(plan, j.workers(), s)
	if errors.Is(err, ecs.ErrDamaged) {
		return nil, as(errBad, fmt.Errorf("%s: %w", j.flags.restore, err)) // it changed meanwhile
	}
	return e, as(errUsage, err)
}

// recorded is how many streams are written.
func (j *job) recorded() (int, error) {
	all := j.flags.plan.Streams * len(j.matches.list)
	if j.flags.out.streams == "all" {
		return all, nil
	}
	n, err := strconv.Atoi(j.flags.out.streams)
	if err != nil || n < 1 {
		return 0, as(errUsage, fmt.Errorf("--out-streams %q: want all, or a number from 1", j.flags.out.streams))
	}
	return min(n, all), nil
}
