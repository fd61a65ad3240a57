package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"github.com/spf13/cobra"

	"touchline/cmd/touchline/internal/record"
)

// app is what all commands share.
type app struct {
	in     io.Reader
	out    io.Writer
	errs   io.Writer
	format string // of the log: text or json
	quiet  bool
	log    *slog.Logger
}

// Main runs the program with args and returns its exit code.
func Main(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	results := &results{w: out}
	a := &app{in: in, out: results, errs: errs}
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(results)
	root.SetErr(errs)
	err := root.ExecuteContext(ctx)
	if results.err != nil {
		err = results.err
	}
	if err != nil && exitCode(err) != exitCut {
		fmt.Fprintln(errs, "touchline:", err)
	}
	return exitCode(err)
}

// results is standard output. It remembers that something could not be written,
// so that no caller has to look after every line.
type results struct {
	w   io.Writer
	err error
}

func (r *results) Write(p []byte) (int, error) {
	n, err := r.w.Write(p)
	if err != nil && r.err == nil {
		r.err = fmt.Errorf("%w: standard output: %w", record.ErrOutput, err)
	}
	return n, err
}

func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "touchline",
		Short: "Run the control plane of live sports broadcasts",
		Long: `Touchline runs the control plane of live sports broadcasts: twenty times a
second, for every stream, every broadcast module acts on the same moment of the
match, in one process.

Results go to standard output, events to a log on standard error.

Exit codes: 0 done, 1 internal fault, 2 wrong usage, 3 input unreadable or of no
known format, 4 input malformed, 5 a limit that was set is broken, 6 output not
writable, 7 profile does not fit this machine, 130 cut short.`,
		SilenceUsage:      true,
		SilenceErrors:     true,
		DisableAutoGenTag: true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		Args:              cobra.NoArgs,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(*cobra.Command, []string) error { return a.startLog() },
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return as(errUsage, err) })
	fs := root.PersistentFlags()
	fs.StringVar(&a.format, "log", "text", "`format` of the log: text or json")
	fs.BoolVar(&a.quiet, "quiet", false, "log errors only")
	root.AddCommand(
		a.replayCommand(), a.runCommand(), a.profileCommand(), a.inspectCommand(), a.explainCommand(), a.diffCommand(), a.benchCommand(), a.tuneCommand(),
		a.configCommand(), a.keysCommand(), a.versionCommand(), completionCommand(),
	)
	root.Args = usage(root.Args)
	for _, c := range root.Commands() {
		c.Args = usage(c.Args)
	}
	return root
}

// usage makes what args finds wrong an error of usage.
func usage(args cobra.PositionalArgs) cobra.PositionalArgs {
	if args == nil {
		return nil
	}
	return func(cmd *cobra.Command, given []string) error { return as(errUsage, args(cmd, given)) }
}

func (a *app) startLog() error {
	level := slog.LevelInfo
	if a.quiet {
		level = slog.LevelError
	}
	opts := &slog.HandlerOptions{Level: level}
	switch a.format {
	case "text":
		a.log = slog.New(slog.NewTextHandler(a.errs, opts))
	case "json":
		a.log = slog.New(slog.NewJSONHandler(a.errs, opts))
	default:
		return as(errUsage, fmt.Errorf("--log %q: want text or json", a.format))
	}
	return nil
}
