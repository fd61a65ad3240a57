package bench

import (
	"touchline/components"
	"touchline/systems/abr"
	"touchline/systems/deepfake"
	"touchline/systems/director"
	"touchline/systems/drm"
)

// What the streams are, on both sides.
const (
	cameras   = 4
	slots     = 17 // of a live window: half a minute of segments, and two more
	scores    = 32 // that a rolling window remembers
	incidents = 8  // that decide a match: as in a run, no more than come
	language  = "en"
	territory = "GB"
)

// rendition is one quality of a stream.
type rendition struct {
	name    string
	codecs  string
	size    components.Resolution
	peak    components.Bitrate
	average components.Bitrate
	tier    components.Tier
}

const audioGroup = "main"

// ladder is six variants, one of them of sound alone.
var ladder = [...]rendition{
	{"2160p", "hvc1.2.4.L153.B0,mp4a.40.2", components.Resolution{Width: 3840, Height: 2160}, 18_000_000, 15_000_000, components.UHDTier},
	{"1080p", "avc1.640028,mp4a.40.2", components.Resolution{Width: 1920, Height: 1080}, 7_800_000, 6_500_000, components.HDTier},
	{"720p", "avc1.64001f,mp4a.40.2", components.Resolution{Width: 1280, Height: 720}, 4_200_000, 3_500_000, components.HDTier},
	{"540p", "avc1.64001f,mp4a.40.2", components.Resolution{Width: 960, Height: 540}, 2_400_000, 2_000_000, components.SDTier},
	{"360p", "avc1.64001e,mp4a.40.2", components.Resolution{Width: 640, Height: 360}, 1_200_000, 1_000_000, components.SDTier},
	{"audio", "mp4a.40.2", components.Resolution{}, 140_000, 128_000, components.AudioTier},
}

// camera is what a live source is there for.
type camera struct {
	role components.Role
	size components.ShotSize
	side components.Side
}

// crew are the cameras of a match. A stream has four of them, each another four.
var crew = [...]camera{
	{components.MainWide, components.Wide, components.Near},
	{components.MainTight, components.Close, components.Near},
	{components.BoxLeft, components.Medium, components.Near},
	{components.BoxRight, components.Medium, components.Near},
	{components.LowHalfway, components.Close, components.Near},
	{components.GoalLeft, components.Medium, components.OnLine},
	{components.GoalRight, components.Medium, components.OnLine},
	{components.Reverse, components.Medium, components.Far},
}

// cameraOf returns camera k of stream i.
func cameraOf(i, k int) camera { return crew[(i+k)%len(crew)] }

// sports is the style in which all streams are cut.
func sports() director.Preset { return director.Default().Presets[0] }

func windows(w *workload) abr.Config {
	cfg := abr.Default()
	cfg.KeyEvery = w.keyEvery
	return cfg
}

func detectors() deepfake.Config { return deepfake.Default() }

// licenses is the configuration of both sides. The master secret protects nothing.
func licenses(w *workload) drm.Config {
	cfg := drm.Default()
	cfg.Master = drm.Secret("a secret for measurements only")
	cfg.KeyEvery = w.keyEvery
	return cfg
}
