package bench

import (
	"crypto/sha256"
	"fmt"

	"touchline/bench/reference"
)

// best is the side of the best that there is in the published design.
type best struct {
	*calls
	*reference.Best
	modules module
	answers bestAnswers
}

// bestAnswers is what the calls of a tick returned, in the same order: of one module,
// or of all of the pipeline.
type bestAnswers struct {
	told      []reference.Told
	decisions []reference.Decision
	entries   []reference.Entry
	opinions  []reference.Opinion
	signed    []reference.Signed
	reports   []reference.Report
	all       []reference.Answered
	text      []byte // of a playlist
}

// newBest returns the side of the best in the published design, before [firstTick].
func newBest(load *workload, modules module, in *calls) *best {
	n := load.streams
	cfg := reference.BestConfig{
		Director: sports(), Period: period, Window: windowOf(load), Deepfake: detectors(), Scores: scores, DRM: licenses(load),
	}
	if modules.has(qoeModule) {
		cfg.QoE = streaming()
	}
	b := &best{calls: in, modules: modules, Best: reference.NewBest(cfg, n)}
	b.answers.room(modules, n)
	for i := range n {
		s := &reference.Channel{
			Number: number(i), Latency: latency, Events: openEvents,
			Frames: frames, Cameras: crewOf(load, i), Taken: load.taken(i),
			Territory: territory, Viewer: number(i), Rights: rightsOf(i), Since: now(joined),
			Language: language,
		}
		if modules.has(masterModule) {
			s.Renditions = renditions()
		}
		h := b.Add(s)
		if int(h) != i {
			panic(fmt.Sprintf("bench: stream %d has the handle %d", i, h))
		}
		if modules.has(qoeModule) {
			b.Join(h, 0, len(ladder)) // as many as there are streams, and so with the same handles
		}
	}
	return b
}

// room makes room for what the modules return, one by one and all at once.
func (a *bestAnswers) room(modules module, n int) {
	if modules.has(wageringModule) {
		a.told = make([]reference.Told, n)
	}
	if modules.has(directorModule) {
		a.decisions = make([]reference.Decision, n)
	}
	if modules.has(abrModule) {
		a.entries = make([]reference.Entry, n)
	}
	if modules.has(deepfakeModule) {
		a.opinions = make([]reference.Opinion, n)
	}
	if modules.has(drmModule) {
		a.signed = make([]reference.Signed, n)
	}
	if modules.has(qoeModule) {
		a.reports = make([]reference.Report, n)
	}
	if !one(modules) {
		a.all = make([]reference.Answered, n)
	}
}

// one reports whether modules is one of them.
func one(modules module) bool { return modules&(modules-1) == 0 }

// outcomes writes what the tick returned for each stream into list.
func (b *best) outcomes(list []outcome, o *order) {
	clear(list)
	a, m := &b.answers, b.modules
	for j, i := range o.streams {
		out := &list[i]
		if a.all != nil {
			all := &a.all[j]
			*out = outcome{
				Wager: wagerOf(&all.Told), Cut: cutOf(&all.Decision), Entry: entryOf(&all.Entry),
				Verdict: opinionOf(&all.Opinion), Grant: signedOf(&all.Signed),
			}
			continue
		}
		switch m {
		case wageringModule:
			out.Wager = wagerOf(&a.told[j])
		case directorModule:
			out.Cut = cutOf(&a.decisions[j])
		case abrModule:
			out.Entry = entryOf(&a.entries[j])
		case deepfakeModule:
			out.Verdict = opinionOf(&a.opinions[j])
		case drmModule:
			out.Grant = signedOf(&a.signed[j])
		case qoeModule:
			out.Quality = qualityOf(&a.reports[j])
		case masterModule:
			a.text = b.AppendMaster(a.text[:0], reference.Handle(i)) // that of the tick is gone
			out.Master = sha256.Sum256(a.text)
		}
	}
}

func opinionOf(o *reference.Opinion) verdict { return verdict{o.Risk, o.Stands, o.Raised, o.Cleared} }

func signedOf(s *reference.Signed) grant {
	g := termsOf(&s.Terms)
	g.Signature = s.Signature
	return g
}
