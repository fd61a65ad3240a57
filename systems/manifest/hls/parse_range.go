package hls

import "strings"

// maxSection is the longest that a splice information section is, in bytes (SCTE 35,
// section 9.6): its length has 12 bits and stands behind 3 bytes.
const maxSection = 3 + 1<<12 - 1

func (p *mediaParser) dateRange() error {
	var r DateRange
	start := ""
	err := p.attributes(func(name, value string) (err error) {
		switch name {
		case "ID":
			r.ID = value
		case "CLASS":
			r.Class = value
		case "START-DATE":
			start = value
			r.Start, err = p.date(value)
		case "DURATION":
			r.Duration, err = p.seconds(value)
		case "PLANNED-DURATION":
			r.Planned, err = p.seconds(value)
		case "SCTE35-CMD":
			r.Command, err = p.bytes(value, maxSection)
		case "SCTE35-OUT":
			r.Out, err = p.bytes(value, maxSection)
		case "SCTE35-IN":
			r.In, err = p.bytes(value, maxSection)
		default:
			if strings.HasPrefix(name, "X-") {
				r.Values = append(r.Values, Value{name, value})
			}
		}
		return err
	})
	p.media.Ranges = append(p.media.Ranges, r)
	if err == nil {
		err = p.needs("ID", r.ID, "START-DATE", start)
	}
	return err
}
