package splice

import (
	"errors"
	"fmt"

	"touchline/components"
)

// Config says how splice points are announced.
type Config struct {
	Preroll     components.PTS           // how long before its point a message is sent
	Distributor bool                     // breaks are the distributor's to fill, not the provider's
	Territory   components.DeliveryFlags // what may be done with a program that may not be seen everywhere
}

// The bounds of a preroll. Splicers want 4 s at least, and what comes too early is
// forgotten by some.
const (
	minPreroll = 5 * components.PTSPerSecond
	maxPreroll = 8 * components.PTSPerSecond
)

// Default is six seconds ahead, breaks that are the provider's to fill, and programs
// with a territory blacked out elsewhere.
func Default() Config {
	return Config{
		Preroll:   6 * components.PTSPerSecond,
		Territory: components.Restricted | components.WebAllowed | components.ArchiveAllowed | components.AllDevices,
	}
}

// Validate reports everything that is wrong with c.
func (c Config) Validate() error {
	var errs []error
	if c.Preroll < minPreroll || c.Preroll > maxPreroll {
		errs = append(errs, fmt.Errorf("preroll %v: must be from %v to %v", c.Preroll.Duration(), minPreroll.Duration(), maxPreroll.Duration()))
	}
	const all = components.Restricted | components.WebAllowed | components.NoBlackout | components.ArchiveAllowed | components.AllDevices
	if c.Territory&components.Restricted == 0 || c.Territory&^all != 0 {
		errs = append(errs, fmt.Errorf("territory flags %#02x: must be restricted, and nothing else than %#02x", uint8(c.Territory), uint8(all)))
	}
	return errors.Join(errs...)
}
