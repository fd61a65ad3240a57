package metrica

import "encoding/xml"

// spec is how the metadata describe the lines of some frames.
type spec struct {
	from, to  text // frames, by number
	registers []register
	at        int64
}

// register is one value of a line. The metadata have registers in registers, each
// with a separator of its own; on the line they are one after the other.
type register struct {
	kind string // name of the element
	name string // of a string, or the ID of a channel
	end  string // separator after it; "" after the last
	at   int64
}

// specReader reads the specifications of lines.
type specReader struct {
	all        []spec
	separators []string // of the registers that are open, the specification's first
	low        int      // the fewest of them since the last value
}

// begin takes in the beginning of an element.
func (r *specReader) begin(t xml.StartElement, at int64) {
	switch kind := t.Name.Local; kind {
	case "DataFormatSpecification":
		r.all = append(r.all, spec{from: text{attribute(t, "startFrame"), at}, to: text{attribute(t, "endFrame"), at}, at: at})
		r.separators = append(r.separators[:0], attribute(t, "separator"))
		r.low = 1
	case "SplitRegister":
		if len(r.separators) > 0 {
			r.separators = append(r.separators, attribute(t, "separator"))
		}
	case "StringRegister":
		r.value(register{kind: kind, name: attribute(t, "name"), at: at})
	case "PlayerChannelRef":
		r.value(register{kind: kind, name: attribute(t, "playerChannelId"), at: at})
	case "BallChannelRef":
		r.value(register{kind: kind, name: attribute(t, "channelId"), at: at})
	}
}

// value takes in a value. What is between it and the one before it is the separator
// of the innermost register that both are in.
func (r *specReader) value(v register) {
	if len(r.separators) == 0 {
		return
	}
	s := &r.all[len(r.all)-1]
	if n := len(s.registers); n > 0 {
		s.registers[n-1].end = r.separators[r.low-1]
	}
	s.registers = append(s.registers, v)
	r.low = len(r.separators)
}

// end takes in the end of an element.
func (r *specReader) end(name string) {
	switch n := len(r.separators); {
	case name == "DataFormatSpecification":
		r.separators = r.separators[:0]
	case name == "SplitRegister" && n > 1:
		r.separators = r.separators[:n-1]
		r.low = min(r.low, n-1)
	}
}
