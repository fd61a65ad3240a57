package main

import (
	"encoding/json"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"touchline/cmd/touchline/internal/ready"
)

func (a *app) tuneCheck() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Report what pinning and steady ticks need, and what to do",
		Long: `Check reports everything that pinned workers and steady ticks rest on: ok, note
(could be better), bad, or unknown where the machine does not say. Below what is
not well it says what to do. It changes nothing.`,
		Example: "  touchline tune check",
		Args:    usage(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			m, err := readMachine("")
			if err != nil {
				return err
			}
			checks := ready.Checks(m, &ready.Process{
				GOMAXPROCS: runtime.GOMAXPROCS(0), GOGC: os.Getenv("GOGC"), GOMEMLIMIT: os.Getenv("GOMEMLIMIT"), Root: os.DirFS("/"),
			})
			if !asJSON {
				return ready.Write(a.out, checks)
			}
			return json.NewEncoder(a.out).Encode(struct {
				Checks []ready.Check `json:"checks"`
			}{checks})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}
