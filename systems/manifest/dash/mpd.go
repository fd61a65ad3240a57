// Package dash writes and reads MPEG-DASH manifests, Media Presentation
// Descriptions (ISO/IEC 23009-1:2022).
//
// The caller fills plain structs; writers append to a buffer that the caller owns,
// so that a manifest can be written again and again without allocating. What
// changes while a match is on — the segments of the window, the events, the time
// of publication — is in a [Timeline] and in [Events], which keep their text, and
// [Live] writes a manifest of which nothing else has changed.
//
// Text may hold any character; it is escaped where XML asks for it.
package dash

import (
	"touchline/components"
	"touchline/systems/manifest/internal/text"
)

// MPD is a manifest. A text that is empty and a number that is 0 is not written,
// unless the field says otherwise.
type MPD struct {
	ID   string
	Type Type
	CMAF bool // all sets are CMAF switching sets (ISO/IEC 23009-1, 8.12)

	AvailabilityStart int64 // Unix milliseconds; always written if dynamic
	PublishTime       int64 // Unix milliseconds; always written if dynamic

	Duration          components.PTS // of the whole presentation, if it is known
	MinUpdatePeriod   components.PTS // how long a player may use what it has read; see [AtAnyTime]
	MinBuffer         components.PTS // always written
	TimeShiftBuffer   components.PTS // how far back segments can be fetched
	PresentationDelay components.PTS // how far behind the live edge to play
	MaxSegment        components.PTS // no segment is longer

	BaseURLs []BaseURL
	Steering Steering
	Service  Service
	Periods  []Period
	Clocks   []Descriptor // UTCTiming: where players get the time from, best first
}

// AtAnyTime as a MinUpdatePeriod is written as 0 seconds: the manifest may change
// at any time, and the media say when it has.
const AtAnyTime components.PTS = -1

// Type says whether a manifest may change.
type Type uint8

// The types of manifest.
const (
	Static  Type = iota // everything is there
	Dynamic             // segments come and go
)

// BaseURL is where segments are. All BaseURLs of a manifest have the same.
type BaseURL struct {
	URL      string
	Location string // serviceLocation: what content steering calls it
}

// Steering says where players ask which BaseURL to take (ETSI TS 103 998).
type Steering struct {
	URL         string // of the steering manifest; if empty, there is no steering
	Default     string // the Location to begin with
	BeforeStart bool   // ask before the first segment
}

// Service is the ServiceDescription: what the service wants of players.
type Service struct {
	Target, Min, Max uint32 // latency in milliseconds
	Reference        uint32 // ID of the ProducerReference that latency is measured with
	SlowestRate      uint16 // least playback rate, in thousandths
	FastestRate      uint16 // greatest playback rate, in thousandths
}

// Descriptor names a scheme and a value in it.
type Descriptor struct {
	Scheme string
	Value  string
}

// The schemes of UTCTiming that ask a server by HTTP.
const (
	HTTPISO    = "urn:mpeg:dash:utc:http-iso:2014"
	HTTPXSDate = "urn:mpeg:dash:utc:http-xsdate:2014"
)

// AppendMPD appends m as an XML document to dst and returns the extended buffer.
func AppendMPD(dst []byte, m *MPD) []byte { return appendMPD(dst, m, nil) }

// appendMPD appends m. If l is there, it leaves out what l fills in.
func appendMPD(dst []byte, m *MPD, l *Live) []byte {
	dst = append(dst, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\""...)
	dst = appendNamespaces(dst, m)
	dst = appendAttr(dst, ` id="`, m.ID)
	dst = append(dst, ` profiles="urn:mpeg:dash:profile:isoff-live:2011`...)
	if m.CMAF {
		dst = append(dst, `,urn:mpeg:dash:profile:cmaf:2019`...)
	}
	dst = append(dst, `" type="`...)
	if m.Type == Dynamic {
		dst = append(dst, `dynamic"`...)
	} else {
		dst = append(dst, `static"`...)
	}
	if m.AvailabilityStart != 0 || m.Type == Dynamic {
		dst = append(dst, ` availabilityStartTime="`...)
		dst = append(text.AppendDate(dst, m.AvailabilityStart), '"')
	}
	if m.PublishTime != 0 || m.Type == Dynamic {
		dst = append(dst, ` publishTime="`...)
		l.published(len(dst))
		dst = append(text.AppendDate(dst, m.PublishTime), '"')
	}
	dst = appendDuration(dst, ` mediaPresentationDuration="`, m.Duration)
	if m.MinUpdatePeriod == AtAnyTime {
		dst = append(dst, ` minimumUpdatePeriod="PT0S"`...)
	} else {
		dst = appendDuration(dst, ` minimumUpdatePeriod="`, m.MinUpdatePeriod)
	}
	dst = appendTime(dst, ` minBufferTime="`, m.MinBuffer)
	dst = appendDuration(dst, ` timeShiftBufferDepth="`, m.TimeShiftBuffer)
	dst = appendDuration(dst, ` suggestedPresentationDelay="`, m.PresentationDelay)
	dst = appendDuration(dst, ` maxSegmentDuration="`, m.MaxSegment)
	dst = append(dst, ">\n"...)
	for i := range m.BaseURLs {
		dst = appendBaseURL(dst, &m.BaseURLs[i])
	}
	dst = appendService(dst, &m.Service)
	for i := range m.Periods {
		dst = appendPeriod(dst, &m.Periods[i], l)
	}
	for i := range m.Clocks {
		dst = appendDescriptor(dst, "<UTCTiming", m.Clocks[i].Scheme, m.Clocks[i].Value)
	}
	dst = appendSteering(dst, &m.Steering)
	return append(dst, "</MPD>\n"...)
}

func appendBaseURL(dst []byte, b *BaseURL) []byte {
	dst = append(dst, `<BaseURL`...)
	dst = appendAttr(dst, ` serviceLocation="`, b.Location)
	dst = append(dst, '>')
	dst = appendEscaped(dst, b.URL)
	return append(dst, "</BaseURL>\n"...)
}

// appendSteering appends s where the sixth edition and players have it: last. The
// fifth edition's schema does not know it.
func appendSteering(dst []byte, s *Steering) []byte {
	if s.URL == "" {
		return dst
	}
	dst = append(dst, `<ContentSteering`...)
	dst = appendAttr(dst, ` defaultServiceLocation="`, s.Default)
	if s.BeforeStart {
		dst = append(dst, ` queryBeforeStart="true"`...)
	}
	dst = append(dst, '>')
	dst = appendEscaped(dst, s.URL)
	return append(dst, "</ContentSteering>\n"...)
}

func appendService(dst []byte, s *Service) []byte {
	if *s == (Service{}) {
		return dst
	}
	dst = append(dst, "<ServiceDescription id=\"0\">\n"...)
	if s.Target|s.Min|s.Max != 0 {
		dst = append(dst, "<Latency"...)
		dst = appendNonzero(dst, ` referenceId="`, uint64(s.Reference))
		dst = appendNonzero(dst, ` target="`, uint64(s.Target))
		dst = appendNonzero(dst, ` max="`, uint64(s.Max))
		dst = appendNonzero(dst, ` min="`, uint64(s.Min))
		dst = append(dst, "/>\n"...)
	}
	if s.SlowestRate|s.FastestRate != 0 {
		dst = append(dst, "<PlaybackRate"...)
		dst = appendThousandths(dst, ` max="`, s.FastestRate)
		dst = appendThousandths(dst, ` min="`, s.SlowestRate)
		dst = append(dst, "/>\n"...)
	}
	return append(dst, "</ServiceDescription>\n"...)
}
