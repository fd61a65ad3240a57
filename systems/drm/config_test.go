package drm_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"touchline/components"
	"touchline/systems/drm"
)

func config() drm.Config {
	cfg := drm.Default()
	cfg.Master = drm.Secret("zq7!kP secret of the tests")
	return cfg
}

func TestValidate(t *testing.T) {
	const second = components.PTSPerSecond
	tests := []struct {
		name   string
		change func(*drm.Config)
		want   string
	}{
		{"default", func(*drm.Config) {}, ""},
		{"shortest master", func(c *drm.Config) { c.Master = c.Master[:16] }, ""},
		{"master too short", func(c *drm.Config) { c.Master = c.Master[:15] }, "drm: master secret of 15 bytes: must be at least 16"},
		{"no master", func(c *drm.Config) { c.Master = nil }, "drm: master secret of 0 bytes: must be at least 16"},
		{"shortest key period", func(c *drm.Config) { c.KeyEvery = second }, ""},
		{"key period too short", func(c *drm.Config) { c.KeyEvery = second - 9 }, "drm: key period 999.9ms: must be from 1s to 13h15m21s"},
		{"longest key period", func(c *drm.Config) { c.KeyEvery = 1<<32 - 1 }, ""},
		{
			"key period too long", func(c *drm.Config) { c.KeyEvery = 47722 * second },
			"drm: key period 13h15m22s: must be from 1s to 13h15m21s",
		},
		{"shortest grace", func(c *drm.Config) { c.Grace = 1 }, ""},
		{"no grace", func(c *drm.Config) { c.Grace = 0 }, "drm: grace 0s: must be above 0s and at most 24h0m0s"},
		{"longest grace", func(c *drm.Config) { c.Grace = 86400 * second }, ""},
		{"grace too long", func(c *drm.Config) { c.Grace = 86401 * second }, "drm: grace 24h0m1s: must be above 0s and at most 24h0m0s"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cfg := config()
			tt.change(&cfg)
			_, err := drm.New(cfg)
			got := ""
			if err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("error %q, want %q", got, tt.want)
			}
		})
	}
}

// TestSecretDoesNotPrint prints a configuration and a system in every way there
// is, and looks for the master secret.
func TestSecretDoesNotPrint(t *testing.T) {
	cfg := config()
	system, err := drm.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, v := range []any{cfg, &cfg, cfg.Master, &cfg.Master, system, *system, []any{cfg}, struct{ DRM drm.Config }{cfg}} {
		for _, verb := range "vsdxXqbcoU" {
			for _, flags := range []string{"", "+", "#"} {
				fmt.Fprintf(&out, "%"+flags+string(verb)+"\n", v)
			}
		}
		text, _ := json.Marshal(v)
		out.Write(text)
		for _, log := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
			slog.New(log).Info("configured", "drm", v)
		}
	}
	short := cfg
	short.Master = short.Master[:15]
	fmt.Fprintln(&out, short.Validate())

	if strings.Contains(out.String(), base64.StdEncoding.EncodeToString(cfg.Master[:6])) {
		t.Error("the master secret was printed, in base64")
	}
	said := strings.ToLower(out.String())
	for _, form := range []string{"%s", "%x", "% x", "%#x", "%d", "%o", "%b", "%q", "%U"} {
		secret := strings.ToLower(fmt.Sprintf(form, []byte(cfg.Master[:4])))
		if secret = strings.Trim(secret, `[]"`); strings.Contains(said, secret) {
			t.Errorf("the master secret was printed, as %s", secret)
		}
	}
	if !strings.Contains(said, "[secret]") {
		t.Error("nothing was printed in its place")
	}
}
