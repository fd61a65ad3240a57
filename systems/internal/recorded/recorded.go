// Package recorded finds the recorded matches that tests read. They are not part
// of this repository: who has them keeps them in a folder beside it.
package recorded

import (
	"os"
	"path/filepath"
	"testing"
)

// File returns the content of a file of the folder ../shared/matches, seen from
// the root of the module, and skips the test where there is none.
func File(t testing.TB, elem ...string) []byte {
	t.Helper()
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; root != filepath.Dir(root); root = filepath.Dir(root) {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
	}
	data, err := os.ReadFile(filepath.Join(append([]string{root, "..", "shared", "matches"}, elem...)...))
	if err != nil {
		t.Skipf("no recorded match: %v", err)
	}
	return data
}
