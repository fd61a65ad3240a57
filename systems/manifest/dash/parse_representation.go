package dash

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"touchline/components"
)

type xmlRepresentation struct {
	ID          string             `xml:"id,attr"`
	Bandwidth   components.Bitrate `xml:"bandwidth,attr"`
	Codecs      string             `xml:"codecs,attr"`
	Width       uint16             `xml:"width,attr"`
	Height      uint16             `xml:"height,attr"`
	FrameRate   rate               `xml:"frameRate,attr"`
	SampleRate  uint32             `xml:"audioSamplingRate,attr"`
	Channels    []xmlDescriptor    `xml:"AudioChannelConfiguration"`
	Protections []xmlProtection    `xml:"ContentProtection"`
}

type xmlProtection struct {
	xmlDescriptor
	KID     keyID  `xml:"default_KID,attr"`
	PSSH    string `xml:"pssh"`
	License string `xml:"Laurl"`
}

func (x *xmlRepresentation) representation() (r Representation, err error) {
	r = Representation{
		ID: x.ID, Bandwidth: x.Bandwidth, Codecs: x.Codecs, Width: x.Width, Height: x.Height,
		FrameRate: components.Rate(x.FrameRate), SampleRate: x.SampleRate,
	}
	for _, d := range x.Channels {
		if d.Scheme == channelScheme {
			n, err := strconv.ParseUint(d.Value, 10, 8)
			if err != nil {
				return r, fault(ErrSyntax, "channel configuration", d.Value, "a number")
			}
			r.Channels = uint8(n)
		}
	}
	r.Protections, err = protections(x.Protections)
	return r, err
}

// protections reads those of the systems that are known.
func protections(list []xmlProtection) (all []Protection, err error) {
	for _, x := range list {
		system := slices.Index(schemes[:], strings.ToLower(x.Scheme))
		if system < 0 {
			continue
		}
		p := Protection{System: System(system), KID: x.KID, License: strings.TrimSpace(x.License)}
		if p.System == CENC && x.Value == CBCS.String() {
			p.System = CBCS
		}
		if p.PSSH, err = base64.StdEncoding.DecodeString(strings.TrimSpace(x.PSSH)); err != nil {
			return nil, fault(ErrSyntax, "pssh", x.PSSH, "in base64")
		}
		if len(p.PSSH) == 0 {
			p.PSSH = nil
		}
		all = append(all, p)
	}
	return all, nil
}
