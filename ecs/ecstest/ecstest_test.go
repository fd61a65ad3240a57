package ecstest_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
)

// system is a system made of its parts.
type system struct {
	access ecs.Access
	run    func(*ecs.Run)
}

func (s system) Name() string       { return "tried" }
func (s system) Access() ecs.Access { return s.access }
func (s system) Run(r *ecs.Run)     { s.run(r) }

// recorder is a test that is expected to fail.
type recorder struct {
	testing.TB
	said []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

// complaint returns what CheckAccess has to say of a system.
func complaint(t *testing.T, r *ecs.Run, s ecs.System) string {
	rec := &recorder{TB: t}
	done := make(chan struct{})
	go func() { // a fatal error ends its goroutine
		defer close(done)
		ecstest.CheckAccess(rec, r, s)
	}()
	<-done
	return strings.Join(rec.said, "\n")
}

var sink int // keeps reads from being left out

func TestCheckAccess(t *testing.T) {
	columns := func(c ...components.AnyColumn) []components.AnyColumn { return c }
	kinds := func(k ...*components.Kind) []*components.Kind { return k }
	tests := []struct {
		name   string
		access ecs.Access
		run    func(*ecs.Run)
		want   string // part of the complaint; none if empty
	}{
		{
			"declared write", ecs.Access{Writes: columns(components.StreamGeneration)},
			func(r *ecs.Run) { components.StreamGeneration.Of(r)[1] = 7 }, "",
		},
		{
			"write of what is read", ecs.Access{Reads: columns(components.StreamGeneration)},
			func(r *ecs.Run) { components.StreamGeneration.Of(r)[1] = 7 },
			"changed stream.generation in row 1: it is not in Writes",
		},
		{
			"declared read", ecs.Access{Last: columns(components.StreamSplices)},
			func(r *ecs.Run) { sink += int(components.StreamSplices.Of(r)[0]) }, "",
		},
		{
			"undeclared read", ecs.Access{Reads: columns(components.StreamGeneration)},
			func(r *ecs.Run) { sink += int(components.StreamSplices.Of(r)[0]) },
			"uses stream.splices: it is not in its Access",
		},
		{
			"last row of an undeclared column", ecs.Access{Reads: columns(components.StreamGeneration)},
			func(r *ecs.Run) { sink += int(components.ViewerRights.Of(r)[1].Until) },
			"uses viewer.rights: it is not in its Access",
		},
		{
			"made output", ecs.Access{Makes: kinds(components.Cut)},
			func(r *ecs.Run) { *components.CutTo.At(r, r.Append(components.Cut, 1)) = 3 }, "",
		},
		{
			"undeclared output", ecs.Access{},
			func(r *ecs.Run) { r.Append(components.Cut, 1) },
			"cut had 0 rows and now has 1: it is not in Makes",
		},
		{
			"removed rows and what hangs on them", ecs.Access{Makes: kinds(components.Stream)},
			func(r *ecs.Run) { r.Commands().Remove(components.Stream, 0) }, "",
		},
		{
			"undeclared removal", ecs.Access{Makes: kinds(components.License)},
			func(r *ecs.Run) { r.Commands().Remove(components.Stream, 0) },
			"stream had 2 rows and now has 1: it is not in Makes",
		},
		{
			"declared common", ecs.Access{Common: columns(components.AccountLimit)},
			func(r *ecs.Run) { sink += int(components.AccountLimit.Of(r.Common)[0]) }, "",
		},
		{
			"common read as if it were the shard's", ecs.Access{Reads: columns(components.AccountLimit)},
			func(r *ecs.Run) { sink += int(components.AccountLimit.Of(r.Common)[0]) },
			"uses account.limit of the common world: it is not in Common of its Access",
		},
		{
			"write to the common world", ecs.Access{Common: columns(components.AccountLimit)},
			func(r *ecs.Run) { components.AccountLimit.Of(r.Common)[0] = 1 },
			"changed account.limit in row 0 of the common world",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := complaint(t, smallRun(t), system{tt.access, tt.run})
			if tt.want == "" && got != "" {
				t.Errorf("complains: %s", got)
			}
			if !strings.Contains(got, tt.want) {
				t.Errorf("complaint is %q, want it to say %q", got, tt.want)
			}
		})
	}
}

// smallRun has a fixture with two streams, and a viewer with a license on each.
func smallRun(t *testing.T) *ecs.Run {
	r := ecstest.NewRun(t, nil, nil)
	fixture := ecstest.Create(t, r, components.Fixture, 1)
	account := ecstest.Create(t, r, components.Account, 1)
	for n := components.Number(1); n <= 2; n++ {
		stream := ecstest.Create(t, r, components.Stream, n)
		*components.StreamFixture.At(r, stream) = fixture
		viewer := ecstest.Create(t, r, components.Viewer, n)
		*components.ViewerStream.At(r, viewer) = stream
		*components.ViewerAccount.At(r, viewer) = account
		license := ecstest.Create(t, r, components.License, n)
		*components.LicenseViewer.At(r, license) = viewer
		*components.ViewerLicense.At(r, viewer) = license
	}
	return r
}

func TestNewRun(t *testing.T) {
	r := ecstest.NewRun(t, ecs.Fans{components.Rendition: 3}, ecs.Rows{components.Viewer: 100})
	for _, tt := range []struct {
		kind *components.Kind
		fan  int
		room int
	}{
		{components.Camera, 4, 400},
		{components.Rendition, 3, 300},
		{components.Payload, 48, 16 * 3 * (112 + 16)}, // in planes
		{components.Pushed, 3, 1200},
		{components.Viewer, 1, 100},
		{components.Stream, 1, 100},
		{components.Cut, 1, 400},
		{components.Account, 1, 0},
		{components.Shard, 1, 1},
	} {
		if got := r.Schema().Fan(tt.kind); got != tt.fan {
			t.Errorf("%s: fan %d, want %d", tt.kind.Name, got, tt.fan)
		}
		if got := r.Room(tt.kind); got != tt.room {
			t.Errorf("%s: room %d, want %d", tt.kind.Name, got, tt.room)
		}
	}
	if r.Len(components.Shard) != 1 || r.Common.Room(components.Account) == 0 {
		t.Error("no shard row, or no room for accounts")
	}
}

// TestTick checks that input lasts for one tick, and output until the next.
func TestTick(t *testing.T) {
	r := smallRun(t)
	var copier ecs.System = system{run: func(r *ecs.Run) { r.Append(components.Cut, r.Len(components.Signal)) }}
	ecstest.Tick(r, 7, func(r *ecs.Run) { r.Append(components.Signal, 2) }, copier)
	if r.Now.Tick != 7 || r.Now.PTS != 31_500 || r.Now.Period != 4500 {
		t.Errorf("tick 7 at 20 Hz is %+v", r.Now)
	}
	if got := r.Len(components.Cut); got != 2 {
		t.Errorf("%d cuts, want 2", got)
	}
	ecstest.Tick(r, 8, nil, copier)
	if got := r.Len(components.Cut); got != 0 {
		t.Errorf("%d cuts are left of the last tick", got)
	}
	if n := testing.AllocsPerRun(10, func() { ecstest.Tick(r, 9, nil, copier) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
