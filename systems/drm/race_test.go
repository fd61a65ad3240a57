//go:build race

package drm_test

// raced says that the race detector is on. It keeps some calls from being inlined,
// and their arguments then escape.
const raced = true
