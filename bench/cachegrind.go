package bench

import (
	"bytes"
	"context"
	"debug/elf"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// ErrNoValgrind is that valgrind, whose cachegrind does the counting, is not there.
var ErrNoValgrind = errors.New("valgrind was not found: it counts the cache misses; install it (apt-get install valgrind) or put it on the PATH")

// A cachegrind runs programs under valgrind's simulator of caches.
type cachegrind struct {
	path    string
	version string // valgrind-3.19.0
}

func newCachegrind(ctx context.Context) (*cachegrind, error) {
	path, err := exec.LookPath("valgrind")
	if err != nil {
		return nil, ErrNoValgrind
	}
	out, err := exec.CommandContext(ctx, path, "--version").Output()
	if err != nil {
		return nil, fmt.Errorf("%s --version: %w", path, err)
	}
	return &cachegrind{path, strings.TrimSpace(string(out))}, nil
}

// quiet keeps the runtime from doing anything of its own: collections, preemption
// and threads differ from run to run. Valgrind does not know how to read the clock
// with RDTSCP, though it says so.
var quiet = []string{"GOMAXPROCS=1", "GOGC=off", "GODEBUG=asyncpreemptoff=1,cpu.rdtscp=off"}

// ErrNoSymbols is that the worker does not say which function is where.
var ErrNoSymbols = errors.New("this program has no symbols, by which misses are counted: go run and go install -ldflags=-s leave them out, go build does not")

// hasSymbols reports whether misses in a program can be told apart by function.
func hasSymbols(program string) error {
	f, err := elf.Open(program)
	if err != nil {
		return fmt.Errorf("%s: %w", program, err)
	}
	defer f.Close()
	if _, err := f.Symbols(); err != nil {
		return ErrNoSymbols
	}
	return nil
}

// run runs a command over simulated caches, and counts what it does to them. It
// writes to file.
func (g *cachegrind) run(ctx context.Context, c *Caches, file string, command []string) (counts, error) {
	args := []string{
		"--quiet", "--tool=cachegrind", "--cache-sim=yes", "--cachegrind-out-file=" + file,
		"--I1=" + Cache{64 << 10, 4, c.D1.Line}.flag(), "--D1=" + c.D1.flag(), "--LL=" + c.LL.flag(),
	}
	cmd := exec.CommandContext(ctx, g.path, append(args, command...)...)
	cmd.Env = append(os.Environ(), quiet...)
	if out, err := cmd.CombinedOutput(); err != nil {
		if ctx.Err() != nil {
			return counts{}, ctx.Err()
		}
		return counts{}, fmt.Errorf("%s: %w\n%s", g.version, err, bytes.TrimSpace(out))
	}
	f, err := os.Open(file)
	if err != nil {
		return counts{}, err
	}
	defer f.Close()
	n, err := readCounts(f, c)
	if err != nil {
		return counts{}, fmt.Errorf("%s: %s: %w", g.version, file, err)
	}
	return n, nil
}
