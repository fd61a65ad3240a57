package bench

import (
	"fmt"

	"touchline/bench/reference"
	"touchline/components"
)

// theirs is the published design's side: the services of a row with all streams added.
type theirs struct {
	load    *workload
	modules module

	wagering *reference.Wagering
	director *reference.Director
	abr      *reference.ABR
	deepfake *reference.Deepfake
	drm      *reference.DRM
	manifest *reference.Manifest
	qoe      *reference.QoE

	*calls
	answers answers
}

// newTheirs returns the side of the published design, before [firstTick].
func newTheirs(load *workload, modules module, in *calls) *theirs {
	n := load.streams
	t := &theirs{
		load: load, modules: modules, calls: in,
		wagering: reference.NewWagering(n),
		director: reference.NewDirector(sports(), period, n),
		abr:      reference.NewABR(windowOf(load), n),
		deepfake: reference.NewDeepfake(detectors(), scores, n),
		drm:      reference.NewDRM(licenses(load), n),
		manifest: reference.NewManifest(n),
		qoe:      reference.NewQoE(streaming(), n),
	}
	t.answers.room(modules, n)
	for i := range n {
		t.add(i)
	}
	return t
}

func streamID(i int) string  { return fmt.Sprintf("stream-%06d", number(i)) }
func sessionID(i int) string { return fmt.Sprintf("viewer-%06d", number(i)) }

// add adds stream i to the services that are measured.
func (t *theirs) add(i int) {
	id := streamID(i)
	if t.modules.has(wageringModule) {
		t.wagering.Add(id, latency, openEvents)
	}
	if t.modules.has(directorModule) {
		t.director.Add(id, frames, crewOf(t.load, i), 0, t.load.taken(i))
	}
	if t.modules.has(abrModule) {
		t.abr.Add(id)
	}
	if t.modules.has(deepfakeModule) {
		t.deepfake.Add(id)
	}
	if t.modules.has(drmModule) {
		t.drm.Add(sessionID(i), number(i), t.drm.AddStream(number(i), territory), rightsOf(i), now(joined))
	}
	if t.modules.has(qoeModule) {
		t.qoe.Add(sessionID(i), id, 0, len(ladder))
	}
	if t.modules.has(masterModule) {
		t.manifest.Add(id, language, frames, renditions())
	}
}

// crewOf returns the cameras of stream i.
func crewOf(load *workload, i int) []reference.Camera {
	list := make([]reference.Camera, cameras)
	for k := range list {
		c := cameraOf(i, k)
		list[k] = reference.Camera{Role: c.role, Size: c.size, Side: c.side, Levels: load.levels(i, uint64(k), 0)}
	}
	return list
}

// rightsOf returns what the viewer of stream i has paid for.
func rightsOf(i int) reference.Rights {
	return reference.Rights{Until: forever, Territory: territory, Tier: tier(i)}
}

func windowOf(load *workload) reference.WindowConfig {
	cfg := windows(load)
	return reference.WindowConfig{Window: cfg.Window, Target: cfg.Target(), KeyEvery: cfg.KeyEvery, Slots: slots}
}

// hdcp is what a tier asks of a player's output.
var hdcp = [components.Tiers]string{components.HDTier: "TYPE-0", components.UHDTier: "TYPE-1"}

func renditions() []reference.Rendition {
	list := make([]reference.Rendition, len(ladder))
	for k := range ladder {
		v := &ladder[k]
		list[k] = reference.Rendition{
			Name: v.name, Codecs: v.codecs, Audio: audioGroup, Peak: v.peak, Average: v.average, Size: v.size, HDCP: hdcp[v.tier],
		}
	}
	return list
}
