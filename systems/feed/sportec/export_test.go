package sportec

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// Slowly runs do with no Frame taken for one that is plainly written, so that
// encoding/xml reads all of them.
func Slowly(do func()) {
	fast := classes
	defer func() { classes = fast }()
	classes = [256]uint8{}
	do()
}

// Times reads times as those of frames one after the other, and reports false for
// those that are refused.
func Times(texts ...[]byte) (at []components.PTS, ok []bool) {
	f := newFrames(nil, nil, &recording.Match{})
	for _, text := range texts {
		f.err, f.epoch = nil, 0
		at = append(at, f.moment(&element{time: text}))
		ok = append(ok, f.err == nil)
	}
	return at, ok
}

// Plain returns how many bytes a plainly written Frame at the beginning of data has,
// and its attributes: N, T, X, Y, Z, BallPossession, BallStatus, nil where there is
// none.
func Plain(data []byte) (n int, attrs [7][]byte) {
	var e element
	n = e.plain(data)
	return n, [...][]byte{e.number, e.time, e.x, e.y, e.z, e.possession, e.status}
}
