//go:build race

package bench

// raced says that the race detector is on. It keeps some calls from being inlined,
// and their arguments then escape.
const raced = true
