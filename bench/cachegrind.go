package bench

import (
	"bufio"
	"bytes"
	"context"
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
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
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("%s: %w\n%s", g.version, err, bytes.TrimSpace(out))
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	n, err := readCounts(f, c)
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", g.version, file, err)
	}
	return n, nil
}

// counts are the events of a tick's functions, by the names that cachegrind has for
// them.
type counts map[string]int64

// readCounts reads what cachegrind wrote: the caches that it simulated, which must
// be those that were asked for, the names of the events, and the counts of each
// function, of which it sums up those that a tick is made of.
func readCounts(r io.Reader, c *Caches) (counts, error) {
	var (
		names []string
		sums  []int64
		have  = map[string]string{}
		tick  = false
		lines = bufio.NewScanner(r)
	)
	lines.Buffer(nil, 1<<20) // names of generic functions are long
	for lines.Scan() {
		line := lines.Text()
		if name, ok := strings.CutPrefix(line, "fn="); ok {
			tick = ofTick(name)
			continue
		}
		key, value, _ := strings.Cut(line, ":")
		switch {
		case key == "desc":
			name, what, _ := strings.Cut(strings.TrimSpace(value), ":")
			have[name] = strings.TrimSpace(what)
		case key == "events":
			names = strings.Fields(value)
			sums = make([]int64, len(names))
		case tick && line != "" && line[0] >= '0' && line[0] <= '9':
			fields := strings.Fields(line)[1:] // after the number of the source line
			if len(fields) > len(names) {
				return nil, fmt.Errorf("%q: %d counts: want %d at most, of %v", line, len(fields), len(names), names)
			}
			for i, f := range fields {
				n, err := strconv.ParseInt(f, 10, 64)
				if err != nil {
					return nil, fmt.Errorf("%q: %w", line, err)
				}
				sums[i] += n
			}
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	for name, want := range map[string]Cache{"D1 cache": c.D1, "LL cache": c.LL} {
		if want := want.described(); have[name] != want {
			return nil, fmt.Errorf("%s is %q: want %q", name, have[name], want)
		}
	}
	n := counts{}
	for i, name := range names {
		n[name] = sums[i]
	}
	for _, name := range []string{"D1mr", "D1mw", "DLmr", "DLmw"} {
		if n[name] == 0 {
			return nil, fmt.Errorf("no %s in any function of a tick", name)
		}
	}
	return n, nil
}

// ofTick reports whether a function is one that a tick is made of: those of the
// systems and of what they use. What fills in the input is not, nor what makes rows.
func ofTick(function string) bool {
	for _, prefix := range []string{
		"touchline/systems/", "touchline/ecs.", "touchline/components.", "crypto/",
		"runtime.memclr", "runtime.memmove", "runtime.duff",
	} {
		if strings.HasPrefix(function, prefix) {
			return function != "touchline/ecs.(*World).Create"
		}
	}
	return false
}

// described is c in cachegrind's words.
func (c Cache) described() string {
	if c.Ways == 1 {
		return fmt.Sprintf("%d B, %d B, direct-mapped", c.Bytes, c.Line)
	}
	return fmt.Sprintf("%d B, %d B, %d-way associative", c.Bytes, c.Line, c.Ways)
}
