package director

import "touchline/components"

// listen takes in what the analysers say, and what that is worth. The last row for a
// camera counts. A row for a camera that a stream has no room for is refused; levels
// out of range are brought into it; both are counted.
//
// It takes rows from first to before n, but none of stream to or one after it, and
// returns the first that it does not take. It reads 14 bytes for each row, and writes 10.
func (u *rules) listen(c *columns, first, n, to int) int {
	streams, numbers, said := c.signaled[:n], c.number[:n], c.said[:n]
	for i := first; i < n; i++ {
		stream := streams[i]
		if int(stream) >= to {
			return i
		}
		camera, levels := int(numbers[i]), said[i].Word()
		if camera >= c.fan {
			c.refused[stream]++
			continue
		}
		if !proper(levels) {
			l := clamped(said[i])
			levels = l.Word()
			c.refused[stream]++
		}
		c.levels[camera*c.plane+int(stream)] = components.LevelsOf(levels)
		c.worth[int(stream)*c.fan+camera] = u.mixes[u.rule(c.bus[stream].Preset)].weigh(levels)
	}
	return n
}

// ordered reports whether rows are in the order of their streams, as those of an analyser
// are that speaks of all.
//
// It reads 4 bytes for each row.
func ordered(streams []components.Row) bool {
	last, back := components.Row(0), int64(0)
	for _, stream := range streams {
		back |= int64(stream) - int64(last)
		last = stream
	}
	return back >= 0
}

// weigh works out anew what all cameras of a stream are worth: its preset is another.
func (u *rules) weigh(c *columns, stream components.Row) {
	m := &u.mixes[u.rule(c.bus[stream].Preset)]
	for k, worth := 0, c.worth[int(stream)*c.fan:][:c.fan]; k < len(worth); k++ {
		worth[k] = m.weigh(c.levels[k*c.plane+int(stream)].Word())
	}
}

func clamped(l components.Levels) components.Levels {
	return components.Levels{
		Audio: clamp(l.Audio), Face: clamp(l.Face),
		Motion: clamp(l.Motion), Speaking: clamp(l.Speaking),
	}
}

func clamp(p components.Permille) components.Permille { return min(max(p, 0), 1000) }
