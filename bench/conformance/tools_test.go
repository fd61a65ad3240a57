package conformance

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

var (
	seconds = flag.Int("seconds", 20, "how long players play")
	long    = flag.Bool("long", false, "read whole matches, not their first minutes")
)

// scratch is removed when the tests end.
var scratch string

func TestMain(m *testing.M) {
	flag.Parse()
	var err error
	if scratch, err = os.MkdirTemp("", "conformance"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(scratch)
	os.Exit(code)
}

// missing says that something of others is not here: that ends the test as skipped,
// or as failed where everything must be here.
func missing(t testing.TB, format string, args ...any) {
	t.Helper()
	if os.Getenv("TOUCHLINE_CONFORMANCE") == "all" {
		t.Fatalf("missing, and TOUCHLINE_CONFORMANCE=all: "+format, args...)
	}
	t.Skipf("missing: "+format, args...)
}

// program returns the path of a program of the system.
func program(t testing.TB, name, deb string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		missing(t, "the program %s (Debian package %s)", name, deb)
	}
	return path
}

// nodeTool gives the command that runs one of the scripts beside this file.
func nodeTool(t testing.TB, script string, args ...string) *exec.Cmd {
	t.Helper()
	node := program(t, "node", "nodejs")
	if _, err := os.Stat("node_modules/hls-parser"); err != nil {
		missing(t, "node_modules (npm ci in bench/conformance)")
	}
	return exec.Command(node, append([]string{script}, args...)...)
}

// lines runs a command and decodes each line that it prints. A command that ends with
// 1 has found fault with something that its lines name; anything else is a failure.
func lines[T any](t testing.TB, cmd *exec.Cmd) []T {
	t.Helper()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		t.Fatalf("%s: %v\n%s", strings.Join(cmd.Args, " "), err, stderr.String())
	}
	var all []T
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var one T
		if err := d.Decode(&one); err != nil {
			t.Fatalf("%s: %v\n%s", strings.Join(cmd.Args, " "), err, stderr.String())
		}
		all = append(all, one)
	}
	if len(all) == 0 {
		t.Fatalf("%s printed nothing: %v\n%s", strings.Join(cmd.Args, " "), err, stderr.String())
	}
	return all
}

// touchline is the program under test, built once.
var touchline = sync.OnceValues(func() (string, error) {
	path := filepath.Join(scratch, "touchline")
	out, err := exec.Command("go", "build", "-o", path, "touchline/cmd/touchline").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %v\n%s", err, out)
	}
	return path, nil
})

func build(t testing.TB) string {
	t.Helper()
	path, err := touchline()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// defaults is the service that replay takes without another.
func defaults(t testing.TB) string {
	t.Helper()
	text, err := exec.Command(build(t), "config", "init").Output()
	if err != nil {
		t.Fatalf("config init: %v", err)
	}
	return string(text)
}

// has tells whether replay knows a flag.
func has(t testing.TB, flag string) bool {
	t.Helper()
	help, err := exec.Command(build(t), "replay", "--help").CombinedOutput()
	if err != nil {
		t.Fatalf("replay --help: %v\n%s", err, help)
	}
	return bytes.Contains(help, []byte(" "+flag+" "))
}
