package director

import "touchline/components"

// listen takes in what the analysers say, and what that is worth. The last row for a
// camera counts. A row for a camera that a stream has no room for is refused; levels
// out of range are brought into it; both are counted.
//
// It takes rows from first to before n, but none of stream to or one after it, and
// returns the first that it does not take. It reads 14 bytes for each row, and writes 10.
func (u *rules) listen(c *columns, first, n, to uint) uint {
	streams, numbers, said := c.signaled[:n], c.number[:n], c.said[:n]
	for i := first; i < n; i++ {
		stream := streams[i]
		if uint(stream) >= to {
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

// follow is listen for rows that are in step with the streams: whose each is, nobody has
// to look up.
//
// It reads 10 bytes for each row, and writes 10.
func (u *rules) follow(c *columns, from, to uint) uint {
	bus, numbers, said := c.bus[:to], c.number[:to], c.said[:to]
	plane, fan := uint(c.plane), uint(c.fan)
	for i := from; i < to; i++ {
		camera, levels := uint(numbers[i]), said[i].Word()
		if camera >= fan || !proper(levels) {
			u.listen(c, i, i+1, to)
			continue
		}
		c.levels[camera*plane+i] = said[i]
		c.worth[i*fan+camera] = u.mixes[u.rule(bus[i].Preset)].weigh(levels)
	}
	return to
}

// inOrder reports whether rows are in the order of their streams, and whether they are in
// step with them, one for each: as those of analysers are that speak of all.
//
// It reads 4 bytes for each row.
func inOrder(streams []components.Row) (ordered, step bool) {
	last, back, off := components.Row(0), int64(0), components.Row(0)
	for i, stream := range streams {
		back |= int64(stream) - int64(last)
		off |= stream ^ components.Row(i)
		last = stream
	}
	return back >= 0, off == 0
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
