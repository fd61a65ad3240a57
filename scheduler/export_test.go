package scheduler

import (
	"context"

	"touchline/components"
)

// RunAlone runs ticks as a leader does whose workers never wake.
func (e *Engine) RunAlone(ctx context.Context, until components.Tick) (Report, error) {
	e.counts = counts{}
	e.gang = &gang{shards: int64(len(e.shards.Worlds)), spins: e.cfg.Spins, control: &e.control}
	defer func() { e.gang = nil }()
	err := e.loop(ctx, until)
	return e.Report(), err
}
