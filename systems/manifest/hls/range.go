package hls

import "touchline/components"

// DateRange is something that happens at a date, or for some time from then on
// (EXT-X-DATERANGE).
type DateRange struct {
	ID       string
	Class    string         // may be empty
	Start    int64          // Unix milliseconds
	Duration components.PTS // 0 is not written
	Planned  components.PTS // PLANNED-DURATION; 0 is not written
	Command  []byte         // SCTE35-CMD: a splice information section
	Out      []byte         // SCTE35-OUT
	In       []byte         // SCTE35-IN
	Values   []Value
}

// Value is an attribute of the service's own: its name begins with X-.
type Value struct {
	Name string
	Text string
}

// AppendRange appends r as a line to dst and returns the extended buffer.
func AppendRange(dst []byte, r *DateRange) []byte {
	dst = append(dst, `#EXT-X-DATERANGE:ID="`...)
	dst = append(append(dst, r.ID...), '"')
	if r.Class != "" {
		dst = append(dst, `,CLASS="`...)
		dst = append(append(dst, r.Class...), '"')
	}
	dst = append(dst, `,START-DATE="`...)
	dst = append(appendDate(dst, r.Start), '"')
	if r.Duration > 0 {
		dst = append(dst, ",DURATION="...)
		dst = appendSeconds(dst, r.Duration)
	}
	if r.Planned > 0 {
		dst = append(dst, ",PLANNED-DURATION="...)
		dst = appendSeconds(dst, r.Planned)
	}
	for _, s := range [...]struct {
		name    string
		section []byte
	}{{",SCTE35-CMD=", r.Command}, {",SCTE35-OUT=", r.Out}, {",SCTE35-IN=", r.In}} {
		if len(s.section) > 0 {
			dst = append(dst, s.name...)
			dst = appendHex(dst, s.section)
		}
	}
	for i := range r.Values {
		dst = append(append(append(dst, ','), r.Values[i].Name...), `="`...)
		dst = append(append(dst, r.Values[i].Text...), '"')
	}
	return append(dst, '\n')
}
