// Package docs_test holds the pages to what the program is.
package docs_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// root is the folder of the module.
const root = ".."

// pages returns the text of README.md and of every page below docs, by path.
func pages(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{"README.md": read(t, filepath.Join(root, "README.md"))}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".md") {
			all["docs/"+filepath.ToSlash(path)] = read(t, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 20 {
		t.Fatalf("only %d pages: this test looks in the wrong place", len(all))
	}
	return all
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// links are [text](target) and ![text](target).
var links = regexp.MustCompile(`\]\(([^)\s]+)\)`)

// TestLinks: every file that a page links to is there.
func TestLinks(t *testing.T) {
	n := 0
	for page, text := range pages(t) {
		for _, m := range links.FindAllStringSubmatch(text, -1) {
			target, _, _ := strings.Cut(m[1], "#")
			if target == "" || strings.Contains(target, "://") {
				continue
			}
			n++
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(page), target)); err != nil {
				t.Errorf("%s: link to %s: there is no such file", page, m[1])
			}
		}
	}
	if n < 30 {
		t.Errorf("only %d links seen", n)
	}
}

// TestSubjects: every system and every format has its page, and the index has
// every page.
func TestSubjects(t *testing.T) {
	for _, tt := range []struct {
		source, form, folder string
		least                int
	}{
		{"systems/systems.go", `\n\tadd\((\w+)\.New\(`, "systems", 10},
		{"systems/feed/formats/formats.go", `\t"touchline/systems/feed/(\w+)"`, "formats", 2},
	} {
		subjects := regexp.MustCompile(tt.form).FindAllStringSubmatch(read(t, filepath.Join(root, tt.source)), -1)
		if len(subjects) < tt.least {
			t.Errorf("only %d subjects seen in %s", len(subjects), tt.source)
		}
		for _, m := range subjects {
			if m[1] == "recording" { // which is what the readers have in common
				continue
			}
			if _, err := os.Stat(filepath.Join(tt.folder, m[1]+".md")); err != nil {
				t.Errorf("%s of %s: no page docs/%s/%[1]s.md", m[1], tt.source, tt.folder)
			}
		}
	}
	index := read(t, "README.md")
	for page := range pages(t) {
		path, inDocs := strings.CutPrefix(page, "docs/")
		generated := strings.HasPrefix(path, "cli/touchline_") || strings.HasPrefix(path, "decisions/")
		if inDocs && !generated && path != "README.md" && !strings.Contains(index, "]("+path+")") {
			t.Errorf("docs/README.md does not have %s", path)
		}
	}
}

// flag is a word like --streams.
var flag = regexp.MustCompile(`(?:^|[^\w-])--([a-z][a-z-]*)`)

// TestFlags: no page speaks of a flag that the program does not have.
func TestFlags(t *testing.T) {
	all := pages(t)
	known := map[string]bool{"tool": true, "cachegrind-out-file": true} // of valgrind
	for page, text := range all {
		if strings.HasPrefix(page, "docs/cli/") {
			for _, m := range flag.FindAllStringSubmatch(text, -1) {
				known[m[1]] = true
			}
		}
	}
	if len(known) < 30 {
		t.Fatalf("only %d flags known", len(known))
	}
	for page, text := range all {
		for _, m := range flag.FindAllStringSubmatch(text, -1) {
			if !known[m[1]] {
				t.Errorf("%s: --%s: no command has it", page, m[1])
			}
		}
	}
}

// TestExample: the code that the page on adding a system shows is that of a system
// which is compiled and tested.
func TestExample(t *testing.T) {
	code := read(t, filepath.Join(root, "systems", "example_test.go"))
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```\n").FindAllStringSubmatch(read(t, "add-a-system.md"), -1)
	if len(blocks) < 4 {
		t.Errorf("only %d blocks of code seen", len(blocks))
	}
	for _, b := range blocks {
		if !strings.Contains(code, b[1]) {
			t.Errorf("add-a-system.md shows code that is not in systems/example_test.go:\n%s", b[1])
		}
	}
}

// TestFind plants what the other tests look for.
func TestFind(t *testing.T) {
	find := func(r *regexp.Regexp, text string) (found []string) {
		for _, m := range r.FindAllStringSubmatch(text, -1) {
			found = append(found, m[1])
		}
		return found
	}
	if got := find(links, "[a](b.md), ![c](d.svg) and [e](https://f#g)"); !slices.Equal(got, []string{"b.md", "d.svg", "https://f#g"}) {
		t.Errorf("links %q", got)
	}
	if got := find(flag, "`--out DIR`, --fail-if 'x' a--b ---- |---|"); !slices.Equal(got, []string{"out", "fail-if"}) {
		t.Errorf("flags %q", got)
	}
}
