package service

import (
	"slices"
	"time"

	"touchline/systems/qoe"
)

// QoE is how it is kept how streams play.
type QoE struct {
	Interval Duration `toml:"interval"`
	Window   Duration `toml:"window"`
	CDNs     []string `toml:"cdns"`
	Regions  []Region `toml:"region"`
}

// Region is some territories that are looked at together.
type Region struct {
	Name        string   `toml:"name"`
	Territories []string `toml:"territories"`
}

// CDNs are the names of those that media comes from, in the order in which beacons
// number them: those that are given, or else the pathways, or one.
func (c *Config) CDNs() []string {
	names := c.QoE.CDNs
	if len(names) == 0 {
		for _, p := range c.Pathways {
			names = append(names, p.ID)
		}
	}
	if len(names) == 0 {
		return []string{"origin"}
	}
	return names
}

// elsewhere is the region of the territories that no other has.
const elsewhere = "elsewhere"

// Regions are the names of the regions that viewers are in. The last has whoever is in
// none of the others.
func (c *Config) Regions() []string {
	if len(c.QoE.Regions) == 0 {
		return []string{"everywhere"}
	}
	var names []string
	for _, r := range c.QoE.Regions {
		names = append(names, r.Name)
	}
	return append(names, elsewhere)
}

// Region is the number of the region that a territory is in.
func (c *Config) Region(territory string) int {
	for i, r := range c.QoE.Regions {
		if slices.Contains(r.Territories, territory) {
			return i
		}
	}
	return len(c.QoE.Regions)
}

func (c *Config) checkQoE(fault func(string, ...any)) {
	if d := c.QoE.Window.Duration; d < 10*time.Second || d > time.Hour {
		fault("qoe: window %v: must be from 10s to 1h", d)
	}
	if d := c.QoE.Interval.Duration; d < time.Second || d > c.QoE.Window.Duration {
		fault("qoe: interval %v: must be from 1s to the window, %v", d, c.QoE.Window)
	}
	names := map[string]bool{}
	for _, name := range c.QoE.CDNs {
		if !pathwayID.MatchString(name) || names[name] {
			fault("qoe: cdn %q: must be letters, digits, . - and _, and no other's", name)
		}
		names[name] = true
	}
	c.checkRegions(fault)
	if n, m := len(c.CDNs()), len(c.Regions()); n*m > qoe.MaxRoutes {
		fault("qoe: %d CDNs in %d regions: must be at most %d pairs", n, m, qoe.MaxRoutes)
	}
}

func (c *Config) checkRegions(fault func(string, ...any)) {
	names, taken := map[string]bool{"": true, elsewhere: true}, map[string]bool{"": true}
	for i, r := range c.QoE.Regions {
		if names[r.Name] {
			fault("qoe: region %d: name %q: must be there, no other's, and not %s", i+1, r.Name, elsewhere)
		}
		names[r.Name] = true
		if len(r.Territories) == 0 {
			fault("qoe: region %s: territories: must be there (ISO 3166-1)", r.Name)
		}
		for _, t := range r.Territories {
			if taken[t] {
				fault("qoe: region %s: territory %q: must be there once, in one region", r.Name, t)
			}
			taken[t] = true
		}
	}
}
