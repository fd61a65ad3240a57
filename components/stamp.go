package components

// Stamp is a PTS in six bytes, for rows of which there are very many. It reaches 49
// years to either side of the epoch.
type Stamp [3]uint16

// StampOf returns t as a Stamp.
func StampOf(t PTS) Stamp { return Stamp{uint16(t), uint16(t >> 16), uint16(t >> 32)} }

// PTS returns s as a PTS.
func (s Stamp) PTS() PTS { return PTS(s[0]) | PTS(s[1])<<16 | PTS(int16(s[2]))<<32 }

// Detail is what is known of an incident besides, according to its kind: of one that
// tells how the periods of play come and go, the time since its period began; of any
// other the sequence number of the incident that it speaks of.
type Detail Stamp

// Timed are the kinds of incident whose detail is a clock.
var Timed = KindSet(PeriodStart, PeriodEnd, MatchEnd, Abandoned, KickOff)

// DetailOf returns the detail of an incident of a kind.
func DetailOf(kind EventKind, clock PTS, ref uint32) Detail {
	if kind.In(Timed) {
		return Detail(StampOf(clock))
	}
	return Detail(StampOf(PTS(ref)))
}

// Clock returns the time since its period began of an incident that is [Timed].
func (d Detail) Clock() PTS { return Stamp(d).PTS() }

// Ref returns the sequence number that an incident speaks of which is not, or 0.
func (d Detail) Ref() uint32 { return uint32(Stamp(d).PTS()) }
