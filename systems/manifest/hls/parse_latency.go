package hls

// ofPlaylist is the number of a report that leaves it out: it is that of the
// playlist (RFC 8216bis, section 4.4.5.4).
const ofPlaylist = 1<<64 - 1

// latencyTag reads what is there for players of low latency.
func (p *mediaParser) latencyTag() error {
	switch p.tag {
	case "#EXT-X-SERVER-CONTROL":
		return p.attributes(p.control)
	case "#EXT-X-PART-INF":
		return p.attributes(func(name, value string) (err error) {
			if name == "PART-TARGET" {
				p.media.PartTarget, err = p.seconds(value)
			}
			return err
		})
	case "#EXT-X-SKIP":
		return p.skip()
	case "#EXT-X-PRELOAD-HINT":
		return p.hint()
	case "#EXT-X-RENDITION-REPORT":
		return p.report()
	}
	return nil
}

func (p *mediaParser) control(name, value string) (err error) {
	c := &p.media.Control
	switch name {
	case "CAN-BLOCK-RELOAD":
		c.Block, err = p.yes(value)
	case "HOLD-BACK":
		c.HoldBack, err = p.seconds(value)
	case "PART-HOLD-BACK":
		c.PartHoldBack, err = p.seconds(value)
	case "CAN-SKIP-UNTIL":
		c.SkipUntil, err = p.seconds(value)
	}
	return err
}

func (p *mediaParser) part() error {
	var part Part
	timed := ""
	err := p.attributes(func(name, value string) (err error) {
		switch name {
		case "DURATION":
			timed = value
			part.Duration, err = p.seconds(value)
		case "URI":
			part.URI = value
		case "INDEPENDENT":
			part.Independent, err = p.yes(value)
		case "GAP":
			part.Gap, err = p.yes(value)
		}
		return err
	})
	p.pending.Parts = append(p.pending.Parts, part)
	if err == nil {
		err = p.needs("DURATION", timed, "URI", part.URI)
	}
	return err
}

func (p *mediaParser) skip() error {
	if p.begun || len(p.media.Segments) > 0 {
		return p.fault(ErrSyntax, "after a segment: must be before all")
	}
	return p.attributes(func(name, value string) (err error) {
		if name == "SKIPPED-SEGMENTS" {
			p.media.Skipped, err = p.number(value, 1<<32-1)
		}
		return err
	})
}

// hint reads the first hint of a part; others are of no use to players.
func (p *mediaParser) hint() error {
	var kind, uri string
	err := p.attributes(func(name, value string) error {
		switch name {
		case "TYPE":
			kind = value
		case "URI":
			uri = value
		}
		return nil
	})
	if err == nil {
		err = p.needs("TYPE", kind, "URI", uri)
	}
	if m := &p.media; kind == "PART" && !m.Hint {
		m.Hint, m.HintURI = true, uri
	}
	return err
}

func (p *mediaParser) report() error {
	r := Report{MSN: ofPlaylist, Part: -1}
	err := p.attributes(func(name, value string) (err error) {
		switch name {
		case "URI":
			r.URI = value
		case "LAST-MSN":
			r.MSN, err = p.number(value, ofPlaylist-1)
		case "LAST-PART":
			var n uint64
			n, err = p.number(value, 1<<31-1)
			r.Part = int(n)
		}
		return err
	})
	p.media.Reports = append(p.media.Reports, r)
	if err == nil {
		err = p.needs("URI", r.URI)
	}
	return err
}

// complete gives the reports that have no number that of the playlist.
func (p *mediaParser) complete() {
	m := &p.media
	last := m.Sequence + m.Skipped + uint64(len(m.Segments))
	if len(m.Making.Parts) == 0 && last > 0 {
		last--
	}
	for i := range m.Reports {
		if m.Reports[i].MSN == ofPlaylist {
			m.Reports[i].MSN = min(last, ofPlaylist-1)
		}
	}
}
