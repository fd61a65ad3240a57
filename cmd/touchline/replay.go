package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"touchline/components"
	"touchline/scheduler"
)

// tail is how long a replay goes on after the last event: what it caused comes to
// its end.
const tail = 10 * components.PTSPerSecond

// replayOptions are the flags of touchline replay.
type replayOptions struct {
	engineFlags
	speed string
	hold  time.Duration
}

func (a *app) replayCommand() *cobra.Command {
	var o replayOptions
	cmd := &cobra.Command{
		Use:   "replay [MATCH ...]",
		Short: "Replay recorded matches through all systems",
		Long: `Replay runs recorded matches through all systems, as fast as they will go or at
a multiple of real time, and says what came of it. Without a match it replays
the one that is built in.

A match is a file or a folder of one match's files, plain, gzip or zstd, or the
name of a built-in match; its format is found by its content. Files of one match
may also be named one after the other. The same match gives the same output, byte
for byte.

With - a match is played live: NDJSON v1 on standard input, each event in the
tick that it arrives in, until the input ends. With --out what was heard is
written too, as input.ndjson, which replays to the same state.`,
		Example: `  touchline replay
  touchline replay --out final --overwrite final
  touchline replay --streams 100 --json match.json
  touchline replay --speed 60x --from 80:00 --to 2@50:00
  nc feed.example 9000 | touchline replay --out live -`,
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := a.replay(cmd, &o, args)
			if r == nil {
				return err
			}
			if werr := r.write(a.out, o.json); werr != nil {
				return werr
			}
			return err
		},
	}
	fs := cmd.Flags()
	o.engineFlags.add(fs)
	fs.StringVar(&o.speed, "speed", "max", "max, or a multiple of real time: `1x`, 60x")
	fs.DurationVar(&o.hold, "hold", 2*time.Second, "how long a live event that touches no market waits for those before it")
	fs.StringVar(&o.from, "from", "", "begin at a match clock, `[P@]MM:SS`; what came before is folded, not emitted")
	fs.StringVar(&o.to, "to", "", "end at a match clock, `[P@]MM:SS`")
	return cmd
}

// replay returns the report of a replay. There is one, with the error, if the run
// was cut short or a system failed.
func (a *app) replay(cmd *cobra.Command, o *replayOptions, args []string) (*runReport, error) {
	if err := o.parse(); err != nil {
		return nil, err
	}
	if slices.Contains(args, standardInput) {
		return a.replayLive(cmd, o, args)
	}
	clock, err := parseSpeed(o.speed)
	if err != nil {
		return nil, err
	}
	j := &job{app: a, flags: &o.engineFlags, cfg: scheduler.Config{Clock: clock, Overrun: scheduler.Slow, Timing: scheduler.Full}}
	if o.speed == "max" {
		j.cfg.Timing = scheduler.Sampled
	}
	if err := j.load(args); err != nil {
		return nil, err
	}
	if err := j.bounds(o.from, o.to); err != nil {
		return nil, err
	}
	return j.run(cmd.Context())
}

// replayLive returns the report of a match on standard input.
func (a *app) replayLive(cmd *cobra.Command, o *replayOptions, args []string) (*runReport, error) {
	if len(args) > 1 {
		return nil, as(errUsage, errors.New("-: a live match is played alone"))
	}
	for _, flag := range []string{"from", "to", "halftime", "arrival", "snapshot", "restore", "verify"} {
		if cmd.Flags().Changed(flag) {
			return nil, as(errUsage, fmt.Errorf("--%s: not with -, a live match", flag))
		}
	}
	speed := 1
	if cmd.Flags().Changed("speed") {
		clock, err := parseSpeed(o.speed)
		scaled, ok := clock.(scheduler.Sleeper)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, as(errUsage, fmt.Errorf("--speed %s: not with -, a live match: want from 1x to 1000x", o.speed))
		}
		speed = scaled.Speed()
	}
	if o.hold < 0 || o.hold > time.Minute {
		return nil, as(errUsage, fmt.Errorf("--hold %v: must be from 0 to 1m", o.hold))
	}
	j := &job{app: a, flags: &o.engineFlags, cfg: scheduler.Config{Timing: scheduler.Full}}
	if err := j.loadLive(cmd.Context(), a.in, o.hold, speed); err != nil {
		return nil, err
	}
	j.cfg.Clock = scheduler.Scaled(speed)
	r, err := j.run(cmd.Context())
	if err == nil && o.strict {
		err = strict(standardInput, j.source.Journal())
	}
	return r, err
}

// parseSpeed returns the clock for a speed. A replay never skips: its clock waits
// for it.
func parseSpeed(text string) (scheduler.Clock, error) {
	if text == "max" {
		return new(scheduler.Virtual), nil
	}
	n, err := strconv.Atoi(strings.TrimSuffix(text, "x"))
	if err != nil || n < 1 || n > 1000 {
		return nil, as(errUsage, fmt.Errorf("--speed %q: want max, or from 1x to 1000x", text))
	}
	return scheduler.Scaled(n), nil
}

// bounds sets where in the match a replay begins and ends.
func (j *job) bounds(from, to string) error {
	end := components.PTS(0)
	for _, m := range j.matches.list {
		if m.Ended != 0 {
			end = max(end, m.Ended)
		} else {
			end = max(end, m.End+tail)
		}
	}
	for _, b := range []struct {
		flag, clock string
		at          *components.PTS
	}{{"from", from, &j.flags.plan.From}, {"to", to, &end}} {
		if b.clock == "" {
			continue
		}
		at, err := j.matches.list[0].At(b.clock)
		if err != nil {
			return as(errUsage, fmt.Errorf("--%s: %w", b.flag, err))
		}
		*b.at = at
	}
	if end <= j.flags.plan.From {
		return as(errUsage, fmt.Errorf("--to %s is not after --from %s", to, from))
	}
	j.until = components.Tick(j.flags.plan.Rate.Index(end-1) + 1)
	return nil
}
