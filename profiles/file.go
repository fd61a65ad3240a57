package profiles

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// schema is the version of the format.
const schema = 1

// file is a profile as it is written.
type file struct {
	Schema   int          `toml:"schema"`
	Name     string       `toml:"name"`
	About    string       `toml:"about"`
	Machine  machineFile  `toml:"machine"`
	Settings settingsFile `toml:"settings"`
	Evidence evidenceFile `toml:"evidence"`
}

type machineFile struct {
	OS      string `toml:"os,omitempty"`
	Arch    string `toml:"arch,omitempty"`
	Brand   string `toml:"brand,omitempty"`
	Cores   int    `toml:"cores,omitempty"`
	Allowed int    `toml:"allowed,omitempty"`
	Nodes   int    `toml:"nodes,omitempty"`
	Line    int    `toml:"line,omitempty"`
	L2      string `toml:"l2,omitempty"`
	L3      string `toml:"l3,omitempty"`
	L3s     int    `toml:"l3_caches,omitempty"`
}

type settingsFile struct {
	Workers     int    `toml:"workers,omitempty"`
	Pinning     string `toml:"pinning"`
	ShardSize   int    `toml:"shard_size,omitempty"`
	Spin        string `toml:"spin,omitempty"`
	Prewake     string `toml:"prewake,omitempty"`
	Spins       int    `toml:"spins,omitempty"`
	GOGC        int    `toml:"gogc,omitempty"`
	MemoryLimit string `toml:"memory_limit,omitempty"`
}

type evidenceFile struct {
	Basis    string    `toml:"basis"`
	Note     string    `toml:"note,omitempty"`
	Goal     string    `toml:"goal,omitempty"`
	Ratio    float64   `toml:"ratio,omitempty"`
	Interval []float64 `toml:"interval,omitempty"`
	Pairs    int       `toml:"pairs,omitempty"`
	Load     string    `toml:"load,omitempty"`
	Revision string    `toml:"revision,omitempty"`
}

// decode reads a file. Keys that are not known are all named.
func decode(text []byte) (*file, error) {
	f := new(file)
	err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(f)
	var strict *toml.StrictMissingError
	var bad *toml.DecodeError
	switch {
	case errors.As(err, &strict):
		var errs []error
		for _, e := range strict.Errors {
			row, _ := e.Position()
			errs = append(errs, fmt.Errorf("line %d: %s: no such key", row, strings.Join(e.Key(), ".")))
		}
		return nil, errors.Join(errs...)
	case errors.As(err, &bad):
		row, _ := bad.Position()
		what := strings.TrimPrefix(bad.Error(), "toml: ")
		if key := bad.Key(); len(key) > 0 {
			what = strings.Join(key, ".") + ": " + what
		}
		return nil, fmt.Errorf("line %d: %s", row, what)
	}
	return f, err
}

// Marshal writes a profile as Parse reads it.
func (p *Profile) Marshal() ([]byte, error) {
	f := file{Schema: schema, Name: p.Name, About: p.About}
	m, s, e := &p.Machine, &p.Settings, &p.Evidence
	f.Machine = machineFile{
		OS: m.OS, Arch: m.Arch, Brand: m.Brand, Cores: m.Cores, Allowed: m.Allowed, Nodes: m.Nodes, Line: m.Line,
		L2: sizeText(int64(m.L2)), L3: sizeText(int64(m.L3)), L3s: m.L3s,
	}
	f.Settings = settingsFile{
		Workers: s.Workers, Pinning: s.Pinning.String(), ShardSize: s.ShardSize, Spins: s.Spins, GOGC: s.GOGC,
		Spin: durationText(s.Spin), Prewake: durationText(s.Prewake), MemoryLimit: sizeText(s.MemoryLimit),
	}
	f.Evidence = evidenceFile{
		Basis: string(e.Basis), Note: e.Note, Goal: e.Goal, Ratio: e.Ratio, Pairs: e.Pairs, Load: e.Load, Revision: e.Revision,
	}
	if e.Interval != [2]float64{} {
		f.Evidence.Interval = e.Interval[:]
	}
	return toml.Marshal(f)
}
