package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"touchline/cmd/touchline/internal/record"
	"touchline/cmd/touchline/internal/service"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Write or check the description of a service",
		Long: `A service description says what is broadcast, in which qualities, from which
cameras and to whom. It is a TOML file that replay and run take with --config.
What it leaves out is as in the description that init writes.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.configInit(), a.configCheck())
	return cmd
}

func (a *app) configInit() *cobra.Command {
	return &cobra.Command{
		Use:     "init [FILE]",
		Short:   "Write the default description, with comments, to FILE or standard output",
		Example: "  touchline config init service.toml",
		Args:    usage(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				_, err := a.out.Write(service.Default)
				return err
			}
			f, err := os.OpenFile(args[0], os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
			if errors.Is(err, fs.ErrExist) {
				err = fmt.Errorf("%s is there already", args[0])
			}
			if err == nil {
				_, err = f.Write(service.Default)
				err = errors.Join(err, f.Close())
			}
			return as(record.ErrOutput, err)
		},
	}
}

func (a *app) configCheck() *cobra.Command {
	return &cobra.Command{
		Use:     "check FILE",
		Short:   "Report everything that is wrong with a description",
		Example: "  touchline config check service.toml",
		Args:    usage(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := loadService(args[0])
			if err != nil {
				return err
			}
			fmt.Fprintf(a.out, "%s: %d streams, %d renditions, %d cameras\n",
				args[0], len(c.Streams), len(c.Renditions), len(c.Cameras))
			return nil
		},
	}
}

// loadService reads a service description. A file that is not there is unreadable
// input, one that is wrong malformed input.
func loadService(path string) (*service.Config, error) {
	c, err := service.Load(path)
	if err != nil && exitCode(err) != exitUnreadable {
		err = as(errBad, err)
	}
	return c, err
}
