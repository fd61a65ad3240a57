package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestExplainPage: what docs/explain.md shows is what the commands above it print.
// With -update it is written anew.
func TestExplainPage(t *testing.T) {
	const page = "../../docs/explain.md"
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	shown := shownBlocks(string(data))
	if len(shown) < 4 {
		t.Fatalf("only %d outputs are shown", len(shown))
	}
	fresh := string(data)
	for _, b := range shown {
		got := ""
		for _, command := range b.commands {
			got = printed(t, dir, command)
		}
		if got == "" {
			t.Errorf("%s: prints nothing", b.commands)
		}
		fresh = strings.Replace(fresh, b.text, strings.Replace(b.text, "```text\n"+b.shown+"```", "```text\n"+got+"```", 1), 1)
	}
	switch {
	case fresh == string(data):
	case *update:
		if err := os.WriteFile(page, []byte(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("docs/explain.md shows what is not printed any more: go test ./cmd/touchline -run TestExplainPage -update\n%s", firstLine(string(data), fresh))
	}
}

// block is commands of a page and what it shows of the output of the last.
type block struct {
	commands []string // also those of blocks before that show nothing
	shown    string
	text     string // all of it, as it stands in the page
}

// shownBlocks returns the commands of a page that it shows the output of.
func shownBlocks(page string) (all []block) {
	const opens, between = "```sh\n", "```\n\n```text\n"
	var commands []string
	for {
		i := strings.Index(page, opens)
		if i < 0 {
			return all
		}
		page = page[i:]
		end := strings.Index(page[len(opens):], "```\n") + len(opens)
		commands = append(commands, strings.Split(strings.TrimSpace(page[len(opens):end]), "\n")...)
		if rest, ok := strings.CutPrefix(page[end:], between); ok {
			shown := rest[:strings.Index(rest, "```")]
			all = append(all, block{commands, shown, page[:end] + between + shown + "```"})
			commands = nil
		}
		page = page[end:]
	}
}

// printed returns what a command prints. Its folders below /tmp are in dir.
func printed(t *testing.T, dir, command string) string {
	t.Helper()
	line, fails, _ := strings.Cut(command, " || test $? -eq ")
	args := strings.Fields(strings.TrimPrefix(line, "go run ./cmd/touchline "))
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "/tmp", dir)
	}
	var out, errs bytes.Buffer
	code := Main(t.Context(), args, strings.NewReader(""), &out, &errs)
	if want := fails; fmt.Sprint(code) != "0" && fmt.Sprint(code) != want {
		t.Fatalf("%s: exit code %d\n%s", command, code, &errs)
	}
	return strings.ReplaceAll(out.String(), dir, "/tmp")
}

// firstLine returns the first line that differs, as it was and as it is.
func firstLine(was, is string) string {
	a, b := strings.Split(was, "\n"), strings.Split(is, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d: %s\n     is: %s", i+1, a[i], b[i])
		}
	}
	return "one is longer"
}

func TestShownBlocks(t *testing.T) {
	page := "a\n```sh\nb\n```\nc\n```sh\nd\ne\n```\n\n```text\nf\ng\n```\n```sh\nh\n```\n\n```text\n```\n"
	got := shownBlocks(page)
	if len(got) != 2 {
		t.Fatalf("%d blocks, want 2", len(got))
	}
	if b := got[0]; fmt.Sprint(b.commands) != "[b d e]" || b.shown != "f\ng\n" || b.text != "```sh\nd\ne\n```\n\n```text\nf\ng\n```" {
		t.Errorf("%+v", b)
	}
	if b := got[1]; fmt.Sprint(b.commands) != "[h]" || b.shown != "" {
		t.Errorf("%+v", b)
	}
}
