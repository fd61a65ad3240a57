package service_test

import (
	"strings"
	"testing"
	"time"

	"touchline/cmd/touchline/internal/service"
)

// TestValidate holds each rule at its boundary: the last value that is allowed,
// and the first that is not.
func TestValidate(t *testing.T) {
	stream, rendition, camera := service.Stream{}, service.Rendition{}, service.Camera{}
	{
		c := parse(t, "")
		stream, rendition, camera = c.Streams[0], c.Renditions[0], c.Cameras[0]
	}
	streams := func(n int) func(*service.Config) {
		return func(c *service.Config) { c.Streams = many(n, stream) }
	}
	renditions := func(n int) func(*service.Config) {
		return func(c *service.Config) {
			c.Renditions = many(n, rendition)
			for i := range c.Renditions {
				c.Renditions[i].Name = strings.Repeat("x", i+1)
			}
		}
	}
	cameras := func(n int) func(*service.Config) {
		return func(c *service.Config) { c.Cameras = many(n, camera) }
	}
	events := func(n int) func(*service.Config) { return func(c *service.Config) { c.Limits.Events = n } }
	requests := func(n int) func(*service.Config) { return func(c *service.Config) { c.Limits.Requests = n } }
	beacons := func(n int) func(*service.Config) { return func(c *service.Config) { c.Limits.Beacons = n } }
	incidents := func(n int) func(*service.Config) { return func(c *service.Config) { c.Limits.Incidents = n } }
	sessions := func(n int) func(*service.Config) { return func(c *service.Config) { c.Keys.Sessions = n } }
	period := func(d time.Duration) func(*service.Config) {
		return func(c *service.Config) { c.Keys.Period = service.Duration{Duration: d} }
	}
	spread := func(d time.Duration) func(*service.Config) {
		return func(c *service.Config) { c.Keys.Spread = service.Duration{Duration: d} }
	}
	segments := func(d, w time.Duration) func(*service.Config) {
		return func(c *service.Config) {
			c.Segments = service.Segments{Duration: service.Duration{Duration: d}, Window: service.Duration{Duration: w}}
		}
	}
	bits := func(peak, average uint32) func(*service.Config) {
		return func(c *service.Config) { c.Renditions[1].Peak, c.Renditions[1].Average = peak, average }
	}
	const ms, day = time.Millisecond, 24 * time.Hour

	for _, tt := range []struct {
		name     string
		ok, bad  func(*service.Config)
		message  string
		messages int // how many faults; 1 if 0
	}{
		{"fewest streams", streams(1), streams(0), "[[stream]] entries 0: must be from 1 to 1000", 0},
		{"most streams", streams(1000), streams(1001), "[[stream]] entries 1001: must be from 1 to 1000", 0},
		{"fewest renditions", renditions(1), renditions(0), "[[rendition]] entries 0: must be from 1 to 16", 0},
		{"most renditions", renditions(16), renditions(17), "[[rendition]] entries 17: must be from 1 to 16", 0},
		{"fewest cameras", cameras(1), cameras(0), "[[camera]] entries 0: must be from 1 to 32", 0},
		{"most cameras", cameras(32), cameras(33), "[[camera]] entries 33: must be from 1 to 32", 0},
		{"fewest events", events(1), events(0), "limits: events_per_tick 0: must be from 1 to 4096", 0},
		{"most events", events(4096), events(4097), "limits: events_per_tick 4097: must be from 1 to 4096", 0},
		{"fewest requests", requests(1), requests(0), "limits: requests_per_tick 0: must be from 1 to 65536", 0},
		{"most requests", requests(65536), requests(65537), "limits: requests_per_tick 65537: must be from 1 to 65536", 0},
		{"fewest beacons", beacons(1), beacons(0), "limits: beacons_per_tick 0: must be from 1 to 32768", 0},
		{"most beacons", beacons(32768), beacons(32769), "limits: beacons_per_tick 32769: must be from 1 to 32768", 0},
		{"fewest incidents", incidents(16), incidents(15), "limits: incidents 15: must be from 16 to 1024", 0},
		{"most incidents", incidents(1024), incidents(1025), "limits: incidents 1025: must be from 16 to 1024", 0},
		{"fewest sessions", sessions(1), sessions(0), "keys: sessions 0: must be from 1 to 1000", 0},
		{"most sessions", sessions(1000), sessions(1001), "keys: sessions 1001: must be from 1 to 1000", 0},
		{"shortest segment", segments(500*ms, 2*time.Second), segments(500*ms-1, 2*time.Second), "segments: duration 499.999999ms: must be from 500ms to 30s", 0},
		{"longest segment", segments(30*time.Second, 2*time.Minute), segments(30*time.Second+1, 2*time.Minute), "segments: duration 30.000000001s: must be from 500ms to 30s", 0},
		{"shortest window", segments(2*time.Second, 6*time.Second), segments(2*time.Second, 6*time.Second-1), "segments: window 5.999999999s: must be at least three segments, and at most 24h", 0},
		{"longest window", segments(2*time.Second, day), segments(2*time.Second, day+1), "segments: window 24h0m0.000000001s: must be at least three segments, and at most 24h", 0},
		{"shortest key period", period(10 * time.Second), period(10*time.Second - 1), "keys: period 9.999999999s: must be from 10s to 24h", 0},
		{"longest key period", period(day), period(day + 1), "keys: period 24h0m0.000000001s: must be from 10s to 24h", 0},
		{"all at once", spread(0), spread(-1), "keys: spread -1ns: must be from 0s to 1h", 0},
		{"longest spread", spread(time.Hour), spread(time.Hour + 1), "keys: spread 1h0m0.000000001s: must be from 0s to 1h", 0},
		{"least bits", bits(1, 1), bits(1, 0), "rendition 1080p: average 0, peak 1: must be above 0, and the peak not below the average", 0},
		{"peak and average", bits(1000, 1000), bits(999, 1000), "rendition 1080p: average 1000, peak 999: must be above 0, and the peak not below the average", 0},
		{
			"a name twice",
			func(c *service.Config) { c.Renditions[1].Name = "2160P" },
			func(c *service.Config) { c.Renditions[1].Name = "2160p" },
			`rendition 2: name "2160p": must be there, and no other's`, 0,
		},
		{
			"no name",
			func(c *service.Config) { c.Renditions[1].Name = "x" },
			func(c *service.Config) { c.Renditions[1].Name = "" },
			`rendition 2: name "": must be there, and no other's`, 0,
		},
		{
			"a name that is a path",
			func(c *service.Config) { c.Renditions[1].Name = "1080p_hi-1.5" },
			func(c *service.Config) { c.Renditions[1].Name = "../1080p" },
			`rendition 2: name "../1080p": must be letters, digits, and . _ - after the first`, 0,
		},
		{
			"the name of another playlist",
			func(c *service.Config) { c.Renditions[1].Name = "mastered" },
			func(c *service.Config) { c.Renditions[1].Name = "master" },
			`rendition 2: name "master": is that of the multivariant playlist`, 0,
		},
		{
			"codecs",
			func(c *service.Config) { c.Renditions[1].Codecs = "avc1.64001f" },
			func(c *service.Config) { c.Renditions[1].Codecs = "" },
			"rendition 1080p: codecs: must be there (RFC 6381)", 0,
		},
		{
			"a quote in the codecs",
			func(c *service.Config) { c.Renditions[1].Codecs = "avc1.64001f, mp4a.40.2" },
			func(c *service.Config) { c.Renditions[1].Codecs = "avc1\"" },
			`rendition 1080p: codecs "avc1\"": must hold neither quotes nor line breaks`, 0,
		},
		{
			"a line break in the audio group",
			func(c *service.Config) { c.Renditions[1].Audio = "Ton der Halle" },
			func(c *service.Config) { c.Renditions[1].Audio = "a\nb" },
			`rendition 1080p: audio "a\nb": must hold neither quotes nor line breaks`, 0,
		},
		{
			"a quote in the language",
			func(c *service.Config) { c.Streams[0].Language = "pt-BR" },
			func(c *service.Config) { c.Streams[0].Language = "pt\"" },
			`stream 1: language "pt\"": must hold neither quotes nor line breaks`, 0,
		},
		{
			"least latency",
			func(c *service.Config) { c.Streams[0].Latency.Duration = 0 },
			func(c *service.Config) { c.Streams[0].Latency.Duration = -1 },
			"stream 1: latency -1ns: must be from 0 to 10m", 0,
		},
		{
			"most latency",
			func(c *service.Config) { c.Streams[0].Latency = service.Duration{Duration: 10 * time.Minute} },
			func(c *service.Config) { c.Streams[0].Latency = service.Duration{Duration: 10*time.Minute + 1} },
			"stream 1: latency 10m0.000000001s: must be from 0 to 10m", 0,
		},
		{
			"frame rate",
			func(c *service.Config) { c.Streams[0].FrameRate = service.Rate{Num: 50, Den: 1} },
			func(c *service.Config) { c.Streams[0].FrameRate = service.Rate{} },
			"stream 1: frame_rate: must be there", 0,
		},
		{
			"tier",
			func(c *service.Config) { c.Renditions[1].Tier = "audio" },
			func(c *service.Config) { c.Renditions[1].Tier = "HD" },
			`rendition 1080p: tier "HD": want audio, sd, hd or uhd`, 0,
		},
		{
			"role",
			func(c *service.Config) { c.Cameras[2].Role = "reverse" },
			func(c *service.Config) { c.Cameras[2].Role = "drone" },
			`camera 3: role "drone": not known`, 0,
		},
		{
			"size",
			func(c *service.Config) { c.Cameras[2].Size = "wide" },
			func(c *service.Config) { c.Cameras[2].Size = "" },
			`camera 3: size "": want wide, medium or close`, 0,
		},
		{
			"side",
			func(c *service.Config) { c.Cameras[2].Side = "far" },
			func(c *service.Config) { c.Cameras[2].Side = "left" },
			`camera 3: side "left": want near, far or line`, 0,
		},
		{
			"market",
			func(c *service.Config) { c.Fixture.Markets = []string{"half", "cards", "corners", "totals", "result"} },
			func(c *service.Config) { c.Fixture.Markets = []string{"half", "offsides"} },
			`fixture: market "offsides": want result, totals, corners, cards or half`, 0,
		},
		{
			"timecode",
			func(c *service.Config) { c.Streams[0].Timecode = "23:59:59:24" },
			func(c *service.Config) { c.Streams[0].Timecode = "23:59:59:25" },
			`stream 1: start_timecode "23:59:59:25": must be from 00:00:00:00 to 23:59:59:24`, 0,
		},
		{
			"several faults at once",
			func(*service.Config) {},
			func(c *service.Config) { c.Keys.Sessions, c.Limits.Events, c.Cameras[0].Side = 0, 0, "" },
			"limits: events_per_tick 0: must be from 1 to 4096", 3,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := parse(t, "")
			tt.ok(c)
			if err := c.Validate(); err != nil {
				t.Errorf("the last that is allowed: %v", err)
			}
			c = parse(t, "")
			tt.bad(c)
			err := c.Validate()
			if err == nil {
				t.Fatal("the first that is not allowed is accepted")
			}
			lines := strings.Split(err.Error(), "\n")
			if lines[0] != tt.message || len(lines) != max(tt.messages, 1) {
				t.Errorf("message = %q, want %q, and %d lines", err, tt.message, max(tt.messages, 1))
			}
		})
	}
}

// many returns n copies of v.
func many[T any](n int, v T) []T {
	all := make([]T, n)
	for i := range all {
		all[i] = v
	}
	return all
}
