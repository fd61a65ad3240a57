package bench

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// TestAloneDigest: ours alone comes to the same results as beside references, in shards
// of any size, the last of which is smaller, and with several sizes in turns.
func TestAloneDigest(t *testing.T) {
	if raced {
		t.Skip("nothing here runs beside anything else")
	}
	const small, streams = 70, 150
	for _, row := range alone(Rows) {
		want := map[int]string{}
		for _, n := range []int{small, streams} {
			list, _, err := measure(t.Context(), row, newWorkload(1, n), time.Nanosecond)
			if err != nil {
				t.Fatal(err)
			}
			want[n] = list[0].Digest
		}
		for _, shard := range []int{64, 1024} {
			found, err := measureScale(t.Context(), row, 1, []int{streams, small}, shard, time.Nanosecond)
			if err != nil || len(found) != 2 {
				t.Fatalf("%s: %d sizes, error %v", row.Name, len(found), err)
			}
			for _, s := range found {
				if s.Digest != want[s.Streams] {
					t.Errorf("%s, %d streams in shards of %d: digest %s, beside references %s", row.Name, s.Streams, shard, s.Digest, want[s.Streams])
				}
				if s.Shard != min(shard, s.Streams) || s.Least <= 0 || s.Ours < s.Least || s.Ratio != s.Ours/found[1].Ours {
					t.Errorf("%+v beside %+v", s, found[1])
				}
			}
		}
	}
}

// TestAloneRuns: what is measured alone is in the report, and no reference is; rows that
// have no such measurement are not.
func TestAloneRuns(t *testing.T) {
	o := DefaultOptions()
	o.Streams, o.Alone, o.Time, o.Rows = nil, []int{3, 70}, time.Millisecond, []string{"director-tick", "full-with-arrival", "scte35", fullRow}
	r, err := Run(t.Context(), o)
	if err != nil || len(r.Rows) != 0 || len(r.Alone) != 4 || r.Alone[0].Row != "director-tick" || r.Alone[3].Streams != 70 {
		t.Fatalf("error %v, %+v", err, r)
	}
	curves := r.Curves(fullRow)
	if len(curves) != 1 || len(curves[0].Points) != 2 || curves[0].Points[1] != (Point{70, r.Alone[3].Ours}) {
		t.Errorf("%+v", curves)
	}
	var text strings.Builder
	if err := r.WriteTable(&text); err != nil || !strings.Contains(text.String(), scaleRemark) {
		t.Errorf("error %v\n%s", err, text.String())
	}
	gone, stop := context.WithCancel(t.Context())
	stop()
	if r, err := Run(gone, o); !errors.Is(err, context.Canceled) || len(r.Alone) != 0 {
		t.Errorf("error %v after it was told to stop, %+v", err, r)
	}
	for message, change := range map[string]func(*Options){
		"rows arrival: are measured beside references only": func(o *Options) { o.Rows = []string{arrivalRow} },
		"shard size 63: must be from 64 to 1000000":         func(o *Options) { o.Shard = 63 },
		"streams 1000001: must be from 1 to 1000000":        func(o *Options) { o.Alone = []int{1_000_001} },
		"no streams: want at least one size":                func(o *Options) { o.Alone = nil },
	} {
		o := o
		change(&o)
		if err := o.Validate(); err == nil || err.Error() != message {
			t.Errorf("error %v, want %s", err, message)
		}
	}
}
