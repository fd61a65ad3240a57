package components

// Audience is who watches a stream, as the beacons of their players tell of them. A
// stream that nobody can watch has none, and so costs nothing here.
var Audience = All.Lasting("audience", "who watches a stream, as the beacons of their players tell of them")

// The columns of an audience.
var (
	AudienceNumber = NewColumn[Number](&All, Audience, "number", State, "", "that of its stream")
	AudienceStream = NewRef(&All, Audience, Stream, "stream", State, "what they watch")
	AudienceWindow = NewColumn[int64](&All, Audience, "window", State, "", "which window its routes and cells are of; window 0 begins at PTS 0")
)

// Route is a way to some of an audience: a CDN in a region. That of CDN c in region r
// is number c × regions + r.
var Route = All.Block("route", Audience, "a way to some of an audience: a CDN in a region")

// RouteSpread is how what its beacons say is spread.
var RouteSpread = NewColumn[Spread](&All, Route, "spread", State, "beacons", "of each measure, how many beacons of the window fell into each bucket")

// Cell is a route in each rendition.
var Cell = All.Block("cell", Route, "a route in each rendition")

// The columns of a cell. They are of one window.
var (
	CellTime   = NewColumn[PlayTime](&All, Cell, "time", State, "ms", "how long its viewers played and rebuffered")
	CellLevels = NewColumn[PlayLevels](&All, Cell, "levels", State, "kbit/s, ms", "bitrates and buffers, summed over its beacons")
	CellCounts = NewColumn[PlayCounts](&All, Cell, "counts", State, "beacons", "its beacons, and the sessions that began with one of them")
)

// Measure is something that beacons tell, of which the spread is kept.
type Measure uint8

// The measures.
const (
	BitrateMeasure  Measure = iota // of the media that is played
	BufferMeasure                  // media that the player holds
	RebufferMeasure                // share of the time that it waited for media
	StartupMeasure                 // from when it was asked to play until it did
	Measures                       // how many there are
)

// Buckets is how many buckets a measure has.
const Buckets = 80

// Spread is, of each measure, how many beacons fell into each bucket: 1,280 bytes.
type Spread [Measures][Buckets]uint32

// PlayTime is how long viewers had sessions.
//
// 16 bytes.
type PlayTime struct {
	Elapsed    uint64 // ms between their beacons
	Rebuffered uint64 // ms of that in which they waited for media
}

// PlayLevels are sums over beacons.
//
// 16 bytes.
type PlayLevels struct {
	Bitrate uint64 // kbit/s
	Buffer  uint64 // ms
}

// PlayCounts are how many beacons there were.
//
// 16 bytes.
type PlayCounts struct {
	Startup  uint64 // ms, summed over the sessions that began
	Beacons  uint32
	Startups uint32 // sessions that began
}

// Quality is what a beacon says of how a viewer plays, in the units of CMCD
// (CTA-5004).
//
// 16 bytes.
type Quality struct {
	Bitrate    uint32 // kbit/s of the media that is played: br
	Buffer     uint32 // ms of media that is held: bl
	Rebuffered uint32 // ms waited for media since the last beacon
	Startup    uint32 // ms until it played; 0 in all beacons but the first of a session
}

// Playback is what is kept of how a viewer plays.
//
// 16 bytes.
type Playback struct {
	Rebuffered uint32   // ms, since the session began
	Startup    uint32   // ms; 0 if it is not known
	Bitrate    uint32   // kbit/s, smoothed
	Ratio      Permille // share of the time in which it waited for media, smoothed
	Beacons    uint16   // of the session; 65,535 for more
}
