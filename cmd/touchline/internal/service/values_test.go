package service_test

import (
	"fmt"
	"testing"

	"touchline/cmd/touchline/internal/service"
	"touchline/components"
)

func TestParseRate(t *testing.T) {
	for _, tt := range []struct {
		text string
		want components.Rate // zero if it is refused
	}{
		{"25", components.Rate{Num: 25, Den: 1}},
		{"25/1", components.Rate{Num: 25, Den: 1}},
		{"30000/1001", components.Rate{Num: 30000, Den: 1001}},
		{"1000", components.Rate{Num: 1000, Den: 1}},
		{"1001", components.Rate{}},
		{"2000/2", components.Rate{Num: 2000, Den: 2}},
		{"2001/2", components.Rate{}},
		{"1/60", components.Rate{Num: 1, Den: 60}},
		{"1/61", components.Rate{}},
		{"4294967295/4294967295", components.Rate{Num: 4294967295, Den: 4294967295}},
		{"4294967296", components.Rate{}},
		{"0", components.Rate{}}, {"25/0", components.Rate{}}, {"0/1", components.Rate{}},
		{"", components.Rate{}}, {"/", components.Rate{}}, {"25/", components.Rate{}}, {"/25", components.Rate{}},
		{"-25", components.Rate{}}, {"+25", components.Rate{}}, {" 25", components.Rate{}}, {"25.0", components.Rate{}},
		{"1/2/3", components.Rate{}}, {"0x10", components.Rate{}},
	} {
		got, err := service.ParseRate(tt.text)
		if got != tt.want || (err == nil) != (tt.want != components.Rate{}) {
			t.Errorf("rate %q = %v, %v: want %v", tt.text, got, err, tt.want)
		}
	}
	for text, want := range map[string]string{
		"25fps": `rate "25fps": want a number of hertz, as 25 or 30000/1001`,
		"1001":  `rate "1001": must be from 1/60 to 1000 Hz`,
	} {
		if _, err := service.ParseRate(text); err == nil || err.Error() != want {
			t.Errorf("rate %q: %v, want %s", text, err, want)
		}
	}
}

func TestSize(t *testing.T) {
	for _, tt := range []struct {
		text string
		want service.Size
		ok   bool
	}{
		{"1920x1080", service.Size{Width: 1920, Height: 1080}, true},
		{"0x0", service.Size{}, true},
		{"65535x65535", service.Size{Width: 65535, Height: 65535}, true},
		{"65536x1", service.Size{}, false},
		{"0x1080", service.Size{}, false}, {"1920x0", service.Size{}, false},
		{"1920", service.Size{}, false}, {"x", service.Size{}, false}, {"1920X1080", service.Size{}, false}, {"1x2x3", service.Size{}, false},
	} {
		var got service.Size
		if err := got.UnmarshalText([]byte(tt.text)); (err == nil) != tt.ok || got != tt.want {
			t.Errorf("size %q = %v, %v: want %v", tt.text, got, err, tt.want)
		}
	}
}

var rates = []components.Rate{
	{Num: 24, Den: 1}, {Num: 24000, Den: 1001}, {Num: 25, Den: 1}, {Num: 30, Den: 1}, {Num: 30000, Den: 1001},
	{Num: 50, Den: 1}, {Num: 60, Den: 1}, {Num: 60000, Den: 1001},
}

// TestTimecode counts the frames of a day one by one, as SMPTE ST 12-1 has it:
// drop-frame leaves out the numbers 0 and 1 (0 to 3 at 59.94) of every minute that
// is no multiple of ten.
func TestTimecode(t *testing.T) {
	for _, rate := range rates {
		for _, drop := range []bool{false, true} {
			if drop && rate.Den == 1 || drop && rate.Num == 24000 {
				continue
			}
			t.Run(fmt.Sprintf("%d/%d %v", rate.Num, rate.Den, drop), func(t *testing.T) { countDay(t, rate, drop) })
		}
	}
}

func countDay(t *testing.T, rate components.Rate, drop bool) {
	nominal, sep, left := (rate.Num+rate.Den/2)/rate.Den, ":", uint32(0)
	if drop {
		sep, left = ";", nominal/15
	}
	count := uint32(0)
	text := make([]byte, 0, 11)
	for m := range 24 * 60 {
		for s := range 60 {
			for f := range nominal {
				if f > 0 && s > 0 && s < 59 { // the middle of a minute holds no surprise
					count++
					continue
				}
				text = fmt.Appendf(text[:0], "%02d:%02d:%02d%s%02d", m/60, m%60, s, sep, f)
				got, isDrop, err := service.Timecode(string(text), rate)
				if drop && s == 0 && f < left && m%10 != 0 {
					if err == nil {
						t.Fatalf("%s: accepted, but that number is left out", text)
					}
					continue
				}
				if err != nil || got != count || isDrop != drop {
					t.Fatalf("%s = %d, %v, %v: want %d, %v", text, got, isDrop, err, count, drop)
				}
				count++
			}
		}
	}
}

func TestTimecodeFaults(t *testing.T) {
	ntsc, pal := components.Rate{Num: 30000, Den: 1001}, components.Rate{Num: 25, Den: 1}
	for _, tt := range []struct {
		text string
		rate components.Rate
		want string
	}{
		{"", pal, `timecode "": want HH:MM:SS:FF`},
		{"1:00:00:00", pal, `timecode "1:00:00:00": want HH:MM:SS:FF`},
		{"10:00:00.00", pal, `timecode "10:00:00.00": want HH:MM:SS:FF`},
		{"10:00:00:0x", pal, `timecode "10:00:00:0x": want HH:MM:SS:FF`},
		{"-1:00:00:00", pal, `timecode "-1:00:00:00": want HH:MM:SS:FF`},
		{"24:00:00:00", pal, `timecode "24:00:00:00": must be from 00:00:00:00 to 23:59:59:24`},
		{"23:60:00:00", pal, `timecode "23:60:00:00": must be from 00:00:00:00 to 23:59:59:24`},
		{"23:59:60:00", pal, `timecode "23:59:60:00": must be from 00:00:00:00 to 23:59:59:24`},
		{"23:59:59:25", pal, `timecode "23:59:59:25": must be from 00:00:00:00 to 23:59:59:24`},
		{"10:00:00;00", pal, `timecode "10:00:00;00": only 29.97 and 59.94 frames per second drop frame numbers`},
		{"10:00:00;00", components.Rate{Num: 24000, Den: 1001}, `timecode "10:00:00;00": only 29.97 and 59.94 frames per second drop frame numbers`},
		{"10:01:00;01", ntsc, `timecode "10:01:00;01": drop-frame leaves that number out`},
		{"10:01:00;03", components.Rate{Num: 60000, Den: 1001}, `timecode "10:01:00;03": drop-frame leaves that number out`},
	} {
		if _, _, err := service.Timecode(tt.text, tt.rate); err == nil || err.Error() != tt.want {
			t.Errorf("%q: error %v, want %s", tt.text, err, tt.want)
		}
	}
	for _, text := range []string{"10:01:00;02", "10:10:00;00"} {
		if _, _, err := service.Timecode(text, ntsc); err != nil {
			t.Error(err)
		}
	}
}
