package recording

import (
	"fmt"
	"strconv"
	"strings"

	"touchline/components"
)

// At returns the media time at which the match clock shows clock, "MM:SS" or
// "P@MM:SS": the second half starts at 45:00, extra time at 90:00 and 105:00, the
// shoot-out at 120:00, and each innings of cricket at 00:00. Without the period it
// is the first in which the clock shows that: 45:30 is in the stoppage time of the
// first half if there was so much of it, 2@45:30 never. The match must be laid out.
func (m *Match) At(clock string) (components.PTS, error) {
	p, at, err := ParseClock(clock)
	if err != nil {
		return 0, err
	}
	for q := components.FirstHalf; int(q) < len(m.Periods); q++ {
		s, t := m.Periods[q], at-m.plays().ClockAt(q)
		if s.Played && (p == 0 || p == q) && 0 <= t && t <= s.Length {
			return s.Begin + t, nil
		}
	}
	return 0, fmt.Errorf("clock %q: not in the match, whose clock shows %s", clock, m.clocks())
}

// ParseClock reads "MM:SS" or "P@MM:SS": the period, 0 if there is none in text,
// and what the clock shows.
func ParseClock(text string) (components.Period, components.PTS, error) {
	period, rest, found := strings.Cut(text, "@")
	if !found {
		period, rest = "0", text
	}
	p, err := strconv.ParseUint(period, 10, 8)
	if err != nil || found && p == 0 {
		return 0, 0, fmt.Errorf("clock %q: period %q: must be a number from 1, as in 2@46:00", text, period)
	}
	minutes, seconds, _ := strings.Cut(rest, ":")
	mm, err1 := strconv.ParseUint(minutes, 10, 14)
	ss, err2 := strconv.ParseUint(seconds, 10, 8)
	if err1 != nil || err2 != nil || ss > 59 || len(seconds) != 2 {
		return 0, 0, fmt.Errorf("clock %q: must be MM:SS or P@MM:SS, with seconds from 00 to 59", text)
	}
	return components.Period(p), components.PTS(mm*60+ss) * components.PTSPerSecond, nil
}

// clocks lists what the match clock shows: "1@00:00-46:11, 2@45:00-95:04".
func (m *Match) clocks() string {
	var parts []string
	for p, s := range m.Periods {
		if p == 0 || !s.Played {
			continue
		}
		from := m.plays().ClockAt(components.Period(p))
		parts = append(parts, fmt.Sprintf("%d@%s-%s", p, show(from), show(from+s.Length)))
	}
	if parts == nil {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}

func show(clock components.PTS) string {
	s := clock / components.PTSPerSecond
	return fmt.Sprintf("%02d:%02d", s/60, s%60)
}
