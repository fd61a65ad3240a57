package profiles_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"touchline/profiles"
	"touchline/scheduler"
	"touchline/scheduler/topology"
)

const whole = `schema = 1
name = "mine"
about = "one line"

[machine]
os = "linux"
arch = "arm64"
brand = "Neoverse"
cores = 8
allowed = 6
nodes = 1
line = 64
l2 = "512KiB"
l3 = "32MiB"
l3_caches = 2

[settings]
workers = 2
pinning = "0-1,4"
shard_size = 64
spin = "200us"
prewake = "1ms"
spins = 100
gogc = -1
memory_limit = "4GiB"

[evidence]
basis = "measured"
note = "on a quiet machine"
goal = "p99"
ratio = 0.8
interval = [0.7, 0.9]
pairs = 14
load = "run --streams 1000"
revision = "abc"
`

func TestParse(t *testing.T) {
	want := &profiles.Profile{
		Name: "mine", About: "one line",
		Machine: profiles.Machine{OS: "linux", Arch: "arm64", Brand: "Neoverse", Cores: 8, Allowed: 6, Nodes: 1, Line: 64, L2: 512 << 10, L3: 32 << 20, L3s: 2},
		Settings: profiles.Settings{
			Workers: 2, Pinning: topology.Placement{Policy: topology.Listed, CPUs: topology.CPUs{0, 1, 4}}, ShardSize: 64,
			Spin: 200 * time.Microsecond, Prewake: time.Millisecond, Spins: 100, GOGC: -1, MemoryLimit: 4 << 30,
		},
		Evidence: profiles.Evidence{
			Basis: profiles.Measured, Note: "on a quiet machine", Goal: "p99", Ratio: 0.8, Interval: [2]float64{0.7, 0.9}, Pairs: 14,
			Load: "run --streams 1000", Revision: "abc",
		},
	}
	got, err := profiles.Parse([]byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	text, err := got.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	again, err := profiles.Parse(text)
	if err != nil || !reflect.DeepEqual(again, want) {
		t.Errorf("written and read again %+v, %v\n%s", again, err, text)
	}
}

// TestFaults: each error has the line and the key, what was found and what was
// wanted.
func TestFaults(t *testing.T) {
	for _, tt := range []struct{ from, to, want string }{
		{"schema = 1", "schema = 2", "line 1: schema: 2: want 1"},
		{"schema = 1\n", "", "line 1: schema: 0: want 1"},
		{`"mine"`, `"My own"`, `line 2: name: "My own": want up to 64 of a-z, 0-9, and . _ - after the first`},
		{"cores = 8", "cores = -1", "line 9: machine.cores: -1: must be from 0 to 8192"},
		{"allowed = 6", "allowed = 8193", "line 10: machine.allowed: 8193: must be from 0 to 8192"},
		{"nodes = 1", "nodes = 1025", "line 11: machine.nodes: 1025: must be from 0 to 1024"},
		{"line = 64", "line = 1025", "line 12: machine.line: 1025: must be from 0 to 1024"},
		{`"512KiB"`, `"512K"`, `line 13: machine.l2: "512K": want a size, as 36MiB`},
		{`"32MiB"`, `"0MiB"`, `line 14: machine.l3: "0MiB": want a size, as 36MiB`},
		{"l3_caches = 2", "l3_caches = -2", "line 15: machine.l3_caches: -2: must be from 0 to 8192"},
		{"workers = 2", "workers = 1025", "line 18: settings.workers: 1025: must be from 0 to 1024\nline 18: settings.workers: 1025: must be at most 3, as many as pinning has CPUs"},
		{"workers = 2", "workers = 4", "line 18: settings.workers: 4: must be at most 3, as many as pinning has CPUs"},
		{`"0-1,4"`, `"wide"`, `line 19: settings.pinning: pinning "wide": want none, compact, spread, or CPUs as 0-3,8`},
		{"pinning = \"0-1,4\"\n", "", `line 17: settings.pinning: pinning "": want none, compact, spread, or CPUs as 0-3,8`},
		{"shard_size = 64", "shard_size = 63", "line 20: settings.shard_size: 63: must be from 64 to 1048576"},
		{`"200us"`, `"200"`, `line 21: settings.spin: "200": want a duration up to 50ms, as 200us`},
		{`"1ms"`, `"51ms"`, `line 22: settings.prewake: "51ms": want a duration up to 50ms, as 200us`},
		{"spins = 100", "spins = -1", "line 23: settings.spins: -1: must be from 0 to 1000000"},
		{"gogc = -1", "gogc = -2", "line 24: settings.gogc: -2: must be from -1 to 10000"},
		{"memory_limit = \"4GiB\"\n", "", "line 24: settings.gogc: -1: without memory_limit the heap would grow without bound"},
		{`"4GiB"`, `"4GB"`, `line 25: settings.memory_limit: "4GB": want a size, as 36MiB`},
		{`"measured"`, `"guessed"`, "line 28: evidence.basis: \"guessed\": want measured, derived or none\nline 28: evidence.basis: \"guessed\": want ratio, interval and pairs if it is measured, and only then"},
		{`"measured"`, `"derived"`, `line 28: evidence.basis: "derived": want ratio, interval and pairs if it is measured, and only then`},
		{`"p99"`, `"fast"`, `line 30: evidence.goal: "fast": want p50, p99, throughput or cpu`},
		{"pairs = 14", "pairs = 0", "line 28: evidence.basis: measured: want goal, ratio, interval and pairs"},
		{"[0.7, 0.9]", "[0.7]", "line 32: evidence.interval: [0.7]: want a lower and an upper bound above 0, with the ratio 0.8 between them"},
		{"[0.7, 0.9]", "[0.7, 0.79]", "line 32: evidence.interval: [0.7 0.79]: want a lower and an upper bound above 0, with the ratio 0.8 between them"},
		{"[0.7, 0.9]", "[0.81, 0.9]", "line 32: evidence.interval: [0.81 0.9]: want a lower and an upper bound above 0, with the ratio 0.8 between them"},
		{"spins = 100", "spin_count = 1", "line 23: settings.spin_count: no such key"},
		{"spins = 100", "spin_count = 1\nhz = 2", "line 23: settings.spin_count: no such key\nline 24: settings.hz: no such key"},
		{"workers = 2", "workers = ", "line 18: unexpected character U+000A at start of value"},
	} {
		text := strings.Replace(whole, tt.from, tt.to, 1)
		if text == whole {
			t.Fatalf("%q is not there", tt.from)
		}
		if _, err := profiles.Parse([]byte(text)); err == nil || err.Error() != tt.want {
			t.Errorf("%q for %q:\n got %v\nwant %s", tt.to, tt.from, err, tt.want)
		}
	}
	_, err := profiles.Parse([]byte(strings.Replace(whole, "workers = 2", `workers = "two"`, 1)))
	if err == nil || !strings.HasPrefix(err.Error(), "line 18: settings.workers: ") {
		t.Errorf("a text for a number: %v, want line 18: settings.workers: …", err)
	}
}

// TestFaultsTogether: all that is wrong is said at once, line by line.
func TestFaultsTogether(t *testing.T) {
	text := strings.NewReplacer("spins = 100", "spins = -1", `"1ms"`, `"-1ms"`).Replace(whole)
	const want = "line 22: settings.prewake: \"-1ms\": want a duration up to 50ms, as 200us\nline 23: settings.spins: -1: must be from 0 to 1000000"
	if _, err := profiles.Parse([]byte(text)); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	good, bad := filepath.Join(dir, "mine.toml"), filepath.Join(dir, "bad.toml")
	for path, text := range map[string]string{good: whole, bad: "schema = 3\nname = \"\"\n[settings]\npinning = \"none\"\n[evidence]\nbasis = \"none\"\n"} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if p, err := profiles.Load(good); err != nil || p.Name != "mine" {
		t.Errorf("a file: %v, %v", p, err)
	}
	want := bad + ": line 1: schema: 3: want 1\n" + bad + `: line 2: name: "": want up to 64 of a-z, 0-9, and . _ - after the first`
	if _, err := profiles.Load(bad); err == nil || err.Error() != want {
		t.Errorf("a bad file: %v, want %s", err, want)
	}
	const unknown = `no such profile: "fast": want auto, c8g-metal-48xl, m4-max, serial, vm-2vcpu, or a file as mine.toml`
	if _, err := profiles.Load("fast"); err == nil || err.Error() != unknown {
		t.Errorf("a name: %v, want %s", err, unknown)
	}
	if _, err := profiles.Load("missing.toml"); err == nil || err.Error() != "missing.toml: no such file or directory" {
		t.Errorf("a missing file: %v", err)
	}
}

func TestApply(t *testing.T) {
	p, err := profiles.Parse([]byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	wall := scheduler.NewWall()
	c := scheduler.Config{Clock: wall}
	p.Apply(&c)
	if wall.Spin != 200*time.Microsecond || c.Prewake != time.Millisecond || c.Spins != 100 {
		t.Errorf("spin %v, prewake %v, spins %d", wall.Spin, c.Prewake, c.Spins)
	}
	serial, err := profiles.Load("serial")
	if err != nil {
		t.Fatal(err)
	}
	serial.Apply(&c)
	if wall.Spin != 200*time.Microsecond || c.Prewake != time.Millisecond || c.Spins != 100 {
		t.Errorf("what a profile leaves out: spin %v, prewake %v, spins %d", wall.Spin, c.Prewake, c.Spins)
	}
}

// TestPage: the profile that the page on tuning shows is one.
func TestPage(t *testing.T) {
	page, err := os.ReadFile("../docs/tuning.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```toml\n")
	text, _, found := strings.Cut(rest, "```\n")
	if !found {
		t.Fatal("no profile on the page")
	}
	p, err := profiles.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if p.Settings.Workers == 0 || p.Settings.MemoryLimit == 0 || p.Machine.L3s == 0 {
		t.Errorf("the page leaves out settings: %+v", p)
	}
	for _, name := range profiles.Names() {
		if !strings.Contains(string(page), "| `"+name+"` |") {
			t.Errorf("the page does not have %s", name)
		}
	}
}
