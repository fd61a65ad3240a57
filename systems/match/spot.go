package match

import "touchline/components"

// A spot is a [components.Place] as one word, which is read and written at once.
type spot uint32

func spotOf(p *components.Place) spot { return spot(uint16(p.X)) | spot(uint16(p.Y))<<16 }

func spotAt(x, y int64) spot { return spot(uint16(x)) | spot(uint16(y))<<16 }

func (s spot) put(p *components.Place) { p.X, p.Y = s.x(), s.y() }

func (s spot) x() components.Centimeter { return components.Centimeter(s) }
func (s spot) y() components.Centimeter { return components.Centimeter(s >> 16) }
