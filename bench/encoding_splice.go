package bench

import (
	"encoding/json"

	comcast "github.com/Comcast/scte35-go/pkg/scte35"

	"touchline/components"
	"touchline/systems/splice/scte35"
)

// Breaks of half a minute, one every five minutes.
const (
	breakEvery  = 300 * components.PTSPerSecond
	breakLength = 30 * components.PTSPerSecond
	breakUPID   = "urn:touchline:match:7"
	upidURI     = 0x0F // segmentation_upid_type
)

// opening announces break n.
func opening(n int) *scte35.Section {
	return &scte35.Section{
		Tier: scte35.AllTiers, Command: scte35.TimeSignal, Time: scte35.At(components.PTS(n+1) * breakEvery),
		Segments: []scte35.Segment{{
			Event: uint32(n + 1), Type: components.ProviderPlacementStart, Delivery: components.Restricted | components.WebAllowed,
			Timed: true, Duration: breakLength, UPIDType: upidURI, UPID: []byte(breakUPID), Num: 1, Expected: 1,
		}},
	}
}

type ourSplice struct {
	n       int
	section *scte35.Section
	text    []byte
}

func (o *ourSplice) restart() { o.n, o.section = 0, opening(0) }

func (o *ourSplice) write() ([]byte, error) {
	o.section.Time.PTS = components.PTS(o.n+1) * breakEvery
	o.section.Segments[0].Event = uint32(o.n + 1)
	o.n++
	o.text = scte35.AppendSection(o.text[:0], o.section)
	return o.text, nil
}

type theirSplice struct {
	n       int
	pts     uint64
	placed  *comcast.SegmentationDescriptor
	section *comcast.SpliceInfoSection
}

func (t *theirSplice) restart() {
	length := uint64(breakLength)
	t.n = 0
	t.placed = &comcast.SegmentationDescriptor{
		SegmentationTypeID: comcast.SegmentationTypeProviderPOStart, SegmentationDuration: &length, SegmentNum: 1, SegmentsExpected: 1,
		DeliveryRestrictions: &comcast.DeliveryRestrictions{WebDeliveryAllowedFlag: true},
		SegmentationUPIDs:    []comcast.SegmentationUPID{{Type: upidURI, Value: breakUPID}},
	}
	t.section = &comcast.SpliceInfoSection{
		SAPType: comcast.SAPTypeNotSpecified, Tier: scte35.AllTiers,
		SpliceCommand:     &comcast.TimeSignal{SpliceTime: comcast.SpliceTime{PTSTime: &t.pts}},
		SpliceDescriptors: comcast.SpliceDescriptors{t.placed},
	}
}

func (t *theirSplice) write() ([]byte, error) {
	t.n++
	t.pts = uint64(t.n) * uint64(breakEvery)
	t.placed.SegmentationEventID = uint32(t.n)
	return t.section.Encode()
}

// spliceSides are both sides of row scte35.
func spliceSides() (ours, library side, err error) { return &ourSplice{}, &theirSplice{}, nil }

// spliceContent is what the library reads in a section.
func spliceContent(text []byte) (string, error) {
	var s comcast.SpliceInfoSection
	if err := s.Decode(text); err != nil {
		return "", err
	}
	said, err := json.MarshalIndent(&s, "", " ")
	return string(said), err
}
