package bench

import (
	"touchline/ecs"
	"touchline/systems/abr"
	"touchline/systems/deepfake"
	"touchline/systems/director"
	"touchline/systems/drm"
	"touchline/systems/match"
	"touchline/systems/qoe"
	"touchline/systems/wagering"
)

// systemsOf returns the systems of modules, in tick order.
func systemsOf(load *workload, modules module) (list []part, err error) {
	if modules.has(wageringModule) {
		list = append(list, part{wageringModule, match.New()})
	}
	for _, s := range []struct {
		module module
		make   func() (ecs.System, error)
	}{
		{wageringModule, func() (ecs.System, error) { return wagering.New(wagering.Default()) }},
		{directorModule, func() (ecs.System, error) { return director.New(director.Default()) }},
		{abrModule, func() (ecs.System, error) { return abr.New(windows(load)) }},
		{deepfakeModule, func() (ecs.System, error) { return deepfake.New(detectors()) }},
		{drmModule, func() (ecs.System, error) { return drm.New(licenses(load)) }},
		{qoeModule, func() (ecs.System, error) { return qoe.New(streaming()) }},
	} {
		if !modules.has(s.module) {
			continue
		}
		system, err := s.make()
		if err != nil {
			return nil, err
		}
		list = append(list, part{s.module, system})
	}
	return list, nil
}
