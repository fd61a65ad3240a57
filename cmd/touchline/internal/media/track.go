package media

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/Eyevinn/mp4ff/mp4"

	"touchline/components"
)

// The clocks of the tracks.
const (
	pictureClock = uint32(components.PTSPerSecond)
	soundClock   = 48_000
)

// track is the clip in one rendition.
type track struct {
	number int // its place in the ladder
	codecs string
	coding string // of its sample entry: avc1, hvc1 or mp4a
	size   components.Resolution
	init   []byte // the initialization section, in the clear
	data   []byte // all samples, one after the other
	at     []int  // where each begins in data, and where the last ends
	guards [schemes][]guard
}

func (t *track) sound() bool { return t.coding == "mp4a" }

// frames is how many samples there are before the clip begins again.
func (t *track) frames() int { return len(t.at) - 1 }

// sample returns where sample i of the clip, repeated without end, is in data.
func (t *track) sample(i int64) (from, to int) {
	n := int(i % int64(t.frames()))
	return t.at[n], t.at[n+1]
}

// readTrack reads a fragmented MP4 file of one track.
func readTrack(data []byte) (*track, error) {
	file, err := mp4.DecodeFile(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if file.Init == nil || len(file.Init.Moov.Traks) != 1 {
		return nil, errors.New("must be a fragmented file of one track")
	}
	t := &track{at: []int{0}}
	if err := t.readInit(file.Init); err != nil {
		return nil, err
	}
	for _, segment := range file.Segments {
		for _, fragment := range segment.Fragments {
			samples, err := fragment.GetFullSamples(file.Init.Moov.Mvex.Trex)
			if err != nil {
				return nil, err
			}
			for i := range samples {
				if err := t.add(&samples[i]); err != nil {
					return nil, fmt.Errorf("sample %d: %w", t.frames(), err)
				}
			}
		}
	}
	if t.frames() == 0 {
		return nil, errors.New("there are no samples")
	}
	return t, t.readGuards()
}

// add takes a sample, which may follow the last of the clip at any repetition.
func (t *track) add(s *mp4.FullSample) error {
	first := t.frames() == 0
	switch {
	case s.CompositionTimeOffset != 0:
		return errors.New("is shown in another order than it is decoded in")
	case t.sound() && s.Dur != frameSamples:
		return fmt.Errorf("lasts %d samples: must be %d", s.Dur, frameSamples)
	case !t.sound() && s.IsSync() != first:
		return errors.New("only the first must be a key frame")
	}
	t.data = append(t.data, s.Data...)
	t.at = append(t.at, len(t.data))
	return nil
}
