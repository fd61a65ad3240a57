package bench

// An Encoding is a row that sets one of our encoders beside a library that writes
// the same documents.
//
// It has no sizes: one document is written after the other, of one stream.
type Encoding struct {
	Name      string
	Mode      string // full: all of each document is formatted; incremental: what is new
	Operation string
	Library   string  // its module, and the version that is built in
	Published float64 // ns, as published for another machine and another program; 0 if there is none

	sides   func() (ours, library side, err error)
	content func(text []byte) (string, error) // what a document says, in lines, by one parser for both sides
}

// A side writes documents, of which each says something else.
type side interface {
	// restart makes the first document the next. It is not measured.
	restart()

	// write writes the next document into a buffer of its own, which the call after
	// it writes again.
	write() ([]byte, error)
}

// The modes of encodings.
const (
	full        = "full"
	incremental = "incremental"
)

// Encodings are the rows beside libraries, in the order in which they are reported.
var Encodings = []Encoding{
	{
		"dash-mpd", full, "add a segment, and render the MPD of seven representations", "github.com/Eyevinn/dash-mpd v0.17.0", 1843,
		func() (side, side, error) { return mpdSides(false) }, elements,
	},
	{
		"dash-mpd", incremental, "add a segment, and write the MPD of which all else is rendered", "github.com/Eyevinn/dash-mpd v0.17.0", 0,
		func() (side, side, error) { return mpdSides(true) }, elements,
	},
	{
		"hls-master", full, "render a multivariant playlist of six variants", "github.com/Eyevinn/hls-m3u8 v0.6.5", 2661,
		func() (side, side, error) { return masterSides(false) }, tags,
	},
	{
		"hls-master", incremental, "fill in the multivariant playlist of a stream's class", "github.com/Eyevinn/hls-m3u8 v0.6.5", 0,
		func() (side, side, error) { return masterSides(true) }, tags,
	},
	{
		"hls-media", full, "add a segment, and render a media playlist of 30", "github.com/Eyevinn/hls-m3u8 v0.6.5", 0,
		func() (side, side, error) { return mediaSides(false) }, tags,
	},
	{
		"hls-media", incremental, "add a segment, and write the media playlist of which all else is rendered", "github.com/Eyevinn/hls-m3u8 v0.6.5", 0,
		func() (side, side, error) { return mediaSides(true) }, tags,
	},
	{
		"scte35", full, "write a time_signal with a segmentation descriptor", "github.com/Comcast/scte35-go v1.4.6", 0,
		spliceSides, spliceContent,
	},
	{
		"emsg", full, "write an event message box", "github.com/Eyevinn/mp4ff v0.54.0", 0,
		messageSides, messageContent,
	},
}
