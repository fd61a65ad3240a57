package profile

import (
	"context"
	"math"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"touchline/scheduler"
)

// collector makes metrics when they are asked for, from a snapshot: to count each
// system in a Prometheus histogram would cost more than some systems do.
type collector struct {
	profiler *Profiler
	began    time.Time
}

// patience is how long a scrape waits for a tick to end.
const patience = 5 * time.Second

var (
	systemTime = prometheus.NewDesc("touchline_system_duration_seconds", "What a system took in a tick, over all shards.", []string{"system"}, nil)
	systemRows = prometheus.NewDesc("touchline_system_rows_total", "Rows that a system worked on.", []string{"system"}, nil)
	tickTime   = prometheus.NewDesc("touchline_tick_duration_seconds", "The work of a tick, without load.", nil, nil)
	response   = prometheus.NewDesc("touchline_tick_response_seconds", "From when a tick was due to the end of its work.", nil, nil)
	lateTime   = prometheus.NewDesc("touchline_tick_late_seconds", "From when a tick was due to when it began.", nil, nil)
	ticks      = prometheus.NewDesc("touchline_ticks_total", "Ticks that were run.", nil, nil)
	skipped    = prometheus.NewDesc("touchline_ticks_skipped_total", "Ticks that were given up.", nil, nil)
	caughtUp   = prometheus.NewDesc("touchline_ticks_caught_up_total", "Ticks that began a whole period late.", nil, nil)
	overran    = prometheus.NewDesc("touchline_ticks_overran_total", "Ticks that went over the budget.", nil, nil)
)

// Describe implements [prometheus.Collector].
func (c *collector) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{systemTime, systemRows, tickTime, response, lateTime, ticks, skipped, caughtUp, overran} {
		out <- d
	}
}

// Collect implements [prometheus.Collector].
func (c *collector) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	s, err := c.profiler.Snapshot(ctx)
	if err != nil {
		out <- prometheus.NewInvalidMetric(ticks, err)
		return
	}
	for i, name := range s.Names {
		out <- c.histogram(systemTime, &s.Timings.Systems[i], name)
		out <- prometheus.MustNewConstMetric(systemRows, prometheus.CounterValue, float64(s.Rows[i]), name)
	}
	out <- c.histogram(tickTime, &s.Timings.Tick)
	out <- c.histogram(response, &s.Response)
	out <- c.histogram(lateTime, &s.Timings.Late)
	for _, n := range []struct {
		desc  *prometheus.Desc
		count uint64
	}{{ticks, s.Ticks}, {skipped, s.Skipped}, {caughtUp, s.CaughtUp}, {overran, s.Overruns}} {
		out <- prometheus.MustNewConstMetric(n.desc, prometheus.CounterValue, float64(n.count))
	}
}

// schema 4 has 16 buckets for each power of two, half of those of [scheduler.Hist].
const schema = 4

// histogram makes a native histogram. The durations of a bucket count for the one
// that its middle is in; 0 is below all buckets.
func (c *collector) histogram(desc *prometheus.Desc, h *scheduler.Hist, labels ...string) prometheus.Metric {
	buckets := make(map[int]int64)
	zero := uint64(0)
	h.Buckets(func(low, high time.Duration, n uint64) {
		middle := low + (high-low-1)/2
		if middle == 0 {
			zero += n
			return
		}
		buckets[int(math.Ceil(math.Log2(middle.Seconds())*(1<<schema)))] += int64(n)
	})
	m, err := prometheus.NewConstNativeHistogram(desc, h.Count(), h.Sum().Seconds(), buckets, nil, zero, schema, 1e-10, c.began, labels...)
	if err != nil {
		return prometheus.NewInvalidMetric(desc, err)
	}
	return m
}

// Metrics serves the metrics of p at /metrics, on an address whose host is the
// loopback if none is named. The function that it returns ends that.
func (p *Profiler) Metrics(address string) (url string, stop func() error, err error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return "", nil, err
	}
	if host == "" {
		host = "127.0.0.1"
	}
	registry := prometheus.NewRegistry()
	if err := registry.Register(&collector{p, time.Now()}); err != nil {
		return "", nil, err
	}
	l, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return "", nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4}))
	server := &http.Server{Handler: mux, ReadHeaderTimeout: patience}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(l) // it ends by Close
	}()
	stop = func() error {
		err := server.Close()
		<-ended
		return err
	}
	return "http://" + l.Addr().String() + "/metrics", stop, nil
}
