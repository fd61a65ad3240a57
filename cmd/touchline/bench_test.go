package main

import (
	"context"
	"testing"
)

func TestBenchExit(t *testing.T) {
	t.Setenv("PATH", "") // no valgrind
	gone, stop := context.WithCancel(t.Context())
	stop()
	for _, tt := range []struct {
		name string
		ctx  context.Context
		args []string
		want int
	}{
		{"done", t.Context(), []string{"--rows", "deepfake-score", "--streams", "2", "--time", "1ms"}, exitDone},
		{"picture that cannot be written", t.Context(), []string{"--rows", "full-pipeline", "--streams", "2", "--time", "1ms", "--plot", "none/cost.svg"}, exitOutput},
		{"no picture", t.Context(), []string{"--plot", "cost.gif"}, exitUsage},
		{"nothing to draw", t.Context(), []string{"--rows", "deepfake-score", "--plot", "cost.svg"}, exitUsage},
		{"no such row", t.Context(), []string{"--rows", "deepfake"}, exitUsage},
		{"no such size", t.Context(), []string{"--streams", "0"}, exitUsage},
		{"no number", t.Context(), []string{"--streams", "many"}, exitUsage},
		{"no time", t.Context(), []string{"--time", "-1s"}, exitUsage},
		{"argument", t.Context(), []string{"now"}, exitUsage},
		{"no such module", t.Context(), []string{"cache", "--modules", "qoe"}, exitUsage},
		{"no such caches", t.Context(), []string{"cache", "--caches", "m5"}, exitUsage},
		{"no such worker", t.Context(), []string{"cache", "worker", "qoe", "1", "64", "64", "work"}, exitUsage},
		{"nothing to count with", t.Context(), []string{"cache"}, exitUnreadable},
		{"cut short", gone, []string{"--streams", "2"}, exitCut},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := run(tt.ctx, append([]string{"bench"}, tt.args...)...); got != tt.want {
				t.Errorf("exit code %d, want %d", got, tt.want)
			}
		})
	}
}
