package systems_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers says what the packages of each folder may import from this module. A
// system may also import the packages in folders below its own, and nothing else
// under systems: two systems meet only in the columns they share.
var layers = map[string][]string{
	"components": {},
	"ecs":        {"components", "ecs"},
	"systems":    {"components", "ecs"},
	"scheduler":  {"components", "ecs", "scheduler"},
	"profiles":   {"profiles", "scheduler"},
	"cmd":        {"components", "ecs", "systems", "scheduler", "profiles", "cmd", "bench"},
	"bench":      {"components", "ecs", "systems", "scheduler", "profiles", "cmd", "bench"},
	"docs":       {},
}

// impure are the standard packages that would let a system see the machine it
// runs on, and so make two runs differ.
var impure = []string{"os", "net", "net/http", "math/rand", "math/rand/v2", "log", "log/slog", "os/exec", "syscall", "crypto/rand"}

// homes says which folder alone may import a module.
var homes = map[string][]string{
	"github.com/mlange-42/arche":      {"ecs/internal/arche"},
	"github.com/klauspost/cpuid/v2":   {"scheduler", "cmd", "bench"},
	"github.com/spf13/cobra":          {"cmd"},
	"github.com/pelletier/go-toml/v2": {"cmd", "profiles"},
	"github.com/klauspost/compress":   {"cmd"},
	"golang.org/x/sys":                {"scheduler", "cmd", "bench"},
	"golang.org/x/net":                {"cmd"},
	"golang.org/x/text":               {"cmd"},
	"github.com/grafana/pyroscope-go": {"cmd"},
	"gonum.org/v1":                    {"cmd", "bench"},
	"github.com/rogpeppe/go-internal": {"cmd"},
	"github.com/Eyevinn/hls-m3u8":     {"systems", "bench"},
	"github.com/Eyevinn/dash-mpd":     {"systems", "bench"},
	"github.com/Eyevinn/mp4ff":        {"cmd", "systems", "bench"},
	"github.com/golang-jwt/jwt/v5":    {"systems/drm/jws"},
	"github.com/Comcast/scte35-go":    {"systems/splice", "cmd", "bench"},
	"github.com/Comcast/gots/v2":      {"systems/splice", "cmd", "bench"},

	"github.com/google/pprof":             {"cmd"},
	"github.com/prometheus/client_golang": {"cmd"},
	"golang.org/x/perf":                   {"cmd"},

	"github.com/santhosh-tekuri/jsonschema/v6": {"cmd"},
}

func TestImports(t *testing.T) {
	files := 0
	walk(t, func(name string, imports []string) {
		files++
		test := strings.HasSuffix(name, "_test.go")
		for _, imp := range imports {
			if why := forbidden(path.Dir(name), imp, test); why != "" {
				t.Errorf("%s imports %s: %s", name, imp, why)
			}
		}
	})
	if files < 50 {
		t.Errorf("only %d files seen: this test looks in the wrong place", files)
	}
}

// TestForbidden plants the faults that TestImports is there to find.
func TestForbidden(t *testing.T) {
	for _, tt := range []struct {
		dir, imp string
		ok       bool
	}{
		{"systems/director", "touchline/components", true},
		{"systems/director", "touchline/systems/wagering", false},
		{"systems/manifest", "touchline/systems/manifest/hls", true},
		{"systems/abr", "touchline/systems/manifest/hls", false},
		{"systems/manifest/hls/rfc", "touchline/components", false},
		{"systems/director", "os", false},
		{"systems", "touchline/systems/director", true},
		{"ecs", "touchline/systems", false},
		{"scheduler", "touchline/systems/match", false},
		{"components", "touchline/ecs", false},
		{"ecs", "github.com/mlange-42/arche/ecs", false},
		{"ecs/internal/arche", "github.com/mlange-42/arche/ecs", true},
		{"ecs", "touchline/cmd/touchline/internal/engine", false},
	} {
		if why := forbidden(tt.dir, tt.imp, false); (why == "") != tt.ok {
			t.Errorf("%s importing %s: %q, want allowed %v", tt.dir, tt.imp, why, tt.ok)
		}
	}
}

// forbidden says why a package in folder dir may not import imp, or nothing.
func forbidden(dir, imp string, test bool) string {
	top, _, _ := strings.Cut(dir, "/")
	if local, ok := strings.CutPrefix(imp, "touchline/"); ok {
		return forbiddenLocal(top, dir, local, test)
	}
	for module, folders := range homes {
		if imp != module && !strings.HasPrefix(imp, module+"/") {
			continue
		}
		if !slices.ContainsFunc(folders, func(f string) bool { return dir == f || strings.HasPrefix(dir, f+"/") }) {
			return "only " + strings.Join(folders, ", ") + " may"
		}
	}
	helper := strings.HasPrefix(dir, "systems/internal/") // what only tests use
	if top == "systems" && !test && !helper && slices.Contains(impure, imp) {
		return "a system sees only its columns"
	}
	return ""
}

func forbiddenLocal(top, dir, local string, test bool) string {
	target, _, _ := strings.Cut(local, "/")
	switch {
	case test && local == dir: // an external test of the package
		return ""
	case !test && dir == "systems/manifest/hls/rfc":
		return "it finds faults of ours by itself"
	case slices.Contains(layers[top], target) && target != "systems":
		return ""
	case target == "systems" && top != "systems" && slices.Contains(layers[top], "systems"):
		return ""
	case target == "systems" && (dir == "systems" || below(local, dir) || sameModule(local, dir)):
		return ""
	case target == "systems" && test:
		return "" // a test may look at what stands before and after its system
	case strings.HasPrefix(local, "systems/internal/") && test:
		return ""
	}
	return top + " may import only " + strings.Join(layers[top], ", ")
}

// below reports whether package local is in a folder below dir.
func below(local, dir string) bool { return strings.HasPrefix(local, dir+"/") }

// sameModule reports whether both are folders of one system: its formats share
// what they have in common.
func sameModule(local, dir string) bool {
	a, b := strings.SplitN(local, "/", 4), strings.SplitN(dir, "/", 4)
	return len(a) > 2 && len(b) > 2 && a[1] == b[1]
}

// TestNoClock: a system's only notion of time is the tick it is given.
func TestNoClock(t *testing.T) {
	fset := token.NewFileSet()
	root(t, func(name, file string) {
		if !strings.HasPrefix(name, "systems/") || strings.HasSuffix(name, "_test.go") {
			return
		}
		f, err := parser.ParseFile(fset, file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, use := range clockUses(fset, f) {
			t.Error(use)
		}
	})
}

func walk(t *testing.T, visit func(name string, imports []string)) {
	fset := token.NewFileSet()
	root(t, func(name, file string) {
		f, err := parser.ParseFile(fset, file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		var imports []string
		for _, spec := range f.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			imports = append(imports, imp)
		}
		visit(name, imports)
	})
}

// root visits the Go files of the module.
func root(t *testing.T, visit func(name, file string)) {
	err := filepath.WalkDir("..", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && file != ".." && strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" {
			return filepath.SkipDir
		}
		if strings.HasSuffix(file, ".go") {
			name, err := filepath.Rel("..", file)
			if err != nil {
				return err
			}
			visit(filepath.ToSlash(name), file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
