//go:build race

package scheduler_test

// raced says that the race detector is on: what things cost is not what they cost
// without it.
const raced = true
