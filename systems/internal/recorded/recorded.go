// Package recorded finds the recorded matches that tests read. They are not part
// of this repository: who has them keeps them in a folder beside it.
package recorded

import (
	"os"
	"path/filepath"
	"testing"
)

// Folder returns the path of the folder ../shared/matches, seen from the root of
// the module, or "" if there is none.
func Folder(t testing.TB) string {
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
	path := filepath.Join(root, "..", "shared", "matches")
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

// File returns the content of a file of the folder, and skips the test where
// there is none.
func File(t testing.TB, elem ...string) []byte {
	t.Helper()
	root := Folder(t)
	if root == "" {
		t.Skip("there is no folder of recorded matches")
	}
	data, err := os.ReadFile(filepath.Join(append([]string{root}, elem...)...))
	if err != nil {
		t.Skipf("no recorded match: %v", err)
	}
	return data
}
