package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"touchline/cmd/touchline/internal/engine"
	"touchline/cmd/touchline/internal/service"
	"touchline/systems/drm"
)

// keyFlags say of what service the keys are.
type keyFlags struct {
	config string
	seed   uint64
	master string
}

func (a *app) keysCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "keys",
		Short: "Export key IDs and keys, and make and verify pay-per-view tokens",
		Long: `All keys of a service come from one master secret. That of a run is simulated, as
its sources are, and made from --seed: whoever knows the seed has the keys. A real
one is in a file of at least 16 bytes, every one of which counts, that nobody but
its owner may read.

No command prints a key.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.keysExport(), a.keysToken(), a.keysVerify())
	return cmd
}

func (f *keyFlags) add(fs *pflag.FlagSet) {
	fs.StringVar(&f.config, "config", "", "service description, a TOML `file`; see touchline config")
	fs.Uint64Var(&f.seed, "seed", engine.DefaultPlan().Seed, "seed of the simulated master secret")
	fs.StringVar(&f.master, "master-file", "", "`file` with the master secret, in place of the simulated one")
}

// keys returns the keys of the service, and its description.
func (f *keyFlags) keys(fs *pflag.FlagSet) (*drm.Keys, *service.Config, error) {
	c, err := loadService(f.config)
	if err != nil {
		return nil, nil, err
	}
	cfg := drm.Default()
	cfg.KeyEvery, cfg.Master = c.Keys.Period.PTS(), engine.Master(f.seed)
	if f.master != "" {
		if fs.Changed("seed") {
			return nil, nil, as(errUsage, errors.New("--seed makes a master secret: not with --master-file"))
		}
		if cfg.Master, err = readMaster(f.master); err != nil {
			return nil, nil, err
		}
	}
	keys, err := drm.NewKeys(cfg)
	if err != nil {
		return nil, nil, as(errBad, err)
	}
	return keys, c, nil
}

const maxMaster = 4096

// readMaster reads a master secret. It asks the open file who may read it, so that
// none is put in its place in between.
func readMaster(path string) (drm.Secret, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, as(errInput, fmt.Errorf("--master-file: %w", err))
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, as(errInput, fmt.Errorf("--master-file: %w", err))
	case !info.Mode().IsRegular():
		return nil, as(errInput, fmt.Errorf("--master-file %s: must be a file", path))
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0:
		return nil, as(errInput, fmt.Errorf("--master-file %s: mode %#o: nobody but its owner may have access: want 0600", path, info.Mode().Perm()))
	}
	secret, err := io.ReadAll(io.LimitReader(f, maxMaster+1))
	switch {
	case err != nil:
		return nil, as(errInput, fmt.Errorf("--master-file: %w", err))
	case len(secret) > maxMaster:
		return nil, as(errBad, fmt.Errorf("--master-file %s: must be at most %d bytes", path, maxMaster))
	case len(secret) < drm.MinMaster:
		return nil, as(errBad, fmt.Errorf("--master-file %s: %d bytes: must be at least %d", path, len(secret), drm.MinMaster))
	}
	return secret, nil
}
