package rfc

import (
	"regexp"
	"strings"
)

// group are the renditions of one type and group, in order.
type group struct {
	kind, id string
	members  []*line
}

// instream are the closed captions that pictures may have.
var instream = regexp.MustCompile(`^(CC[1-4]|SERVICE([1-9]|[1-5][0-9]|6[0-3]))$`)

// groups are the groups of renditions, as they stand there. Each is checked by itself.
func (c *checker) groups() (groups []*group) {
	at := map[[2]string]*group{}
	for i := range c.lines {
		l := &c.lines[i]
		if l.tag != "#EXT-X-MEDIA" {
			continue
		}
		c.checkRendition(l)
		key := [2]string{l.get("TYPE"), l.get("GROUP-ID")}
		g := at[key]
		if g == nil {
			g = &group{kind: key[0], id: key[1]}
			at[key] = g
			groups = append(groups, g)
		}
		for _, other := range g.members {
			if other.get("NAME") == l.get("NAME") {
				c.must(l, "4.4.6.1.1", "NAME=%.40q is that of line %d: must be another in the group", l.get("NAME"), other.n)
			}
			if other.get("DEFAULT") == "YES" && l.get("DEFAULT") == "YES" {
				c.must(l, "4.4.6.1.1", "DEFAULT=YES, as in line %d: must be one in the group", other.n)
			}
		}
		g.members = append(g.members, l)
	}
	return groups
}

func (c *checker) checkRendition(l *line) {
	kind := l.get("TYPE")
	_, uri := l.find("URI")
	stream, captions := l.find("INSTREAM-ID")
	switch {
	case kind == "CLOSED-CAPTIONS" && uri:
		c.must(l, "4.4.6.1", "URI with CLOSED-CAPTIONS: must be none")
	case kind == "SUBTITLES" && !uri:
		c.must(l, "4.4.6.1", "no URI with SUBTITLES: must be one")
	case kind == "CLOSED-CAPTIONS" && !instream.MatchString(stream):
		c.must(l, "4.4.6.1", "INSTREAM-ID=%.40q: must be CC1 to CC4 or SERVICE1 to SERVICE63", stream)
	case kind != "CLOSED-CAPTIONS" && captions:
		c.must(l, "4.4.6.1", "INSTREAM-ID with %s: must be with CLOSED-CAPTIONS", kind)
	}
	if _, forced := l.find("FORCED"); forced && kind != "SUBTITLES" {
		c.must(l, "4.4.6.1", "FORCED with %s: must be with SUBTITLES", kind)
	}
	if l.get("DEFAULT") == "YES" && l.get("AUTOSELECT") == "NO" {
		c.must(l, "4.4.6.1", "AUTOSELECT=NO with DEFAULT=YES: must be YES")
	}
}

// kinds are the attributes of variants that name a group, which are called as the type
// of its renditions.
var kinds = []string{"AUDIO", "VIDEO", "SUBTITLES", "CLOSED-CAPTIONS"}

// checkReferences checks that every group that a variant names is there.
func (c *checker) checkReferences(variants []*line, groups []*group) {
	for _, v := range variants {
		for _, kind := range kinds {
			id, ok := v.find(kind)
			if !ok || kind == "CLOSED-CAPTIONS" && id == "NONE" {
				continue
			}
			if find(groups, kind, id) == nil {
				c.must(v, "4.4.6.2", "%s=%.40q: must be the GROUP-ID of an #EXT-X-MEDIA of that type", kind, id)
			}
		}
	}
}

func find(groups []*group, kind, id string) *group {
	for _, g := range groups {
		if g.kind == kind && g.id == id {
			return g
		}
	}
	return nil
}

// checkMembers checks that groups of a type have the same members, those that variants
// of one pathway name: they are encodings of the same.
func (c *checker) checkMembers(variants []*line, groups []*group) {
	first := map[[2]string]*group{} // by type and pathway
	told := map[*group]bool{}
	for _, v := range variants {
		for _, kind := range kinds {
			g := find(groups, kind, v.get(kind))
			if g == nil || told[g] {
				continue
			}
			key := [2]string{kind, pathway(v)}
			if first[key] == nil {
				first[key] = g
			}
			if what := unlike(first[key], g); g != first[key] && what != "" {
				told[g] = true
				c.must(g.members[0], "4.4.6.1.1", "group %.40q has other members than %.40q: %s", g.id, first[key].id, what)
			}
		}
	}
}

// unlike says where two groups differ: in the names of their members, or in what
// members of one name have, that of their encoding apart.
func unlike(a, b *group) string {
	if len(a.members) != len(b.members) {
		return "must be as many"
	}
	for _, l := range a.members {
		var same *line
		for _, other := range b.members {
			if other.get("NAME") == l.get("NAME") {
				same = other
			}
		}
		if same == nil {
			return "must be one with NAME=\"" + l.get("NAME") + "\""
		}
		for name := range strings.FieldsSeq("LANGUAGE ASSOC-LANGUAGE DEFAULT AUTOSELECT FORCED CHARACTERISTICS INSTREAM-ID") {
			if l.get(name) != same.get(name) {
				return name + " of NAME=\"" + l.get("NAME") + "\" must be the same"
			}
		}
	}
	return ""
}
