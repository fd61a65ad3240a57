//go:build !invariants

package ecs

// invariants spoils scratch memory that is taken unset.
const invariants = false
