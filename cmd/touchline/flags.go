package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"touchline/cmd/touchline/internal/engine"
	"touchline/cmd/touchline/internal/service"
	"touchline/components"
	"touchline/systems/feed/recording"
)

// engineFlags are the flags that replay and run have in common.
type engineFlags struct {
	plan     engine.Plan
	config   string
	rate     string
	arrival  string
	halftime string
	workers  string
	systems  string
	layout   recording.Layout
	json     bool
	strict   bool
	snapshot string
	restore  string
	hash     string
	verify   string
	out      outFlags
	from, to string
	listen   string
	protect  string
	machine  profileFlags
	tuned    *tuned         // nil without a profile
	given    *pflag.FlagSet // what the user says goes before what a profile says
}

// crowdJoins is over how long the viewers of a large event come.
const crowdJoins = 2 * time.Minute

// outFlags say what is written and where.
type outFlags struct {
	dir       string
	overwrite bool
	streams   string
	manifests bool
	media     bool
}

// sizeFlags are those that say how large a run is.
var sizeFlags = []string{"config", "streams", "per-fixture", "cameras", "renditions", "viewers", "window"}

func (f *engineFlags) addSizes(fs *pflag.FlagSet) {
	f.plan = engine.DefaultPlan()
	fs.StringVar(&f.config, "config", "", "service description, a TOML `file`; see touchline config")
	fs.IntVar(&f.plan.Streams, "streams", f.plan.Streams, "streams of each match")
	fs.IntVar(&f.plan.PerFixture, "per-fixture", f.plan.PerFixture, "streams that share one match")
	fs.IntVar(&f.plan.Cameras, "cameras", f.plan.Cameras, "cameras of a stream, up to 32")
	fs.IntVar(&f.plan.Renditions, "renditions", f.plan.Renditions, "renditions of a stream, from the top of the ladder")
	fs.IntVar(&f.plan.Viewers, "viewers", f.plan.Viewers, "simulated viewers of a stream")
	fs.DurationVar(&f.plan.Joins, "joins", 0, "viewers come over so long before kick-off (default 2m if a stream has more than 32,768; else they come when the match has begun)")
	fs.DurationVar(&f.plan.Window, "window", 0, "length of the live playlists (default 30s, or what the service says)")
}

func (f *engineFlags) add(fs *pflag.FlagSet) {
	f.given = fs
	fs.StringVar(&f.out.dir, "out", "", "`folder` to write what viewers, sportsbooks and editors are given")
	fs.BoolVar(&f.out.overwrite, "overwrite", false, "replace an output folder that is not empty")
	fs.StringVar(&f.out.streams, "out-streams", "16", "write the first `N` streams, or all")
	fs.BoolVar(&f.out.manifests, "keep-manifests", false, "write every change of the live playlists and MPDs")
	fs.BoolVar(&f.out.media, "media", false, "write segments that play, too")
	fs.StringVar(&f.rate, "rate", "20", "ticks per second, as `20` or 30000/1001")
	f.addSizes(fs)
	fs.StringVar(&f.arrival, "arrival", "recorded", "when the engine hears of an event: recorded, zero or scout:`DELAY`")
	fs.StringVar(&f.halftime, "halftime", "source", "length of half-time: source, or a `duration`; 0 leaves out every break")
	fs.StringVar(&f.workers, "workers", "auto", "worker threads: a `number` or auto")
	fs.IntVar(&f.plan.ShardSize, "shard-size", 0, "most `streams` of a shard (default: what suits the workers)")
	f.machine.add(fs)
	fs.Uint64Var(&f.plan.Seed, "seed", f.plan.Seed, "seed of everything that is simulated")
	fs.StringVar(&f.systems, "systems", "all", "modules that run: all, or a `list` as wagering,director")
	fs.StringVar(&f.hash, "hash", "", "print the state hash; with =`FILE` also write it as NDJSON, every 1,200 ticks")
	fs.Lookup("hash").NoOptDefVal = "-"
	fs.StringVar(&f.verify, "verify", "", "compare the state with the hashes in `FILE`, and name the first interval that differs")
	fs.StringVar(&f.snapshot, "snapshot", "", "write the state before tick N to a file, as `FILE@N`")
	fs.StringVar(&f.restore, "restore", "", "begin with the state in `FILE`")
	fs.StringVar(&f.listen, "listen", "", "serve players live over HTTP at `HOST:PORT`; without a host at 127.0.0.1")
	fs.StringVar(&f.protect, "protect", "none", "encryption of the media that is served: none, cenc or cbcs")
	fs.BoolVar(&f.strict, "strict", false, "make warnings about the input an error (exit code 5)")
	fs.BoolVar(&f.json, "json", false, "print one JSON object")
}

// parse checks the flags and completes the plan, but for its matches.
func (f *engineFlags) parse() error {
	var errs []error
	note := func(err error) { errs = append(errs, err) }
	var err error
	if f.plan.Service, err = loadService(f.config); err != nil {
		return err
	}
	if f.tuned, err = f.machine.load(); err != nil {
		return err
	}
	f.adopt()
	if f.plan.Rate, err = service.ParseRate(f.rate); err != nil {
		note(fmt.Errorf("--%w", err))
	}
	if f.layout.Arrival, err = recording.ParseArrival(f.arrival); err != nil {
		note(fmt.Errorf("--%w", err))
	}
	if f.halftime != "source" {
		if f.layout.Halftime, err = time.ParseDuration(f.halftime); err != nil || f.layout.Halftime < 0 || f.layout.Halftime > time.Hour {
			note(fmt.Errorf("--halftime %q: want source, or a duration from 0 to 1h", f.halftime))
		}
		f.layout.HalftimeSet = true
	}
	f.layout.Seed = f.plan.Seed
	if f.plan.Viewers > f.plan.Cohort && !f.given.Changed("joins") {
		f.plan.Joins = crowdJoins
	}
	f.layout.Lead = components.PTSOf(f.plan.Joins)
	if f.workers != "auto" {
		if _, err := fmt.Sscanf(f.workers+"\n", "%d\n", &f.plan.Workers); err != nil || f.plan.Workers < 1 {
			note(fmt.Errorf("--workers %q: want auto, or a number from 1", f.workers))
		}
	}
	if f.systems != "all" {
		f.plan.Systems = strings.Split(f.systems, ",")
	}
	if f.protect != "none" && f.protect != "cenc" && f.protect != "cbcs" {
		note(fmt.Errorf("--protect %q: want none, cenc or cbcs", f.protect))
	}
	if f.protect != "none" && f.listen == "" {
		note(errors.New("--protect: only with --listen"))
	}
	if f.out.media && f.out.dir == "" {
		note(errors.New("--media: only with --out"))
	}
	note(f.plan.Validate())
	return as(errUsage, errors.Join(errs...))
}

// adopt takes from the profile what the user did not say.
func (f *engineFlags) adopt() {
	if f.tuned == nil {
		return
	}
	s := &f.tuned.Settings
	if !f.given.Changed("workers") {
		f.plan.Workers = s.Workers
	}
	if !f.given.Changed("shard-size") {
		f.plan.ShardSize = s.ShardSize
	}
}
