package director

import "touchline/components"

// listen takes in what the analysers say. The last row for a camera counts. A row
// for a camera that a stream has no room for is refused; levels out of range are
// brought into it; both are counted.
//
// It reads 13 bytes for each row, and writes 8.
func (c *columns) listen(n int) {
	streams, numbers, said := c.signaled[:n], c.number[:n], c.said[:n]
	for i, stream := range streams {
		if int(numbers[i]) >= c.fan {
			c.refused[stream]++
			continue
		}
		from, to := said[i].Word(), &c.levels[int(stream)*c.fan+int(numbers[i])]
		if proper(from) {
			*to = components.LevelsOf(from)
			continue
		}
		*to = clamped(said[i])
		c.refused[stream]++
	}
}

func clamped(l components.Levels) components.Levels {
	return components.Levels{
		Audio: clamp(l.Audio), Face: clamp(l.Face),
		Motion: clamp(l.Motion), Speaking: clamp(l.Speaking),
	}
}

func clamp(p components.Permille) components.Permille { return min(max(p, 0), 1000) }
