package main

import (
	"fmt"
	"testing"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/cmd/touchline/internal/decisions/why"
)

// TestFew: of each kind the first ten are shown, and the rest counted.
func TestFew(t *testing.T) {
	var all []why.Statement
	for i := range 12 {
		for _, kind := range []string{"grant", "cut"} {
			if kind == "grant" || i < 10 {
				all = append(all, why.Statement{Text: fmt.Sprint(kind, i), Row: &decisions.Decision{Kind: kind}})
			}
		}
	}
	some, left := few(all)
	if len(some) != 20 || fmt.Sprint(left) != "map[grant:2]" {
		t.Errorf("%d shown, %v left, want 20 and two grants", len(some), left)
	}
	if some[0].Text != "grant0" || some[19].Text != "cut9" {
		t.Errorf("from %s to %s", some[0].Text, some[19].Text)
	}
}

func TestPrintable(t *testing.T) {
	for text, want := range map[string]string{"a penalty, 3–3": "a penalty, 3–3", "\x1b[2Jgoal\tnow\n": "�[2Jgoal�now�"} {
		if got := printable(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}
