package metrica

import (
	"bytes"
	"slices"
	"strings"

	"touchline/systems/feed/recording"
)

// compiler makes layouts of the specifications of the metadata. Of things that have
// the same ID the first counts.
type compiler struct {
	*frames
	channels map[string]channel
	links    map[string]link
	people   map[string]person
	places   map[string]int // in the cast, by ID; -1 for officials
}

func newCompiler(f *frames) *compiler {
	c := &compiler{f, make(map[string]channel), make(map[string]link), make(map[string]person), make(map[string]int)}
	for _, v := range slices.Backward(f.info.channels) {
		c.channels[v.id] = v
	}
	for _, v := range slices.Backward(f.info.links) {
		c.links[v.id] = v
	}
	for _, v := range slices.Backward(f.info.people) {
		c.people[v.id] = v
	}
	return c
}

// layout makes a layout of s.
func (c *compiler) layout(s *spec) {
	l := layout{from: c.frameOf("DataFormatSpecification.startFrame", s.from), to: c.frameOf("DataFormatSpecification.endFrame", s.to), number: -1}
	for i := range s.registers {
		v := &s.registers[i]
		if i+1 < len(s.registers) {
			c.separator(v)
			l.mark(v.end)
		}
		one := c.cell(v)
		if one.holds == number && l.number < 0 {
			l.number = i
		} else if one.holds == number {
			one.holds = nothing
		}
		l.cells = append(l.cells, one)
	}
	if l.number < 0 {
		c.lacks("StringRegister frameCount", text{at: s.at}, recording.Missing, "it in every DataFormatSpecification")
	}
	if c.err != nil {
		return
	}
	if len(c.layouts) > 0 && !c.layouts[0].alike(&l) {
		c.lacks("StringRegister frameCount", text{at: s.at}, misfit, "it in the same place in every DataFormatSpecification")
	}
	c.layouts = append(c.layouts, l)
}

// alike reports whether the number of the frame is at the same place in two
// layouts: it is read before it is known which of them a line has.
func (l *layout) alike(m *layout) bool {
	return slices.EqualFunc(l.cells[:l.number+1], m.cells[:m.number+1], func(a, b cell) bool {
		return bytes.Equal(a.end, b.end)
	})
}

// separator checks what is after a value.
func (c *compiler) separator(v *register) {
	if v.end == "" || strings.ContainsAny(v.end, "0123456789+-.eENan\r\n") {
		c.lacks("separator", text{v.end, v.at}, recording.OutOfRange, "what is not in a number, nor the end of a line")
	}
}

// mark adds a separator to those of the layout, which has few.
func (l *layout) mark(end string) {
	const most = 64
	for _, r := range end {
		if len(l.between) < most && !strings.ContainsRune(l.between, r) {
			l.between += string(r)
		}
	}
}

// cell returns what a value is.
func (c *compiler) cell(v *register) cell {
	one := cell{name: v.name}
	if v.end != "" {
		one.end = []byte(v.end)
	}
	id := v.name
	switch v.kind {
	case "StringRegister":
		if v.name == "frameCount" {
			one.holds = number
		}
		return one
	case "BallChannelRef":
		one.name = "ball " + v.name
	default:
		who, ok := c.links[v.name]
		if !ok {
			c.lacks("PlayerChannelRef", text{v.name, v.at}, recording.Missing, "a PlayerChannel of that ID")
		}
		id = who.channel
		if one.holds = c.along(id, v.at); one.holds != nothing {
			if one.actor = c.who(who.person); one.actor < 0 {
				one.holds, one.actor = nothing, 0
			}
		}
		return one
	}
	one.holds = c.along(id, v.at)
	return one
}
