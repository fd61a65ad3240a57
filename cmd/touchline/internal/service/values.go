package service

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"touchline/components"
)

// Duration is a duration, written as Go writes it. It is a struct so that a bare
// number is refused: it would be one of nanoseconds.
type Duration struct{ time.Duration }

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *Duration) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	if err != nil {
		return fmt.Errorf("duration %q: want a number with a unit, as 2s or 500ms", text)
	}
	d.Duration = v
	return nil
}

// PTS returns d on the 90 kHz clock.
func (d Duration) PTS() components.PTS { return components.PTSOf(d.Duration) }

// Rate is a rational rate, written as 25 or 30000/1001.
type Rate components.Rate

// UnmarshalText implements encoding.TextUnmarshaler.
func (r *Rate) UnmarshalText(text []byte) error {
	v, err := ParseRate(string(text))
	*r = Rate(v)
	return err
}

// MaxRate is the highest rate that a clock of the engine may have, in Hz.
const MaxRate = 1000

// ParseRate reads a rate written as 25 or 30000/1001.
func ParseRate(text string) (components.Rate, error) {
	num, den, found := strings.Cut(text, "/")
	if !found {
		den = "1"
	}
	n, err1 := strconv.ParseUint(num, 10, 32)
	d, err2 := strconv.ParseUint(den, 10, 32)
	if err := errors.Join(err1, err2); err != nil || n == 0 || d == 0 {
		return components.Rate{}, fmt.Errorf("rate %q: want a number of hertz, as 25 or 30000/1001", text)
	}
	if n > MaxRate*d || d > 60*n {
		return components.Rate{}, fmt.Errorf("rate %q: must be from 1/60 to %d Hz", text, MaxRate)
	}
	return components.Rate{Num: uint32(n), Den: uint32(d)}, nil
}

// Size is the size of a picture, written as 1920x1080.
type Size components.Resolution

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *Size) UnmarshalText(text []byte) error {
	w, h, _ := strings.Cut(string(text), "x")
	width, err1 := strconv.ParseUint(w, 10, 16)
	height, err2 := strconv.ParseUint(h, 10, 16)
	if err := errors.Join(err1, err2); err != nil || (width == 0) != (height == 0) {
		return fmt.Errorf("size %q: want width x height, as 1920x1080, or 0x0 for sound alone", text)
	}
	*s = Size{uint16(width), uint16(height)}
	return nil
}

// Timecode reads a timecode (SMPTE ST 12-1) at a frame rate: HH:MM:SS:FF, or
// HH:MM:SS;FF for drop-frame, and returns it as a frame count.
func Timecode(text string, rate components.Rate) (frames uint32, drop bool, err error) {
	bad := func(why string) (uint32, bool, error) {
		return 0, false, fmt.Errorf("timecode %q: %s", text, why)
	}
	if len(text) != 11 || text[2] != ':' || text[5] != ':' || text[8] != ':' && text[8] != ';' {
		return bad("want HH:MM:SS:FF")
	}
	var v [4]uint32
	for i := range v {
		n, err := strconv.ParseUint(text[3*i:3*i+2], 10, 8)
		if err != nil {
			return bad("want HH:MM:SS:FF")
		}
		v[i] = uint32(n)
	}
	nominal := (rate.Num + rate.Den/2) / rate.Den
	drop = text[8] == ';'
	switch {
	case v[0] > 23 || v[1] > 59 || v[2] > 59 || v[3] >= nominal:
		return bad(fmt.Sprintf("must be from 00:00:00:00 to 23:59:59:%02d", nominal-1))
	case drop && (rate.Den != 1001 || nominal != 30 && nominal != 60):
		return bad("only 29.97 and 59.94 frames per second drop frame numbers")
	}
	minutes := v[0]*60 + v[1]
	frames = (minutes*60+v[2])*nominal + v[3]
	if drop {
		skip := nominal / 15
		if v[2] == 0 && v[3] < skip && v[1]%10 != 0 {
			return bad("drop-frame leaves that number out")
		}
		frames -= skip * (minutes - minutes/10)
	}
	return frames, drop, nil
}
