package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// readmeWords are what is run in other words than the page has: the program that
// the test was built from, a folder of the test's own, and less of a load.
var readmeWords = strings.NewReplacer(
	"go run ./cmd/touchline", "touchline",
	"--duration 10s", "--duration 1s",
	"--time 100ms", "--time 10ms",
)

// TestReadme runs the commands of README.md and of the pages in docs, in the order
// in which a reader comes to them. The commands of docs/cli are examples with files
// that a reader would have.
func TestReadme(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell to run the commands with")
	}
	const root = "../.."
	pages := []string{"README.md"}
	err := filepath.WalkDir(filepath.Join(root, "docs"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == "cli" {
			return fs.SkipDir
		}
		if err == nil && strings.HasSuffix(path, ".md") {
			path, err = filepath.Rel(root, path)
			pages = append(pages, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		text, err := os.ReadFile(filepath.Join(root, page))
		if err != nil {
			t.Fatal(err)
		}
		if page == "README.md" || len(fences(string(text))) > 0 {
			t.Run(page, func(t *testing.T) {
				if n := runPage(t, string(text)); page == "README.md" && n < 8 {
					t.Errorf("only %d commands were run: this test looks in the wrong place", n)
				}
			})
		}
	}
}

// runPage runs the commands of a page and returns how many there were.
func runPage(t *testing.T, text string) (commands int) {
	dir := t.TempDir()
	for _, line := range fences(text) {
		if strings.Contains(line.text, "go test") {
			continue
		}
		if strings.Contains(line.text, "touchline bench") && !hasBench(t) {
			t.Logf("line %d: not run, there is no bench in this build: %s", line.number, line.text)
			continue
		}
		command := strings.ReplaceAll(readmeWords.Replace(line.text), "/tmp/", dir+"/")
		began := time.Now()
		cmd := exec.CommandContext(t.Context(), "sh", "-c", command)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("line %d: %s: %v\n%s", line.number, line.text, err, out)
		}
		if len(out) == 0 && !strings.Contains(line.text, ">") {
			t.Errorf("line %d: %s: says nothing", line.number, line.text)
		}
		t.Logf("%v %s", time.Since(began).Round(time.Millisecond), line.text)
		commands++
	}
	return commands
}

func hasBench(t *testing.T) bool {
	out, err := exec.CommandContext(t.Context(), "touchline", "bench", "--help").CombinedOutput()
	return err == nil && strings.Contains(string(out), "--time")
}

// fence is a line of a fenced block.
type fence struct {
	number int // from 1
	text   string
}

// fences returns the lines of the blocks of a page that are for a shell.
func fences(text string) (lines []fence) {
	open, shell := false, false
	for i, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "```"):
			open = !open
			shell = open && line == "```sh"
		case shell && strings.TrimSpace(line) != "":
			lines = append(lines, fence{i + 1, line})
		}
	}
	return lines
}

func TestFences(t *testing.T) {
	got := fmt.Sprint(fences("a\n```sh\nb\n\nc\n```\nd\n```go\ne\n```\n```sh\nf\n```\n"))
	if want := "[{3 b} {5 c} {12 f}]"; got != want {
		t.Errorf("lines %s, want %s", got, want)
	}
}
