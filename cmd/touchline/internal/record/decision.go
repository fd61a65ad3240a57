package record

import (
	"strconv"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/match"
)

// moment is what all decisions of a stream in one tick have in common.
type moment struct {
	w       *ecs.World
	now     ecs.Now
	stream  components.Row
	fixture components.Row
	wall    int64 // unix ms at PTS 0
}

// begin writes what every decision says: what it is, whose, and when.
func (l *line) begin(o components.Output, m *moment) {
	l.open()
	l.text("kind", o.Kind.Name)
	l.text("system", o.System)
	l.int("stream", int64(*components.StreamNumber.At(m.w, m.stream)))
	l.int("fixture", int64(*components.FixtureNumber.At(m.w, m.fixture)))
	l.int("tick", int64(m.now.Tick))
	l.int("t", int64(m.now.PTS))
	l.utc("utc", m.wall+int64(m.now.PTS)/90)
	l.key("tc")
	rate := *components.StreamFrames.At(m.w, m.stream)
	frame := rate.Index(m.now.PTS) + int64(*components.StreamTimecode.At(m.w, m.stream))
	l.b = append(l.b, '"')
	l.b = appendTimecode(l.b, frame, rate, *components.StreamDrop.At(m.w, m.stream))
	l.b = append(l.b, '"')
	l.clock(m)
}

// clock writes the match clock as the command line takes it: [P@]MM:SS.
func (l *line) clock(m *moment) {
	sport, period := *components.FixtureSport.At(m.w, m.fixture), *components.FixturePeriod.At(m.w, m.fixture)
	shows := match.Clock(sport, period, *components.FixtureKicked.At(m.w, m.fixture), *components.FixtureStop.At(m.w, m.fixture), m.now.PTS)
	l.key("clock")
	l.b = append(appendClock(append(l.b, '"'), period, shows), '"')
}

// appendClock appends a match clock. It has as many minutes as it takes: an innings
// of a test match has lasted more than a thousand.
func appendClock(b []byte, period components.Period, shows components.PTS) []byte {
	seconds := int64(max(shows, 0) / components.PTSPerSecond)
	b = append(strconv.AppendInt(b, int64(period), 10), '@')
	if seconds >= 6000 {
		b = strconv.AppendInt(b, seconds/6000, 10)
	}
	b = two(b, seconds/60)
	return two(append(b, ':'), seconds%60)
}

// times writes when it happened, when that was heard of, and when what follows
// from it may be seen.
func (l *line) times(occurred, received, release components.PTS) {
	l.int("occurred", int64(occurred))
	l.int("received", int64(received))
	l.int("release", int64(release))
}

// cause writes what a decision goes back to, if that was not the passing of time.
func (l *line) cause(c components.Cause) {
	if c == (components.Cause{}) {
		return
	}
	l.object("cause")
	l.text("source", c.Source.String())
	l.text("event", c.Kind.String())
	l.int("sequence", int64(c.Seq))
	l.int("revision", int64(c.Rev))
	l.end()
}
