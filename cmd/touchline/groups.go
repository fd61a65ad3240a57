package main

import (
	"os"
	"slices"
	"sync"
	"time"

	"touchline/cmd/touchline/internal/origin"
	"touchline/cmd/touchline/internal/program"
	"touchline/cmd/touchline/internal/service"
	"touchline/systems/manifest"
)

// words are what the subtitles of a service say, nil if it has none.
func words(c *service.Config) *program.Words {
	if !c.Subtitles.On {
		return nil
	}
	return &program.Words{
		Name: service.SubtitlesName, Goal: c.Subtitles.Goal, NoGoal: c.Subtitles.NoGoal, Length: c.Subtitles.Length.PTS(),
	}
}

// captions are the closed captions of a service, as manifests have them.
func captions(c *service.Config) (list []manifest.Captions) {
	for i := range c.Captions {
		t := &c.Captions[i]
		list = append(list, manifest.Captions{Channel: t.Channel, Name: t.Name, Language: t.Language, Code: t.Code()})
	}
	return list
}

// steering gives the programs that are served their pathways, and says how players
// are steered over them.
func (j *job) steering(set *program.Set) origin.Steering {
	c := j.flags.plan.Service
	for _, p := range set.List {
		for _, way := range c.Pathways {
			p.Presentation.Pathways = append(p.Presentation.Pathways, manifest.Pathway{
				ID: way.ID, Base: way.Base + origin.Folder(p.Number) + "/hls/",
			})
		}
		p.Presentation.Steering = "/" + origin.Folder(p.Number) + "/steering.json"
	}
	s := origin.Steering{TTL: int(c.Steering.TTL.Duration / time.Second)}
	o := &order{file: j.flags.config, warn: func(err error) { j.app.log.Warn("pathways stay as they are", "error", err) }}
	for i := range c.Pathways {
		o.ids = append(o.ids, c.Pathways[i].ID)
		if c.Pathways[i].Local() {
			s.Paths = append(s.Paths, c.Pathways[i].Base)
		}
	}
	o.now = o.ids
	if info, err := os.Stat(o.file); err == nil {
		o.changed = info.ModTime()
	}
	s.Order = o.get
	return s
}

// order is the order of the pathways as the service description has it now: who runs
// the service steers its players by another order of the entries there, and takes
// them off a pathway by leaving it out. All else in it is as it was at the beginning.
type order struct {
	file string
	ids  []string // that players know of
	warn func(error)

	mu      sync.Mutex
	changed time.Time
	now     []string
}

func (o *order) get() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	info, err := os.Stat(o.file)
	if err != nil || info.ModTime().Equal(o.changed) {
		return o.now
	}
	o.changed = info.ModTime()
	c, err := service.Load(o.file)
	if err != nil {
		o.warn(err)
		return o.now
	}
	var ids []string
	for _, way := range c.Pathways {
		if slices.Contains(o.ids, way.ID) {
			ids = append(ids, way.ID)
		}
	}
	if len(ids) > 0 {
		o.now = ids
	}
	return o.now
}
