package drm_test

import (
	"testing"

	"touchline/components"
	"touchline/systems/drm"
)

func TestDecide(t *testing.T) {
	const home, abroad = components.Symbol(4), components.Symbol(5)
	tests := []struct {
		name string
		q    drm.Question
		want components.GrantResult
	}{
		{"first moment", drm.Question{Now: 100, From: 100, Until: 200, Limit: 1}, components.Granted},
		{"too early", drm.Question{Now: 99, From: 100, Until: 200, Limit: 1}, components.RefusedWindow},
		{"last moment", drm.Question{Now: 199, From: 100, Until: 200, Limit: 1}, components.Granted},
		{"too late", drm.Question{Now: 200, From: 100, Until: 200, Limit: 1}, components.RefusedWindow},
		{"at home", drm.Question{Until: 1, Place: home, Only: home, Limit: 1}, components.Granted},
		{"abroad", drm.Question{Until: 1, Place: abroad, Only: home, Limit: 1}, components.RefusedTerritory},
		{"nobody knows where", drm.Question{Until: 1, Only: home, Limit: 1}, components.RefusedTerritory},
		{"everywhere", drm.Question{Until: 1, Place: abroad, Limit: 1}, components.Granted},
		{"last session", drm.Question{Until: 1, Sessions: 2, Limit: 3}, components.Granted},
		{"no session left", drm.Question{Until: 1, Sessions: 3, Limit: 3}, components.RefusedConcurrent},
		{"above a limit that was lowered", drm.Question{Until: 1, Sessions: 3, Limit: 2}, components.RefusedConcurrent},
		{"no sessions at all", drm.Question{Until: 1}, components.RefusedConcurrent},
		{"renewal", drm.Question{Until: 1, Holds: true}, components.Renewed},
		{"renewal too late", drm.Question{Now: 1, Until: 1, Holds: true}, components.RefusedWindow},
		{"renewal abroad", drm.Question{Until: 1, Place: abroad, Only: home, Holds: true}, components.RefusedTerritory},
		{"rights before territory", drm.Question{Now: 1, Place: abroad, Only: home}, components.RefusedWindow},
		{"territory before sessions", drm.Question{Until: 1, Place: abroad, Only: home}, components.RefusedTerritory},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := drm.Decide(&tt.q); got != tt.want {
				t.Errorf("answer %v, want %v", got, tt.want)
			}
		})
	}
}
