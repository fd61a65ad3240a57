package systems_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems"
)

// all returns every system, in tick order.
func all(t testing.TB, modules ...string) []ecs.System {
	t.Helper()
	cfg := systems.Default()
	cfg.DRM.Master = []byte("the master secret of a test only")
	list, err := systems.New(cfg, modules...)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func names(list []ecs.System) (names []string) {
	for _, s := range list {
		names = append(names, s.Name())
	}
	return names
}

// TestOrder: the moment is made, the modules act on it in their order, and what
// they decided is handed out. A run may leave modules out, and nothing else.
func TestOrder(t *testing.T) {
	before, after := []string{systems.Simulated, "feed", "match"}, []string{"outbox"}
	if got, want := names(all(t)), slices.Concat(before, systems.Modules, after); !slices.Equal(got, want) {
		t.Errorf("tick order %v, want %v", got, want)
	}
	got := names(all(t, "manifest", "wagering")) // in whatever order they are asked for
	if want := slices.Concat(before, []string{"wagering", "manifest"}, after); !slices.Equal(got, want) {
		t.Errorf("two modules: %v, want %v", got, want)
	}
	for _, name := range []string{"umpire", "feed", ""} {
		if _, err := systems.New(systems.Default(), name); err == nil || !strings.HasPrefix(err.Error(), "no system \""+name+"\": want some of wagering, ") {
			t.Errorf("module %q: %v", name, err)
		}
	}
}

// TestFaults: every configuration that is wrong is reported at once, with the
// name of its system.
func TestFaults(t *testing.T) {
	cfg := systems.Default() // which has no master secret
	cfg.Feed.PerTick = 0
	_, err := systems.New(cfg)
	if err == nil || !strings.Contains(err.Error(), "feed: events per tick 0") || !strings.Contains(err.Error(), "drm: master secret") {
		t.Errorf("error %v, want those of feed and drm", err)
	}
}

// TestFolders: a system is found in the folder that is called like it.
func TestFolders(t *testing.T) {
	for _, name := range names(all(t)) {
		if _, err := os.Stat(name); err != nil {
			t.Errorf("system %s has no folder of its own", name)
		}
	}
}

// TestOutputs: each kind of output is made by the one system that the list of
// outputs names, so that the records of a stream are in the order of the systems.
func TestOutputs(t *testing.T) {
	list := all(t)
	order := names(list)
	last := -1
	for _, o := range components.Outputs {
		var makers []string
		for _, s := range list {
			if slices.Contains(s.Access().Makes, o.Kind) {
				makers = append(makers, s.Name())
			}
		}
		if !slices.Equal(makers, []string{o.System}) {
			t.Errorf("%s is made by %v, want %s alone", o.Kind.Name, makers, o.System)
		}
		at := slices.Index(order, o.System)
		if at < last {
			t.Errorf("%s of %s stands after that of a later system", o.Kind.Name, o.System)
		}
		last = at
	}
}

// shared are the columns that more than one system writes.
var shared = map[components.AnyColumn][]string{
	components.FixtureBeatLast: {"feed", "match"},                                            // a source without a heartbeat is given one
	components.FixtureRefused:  {"feed", "match"},                                            // each counts what it had no room for
	components.StreamRefused:   {"simulate", "director", "abr", "deepfake", "splice", "qoe"}, // likewise
	components.ShardCalm:       {"simulate", "feed"},                                         // an order ends what is remembered
	components.StreamTurned:    {"simulate", "qoe"},                                          // likewise, of a stream with cohorts
	components.IncidentPaid:    {"match", "wagering"},                                        // it moves with its incident
}

// TestWriters: a column belongs to one system, but for those that are known to be
// shared; whoever looks for who set a value has one place to look.
func TestWriters(t *testing.T) {
	writers := map[int][]string{}
	for _, s := range all(t) {
		for _, c := range s.Access().Writes {
			writers[c.ID()] = append(writers[c.ID()], s.Name())
		}
	}
	known := map[int][]string{}
	for c, names := range shared {
		known[c.ID()] = names
	}
	for _, c := range components.All.Columns {
		got := writers[c.ID]
		if len(got) > 1 && !slices.Equal(got, known[c.ID]) {
			t.Errorf("%s.%s is written by %v", c.Kind.Name, c.Name, got)
		}
		if want := known[c.ID]; want != nil && len(got) < 2 {
			t.Errorf("%s.%s is written by %v: it is shared no more", c.Kind.Name, c.Name, got)
		}
	}
}

// TestAccessLists: a system names a column once. What it may write it may read,
// and a column that is read as the last tick left it has a later writer.
func TestAccessLists(t *testing.T) {
	list := all(t)
	for i, s := range list {
		a := s.Access()
		seen := map[int]bool{}
		for _, c := range slices.Concat(a.Reads, a.Writes, a.Last) {
			info := components.All.Columns[c.ID()]
			if seen[c.ID()] {
				t.Errorf("%s names %s.%s twice", s.Name(), info.Kind.Name, info.Name)
			}
			seen[c.ID()] = true
		}
		for _, c := range a.Last {
			if info := components.All.Columns[c.ID()]; !slices.ContainsFunc(list[i+1:], func(l ecs.System) bool { return touches(l, info) }) {
				t.Errorf("%s reads %s.%s as the last tick left it, but no later system writes it", s.Name(), info.Kind.Name, info.Name)
			}
		}
	}
}

// touches reports whether s changes column c: by writing it, or by making or
// removing rows that it is in or refers to.
func touches(s ecs.System, c *components.ColumnInfo) bool {
	a := s.Access()
	return slices.ContainsFunc(a.Writes, func(w components.AnyColumn) bool { return w.ID() == c.ID }) ||
		slices.ContainsFunc(a.Makes, func(k *components.Kind) bool { return k == c.Kind.Root() || k == c.Refs })
}
