package director_test

import (
	"strings"
	"testing"
	"time"

	"touchline/components"
	"touchline/systems/director"
)

func TestDefault(t *testing.T) {
	cfg := director.Default()
	if err := cfg.Validate(); err != nil {
		t.Fatal(err)
	}
	if got, want := cfg.Presets[0].Weights, (director.Weights{Audio: 350, Face: 300, Motion: 200, Speaking: 150}); got != want {
		t.Errorf("weights %+v, want %+v", got, want)
	}
	for n, name := range []string{"sports", "news", "interview", "cricket"} {
		if got, ok := cfg.Index(name); !ok || int(got) != n {
			t.Errorf("preset %q has the number %d, %v; want %d", name, got, ok, n)
		}
	}
	if _, ok := cfg.Index("chess"); ok {
		t.Error("there is a preset for chess")
	}
	if sports, news := cfg.Presets[0], cfg.Presets[1]; sports.MinShot >= news.MinShot || sports.Gain >= news.Gain {
		t.Error("news cut as fast as sports")
	}
}

// TestFor checks that each sport has its own preset in the place of sports, and in
// that place alone.
func TestFor(t *testing.T) {
	cfg := director.Default()
	without := director.Config{Presets: cfg.Presets[:3]}
	for _, tt := range []struct {
		cfg          director.Config
		sport        components.Sport
		preset, want uint8
	}{
		{cfg, components.Football, 0, 0}, {cfg, components.Cricket, 0, 3}, {cfg, components.Cricket, 1, 1}, {cfg, components.Cricket, 2, 2},
		{cfg, components.Football, 3, 3}, {cfg, components.Cricket, 16, 16}, {without, components.Cricket, 0, 0},
	} {
		if got := tt.cfg.For(tt.sport, tt.preset); got != tt.want {
			t.Errorf("preset %d of %d for %v: %d, want %d", tt.preset, len(tt.cfg.Presets), tt.sport, got, tt.want)
		}
	}
}

func TestValidate(t *testing.T) {
	tests := []struct {
		name   string
		change func(*director.Config)
		want   string // none if it is valid
	}{
		{"no presets", func(c *director.Config) { c.Presets = nil }, "director: 0 presets: must be from 1 to 16"},
		{"sixteen presets", func(c *director.Config) { repeat(c, 16) }, ""},
		{"seventeen presets", func(c *director.Config) { repeat(c, 17) }, "director: 17 presets: must be from 1 to 16"},
		{"two of a name", func(c *director.Config) { c.Presets[1].Name = "plain" }, `director: preset 1: name "plain" is that of preset 0`},
		{"no name", func(c *director.Config) { c.Presets[1].Name = "" }, `director: preset "": no name`},
		{"reaction", func(c *director.Config) { c.React = -90_000 }, "director: reaction time -1s: must not be negative"},
		{"weights", func(c *director.Config) { c.Presets[0].Weights.Face++ }, `director: preset "plain": weights add up to 1001: must be 1000`},
		{"negative weight", func(c *director.Config) {
			c.Presets[0].Weights = director.Weights{Audio: 1001, Face: -1}
		}, `director: preset "plain": weight -1: must not be negative`},
		{"min shot", func(c *director.Config) { c.Presets[0].MinShot = 0 }, `director: preset "plain": min shot 0s: must be above 0`},
		{"least min shot", func(c *director.Config) { c.Presets[0].MinShot = 1 }, ""},
		{"max shot", func(c *director.Config) { c.Presets[0].MaxShot[components.Close] = 2 * second },
			`director: preset "plain": max shot 2s of size close: must be above the min shot 2s and at most 1h0m0s`},
		{"least max shot", func(c *director.Config) { c.Presets[0].MaxShot[components.Close] = 2*second + 1 }, ""},
		{"longest max shot", func(c *director.Config) { c.Presets[0].MaxShot[components.Close] = 3600 * second }, ""},
		{"longer max shot", func(c *director.Config) { c.Presets[0].MaxShot[components.Wide] = components.PTSOf(2 * time.Hour) },
			`director: preset "plain": max shot 2h0m0s of size wide: must be above the min shot 2s and at most 1h0m0s`},
		{"no gain", func(c *director.Config) { c.Presets[0].Gain = 0 }, `director: preset "plain": gain 0: must be from 1 to 1000`},
		{"gain", func(c *director.Config) { c.Presets[0].Gain = 1001 }, `director: preset "plain": gain 1001: must be from 1 to 1000`},
		{"smoothing", func(c *director.Config) { c.Presets[0].Smooth = -9 }, `director: preset "plain": smoothing -100µs: must be from 0s to 1m0s`},
		{"moment", func(c *director.Config) { c.Presets[0].Moment[components.Celebrate][components.Reverse] = 1001 },
			`director: preset "plain": reverse in celebrate 1001: must be from -1000 to 1000`},
		{"ball", func(c *director.Config) { c.Presets[0].Ball[director.Middle][components.BoxLeft] = -1001 },
			`director: preset "plain": box-left with the ball in zone 4 -1001: must be from -1000 to 1000`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cfg := plain()
			tt.change(&cfg)
			_, err := director.New(cfg)
			if tt.want == "" {
				if err != nil {
					t.Errorf("error = %v, want none", err)
				}
				return
			}
			if err == nil || err.Error() != tt.want {
				t.Errorf("error = %v, want %s", err, tt.want)
			}
		})
	}
}

// TestValidateSaysAll checks that no fault hides another.
func TestValidateSaysAll(t *testing.T) {
	cfg := plain()
	cfg.React = -1
	cfg.Presets[0].Gain, cfg.Presets[1].MinShot = 0, 0
	if err := cfg.Validate(); err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("error = %v, want three lines", err)
	}
}

func repeat(c *director.Config, n int) {
	p := c.Presets[0]
	c.Presets = nil
	for i := range n {
		p.Name = string(rune('a' + i))
		c.Presets = append(c.Presets, p)
	}
}
