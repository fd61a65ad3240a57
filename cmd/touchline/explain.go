package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/cmd/touchline/internal/decisions/why"
)

// explainOptions are the flags of touchline explain.
type explainOptions struct {
	at     string
	tick   int64
	market string
	camera bool
	splice bool
	stream uint64
	json   bool
}

func (a *app) explainCommand() *cobra.Command {
	var o explainOptions
	cmd := &cobra.Command{
		Use:   "explain RUN --at CLOCK",
		Short: "Say why a camera was on air, a market shut, or a break called",
		Long: `Explain answers from the decisions of a run what was in force at a moment of the
match, and what that goes back to: the camera on air, each market, alerts,
licenses, segments, breaks and what announced or ended them. Of a market it tells the whole chain: by what it was shut,
what happened meanwhile, and what opened it again.

A run is the folder that replay --out wrote, the folder of one of its streams, or
a decisions.ndjson; plain, gzip or zstd.

A clock means the second in which it showed that first, in its period if it has
one. What is in force is what is in force at the end of that second.

Each statement has the match clock, the tick and the cause of the decision that
it is drawn from: the source, its sequence number and its revision.`,
		Example: `  touchline explain out --at 22:11
  touchline explain out --at 2@79:30 --market result
  touchline explain out --at 1:58 --splice
  touchline explain out --at 2@80:00 --camera --stream 3 --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			q, err := o.question(cmd.Flags().Changed("tick"))
			if err != nil {
				return as(errUsage, err)
			}
			return a.explain(&o, args[0], q)
		},
	}
	fs := cmd.Flags()
	fs.StringVar(&o.at, "at", "", "match `clock`, [P@]MM:SS")
	fs.Int64Var(&o.tick, "tick", 0, "a `tick` instead of a clock, as diff names one")
	fs.StringVar(&o.market, "market", "", "a `market` alone: "+strings.Join(why.Markets(), ", "))
	fs.BoolVar(&o.camera, "camera", false, "the camera on air alone")
	fs.BoolVar(&o.splice, "splice", false, "programs, breaks and unscheduled events alone")
	fs.Uint64Var(&o.stream, "stream", 0, "`number` of the stream (default: the first of the run)")
	fs.BoolVar(&o.json, "json", false, "print one JSON object")
	return cmd
}

// question returns what is asked.
func (o *explainOptions) question(byTick bool) (q why.Question, err error) {
	q.Market, q.Camera, q.Splice = o.market, o.camera, o.splice
	switch {
	case byTick && o.at != "":
		return q, errors.New("--tick and --at: want one of them")
	case byTick && o.tick < 0:
		return q, fmt.Errorf("--tick %d: want a number from 0", o.tick)
	case byTick:
		q.At = why.AtTick(uint64(o.tick))
	case o.at == "":
		return q, errors.New("--at: want a match clock, [P@]MM:SS")
	default:
		if q.At, err = why.AtClock(o.at); err != nil {
			return q, fmt.Errorf("--at: %w", err)
		}
	}
	switch {
	case o.market != "" && o.camera:
		return q, errors.New("--market and --camera: want one of them")
	case o.splice && o.market != "":
		return q, errors.New("--market and --splice: want one of them")
	case o.splice && o.camera:
		return q, errors.New("--camera and --splice: want one of them")
	}
	known := o.market == ""
	for _, m := range why.Markets() {
		known = known || m == o.market
	}
	if !known {
		return q, fmt.Errorf("--market %q: want one of %s", o.market, strings.Join(why.Markets(), ", "))
	}
	return q, nil
}

func (a *app) explain(o *explainOptions, run string, q why.Question) error {
	streams, err := decisions.Streams(run)
	if err != nil {
		return err
	}
	s, err := o.pick(streams)
	if err != nil {
		return as(errUsage, err)
	}
	answer, err := why.Explain(decisions.Read(s), q)
	switch {
	case errors.Is(err, why.ErrNever):
		return as(errUsage, fmt.Errorf("%s: %w", s.Path, err))
	case errors.Is(err, decisions.ErrEmpty):
		return fmt.Errorf("%s: %w", s.Path, err)
	case err != nil:
		return err
	case o.stream != 0 && answer.Stream != o.stream:
		return as(errUsage, fmt.Errorf("--stream %d: %s is of stream %d", o.stream, s.Path, answer.Stream))
	case o.json:
		return a.explainJSON(s, answer)
	}
	return a.explainText(answer)
}

// pick returns the stream that is asked about.
func (o *explainOptions) pick(streams []decisions.Stream) (decisions.Stream, error) {
	var numbers []string
	for _, s := range streams {
		if o.stream == 0 || s.Number == 0 || s.Number == o.stream {
			return s, nil
		}
		numbers = append(numbers, fmt.Sprint(s.Number))
	}
	return decisions.Stream{}, fmt.Errorf("--stream %d: the run has %s", o.stream, strings.Join(numbers, ", "))
}
