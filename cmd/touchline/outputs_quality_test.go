package main

import (
	"encoding/json"
	"strings"

	"touchline/components"
)

// givenQuality is qoe.json.
type givenQuality struct {
	Stream     uint64         `json:"stream"`
	Window     components.PTS `json:"window"`
	Beacons    uint64         `json:"beacons"`
	Startups   uint64         `json:"startups"`
	Elapsed    uint64         `json:"elapsed_ms"`
	Rebuffered uint64         `json:"rebuffered_ms"`
	Routes     []struct {
		CDN     string      `json:"cdn"`
		Region  string      `json:"region"`
		Bitrate givenSpread `json:"bitrate_kbps"`
		Buffer  givenSpread `json:"buffer_ms"`
		Ratio   givenSpread `json:"rebuffer_permille"`
		Startup givenSpread `json:"startup_ms"`
		Cells   []givenCell `json:"cells"`
	} `json:"routes"`
	Windows []struct {
		T        components.PTS `json:"t"`
		Beacons  uint64         `json:"beacons"`
		Startups uint64         `json:"startups"`
		Ratio    uint64         `json:"rebuffer_permille"`
		Bitrate  uint64         `json:"bitrate_kbps"`
	} `json:"windows"`
}

type givenSpread struct {
	Count uint64 `json:"count"`
	Mean  uint64 `json:"mean"`
	P5    uint64 `json:"p5"`
	P50   uint64 `json:"p50"`
	P95   uint64 `json:"p95"`
	P99   uint64 `json:"p99"`
}

type givenCell struct {
	Rendition  string `json:"rendition"`
	Beacons    uint64 `json:"beacons"`
	Startups   uint64 `json:"startups"`
	Elapsed    uint64 `json:"elapsed_ms"`
	Rebuffered uint64 `json:"rebuffered_ms"`
	Ratio      uint64 `json:"rebuffer_permille"`
	Bitrate    uint64 `json:"bitrate_kbps"`
	Buffer     uint64 `json:"buffer_ms"`
	Startup    uint64 `json:"startup_ms"`
}

// checkQuality holds the parts of qoe.json against each other, and all of it against
// the grants: who holds a license plays, and tells of it every ten seconds.
func checkQuality(g *given, s *givenStream, fault fault) {
	var q givenQuality
	d := json.NewDecoder(strings.NewReader(s.files["qoe.json"]))
	d.DisallowUnknownFields()
	if err := d.Decode(&q); err != nil {
		fault(0, "qoe.json: %v", err)
		return
	}
	if q.Stream != s.number {
		fault(0, "qoe.json is of stream %d", q.Stream)
	}
	var all givenCell
	for _, r := range q.Routes {
		var sum givenCell
		for _, c := range r.Cells {
			if c.Beacons == 0 || !strings.Contains(s.files["hls/master.m3u8"], "\n"+c.Rendition+".m3u8\n") {
				fault(0, "qoe.json: %d beacons of rendition %s", c.Beacons, c.Rendition)
			}
			if c.Elapsed > 0 && c.Ratio != (c.Rebuffered*2000+c.Elapsed)/(2*c.Elapsed) {
				fault(0, "qoe.json: rebuffered %d of %d ms is %d thousandths", c.Rebuffered, c.Elapsed, c.Ratio)
			}
			sum.add(c)
		}
		all.add(sum)
		for _, spread := range []struct {
			name        string
			s           givenSpread
			least, most uint64 // how many there may be
		}{
			{"bitrate", r.Bitrate, sum.Beacons, sum.Beacons}, {"buffer", r.Buffer, sum.Beacons, sum.Beacons},
			{"rebuffer", r.Ratio, 0, sum.Beacons - sum.Startups}, {"startup", r.Startup, sum.Startups, sum.Startups},
		} {
			v := spread.s
			if v.Count < spread.least || v.Count > spread.most || v.P5 > v.P50 || v.P50 > v.P95 || v.P95 > v.P99 {
				fault(0, "qoe.json: %s is spread %+v over %d beacons and %d startups", spread.name, v, sum.Beacons, sum.Startups)
			}
		}
	}
	if all.Beacons != q.Beacons || all.Startups != q.Startups || all.Elapsed != q.Elapsed || all.Rebuffered != q.Rebuffered || q.Rebuffered > q.Elapsed {
		fault(0, "qoe.json: cells come to %+v, and all of it to %d beacons, %d startups, %d of %d ms", all, q.Beacons, q.Startups, q.Rebuffered, q.Elapsed)
	}
	beacons, last := uint64(0), components.PTS(-1)
	for _, w := range q.Windows {
		if w.T <= last || w.T%q.Window != 0 {
			fault(0, "qoe.json: a window at %d after one at %d", w.T, last)
		}
		beacons, last = beacons+w.Beacons, w.T
	}
	if beacons != q.Beacons {
		fault(0, "qoe.json: windows come to %d beacons, want %d", beacons, q.Beacons)
	}
	if least, most := s.sessions(); q.Beacons < least || q.Beacons > most {
		fault(0, "qoe.json: %d beacons, and who held licenses sent from %d to %d", q.Beacons, least, most)
	}
}

func (c *givenCell) add(o givenCell) {
	c.Beacons += o.Beacons
	c.Startups += o.Startups
	c.Elapsed += o.Elapsed
	c.Rebuffered += o.Rebuffered
}

// sessions returns how many beacons the sessions that the grants tell of can have sent.
func (s *givenStream) sessions() (least, most uint64) {
	const every = 10 * components.PTSPerSecond
	since := map[uint64]components.PTS{}
	count := func(viewer uint64, end components.PTS) {
		n := uint64((end - since[viewer]) / every)
		least += max(n, 1) - 1
		most += n + 2
		delete(since, viewer)
	}
	for i := range s.lines {
		d := &s.lines[i]
		_, holds := since[d.Viewer]
		switch {
		case d.Kind != "grant":
		case d.Result == "granted":
			since[d.Viewer] = d.T
		case holds && (d.Result == "left" || d.Result == "expired" || d.Result == "revoked"):
			count(d.Viewer, d.T)
		}
	}
	for viewer := range since {
		count(viewer, s.lines[len(s.lines)-1].T)
	}
	return least, most
}
