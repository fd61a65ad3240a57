package manifest

import "touchline/components"

// renditions are those of one stream.
type renditions struct {
	name    []components.Symbol // 0 where there is none
	codecs  []components.Symbol
	audio   []components.Symbol
	peak    []components.Bitrate
	average []components.Bitrate
	size    []components.Resolution
}

func renditionsOf(w components.Source, s components.Row, fans Fans) renditions {
	first, end := int(s)*fans.Renditions, (int(s)+1)*fans.Renditions
	return renditions{
		name:    components.RenditionName.Of(w)[first:end],
		codecs:  components.RenditionCodecs.Of(w)[first:end],
		audio:   components.RenditionAudio.Of(w)[first:end],
		peak:    components.RenditionPeak.Of(w)[first:end],
		average: components.RenditionAverage.Of(w)[first:end],
		size:    components.RenditionSize.Of(w)[first:end],
	}
}

// sound is the first rendition of sound alone in the audio group of rendition k,
// or -1.
func (l *renditions) sound(k int) int {
	if l.audio[k] == 0 {
		return -1
	}
	for i := range l.name {
		if l.name[i] != 0 && l.audio[i] == l.audio[k] && l.size[i] == (components.Resolution{}) {
			return i
		}
	}
	return -1
}

// opens reports whether rendition k is the first of its audio group.
func (l *renditions) opens(k int) bool {
	if l.audio[k] == 0 {
		return false
	}
	for i := range k {
		if l.name[i] != 0 && l.audio[i] == l.audio[k] {
			return false
		}
	}
	return true
}
