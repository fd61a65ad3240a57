package hls

import "strings"

// channels reads how many channels there are. What follows that says how sound is coded
// that is not channels alone.
func (p *masterParser) channels(value string) (uint8, error) {
	count, _, _ := strings.Cut(value, "/")
	n, err := p.number(count, 255)
	return uint8(n), err
}

// media reads a rendition of sound, subtitles or closed captions. Those of pictures
// have no place.
func (p *masterParser) media() error {
	var kind, group, called, language, uri, stream string
	var first bool // DEFAULT
	var channels uint8
	err := p.attributes(func(name, value string) (err error) {
		switch name {
		case "TYPE":
			kind = value
		case "GROUP-ID":
			group = value
		case "NAME":
			called = value
		case "LANGUAGE":
			language = value
		case "URI":
			uri = value
		case "INSTREAM-ID":
			stream = value
		case "CHANNELS":
			channels, err = p.channels(value)
		case "DEFAULT":
			first, err = p.yes(value)
		}
		return err
	})
	if err == nil {
		err = p.needs("TYPE", kind, "GROUP-ID", group, "NAME", called)
	}
	switch m := &p.master; kind {
	case "AUDIO":
		m.Audio = append(m.Audio, Audio{Group: group, Name: called, Language: language, Channels: channels, URI: uri})
	case "SUBTITLES":
		m.Subtitles = append(m.Subtitles, Subtitles{Group: group, Name: called, Language: language, URI: uri, Default: first})
	case "CLOSED-CAPTIONS":
		m.Captions = append(m.Captions, Captions{Group: group, Name: called, Language: language, Stream: stream})
	}
	return err
}
