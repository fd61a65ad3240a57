package service_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"touchline/cmd/touchline/internal/service"
)

// TestCDNs: CDNs are those that are named, or else the pathways, or one.
func TestCDNs(t *testing.T) {
	const pathways = "[[pathway]]\nid = \"a\"\nbase = \"/a/\"\n[[pathway]]\nid = \"b\"\nbase = \"/b/\"\n"
	for _, tt := range []struct{ text, want string }{
		{"", "origin"},
		{pathways, "a b"},
		{pathways + "[qoe]\ncdns = [\"x\", \"y\", \"z\"]\n", "x y z"},
	} {
		if got := strings.Join(parse(t, tt.text).CDNs(), " "); got != tt.want {
			t.Errorf("%q: CDNs %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestRegions: a territory is in the region that has it, or elsewhere.
func TestRegions(t *testing.T) {
	c := parse(t, "")
	if got := c.Regions(); !slices.Equal(got, []string{"everywhere"}) || c.Region("DE") != 0 || c.Region("") != 0 {
		t.Errorf("regions %q, with DE in %d: want one", got, c.Region("DE"))
	}
	c = parse(t, "[[qoe.region]]\nname = \"alps\"\nterritories = [\"AT\", \"CH\"]\n[[qoe.region]]\nname = \"de\"\nterritories = [\"DE\"]\n")
	if got := c.Regions(); !slices.Equal(got, []string{"alps", "de", "elsewhere"}) {
		t.Errorf("regions %q", got)
	}
	for territory, want := range map[string]int{"AT": 0, "CH": 0, "DE": 1, "FR": 2, "": 2} {
		if got := c.Region(territory); got != want {
			t.Errorf("%q is in region %d, want %d", territory, got, want)
		}
	}
}

// TestQoEBounds: what is just allowed, and what is not.
func TestQoEBounds(t *testing.T) {
	region := func(name, territories string) string {
		return fmt.Sprintf("[[qoe.region]]\nname = %q\nterritories = [%s]\n", name, territories)
	}
	regions := func(n int) (text string) {
		for i := range n {
			text += region(fmt.Sprint("r", i), fmt.Sprintf("\"T%d\"", i))
		}
		return text
	}
	cdns := func(n int) string { return "[qoe]\ncdns = [" + strings.Repeat("\"c\", ", n) + "]\n" }
	for _, tt := range []struct{ text, message string }{
		{"[qoe]\ninterval = \"1s\"\nwindow = \"10s\"\n", ""},
		{"[qoe]\ninterval = \"999ms\"\n", "qoe: interval 999ms: must be from 1s to the window, 1m0s"},
		{"[qoe]\ninterval = \"30s\"\nwindow = \"30s\"\n", ""},
		{"[qoe]\ninterval = \"31s\"\nwindow = \"30s\"\n", "qoe: interval 31s: must be from 1s to the window, 30s"},
		{"[qoe]\ninterval = \"1s\"\nwindow = \"9999ms\"\n", "qoe: window 9.999s: must be from 10s to 1h"},
		{"[qoe]\nwindow = \"1h\"\n", ""},
		{"[qoe]\nwindow = \"1h1s\"\n", "qoe: window 1h0m1s: must be from 10s to 1h"},
		{"[qoe]\ncdns = [\"a b\"]\n", `qoe: cdn "a b": must be letters, digits, . - and _, and no other's`},
		{cdns(2), `qoe: cdn "c": must be letters, digits, . - and _, and no other's`},
		{"[qoe]\ncdns = [\"a\", \"b\"]\n" + regions(31), ""},
		{"[qoe]\ncdns = [\"a\", \"b\"]\n" + regions(32), "qoe: 2 CDNs in 33 regions: must be at most 64 pairs"},
		{region("", "\"DE\""), `qoe: region 1: name "": must be there, no other's, and not elsewhere`},
		{region("elsewhere", "\"DE\""), `qoe: region 1: name "elsewhere": must be there, no other's, and not elsewhere`},
		{region("a", "\"DE\"") + region("a", "\"FR\""), `qoe: region 2: name "a": must be there, no other's, and not elsewhere`},
		{region("a", ""), "qoe: region a: territories: must be there (ISO 3166-1)"},
		{region("a", "\"DE\", \"DE\""), `qoe: region a: territory "DE": must be there once, in one region`},
		{region("a", "\"\""), `qoe: region a: territory "": must be there once, in one region`},
	} {
		message := ""
		if _, err := service.Parse([]byte(tt.text)); err != nil {
			message = err.Error()
		}
		if message != tt.message {
			t.Errorf("%q:\n got %q\nwant %q", tt.text, message, tt.message)
		}
	}
}
