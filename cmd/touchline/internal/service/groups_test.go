package service_test

import (
	"strings"
	"testing"
	"time"

	"touchline/cmd/touchline/internal/service"
)

// TestGroups holds each rule of subtitles, captions and pathways at its boundary: the
// last value that is allowed, and the first that is not.
func TestGroups(t *testing.T) {
	caption := func(channel, language, name string) service.Caption {
		return service.Caption{Channel: channel, Language: language, Name: name}
	}
	captions := func(list ...service.Caption) func(*service.Config) {
		return func(c *service.Config) { c.Captions = list }
	}
	english := caption("CC1", "en", "English")
	channel := func(name string) func(*service.Config) { return captions(caption(name, "en", "English")) }
	language := func(tag string) func(*service.Config) { return captions(caption("CC1", tag, "x")) }
	pathways := func(list ...service.Pathway) func(*service.Config) {
		return func(c *service.Config) { c.Pathways = list }
	}
	id := func(id string) func(*service.Config) { return pathways(service.Pathway{ID: id, Base: "/a/"}) }
	base := func(base string) func(*service.Config) { return pathways(service.Pathway{ID: "a", Base: base}) }
	wantBase := func(base string) string {
		return `pathway 1: base "` + base + `": want a URL with http or https, or a path from /, which ends with /`
	}
	length := func(d time.Duration) func(*service.Config) {
		return func(c *service.Config) { c.Subtitles.Length.Duration = d }
	}
	ttl := func(d time.Duration) func(*service.Config) {
		return func(c *service.Config) {
			c.Steering.TTL.Duration = d
			base("/a/")(c)
		}
	}
	for _, tt := range []struct {
		name    string
		ok, bad func(*service.Config)
		message string
	}{
		{"shortest text", length(time.Second), length(time.Second - 1), "subtitles: length 999.999999ms: must be from 1s to 1m"},
		{"longest text", length(time.Minute), length(time.Minute + 1), "subtitles: length 1m0.000000001s: must be from 1s to 1m"},
		{
			"no subtitles",
			func(c *service.Config) { c.Subtitles.On, c.Renditions[0].Name = false, "subtitles" },
			func(c *service.Config) { c.Renditions[0].Name = "subtitles" },
			"rendition subtitles: is the name of that of the subtitles",
		},
		{"first channel", channel("CC1"), channel("CC0"), `captions 1: channel "CC0": want CC1 to CC4, or SERVICE1 to SERVICE63`},
		{"last channel", channel("CC4"), channel("CC5"), `captions 1: channel "CC5": want CC1 to CC4, or SERVICE1 to SERVICE63`},
		{"first service", channel("SERVICE1"), channel("SERVICE"), `captions 1: channel "SERVICE": want CC1 to CC4, or SERVICE1 to SERVICE63`},
		{"last service", channel("SERVICE63"), channel("SERVICE64"), `captions 1: channel "SERVICE64": want CC1 to CC4, or SERVICE1 to SERVICE63`},
		{"digits", channel("SERVICE7"), channel("SERVICE07"), `captions 1: channel "SERVICE07": want CC1 to CC4, or SERVICE1 to SERVICE63`},
		{
			"a channel twice",
			captions(english, caption("SERVICE1", "en", "More")), captions(english, caption("CC1", "es", "Español")),
			`captions 2: channel CC1: is another's`,
		},
		{
			"a name twice",
			captions(english, caption("CC3", "en", "english")), captions(english, caption("CC3", "en", "English")),
			`captions 2: name "English": must be there, no other's, and hold neither quotes nor line breaks`,
		},
		{
			"a quote in a name",
			captions(caption("CC1", "en", "E'n")), captions(caption("CC1", "en", `E"n`)),
			`captions 1: name "E\"n": must be there, no other's, and hold neither quotes nor line breaks`,
		},
		{"a language", language("pt-BR"), language("english please"), `captions 1: language "english please": want one of BCP 47, as en or pt-BR`},
		{"no language", language("gsw"), language(""), `captions 1: language "": want one of BCP 47, as en or pt-BR`},
		{"a name of a pathway", id("cdn.a_1-b"), id("cdn a"), `pathway 1: id "cdn a": must be letters, digits, . - and _, and no other's`},
		{
			"a pathway twice",
			pathways(service.Pathway{ID: "a", Base: "/a/"}, service.Pathway{ID: "A", Base: "/a/"}),
			pathways(service.Pathway{ID: "a", Base: "/a/"}, service.Pathway{ID: "a", Base: "/b/"}),
			`pathway 2: id "a": must be letters, digits, . - and _, and no other's`,
		},
		{"a path", base("/"), base(""), wantBase("")},
		{"a path that ends", base("/cdn/a/"), base("/cdn/a"), wantBase("/cdn/a")},
		{"a path that goes up", base("/cdn/"), base("/cdn/../"), wantBase("/cdn/../")},
		{"a URL", base("https://a.example/"), base("https://a.example"), wantBase("https://a.example")},
		{"a URL with a path", base("http://a.example:80/live/"), base("ftp://a.example/live/"), wantBase("ftp://a.example/live/")},
		{"no host", base("//cdn/"[1:]), base("//cdn/"), wantBase("//cdn/")},
		{"no query", base("https://a.example/x/"), base("https://a.example/x/?y/"), wantBase("https://a.example/x/?y/")},
		{"shortest time", ttl(time.Second), ttl(0), "steering: ttl 0s: must be whole seconds, from 1s to 1h"},
		{"longest time", ttl(time.Hour), ttl(time.Hour + time.Second), "steering: ttl 1h0m1s: must be whole seconds, from 1s to 1h"},
		{"whole seconds", ttl(2 * time.Second), ttl(2500 * time.Millisecond), "steering: ttl 2.5s: must be whole seconds, from 1s to 1h"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := parse(t, "")
			tt.ok(c)
			if err := c.Validate(); err != nil {
				t.Errorf("the last that is allowed: %v", err)
			}
			c = parse(t, "")
			if tt.bad(c); c.Validate() == nil {
				t.Fatal("the first that is not allowed is accepted")
			}
			if got := c.Validate().Error(); got != tt.message {
				t.Errorf("message = %q, want %q", got, tt.message)
			}
		})
	}
}

// TestCode: languages by three letters.
func TestCode(t *testing.T) {
	for tag, want := range map[string]string{"en": "eng", "pt-BR": "por", "es-419": "spa", "de": "deu", "fil": "fil", "zh-Hant": "zho", "": "", "x": "", "und": ""} {
		if got := (&service.Caption{Language: tag}).Code(); got != want {
			t.Errorf("%q is %q, want %q", tag, got, want)
		}
	}
}

// TestGroupsGiven reads them as they stand in the default, as comments.
func TestGroupsGiven(t *testing.T) {
	text := strings.NewReplacer("# [[", "[[", "\n# channel", "\nchannel", "\n# language", "\nlanguage", "\n# name", "\nname", "\n# id", "\nid", "\n# base", "\nbase", "\n# territories", "\nterritories").
		Replace(string(service.Default))
	c := parse(t, text)
	if r := c.QoE.Regions; len(r) != 1 || r[0].Name != "alps" || len(r[0].Territories) != 2 {
		t.Errorf("regions %+v", r)
	}
	if len(c.Captions) != 1 || c.Captions[0] != (service.Caption{Channel: "CC1", Language: "en", Name: "English"}) {
		t.Errorf("captions %+v", c.Captions)
	}
	if len(c.Pathways) != 1 || c.Pathways[0] != (service.Pathway{ID: "a", Base: "https://a.example/live/"}) || c.Pathways[0].Local() {
		t.Errorf("pathways %+v", c.Pathways)
	}
	if d := parse(t, ""); !d.Subtitles.On || len(d.Captions)+len(d.Pathways) > 0 {
		t.Errorf("by default: subtitles %v, %d captions, %d pathways", d.Subtitles.On, len(d.Captions), len(d.Pathways))
	}
	if c := parse(t, "[subtitles]\non = false\n"); c.Subtitles.On || c.Subtitles.Length != seconds(6) {
		t.Errorf("turned off: %+v", c.Subtitles)
	}
}
