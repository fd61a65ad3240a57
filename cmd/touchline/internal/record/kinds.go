package record

import (
	"strconv"

	"touchline/components"
	"touchline/systems/splice"
)

// writers write the fields of each output, in the order of [components.Outputs].
var writers = [len(components.Outputs)]func(*line, *moment, components.Row){
	(*line).wager, (*line).cut, (*line).entry, (*line).alert, (*line).grant, (*line).splice,
}

func (l *line) wager(m *moment, i components.Row) {
	w := components.WagerRecord.At(m.w, i)
	l.text("op", w.Op.String())
	if w.Group != components.NoGroup {
		l.text("market", w.Group.String())
		l.text("status", w.Status.String())
		l.texts("causes", w.Causes.AppendNames(nil))
	}
	if w.Outcome != 0 {
		l.int("outcome", int64(w.Outcome-1))
		if w.Group == components.ResultGroup {
			l.bool("next_goal", w.Next)
		}
	}
	if w.Team != components.NoTeam {
		l.text("team", w.Team.String())
	}
	l.int("sequence", int64(w.Sequence))
	l.int("revision", int64(w.Revision))
	l.text("score", strconv.Itoa(int(w.Score.Home))+"-"+strconv.Itoa(int(w.Score.Away)))
	l.innings(m)
	l.times(w.Occurred, w.Received, w.Release)
	l.int("pts33", int64(w.Occurred.Wire()))
	l.int("wall_ms", m.wall+int64(w.Occurred)/90)
	l.cause(w.Cause)
}

// innings writes what the innings that is played, or was last, has come to.
func (l *line) innings(m *moment) {
	n := int(*components.FixtureInnings.At(m.w, m.fixture))
	if n == 0 {
		return
	}
	row := components.Row(int(m.fixture)*m.w.Schema().Fan(components.Innings) + n - 1)
	l.object("innings")
	l.text("team", components.InningsTeam.At(m.w, row).String())
	l.int("runs", int64(*components.InningsRuns.At(m.w, row)))
	l.int("wickets", int64(*components.InningsWickets.At(m.w, row)))
	l.end()
}

func (l *line) cut(m *moment, i components.Row) {
	w := m.w
	l.camera(m, "from", *components.CutFrom.At(w, i))
	l.camera(m, "to", *components.CutTo.At(w, i))
	l.text("reason", components.CutReasonOf.At(w, i).String())
	l.int("score", int64(*components.CutScore.At(w, i)))
	l.int("against", int64(*components.CutAgainst.At(w, i)))
	l.int("shot_ms", int64(*components.CutShot.At(w, i))/90)
	l.times(*components.CutOccurred.At(w, i), *components.CutReceived.At(w, i), *components.CutRelease.At(w, i))
	l.cause(*components.CutCause.At(w, i))
}

// camera writes a camera's number, from 0, and what it is there to film.
func (l *line) camera(m *moment, key string, k uint8) {
	fan := m.w.Schema().Fan(components.Camera)
	l.int(key, int64(k))
	l.text(key+"_role", components.CameraSetup.Of(m.w)[int(m.stream)*fan+int(k)].Role().String())
}

func (l *line) entry(m *moment, i components.Row) {
	p, as := components.EntryPiece.At(m.w, i), components.EntryAs.At(m.w, i)
	l.int("sequence", int64(as.Sequence))
	l.int("missed", int64(as.Missed))
	l.int("start", int64(p.Start))
	l.int("duration", int64(p.Length))
	l.int("key_period", int64(as.Period))
	l.bool("discontinuity", p.Flags&components.Breaks != 0)
	l.bool("gap", p.Flags&components.Gap != 0)
	l.times(as.At, m.now.PTS, m.now.PTS)
	l.int("pts33", int64(p.Start.Wire()))
}

func (l *line) alert(m *moment, i components.Row) {
	w := m.w
	l.text("alert", components.AlertKindOf.At(w, i).String())
	l.bool("raised", *components.AlertRaised.At(w, i))
	l.int("risk", int64(*components.AlertRisk.At(w, i)))
	l.int("value", int64(*components.AlertValue.At(w, i)))
	at := *components.AlertOccurred.At(w, i)
	l.times(at, m.now.PTS, m.now.PTS)
}

func (l *line) grant(m *moment, i components.Row) {
	w := m.w
	t := components.GrantTermsOf.At(w, i)
	l.int("viewer", int64(t.Viewer))
	l.text("result", t.Result.String())
	if t.Result <= components.Renewed {
		l.text("tier", t.Tier.String())
		l.int("key_period", int64(t.Period))
		l.int("from", int64(t.From))
		l.int("until", int64(t.Until))
		l.hex("signature", components.GrantSignature.At(w, i)[:])
	}
	l.times(t.Received, t.Received, m.now.PTS)
}

func (l *line) splice(m *moment, i components.Row) {
	w := m.w
	c := splice.CueOf(w, i)
	l.text("type", c.Type.String())
	l.int("event", int64(c.Event))
	l.bool("cancel", c.Cancel)
	l.bool("immediate", c.Immediate)
	l.int("at", int64(c.At))
	l.int("pts33", int64(c.Time.Wire()))
	if c.Duration > 0 {
		l.int("duration", int64(c.Duration))
	}
	d := c.Delivery
	l.object("delivery")
	l.bool("restricted", d&components.Restricted != 0)
	if d&components.Restricted != 0 {
		l.bool("web_allowed", d&components.WebAllowed != 0)
		l.bool("no_regional_blackout", d&components.NoBlackout != 0)
		l.bool("archive_allowed", d&components.ArchiveAllowed != 0)
		l.int("device_restrictions", int64(d.Devices()))
	}
	l.end()
	l.section(&c)
	l.times(*components.SpliceOccurred.At(w, i), *components.SpliceReceived.At(w, i), *components.SpliceRelease.At(w, i))
	l.cause(*components.SpliceCause.At(w, i))
}

// section writes the message as it is sent.
func (l *line) section(c *splice.Cue) {
	var room [splice.MaxSection]byte
	l.hex("scte35", splice.AppendSection(room[:0], c))
}
