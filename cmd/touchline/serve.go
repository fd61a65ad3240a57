package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"touchline/cmd/touchline/internal/engine"
	"touchline/cmd/touchline/internal/origin"
	"touchline/cmd/touchline/internal/program"
	"touchline/cmd/touchline/internal/record"
	"touchline/components"
	"touchline/scheduler"
	"touchline/systems/abr"
	"touchline/systems/drm"
	"touchline/systems/drm/key"
	"touchline/systems/drm/pssh"
	"touchline/systems/manifest"
	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/hls"
)

// startOver is how much media players may go back by.
const startOver = 4 * 3600 * components.PTSPerSecond

// served is what of a run is served to players.
type served struct {
	programs *program.Set
	origin   *origin.Server
	teller   record.Teller
}

// take hands over the tick that has ended.
func (s *served) take(e *engine.Engine, r *scheduler.Record) {
	news := s.programs.Take(e.Originals, r.Now)
	wanted := func(n components.Number) bool { return s.programs.Find(n) != nil }
	s.teller.Take(e.Originals, r.Now, wanted, s.origin.Decided)
	s.origin.Tick(r.Now.PTS, time.Now().Add(-r.Late-(r.End-r.Start)), news)
}

// programs makes the programs of the streams that are recorded or served.
func (j *job) programs(e *engine.Engine, most int, keep components.PTS) *program.Set {
	plan := &j.flags.plan
	cfg := abr.Config{Segment: plan.Service.Segments.Duration.PTS()}
	set := program.New(e.Originals, most, manifest.FansOf(e.Shards.Schema), plan.Symbols.Text, program.Options{
		Keep: keep, Window: plan.LiveWindow(), Target: cfg.Target(), Cadence: plan.Service.Cadence, Words: words(plan.Service),
	})
	for _, p := range set.List {
		p.Presentation.Base = "../hls/"
		p.Presentation.Captions = captions(plan.Service)
	}
	return set
}

// listen begins to serve. The function that it returns ends that.
func (j *job) listen(ctx context.Context, d *drive) (stop func(), err error) {
	f := j.flags
	clock, ok := j.cfg.Clock.(scheduler.Sleeper)
	if !ok {
		return nil, as(errUsage, errors.New("--listen: players take what is live: want --speed 1x, or --pace wall"))
	}
	most, err := j.recorded()
	if err != nil {
		return nil, err
	}
	keys, err := drm.NewKeys(f.plan.DRM())
	if err != nil {
		return nil, err
	}
	// Programs of their own: what is recorded has no clock and no keys in it, and is kept whole.
	cfg := origin.Config{Programs: j.programs(d.eng, most, startOver), Keys: keys, Speed: clock.Speed()}
	cfg.Steering = j.steering(cfg.Programs)
	if f.protect != "none" {
		cfg.Scheme = f.protect
	}
	server, err := origin.New(cfg)
	if err != nil {
		return nil, err
	}
	l, err := server.Listen(f.listen)
	if err != nil {
		return nil, as(errUsage, fmt.Errorf("--listen: %w", err))
	}
	url := "http://" + l.Addr().String()
	for _, p := range cfg.Programs.List {
		p.Presentation.Clock = url + "/time"
		p.Presentation.Root = url
		if cfg.Scheme != "" {
			p.Presentation.Protection = &manifest.Protection{
				Signal: keySignal(keys, p.Number, cfg.Scheme, url+"/"+origin.Folder(p.Number)+"/license"), Period: keys.Period,
			}
		}
	}
	d.served = &served{programs: cfg.Programs, origin: server}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ctx, l) }()
	j.app.log.Info("listening", "url", url+"/", "streams", len(cfg.Programs.List))
	return func() {
		cancel()
		if err := <-ended; err != nil {
			j.app.log.Error("serving ended", "error", err)
		}
	}, nil
}

// keySignal returns how players of a stream find its keys. Widevine stands beside Clear
// Key for players that know the key ID from there; no Widevine license is to be had.
func keySignal(keys *drm.Keys, stream components.Number, scheme, license string) func(components.Tier, uint32) manifest.Signal {
	return func(tier components.Tier, period uint32) manifest.Signal {
		id := keys.Key(stream, tier, period).ID
		method, media, fourCC := "SAMPLE-AES-CTR", dash.CENC, key.CENC
		if scheme == "cbcs" {
			method, media, fourCC = "SAMPLE-AES", dash.CBCS, key.CBCS
		}
		widevine := pssh.AppendWidevine(nil, &pssh.WidevineData{KeyIDs: []key.ID{id}, Scheme: fourCC})
		const data = "data:text/plain;base64,"
		return manifest.Signal{
			HLS: []hls.Key{
				{Method: method, URI: data + base64.StdEncoding.EncodeToString(id[:]), ID: id, Format: "org.w3.clearkey", Versions: "1"},
				{
					Method: method, URI: data + base64.StdEncoding.EncodeToString(widevine), ID: id,
					Format: "urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed", Versions: "1",
				},
			},
			DASH: []dash.Protection{
				{System: media, KID: id}, {System: dash.ClearKey, License: license}, {System: dash.Widevine, PSSH: widevine},
			},
		}
	}
}
