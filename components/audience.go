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

// CellSums is what its beacons come to.
var CellSums = NewColumn[PlaySums](&All, Cell, "sums", State, "", "what its beacons of the window come to")

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

// PlaySums are sums over beacons. Those that nearly all beacons add to come first, so that
// they mostly lie in one line.
//
// 48 bytes.
type PlaySums struct {
	Bitrate    uint64 // kbit/s
	Buffer     uint64 // ms
	Elapsed    uint64 // ms between beacons of a session
	Beacons    uint32
	Startups   uint32 // sessions that began
	Rebuffered uint64 // ms between them in which viewers waited for media
	Startup    uint64 // ms, over the sessions that began
}

// PlayReport is what a player says, and how that came.
//
// 32 bytes.
type PlayReport struct {
	Quality
	Received  PTS    // when it came
	CDN       uint32 // where the media comes from, as the service numbers CDNs
	Rendition uint32 // the one that is played, from 0
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

// Viewing is how a viewer plays, and since when that is known.
//
// 24 bytes.
type Viewing struct {
	At PTS // when the last beacon of its session came
	Playback
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
