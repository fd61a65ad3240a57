package rfc

import "strings"

// attribute is one of an attribute list (4.2).
type attribute struct {
	name   string
	value  string // without its quotes
	quoted bool
}

// get returns the value of an attribute, empty if there is none.
func (l *line) get(name string) string {
	value, _ := l.find(name)
	return value
}

func (l *line) find(name string) (value string, ok bool) {
	for _, a := range l.attributes {
		if a.name == name {
			return a.value, true
		}
	}
	return "", false
}

// readAttributes cuts a list into attributes, as far as it is one.
func (c *checker) readAttributes(l *line) {
	t := tags[l.tag]
	if t.form != listForm {
		return
	}
	for rest := l.value; ; {
		name, after, ok := strings.Cut(rest, "=")
		if !ok || name == "" || strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
			c.must(l, "4.2", "%.40q: must be NAME=value", rest)
			return
		}
		a := attribute{name: name}
		if strings.HasPrefix(after, `"`) {
			a.quoted = true
			if a.value, after, ok = strings.Cut(after[1:], `"`); !ok || after != "" && after[0] != ',' {
				c.must(l, "4.2", "%s: must end with a quote and then a comma", name)
				return
			}
		} else {
			a.value, _, _ = strings.Cut(after, ",")
			after = after[len(a.value):]
		}
		if _, twice := l.find(name); twice {
			c.must(l, "4.2", "%s stands there twice: must be once", name)
		}
		l.attributes = append(l.attributes, a)
		if after == "" {
			return
		}
		rest = after[1:]
	}
}

// checkAttributes checks the attributes of a tag against the grammar.
func (c *checker) checkAttributes(l *line, section string) {
	kinds := grammar[l.tag]
	for _, a := range l.attributes {
		kind, known := kinds[a.name]
		switch {
		case !known && strings.HasPrefix(a.name, "X-"):
			kind = "own"
		case !known && strings.HasPrefix(a.name, "REQ-"):
			kind = "quoted"
		case !known:
			c.should(l, section, "%s is not known, so no player reads it", a.name)
			continue
		}
		if kind, _ = strings.CutSuffix(kind, "!"); !is(a, kind) {
			c.must(l, "4.2", "%s=%.60s: must be %s", a.name, shown(a), meaning(kind))
		}
	}
	for _, name := range required[l.tag] {
		if _, ok := l.find(name); !ok {
			c.must(l, section, "%s is missing", name)
		}
	}
}

func shown(a attribute) string {
	if a.quoted {
		return `"` + a.value + `"`
	}
	return a.value
}
