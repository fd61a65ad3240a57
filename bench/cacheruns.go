package bench

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"sync"
)

// cacheRun is one run of a worker.
type cacheRun struct {
	module string
	caches *Caches
	does   string
	counts counts
}

func (r *cacheRun) run(ctx context.Context, g *cachegrind, o *CacheOptions, file string) (err error) {
	command := append(slices.Clone(o.Worker), r.module, strconv.Itoa(o.Streams), strconv.Itoa(2*r.caches.LL.Bytes), strconv.Itoa(r.caches.LL.Line), r.does)
	if r.counts, err = g.run(ctx, r.caches, file, command); err != nil {
		return fmt.Errorf("module %s, caches %s: %w", r.module, r.caches.Name, err)
	}
	return nil
}

// eachOf calls f for 0 to n − 1, as many at a time as there are processors. It
// returns the first error by number, and ends the others.
func eachOf(ctx context.Context, n int, f func(context.Context, int) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var (
		errs  = make([]error, n)
		wait  sync.WaitGroup
		slots = make(chan struct{}, runtime.GOMAXPROCS(0))
	)
	for i := range n {
		slots <- struct{}{}
		wait.Go(func() {
			defer func() { <-slots }()
			if errs[i] = ctx.Err(); errs[i] == nil {
				errs[i] = f(ctx, i)
			}
			if errs[i] != nil {
				stop()
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
	}
	return errors.Join(errs...)
}
