package bench

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"
)

// call calls a service for a stream.
func (l *loopback) call(ctx context.Context, service int, id string, in, out any) error {
	body, err := binary.Append(nil, binary.BigEndian, in)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, l.roots[service]+id, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r, err := l.client.Do(request)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	if body, err = io.ReadAll(r.Body); err != nil {
		return err
	}
	if r.StatusCode != http.StatusOK {
		return fmt.Errorf("service %d: %s: %s", service, r.Status, body)
	}
	_, err = binary.Decode(body, binary.BigEndian, out)
	return err
}

// pipeline makes the five calls of a stream in a tick: what one returns is what the
// next is asked with.
func (l *loopback) pipeline(ctx context.Context, c *calls, o *order, out *outcome) error {
	id := o.ids[0]
	var pushed pushAnswered
	if err := l.call(ctx, 0, id, &pushAsked{c.now, c.events[0]}, &pushed); err != nil {
		return err
	}
	out.Wager = pushed.Wager
	if err := l.call(ctx, 1, id, &tickAsked{c.now, pushed.Moment, c.signals[0]}, &out.Cut); err != nil {
		return err
	}
	s := &c.segments[0]
	if err := l.call(ctx, 2, id, &segmentAsked{s.Start, s.Length, [6]uint32(s.Bytes)}, &out.Entry); err != nil {
		return err
	}
	if err := l.call(ctx, 3, id, &scoreAsked{c.now, c.verdicts[0]}, &out.Verdict); err != nil {
		return err
	}
	q := c.requests[0]
	q.Period = out.Entry.Period
	return l.call(ctx, 4, o.sessions[0], &licenseAsked{c.now, q}, &out.Grant)
}

// measureLoopback measures how long the five calls of one stream take as five services
// on this machine, one after the other, and what a tick of the same work takes.
func measureLoopback(ctx context.Context, seed uint64, limit time.Duration) (f Figure, err error) {
	c, err := newContest(ctx, *rowNamed(fullRow), newWorkload(seed, 1))
	if err != nil {
		return Figure{}, err
	}
	l, err := newLoopback(c.theirs)
	if err != nil {
		return Figure{}, err
	}
	defer func() { err = errors.Join(err, l.close()) }()
	var latencies, ticks []float64
	for began := time.Now(); len(ticks) < leastRounds || time.Since(began) < limit; c.tick++ {
		c.ours.fill(c.tick, pipeline)
		begin := time.Now()
		c.ours.tick()
		ticks = append(ticks, float64(time.Since(begin)-c.clock))
		c.ours.outcomes(c.mine[:1])

		c.theirs.fill(c.tick, pipeline, c.orders[inIndexOrder])
		c.other[0] = outcome{}
		begin = time.Now()
		if err := l.pipeline(ctx, c.theirs.calls, c.orders[inIndexOrder], &c.other[0]); err != nil {
			return Figure{}, err
		}
		latencies = append(latencies, float64(time.Since(begin)-c.clock))
		if d := compare(&c.mine[0], &c.other[0]); d != nil {
			d.Row, d.Reference, d.Stream, d.Tick = loopbackRow, byPublished, number(0), c.tick
			return Figure{}, d
		}
	}
	slices.Sort(latencies)
	slices.Sort(ticks)
	return Figure{
		Row: loopbackRow, Streams: 1, Operation: "five calls in sequence over HTTP on loopback", Unit: "ns", Published: 33e6,
		Value: latencies[len(latencies)/2], P99: latencies[len(latencies)*99/100], Tick: ticks[len(ticks)/2],
	}, nil
}
