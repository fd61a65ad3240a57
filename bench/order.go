package bench

import (
	"math/rand/v2"
	"strings"
)

// An order is the one in which the streams of a tick are called for, with their
// ids as a caller would have them at hand: in that order, one beside the other.
type order struct {
	streams  []int
	ids      []string
	sessions []string
}

// byIndex is the order in which the streams were added.
func byIndex(n int) *order {
	streams := make([]int, n)
	for i := range streams {
		streams[i] = i
	}
	return newOrder(streams)
}

// shuffled is an order in which requests may arrive.
func shuffled(n int, seed uint64) *order {
	return newOrder(rand.New(rand.NewPCG(seed, seed)).Perm(n))
}

func newOrder(streams []int) *order {
	o := &order{streams: streams}
	var text strings.Builder
	for _, i := range streams {
		text.WriteString(streamID(i))
		text.WriteString(sessionID(i))
	}
	rest := text.String()
	next := func(n int) (id string) {
		id, rest = rest[:n], rest[n:]
		return id
	}
	for _, i := range streams {
		o.ids = append(o.ids, next(len(streamID(i))))
		o.sessions = append(o.sessions, next(len(sessionID(i))))
	}
	return o
}
