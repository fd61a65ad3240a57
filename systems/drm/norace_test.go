//go:build !race

package drm_test

const raced = false
