package decisions

import "touchline/components"

// A Wager is a record for sportsbooks.
type Wager struct {
	Op       string   `json:"op"`
	Market   string   `json:"market"` // "" if it tells what happened
	Status   string   `json:"status"` // of the market after it
	Causes   []string `json:"causes"` // why the market is suspended after it
	Outcome  int64    `json:"outcome"`
	NextGoal bool     `json:"next_goal"`
	Team     string   `json:"team"`
	Score    string   `json:"score"`
}

// A Cut is a change of the camera on air.
type Cut struct {
	From     int    `json:"from"`
	FromRole string `json:"from_role"`
	To       int    `json:"to"`
	ToRole   string `json:"to_role"`
	Reason   string `json:"reason"`
	Score    int64  `json:"score"`   // permille
	Against  int64  `json:"against"` // permille, of the camera that was on air
	ShotMS   int64  `json:"shot_ms"` // how long that was
}

// An Entry is a segment that entered the playlists.
type Entry struct {
	Sequence      uint64         `json:"sequence"`
	Start         components.PTS `json:"start"`
	Duration      components.PTS `json:"duration"`
	KeyPeriod     uint64         `json:"key_period"`
	Discontinuity bool           `json:"discontinuity"`
	Gap           bool           `json:"gap"`
}

// An Alert says that a picture comes under suspicion, or is cleared.
type Alert struct {
	Alert  string `json:"alert"`
	Raised bool   `json:"raised"`
	Risk   int64  `json:"risk"`  // permille
	Value  int64  `json:"value"` // permille
}

// A Grant is the answer to a license request, or the end of a license.
type Grant struct {
	Viewer uint64 `json:"viewer"`
	Result string `json:"result"`
	Tier   string `json:"tier"` // "" if it gives no keys
}

// A Splice says where a program, a break or an unscheduled event begins or ends.
type Splice struct {
	Type      string         `json:"type"`
	Event     uint64         `json:"event"`
	Cancel    bool           `json:"cancel"`
	Immediate bool           `json:"immediate"`
	At        components.PTS `json:"at"`
	PTS       uint64         `json:"pts33"`    // at, as the message has it
	Duration  components.PTS `json:"duration"` // 0 if it says none
}

// Wager reads a line of the kind wager.
func (d *Decision) Wager() (w Wager, err error) {
	if err = d.as(&w, "op", "score"); err == nil && w.Market != "" {
		err = d.as(&w, "status", "causes")
	}
	return w, err
}

// Cut reads a line of the kind cut.
func (d *Decision) Cut() (c Cut, err error) {
	err = d.as(&c, "from", "from_role", "to", "to_role", "reason", "score", "against", "shot_ms")
	return c, err
}

// Entry reads a line of the kind segment-entry.
func (d *Decision) Entry() (e Entry, err error) {
	err = d.as(&e, "sequence", "start", "duration", "key_period", "discontinuity", "gap")
	return e, err
}

// Alert reads a line of the kind alert.
func (d *Decision) Alert() (a Alert, err error) {
	err = d.as(&a, "alert", "raised", "risk", "value")
	return a, err
}

// Grant reads a line of the kind grant.
func (d *Decision) Grant() (g Grant, err error) {
	err = d.as(&g, "viewer", "result")
	return g, err
}

// Splice reads a line of the kind splice.
func (d *Decision) Splice() (s Splice, err error) {
	err = d.as(&s, "type", "event", "cancel", "immediate", "at", "pts33")
	return s, err
}
