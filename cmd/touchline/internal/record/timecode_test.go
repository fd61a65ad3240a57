package record

import (
	"fmt"
	"testing"

	"touchline/components"
)

// counter counts frames as a timecode generator does: up by one, and over the
// numbers that drop-frame leaves out.
type counter struct {
	nominal, skip  int // frames of a second; numbers left out in a minute
	h, m, s, frame int
}

func (c *counter) next() {
	if c.frame++; c.frame < c.nominal {
		return
	}
	c.frame, c.s = 0, c.s+1
	if c.s < 60 {
		return
	}
	c.s, c.m = 0, c.m+1
	if c.m == 60 {
		c.m, c.h = 0, (c.h+1)%24
	}
	if c.m%10 != 0 {
		c.frame = c.skip
	}
}

func (c *counter) put(b []byte, mark byte) {
	for i, n := range [...]int{c.h, c.m, c.s, c.frame} {
		b[3*i], b[3*i+1] = '0'+byte(n/10), '0'+byte(n%10)
	}
	b[2], b[5], b[8] = ':', ':', mark
}

// TestTimecode compares every frame of a day, and of the minutes after it, with
// one that is counted.
func TestTimecode(t *testing.T) {
	for _, tt := range []struct {
		rate components.Rate
		drop bool
		skip int
		day  int64 // frames from midnight to midnight
	}{
		{components.Rate{Num: 24000, Den: 1001}, false, 0, 86_400 * 24},
		{components.Rate{Num: 25, Den: 1}, false, 0, 86_400 * 25},
		{components.Rate{Num: 30000, Den: 1001}, false, 0, 86_400 * 30},
		{components.Rate{Num: 30000, Den: 1001}, true, 2, 2_589_408},
		{components.Rate{Num: 50, Den: 1}, false, 0, 86_400 * 50},
		{components.Rate{Num: 60000, Den: 1001}, false, 0, 86_400 * 60},
		{components.Rate{Num: 60000, Den: 1001}, true, 4, 5_178_816},
	} {
		t.Run(fmt.Sprintf("%d/%d drop %v", tt.rate.Num, tt.rate.Den, tt.drop), func(t *testing.T) {
			c := counter{nominal: int(tt.rate.Num+tt.rate.Den/2) / int(tt.rate.Den), skip: tt.skip}
			mark := byte(':')
			if tt.drop {
				mark = ';'
			}
			want, got := make([]byte, 11), make([]byte, 0, 11)
			for frame := range tt.day + 5000 {
				c.put(want, mark)
				if got = appendTimecode(got[:0], frame, tt.rate, tt.drop); string(got) != string(want) {
					t.Fatalf("frame %d is %s, want %s", frame, got, want)
				}
				c.next()
			}
			for _, frame := range []int64{0, 1, 1799, 1800, 17_982} {
				first := string(appendTimecode(nil, frame, tt.rate, tt.drop))
				if next := string(appendTimecode(nil, frame+tt.day, tt.rate, tt.drop)); next != first {
					t.Errorf("frame %d is %s, and %s a day later", frame, first, next)
				}
			}
		})
	}
}

// TestTimecodeKnown holds some frames against the numbers that are written of
// them (SMPTE ST 12-1): drop-frame leaves out ;00 and ;01 of each minute but each
// tenth, or ;00 to ;03 at twice the rate.
func TestTimecodeKnown(t *testing.T) {
	ntsc, double := components.Rate{Num: 30000, Den: 1001}, components.Rate{Num: 60000, Den: 1001}
	for _, tt := range []struct {
		frame int64
		rate  components.Rate
		want  string
	}{
		{1799, ntsc, "00:00:59;29"},
		{1800, ntsc, "00:01:00;02"},
		{17_981, ntsc, "00:09:59;29"},
		{17_982, ntsc, "00:10:00;00"},
		{107_892, ntsc, "01:00:00;00"},
		{2_589_407, ntsc, "23:59:59;29"},
		{2_589_408, ntsc, "00:00:00;00"},
		{3599, double, "00:00:59;59"},
		{3600, double, "00:01:00;04"},
		{35_963, double, "00:09:59;59"},
		{35_964, double, "00:10:00;00"},
	} {
		if got := string(appendTimecode(nil, tt.frame, tt.rate, true)); got != tt.want {
			t.Errorf("frame %d at %d/%d is %s, want %s", tt.frame, tt.rate.Num, tt.rate.Den, got, tt.want)
		}
	}
}
