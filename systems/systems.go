// Package systems is the one list of the broadcast modules, in the order in which
// a tick runs them.
package systems

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/abr"
	"touchline/systems/deepfake"
	"touchline/systems/director"
	"touchline/systems/drm"
	"touchline/systems/feed"
	"touchline/systems/manifest"
	"touchline/systems/match"
	"touchline/systems/outbox"
	"touchline/systems/qoe"
	"touchline/systems/simulate"
	"touchline/systems/splice"
	"touchline/systems/wagering"
)

// Config is the configuration of all systems.
type Config struct {
	Simulate simulate.Config
	Feed     feed.Config
	Wagering wagering.Config
	Director director.Config
	ABR      abr.Config
	Deepfake deepfake.Config
	DRM      drm.Config
	Splice   splice.Config
	QoE      qoe.Config
	Outbox   outbox.Config
}

// Default is the default configuration of all systems, with no match to play and
// no master secret.
func Default() Config {
	return Config{
		Simulate: simulate.Default(), Feed: feed.Default(), Wagering: wagering.Default(),
		Director: director.Default(), ABR: abr.Default(), Deepfake: deepfake.Default(), DRM: drm.Default(),
		Splice: splice.Default(), QoE: qoe.Default(),
	}
}

// Simulated is the system that stands in for sources: its work is no part of a
// tick.
const Simulated = "simulate"

// Modules are the broadcast modules, which a run may leave out. The others make
// the moment that they act on, and take away what they decide.
var Modules = []string{"wagering", "director", "abr", "deepfake", "drm", "splice", "qoe", "manifest"}

// New returns the systems in tick order: the simulated sources, the feed, the
// match, the modules and the outbox. Of the modules only those named are there,
// or all if none is.
func New(cfg Config, modules ...string) ([]ecs.System, error) {
	for _, m := range modules {
		if !slices.Contains(Modules, m) {
			return nil, fmt.Errorf("no system %q: want some of %s", m, strings.Join(Modules, ", "))
		}
	}
	var all []ecs.System
	var errs []error
	add := func(s ecs.System, err error) {
		errs = append(errs, err)
		if err == nil && (len(modules) == 0 || slices.Contains(modules, s.Name()) || !slices.Contains(Modules, s.Name())) {
			all = append(all, s)
		}
	}
	add(simulate.New(cfg.Simulate))
	add(feed.New(cfg.Feed))
	add(match.New(), nil)
	add(wagering.New(cfg.Wagering))
	add(director.New(cfg.Director))
	add(abr.New(cfg.ABR))
	add(deepfake.New(cfg.Deepfake))
	add(drm.New(cfg.DRM))
	add(splice.New(cfg.Splice))
	add(qoe.New(cfg.QoE))
	add(manifest.New(), nil)
	add(outbox.New(cfg.Outbox), nil)
	errs = append(errs, ecs.CheckOrder(&components.All, all))
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return all, nil
}
