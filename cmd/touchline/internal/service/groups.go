package service

import (
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// Subtitles are text beside the picture.
type Subtitles struct {
	On     bool     `toml:"on"`
	Goal   string   `toml:"goal"`
	NoGoal string   `toml:"no_goal"`
	Length Duration `toml:"length"`
}

// SubtitlesName is what the rendition of subtitles is called.
const SubtitlesName = "subtitles"

// Caption is a channel of closed captions in the pictures.
type Caption struct {
	Channel  string `toml:"channel"`
	Language string `toml:"language"`
	Name     string `toml:"name"`
}

// Pathway is one of several ways to the media.
type Pathway struct {
	ID   string `toml:"id"`
	Base string `toml:"base"`
}

// Steering is how players are steered over the pathways.
type Steering struct {
	TTL Duration `toml:"ttl"`
}

// pathwayID is what a PATHWAY-ID may be (RFC 8216bis).
var pathwayID = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

func (c *Config) checkGroups(fault func(string, ...any)) {
	if d := c.Subtitles.Length.Duration; c.Subtitles.On && (d < time.Second || d > time.Minute) {
		fault("subtitles: length %v: must be from 1s to 1m", d)
	}
	if d := c.Steering.TTL.Duration; len(c.Pathways) > 0 && (d < time.Second || d > time.Hour || d%time.Second != 0) {
		fault("steering: ttl %v: must be whole seconds, from 1s to 1h", d)
	}
	for _, r := range c.Renditions {
		if c.Subtitles.On && r.Name == SubtitlesName {
			fault("rendition %s: is the name of that of the subtitles", r.Name)
		}
	}
	c.checkCaptions(fault)
	c.checkPathways(fault)
}

func (c *Config) checkCaptions(fault func(string, ...any)) {
	channels, names := map[string]bool{}, map[string]bool{}
	for i, t := range c.Captions {
		if !instream(t.Channel) {
			fault("captions %d: channel %q: want CC1 to CC4, or SERVICE1 to SERVICE63", i+1, t.Channel)
		} else if channels[t.Channel] {
			fault("captions %d: channel %s: is another's", i+1, t.Channel)
		}
		if t.Name == "" || names[t.Name] || strings.ContainsAny(t.Name, unquotable) {
			fault("captions %d: name %q: must be there, no other's, and hold neither quotes nor line breaks", i+1, t.Name)
		}
		if t.Code() == "" {
			fault("captions %d: language %q: want one of BCP 47, as en or pt-BR", i+1, t.Language)
		}
		channels[t.Channel], names[t.Name] = true, true
	}
}

// instream reports whether channel is an INSTREAM-ID (RFC 8216, section 4.3.4.1).
func instream(channel string) bool {
	for _, kind := range []struct {
		prefix string
		most   int
	}{{"CC", 4}, {"SERVICE", 63}} {
		digits, ok := strings.CutPrefix(channel, kind.prefix)
		n, err := strconv.Atoi(digits)
		if ok && err == nil && n >= 1 && n <= kind.most && digits == strconv.Itoa(n) {
			return true
		}
	}
	return false
}

// Code is the language by three letters (ISO 639), empty if it is not known.
func (t *Caption) Code() string {
	tag, err := language.Parse(t.Language)
	if err != nil {
		return ""
	}
	base, confidence := tag.Base()
	if confidence != language.Exact {
		return ""
	}
	return base.ISO3()
}

func (c *Config) checkPathways(fault func(string, ...any)) {
	ids := map[string]bool{}
	for i, p := range c.Pathways {
		if !pathwayID.MatchString(p.ID) || ids[p.ID] {
			fault("pathway %d: id %q: must be letters, digits, . - and _, and no other's", i+1, p.ID)
		}
		ids[p.ID] = true
		if !p.good() {
			fault("pathway %d: base %q: want a URL with http or https, or a path from /, which ends with /", i+1, p.Base)
		}
	}
}

// good reports whether the base of p is one that names can be put after.
func (p *Pathway) good() bool {
	u, err := url.Parse(p.Base)
	if err != nil || !strings.HasSuffix(u.Path, "/") || strings.ContainsAny(p.Base, "\"?# <>") || path.Join("/", u.Path, "x") != u.Path+"x" {
		return false
	}
	if p.Local() {
		return u.Host == "" && u.Path == p.Base
	}
	return (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// Local reports whether the pathway is a path of the service's own.
func (p *Pathway) Local() bool { return strings.HasPrefix(p.Base, "/") }
