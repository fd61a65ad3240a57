package machine

import (
	"bytes"
	"fmt"
	"html"
	"strings"
)

// AppendSVG appends a picture of the machine, with the workers of the plan on their
// CPUs and, for each of them, an even share of the shards.
func (v *View) AppendSVG(dst []byte) []byte {
	y := margin + 40
	var nodes []*box
	for _, l := range v.levels() {
		b := boxOf(l, pictureWidth-2*margin)
		b.place(margin, y)
		y += b.h + gap
		nodes = append(nodes, b)
	}
	legend := v.legend()
	height := y + 26 + 18*len(legend) + margin
	head := strings.Join(v.headline(), ", ")
	dst = fmt.Appendf(dst, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">`+"\n", pictureWidth, height, html.EscapeString(head))
	dst = fmt.Appendf(dst, "  <style>%s\n  </style>\n  <rect class=\"page\" width=\"%d\" height=\"%d\"/>\n", style, pictureWidth, height)
	dst = appendText(dst, margin, margin+12, "h", head)
	dst = appendText(dst, margin, margin+30, "m", v.counts())
	for _, b := range nodes {
		dst = v.appendBox(dst, b)
	}
	y += 12
	x := margin
	for _, key := range keys {
		if !bytes.Contains(dst, []byte(`class="`+key.class)) {
			continue
		}
		dst = appendRect(dst, x, y-10, 14, 12, key.class)
		dst = appendText(dst, x+20, y, "m", key.text)
		x += 44 + letter*len(key.text)
	}
	for i, line := range legend {
		dst = appendText(dst, margin, y+22+18*i, "", line)
	}
	return append(dst, "</svg>\n"...)
}

// legend says what the plan is, in lines that fit the picture.
func (v *View) legend() (lines []string) {
	var b strings.Builder
	p := &v.Plan
	fmt.Fprintf(&b, "%s, pinning %v", count(p.Workers, "worker"), p.Placement)
	if v.Shards > 0 {
		fmt.Fprintf(&b, "; %s of %s, claimed in each tick by whichever worker is free", count(v.Shards, "shard"), count(v.Streams, "stream"))
		if len(p.Seats) > 0 {
			b.WriteString(": shown is an even share")
		}
	}
	lines = append(lines, b.String())
	if len(p.Seats) == 0 {
		return append(lines, "nobody is pinned ("+strings.Join(p.Reasons, "; ")+")")
	}
	return append(lines, p.Reasons...)
}

func (v *View) appendBox(dst []byte, b *box) []byte {
	if b.core != nil {
		return v.appendCore(dst, b)
	}
	dst = appendRect(dst, b.x, b.y, b.w, b.h, b.class)
	dst = appendText(dst, b.x+padding, b.y+17, "", b.title)
	for _, k := range b.kids {
		dst = v.appendBox(dst, k)
	}
	return dst
}

// appendCore draws a core: a cell for each of its CPUs.
func (v *View) appendCore(dst []byte, b *box) []byte {
	for i, cpu := range b.core.cpus {
		y, worker := b.y+threadHeight*i, b.core.workers[i]
		class, text := "free", "m"
		switch {
		case worker >= 0:
			class, text = "worker", "on"
		case b.core.shut.Has(cpu):
			class = "shut"
		case v.Plan.Rest.Has(cpu):
			class, text = "rest", ""
		}
		if b.core.slow {
			class += " slow"
		}
		dst = appendRect(dst, b.x, y, b.w, threadHeight-2, class)
		label := fmt.Sprint(cpu)
		if worker >= 0 {
			label = fmt.Sprintf("%d·w%d", cpu, worker)
			dst = v.appendShards(dst, b.x+4, y+threadHeight-8, worker)
		}
		at := y + 16
		if worker >= 0 && v.Shards > 0 {
			at = y + 13
		}
		dst = appendText(dst, b.x+4, at, text, label)
	}
	return dst
}

// appendShards draws the share of a worker: as many as have room.
func (v *View) appendShards(dst []byte, x, y, worker int) []byte {
	const most = 7
	share := 0
	if n := v.Plan.Workers; v.Shards > worker {
		share = (v.Shards - worker + n - 1) / n
	}
	for i := range min(share, most) {
		dst = appendRect(dst, x+6*i, y, 4, 4, "shard")
	}
	return dst
}

func appendRect(dst []byte, x, y, w, h int, class string) []byte {
	return fmt.Appendf(dst, `  <rect x="%d" y="%d" width="%d" height="%d" rx="3" class="%s"/>`+"\n", x, y, w, h, class)
}

func appendText(dst []byte, x, y int, class, text string) []byte {
	if class != "" {
		class = ` class="` + class + `"`
	}
	return fmt.Appendf(dst, `  <text x="%d" y="%d"%s>%s</text>`+"\n", x, y, class, html.EscapeString(text))
}
