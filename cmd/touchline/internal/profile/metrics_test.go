package profile

import (
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"

	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// TestMetrics scrapes a run that lasts, as Prometheus does, and reads what it was
// told: native histograms of every system.
func TestMetrics(t *testing.T) {
	began, scraped := make(chan struct{}), make(chan struct{})
	wait := func(r *ecs.Run) {
		if r.Now.Tick == 1000 {
			close(began)
		}
		spin(2 * time.Microsecond)(r)
	}
	worlds := shards(t, 1)
	worlds.Worlds[0].Create(components.Stream)
	r := newRig(t, Config{Budget: 1}, scheduler.Config{Systems: steps(toy{"director", wait}, toy{"simulate", idle})}, worlds)
	url, stop, err := r.Metrics(":0")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(url, "http://127.0.0.1:") {
		t.Errorf("without a host it listens on %s", url)
	}
	go func() {
		defer close(scraped)
		<-began
		proto, text := scrape(t, url, "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"), scrape(t, url, "")
		checkMetrics(t, proto)
		if n := text["touchline_ticks_total"].GetMetric()[0].GetCounter().GetValue(); n < 1000 {
			t.Errorf("as text, %v ticks", n)
		}
	}()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-scraped
		cancel()
	}()
	if _, err := r.engine.Run(ctx, 0); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	r.Close()
	if answer, err := http.Get(url); err != nil || answer.StatusCode != http.StatusInternalServerError {
		t.Errorf("after the end: %v, error %v", answer, err)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	if _, err := http.Get(url); err == nil {
		t.Error("it still listens")
	}
}

func scrape(t *testing.T, url, accept string) map[string]*dto.MetricFamily {
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Error(err)
		return nil
	}
	req.Header.Set("Accept", accept)
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Error(err)
		return nil
	}
	defer answer.Body.Close()
	all := map[string]*dto.MetricFamily{}
	decoder := expfmt.NewDecoder(answer.Body, expfmt.ResponseFormat(answer.Header))
	for {
		family := new(dto.MetricFamily)
		if err := decoder.Decode(family); err == io.EOF {
			return all
		} else if err != nil {
			t.Error(err)
			return all
		}
		all[family.GetName()] = family
	}
}

func checkMetrics(t *testing.T, all map[string]*dto.MetricFamily) {
	ticks := all["touchline_ticks_total"].GetMetric()[0].GetCounter().GetValue()
	overran := all["touchline_ticks_overran_total"].GetMetric()[0].GetCounter().GetValue()
	if ticks < 1000 || overran != ticks {
		t.Errorf("%v ticks, %v over the budget", ticks, overran)
	}
	systems := all["touchline_system_duration_seconds"].GetMetric()
	if len(systems) != 2 {
		t.Fatalf("%d systems", len(systems))
	}
	for _, m := range systems {
		h := m.GetHistogram()
		total := int64(h.GetZeroCount())
		for i, count := 0, int64(0); i < len(h.GetPositiveDelta()); i++ {
			count += h.GetPositiveDelta()[i]
			total += count
		}
		if h.GetSampleCount() < 1000 || total != int64(h.GetSampleCount()) || h.GetSchema() != schema {
			t.Errorf("%v: %d in buckets of %d, schema %d", m.GetLabel(), total, h.GetSampleCount(), h.GetSchema())
		}
	}
	rows := all["touchline_system_rows_total"].GetMetric()
	if got := rows[0].GetCounter().GetValue(); got != 4*ticks { // the cameras of one stream
		t.Errorf("%v rows in %v ticks", got, ticks)
	}
	if response := all["touchline_tick_response_seconds"].GetMetric()[0].GetHistogram(); response.GetSampleCount() != uint64(ticks) {
		t.Errorf("%d responses", response.GetSampleCount())
	}
}

// TestNativeBuckets: every duration is in a bucket that holds it, but for what two
// kinds of buckets differ.
func TestNativeBuckets(t *testing.T) {
	for d := time.Duration(1); d < time.Minute; d = d*21/20 + 1 {
		var h scheduler.Hist
		h.Add(d)
		m := new(dto.Metric)
		if err := (&collector{began: time.Now()}).histogram(tickTime, &h).Write(m); err != nil {
			t.Fatal(err)
		}
		index := int(m.GetHistogram().GetPositiveSpan()[0].GetOffset())
		high := math.Pow(2, float64(index)/(1<<schema))
		low := math.Pow(2, float64(index-1)/(1<<schema))
		if s := d.Seconds(); s > high*1.016 || s < low/1.016 {
			t.Errorf("%v is counted from %v to %v s", d, low, high)
		}
	}
}
