package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra/doc"
)

var update = flag.Bool("update", false, "write docs/cli anew")

// TestMain lets the scripts run the real program by its name.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"touchline": main, "peak": peak})
}

// TestScript runs the scripts in testdata/script: each reads like a page of the
// manual.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			matches, err := filepath.Abs("../../../shared/matches")
			if err != nil {
				return err
			}
			env.Setenv("MATCHES", matches)
			env.Setenv("NO_COLOR", "1")
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "matches" {
				_, err := os.Stat("../../../shared/matches/statsbomb")
				return err == nil, nil
			}
			return false, nil
		},
	})
}

// TestPages checks that docs/cli says what the commands' own help says.
func TestPages(t *testing.T) {
	const pages = "../../docs/cli"
	root := (&app{}).rootCommand()
	if *update {
		if err := os.MkdirAll(pages, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := doc.GenMarkdownTree(root, pages); err != nil {
			t.Fatal(err)
		}
	}
	fresh := t.TempDir()
	if err := doc.GenMarkdownTree(root, fresh); err != nil {
		t.Fatal(err)
	}
	want, err := filepath.Glob(filepath.Join(fresh, "*.md"))
	if err != nil || len(want) == 0 {
		t.Fatal("no pages made", err)
	}
	for _, page := range want {
		name := filepath.Base(page)
		want, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(pages, name)); err != nil || string(got) != string(want) {
			t.Errorf("docs/cli/%s is out of date: go test ./cmd/touchline -update", name)
		}
	}
	if have, _ := filepath.Glob(filepath.Join(pages, "*.md")); len(have) != len(want) {
		t.Errorf("docs/cli has %d pages, want %d", len(have), len(want))
	}
}

// run runs the program and returns its exit code: what most tests of a command
// need besides its output.
func run(ctx context.Context, args ...string) int {
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		panic(err)
	}
	defer null.Close()
	return Main(ctx, args, null, null, null)
}
