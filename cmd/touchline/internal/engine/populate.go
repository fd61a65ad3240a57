package engine

import (
	"touchline/cmd/touchline/internal/service"
	"touchline/components"
	"touchline/ecs"
	"touchline/systems/director"
	"touchline/systems/feed/recording"
)

// populator fills the worlds of a run.
type populator struct {
	*Plan
	shards   *ecs.Shards
	prime    *primer
	begin    components.PTS // media time of the first tick
	joining  components.PTS // within which all viewers come
	director director.Config
	preset   uint8 // of the director, unless the sport has its own
}

// emptyShards makes the worlds of a plan, without rows.
func (p *Plan) emptyShards(schema *ecs.Schema, workers, records int, step func()) *ecs.Shards {
	s := &ecs.Shards{Schema: schema, Symbols: p.Symbols, Seed: p.Seed, Tick: p.firstTick()}
	s.Common = ecs.NewWorld(schema, p.Backend, ecs.Rows{components.Account: p.accounts()})
	each, total := p.fixturesPerShard(workers), p.fixtures()*len(p.Matches)
	r := p.rooms(records)
	s.Worlds = make([]*ecs.World, p.Shards(workers))
	share(len(s.Worlds)/p.cohorts(), step, func(shard int) {
		first, streams := shard*each, 0
		n := min(each, total-first)
		for i := first; i < first+n; i++ {
			streams += p.streamsOf(i)
		}
		most, usual := r.most(n, streams), r.usual(n, streams)
		for c := range p.cohorts() {
			w := ecs.NewUsualWorld(schema, p.Backend, most, usual)
			*components.ShardNumber.At(w, create(w, components.Shard, 1)) = 1
			s.Worlds[shard*p.cohorts()+c] = w
			if c > 0 {
				w.Follow(s.Worlds[shard*p.cohorts()], components.Fixture, components.Stream, components.Audience)
			}
		}
	})
	return s
}

// populate fills the worlds with the rows of a run that begins.
func (f *populator) populate(workers int, step func()) {
	f.addAccounts()
	each, total := f.fixturesPerShard(workers), f.fixtures()*len(f.Matches)
	share(len(f.shards.Worlds)/f.cohorts(), step, func(shard int) {
		w := f.shards.Worlds[shard*f.cohorts()]
		first, streams := shard*each, 0
		end := min(first+each, total)
		for i := first; i < end; i++ {
			streams += f.streamsOf(i)
		}
		rows := f.blanks(w, end-first, streams)
		for i := first; i < end; i++ {
			f.addFixture(rows, components.Number(i+1), f.offset(i))
		}
		for c, cohort := range w.Followers() {
			cohort.CopyRows()
			rows := &blanks{World: cohort, viewer: create(cohort, components.Viewer, streams*f.viewersIn(c+1))}
			for stream := range streams {
				f.addViewers(rows, components.Row(stream), c+1)
			}
		}
	})
}

// intern gives symbols to all texts that rows may have: from then on shards are filled
// by several goroutines, none of which may add one.
func (p *Plan) intern() {
	c := p.Service
	for i := range c.Streams {
		p.Symbols.Of(c.Streams[i].Language)
		p.Symbols.Of(c.Streams[i].Territory)
	}
	for i := range c.Renditions {
		p.Symbols.Of(c.Renditions[i].Name)
		p.Symbols.Of(c.Renditions[i].Codecs)
		p.Symbols.Of(c.Renditions[i].Audio)
	}
	for _, m := range p.Matches {
		p.Symbols.Of(m.Home)
		p.Symbols.Of(m.Away)
	}
	p.Symbols.Of(abroad)
}

// streamsOf is how many streams fixture i, counted from 0, has.
func (p *Plan) streamsOf(i int) int {
	return min(p.PerFixture, p.Streams-i%p.fixtures()*p.PerFixture)
}

// firstStream is the number of the first stream of fixture i.
func (p *Plan) firstStream(i int) int {
	return i/p.fixtures()*p.Streams + i%p.fixtures()*p.PerFixture + 1
}

// create adds n rows that there is room for, and returns the first.
func create(w *ecs.World, k *components.Kind, n int) components.Row {
	first, ok := w.CreateRows(k, n)
	if !ok {
		panic("engine: no room for rows of " + k.Name)
	}
	return first
}

// blanks are rows of a world that were created at once and are filled one after the
// other: of each kind, the next.
type blanks struct {
	*ecs.World
	fixture, stream, audience, viewer components.Row
}

// blanks creates the rows of so many fixtures and streams.
func (f *populator) blanks(w *ecs.World, fixtures, streams int) *blanks {
	return &blanks{
		w, create(w, components.Fixture, fixtures), create(w, components.Stream, streams),
		create(w, components.Audience, f.audiences(streams)), create(w, components.Viewer, streams*f.viewersIn(0)),
	}
}

// take returns the next row of a kind.
func take(next *components.Row) components.Row {
	*next++
	return *next - 1
}

// addFixture fills the rows of the fixture of that number, at a moment of its match, of
// its streams and of their viewers.
//
// Numbers beyond those that a run begins with are of matches that begin later, each in
// the place of one that is over: see [Turnover].
func (f *populator) addFixture(w *blanks, number components.Number, at moment) {
	total := f.fixtures() * len(f.Matches)
	i, round := int(number-1)%total, int(number-1)/total
	row := take(&w.fixture)
	*components.FixtureNumber.At(w, row) = number
	m := f.Matches[at.script]
	f.prime.fill(w.World, row, at)
	*components.FixtureSport.At(w, row) = components.SportCalled(m.Sport)
	*components.FixtureHome.At(w, row) = f.Symbols.Of(m.Home)
	*components.FixtureAway.At(w, row) = f.Symbols.Of(m.Away)
	*components.FixtureWall.At(w, row) = f.wall(m)
	*components.FixtureScript.At(w, row) = uint32(at.script)
	*components.FixtureBeatEvery.At(w, row) = m.Beat
	*components.FixtureLive.At(w, row) = m.Live
	*components.FixtureBeatLast.At(w, row) = f.begin
	first := f.firstStream(i) + round*f.Streams*len(f.Matches)
	for k := range f.streamsOf(i) {
		f.addStream(w, row, first+k)
	}
}

// wall is the wall clock at PTS 0: what the service says, or the recording, or
// else a day that nobody takes for a real one.
func (f *populator) wall(m *recording.Match) int64 {
	const nowhere = 946_684_800_000 // 2000-01-01T00:00:00Z
	switch start := f.Service.Fixture.Start; {
	case !start.IsZero():
		return start.UnixMilli()
	case m.Kickoff != 0:
		return m.Kickoff
	}
	return nowhere
}

func (f *populator) addStream(w *blanks, fixture components.Row, number int) {
	c := f.Service.Streams[(number-1)%len(f.Service.Streams)]
	row := take(&w.stream)
	*components.StreamNumber.At(w, row) = components.Number(number)
	*components.StreamFixture.At(w, row) = fixture
	*components.StreamFrames.At(w, row) = components.Rate(c.FrameRate)
	*components.StreamTimecode.At(w, row), *components.StreamDrop.At(w, row), _ =
		service.Timecode(c.Timecode, components.Rate(c.FrameRate))
	*components.StreamLanguage.At(w, row) = f.Symbols.Of(c.Language)
	*components.StreamTerritory.At(w, row) = f.Symbols.Of(c.Territory)
	*components.StreamLatency.At(w, row) = c.Latency.PTS()
	slowest := components.FixtureLatency.At(w, fixture)
	*slowest = max(*slowest, c.Latency.PTS())

	f.addCameras(w.World, row)
	f.startProgram(w.World, row, number)
	f.addRenditions(w.World, row)
	f.startSources(w.World, row, number)
	f.addAudience(w, row)
	f.addViewers(w, row, 0)
}

func (f *populator) addCameras(w *ecs.World, stream components.Row) {
	for k := range f.Cameras {
		c, row := f.Service.Cameras[k%len(f.Service.Cameras)], components.Row(int(stream)*f.Cameras+k)
		role, _ := components.ParseRole(c.Role)
		size, _ := components.ParseShotSize(c.Size)
		side, _ := components.ParseSide(c.Side)
		*components.CameraSetup.At(w, row) = components.SetupOf(role, size, side)
	}
}

func (f *populator) addRenditions(w *ecs.World, stream components.Row) {
	for k := range f.Renditions {
		c, row := f.Service.Renditions[k], components.Row(int(stream)*f.Renditions+k)
		*components.RenditionName.At(w, row) = f.Symbols.Of(c.Name)
		*components.RenditionCodecs.At(w, row) = f.Symbols.Of(c.Codecs)
		*components.RenditionPeak.At(w, row) = components.Bitrate(c.Peak)
		*components.RenditionAverage.At(w, row) = components.Bitrate(c.Average)
		*components.RenditionSize.At(w, row) = components.Resolution(c.Size)
		*components.RenditionTier.At(w, row), _ = components.ParseTier(c.Tier)
		*components.RenditionAudio.At(w, row) = f.Symbols.Of(c.Audio)
	}
}

// startSources sets when the simulated sources of a stream speak first. Those of
// different streams do so at different times.
func (f *populator) startSources(w *ecs.World, stream components.Row, number int) {
	frames := components.Rate(*components.StreamFrames.At(w, stream))
	segment := f.Service.Segments.Duration.PTS()
	phase := frames.Up(turn(number) % segment)
	cadence := f.Service.Cadence(frames)
	length := cadence.Length()
	first := length
	if cadence.Parts() > 0 {
		first = cadence.PartEnd(0)
	}
	made := (f.begin - phase + length - 1) / length // segments that are over: where they begin does not depend on when a run does
	*components.StreamDue.At(w, stream) = components.Due{
		Segment: uint32(phase + made*length + first), Score: uint32(f.begin + phase%(components.PTSPerSecond/6)),
	}
}
