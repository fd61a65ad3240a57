package main

import (
	"github.com/spf13/cobra"
)

func (a *app) tuneCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "tune",
		Short: "See what this machine is like, and what holds it back",
		Long: `Tune topology shows the cores, caches and NUMA nodes of the machine and where
workers would be pinned; tune check, what pinning and steady ticks need, and what
to do about what is missing.

What is found out of a machine is kept in a profile, which replay and run take
with --profile.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.tuneTopology(), a.tuneCheck())
	return cmd
}
