package why

import (
	"fmt"

	"touchline/components"
)

// camera says what is on air and why: the cut that brought it there, the one
// before, and the next.
func (h *history) camera() Part {
	p := Part{About: "camera", State: "not known"}
	c := h.cuts
	switch {
	case c.last != nil:
		p.State = fmt.Sprintf("camera %d", c.last.To)
		p.Text = fmt.Sprintf("Camera %d (%s) is on air since %v%s.", c.last.To, c.last.ToRole, c.last.row.Clock, h.age(c.last.row.Release))
	case c.next != nil:
		p.State = fmt.Sprintf("camera %d", c.next.From)
		p.Text = fmt.Sprintf("Camera %d (%s) is on air since the run began: no cut was made until %v.", c.next.From, c.next.FromRole, c.next.row.Clock)
	default:
		p.Text = "What is on air is in no decision: the run has no cut."
	}
	for _, made := range []*cut{c.earlier, c.last} {
		if made != nil {
			p.Why = append(p.Why, Statement{h.sayCut(made), made.row})
		}
	}
	if c.next != nil {
		p.Later = []Statement{{h.sayCut(c.next), c.next.row}}
	}
	return p
}

// sayCut says what a cut went from and to, why, and what it left.
func (h *history) sayCut(c *cut) string {
	text := fmt.Sprintf("Cut from camera %d (%s) to camera %d (%s): %s.", c.From, c.FromRole, c.To, c.ToRole, h.sayReason(c))
	lead := c.Score - c.Against
	switch {
	case lead < 0:
		text += fmt.Sprintf(" It scored %d, %d less than the %d of the old one,", c.Score, -lead, c.Against)
	default:
		text += fmt.Sprintf(" It scored %d, a lead of %d over the %d of the old one,", c.Score, lead, c.Against)
	}
	return text + fmt.Sprintf(" which had been on air for %s.", lasted(components.PTS(c.ShotMS)*90))
}

func (h *history) sayReason(c *cut) string {
	what := h.input(c.row)
	if what != "" {
		if after := c.row.T - c.row.Occurred; after >= heardLate {
			what += fmt.Sprintf(", %s after it", lasted(after))
		}
	}
	switch c.Reason {
	case "better":
		return "it scored better by enough"
	case "long":
		return "the shot had reached its greatest length"
	case "lost":
		return "the camera on air gives no picture" + and(what)
	case "operator":
		return "an operator took it"
	case "event":
		return "the match asked for it" + and(what)
	case "integrity":
		return "the picture is under suspicion" + and(what)
	}
	return c.Reason + and(what)
}

// and adds what something goes back to, if it is known.
func and(what string) string {
	if what == "" {
		return ""
	}
	return " (" + what + ")"
}
