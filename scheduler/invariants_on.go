//go:build invariants

package scheduler

// invariants lets the panic of a system through.
const invariants = true
