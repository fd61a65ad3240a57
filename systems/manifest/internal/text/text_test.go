package text_test

import (
	"strconv"
	"testing"
	"time"

	"touchline/systems/manifest/internal/text"
)

const layout = "2006-01-02T15:04:05.000Z07:00"

// TestDate compares dates with those of package time: every day of eight
// centuries, and moments all over the range.
func TestDate(t *testing.T) {
	check := func(at time.Time) {
		if got, want := string(text.AppendDate(nil, at.UnixMilli())), at.Format(layout); got != want {
			t.Fatalf("%d ms is %s, want %s", at.UnixMilli(), got, want)
		}
	}
	first := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(9999, 12, 31, 23, 59, 59, 999_000_000, time.UTC)
	for at := time.Date(1600, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2400; at = at.Add(24 * time.Hour) {
		check(at.Add(-time.Millisecond))
		check(at)
	}
	span := uint64(last.UnixMilli() - first.UnixMilli())
	for n := uint64(0); n < 200_000; n++ {
		check(time.UnixMilli(first.UnixMilli() + int64(n*0x9e3779b97f4a7c15%(span+1))).UTC())
	}
	check(first)
	check(last)
	for _, tt := range []struct {
		ms   int64
		want string
	}{
		{first.UnixMilli() - 1, "0000-01-01T00:00:00.000Z"},
		{last.UnixMilli() + 1, "9999-12-31T23:59:59.999Z"},
		{-1 << 63, "0000-01-01T00:00:00.000Z"},
		{1<<63 - 1, "9999-12-31T23:59:59.999Z"},
	} {
		if got := string(text.AppendDate(nil, tt.ms)); got != tt.want {
			t.Errorf("%d ms is %s, want %s", tt.ms, got, tt.want)
		}
	}
}

// TestChangeDate changes a date to others of the same day and of others, on both
// sides of midnight.
func TestChangeDate(t *testing.T) {
	const day = 86_400_000
	times := []int64{text.FirstDate - 1, text.FirstDate, -day - 1, -day, -1, 0, 1, day - 1, day, 3_599_999, 1_671_375_600_000, text.LastDate, text.LastDate + 1}
	for _, was := range times {
		for _, ms := range times {
			date := text.AppendDate(nil, was)
			if text.ChangeDate(date, was, ms); string(date) != string(text.AppendDate(nil, ms)) {
				t.Errorf("%d changed to %d is %s", was, ms, date)
			}
		}
	}
}

// TestDecimals compares seconds and digits with what they must be, on both sides
// of every change.
func TestDecimals(t *testing.T) {
	for _, tt := range []struct {
		got  []byte
		want string
	}{
		{text.AppendSeconds(nil, 0), "0.00000"},
		{text.AppendSeconds(nil, 1), "0.00001"},
		{text.AppendSeconds(nil, 89_999), "0.99999"},
		{text.AppendSeconds(nil, 90_000), "1.00000"},
		{text.Trim([]byte("1.00000")), "1"},
		{text.Trim([]byte("10.00000")), "10"},
		{text.Trim([]byte("10.50000")), "10.5"},
		{text.Trim([]byte("0.00001")), "0.00001"},
		{text.AppendDigits([]byte("x"), 7, 3), "x007"},
		{text.AppendDigits(nil, 1234, 3), "234"},
	} {
		if string(tt.got) != tt.want {
			t.Errorf("%s, want %s", tt.got, tt.want)
		}
	}
}

// TestAppendUint compares numbers with those of strconv, on both sides of every
// change in length.
func TestAppendUint(t *testing.T) {
	check := func(n uint64) {
		if got, want := string(text.AppendUint([]byte("x"), n)), "x"+strconv.FormatUint(n, 10); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	for n := range uint64(20_000) {
		check(n)
	}
	for p := uint64(1); ; p *= 10 {
		check(p - 1)
		check(p)
		if p > 1<<64/10-1 {
			break
		}
	}
	check(1<<64 - 1)
	buf := make([]byte, 0, 20)
	if n := testing.AllocsPerRun(100, func() { text.AppendUint(buf, 1<<64-1) }); n != 0 {
		t.Errorf("a number allocates %v times, want 0", n)
	}
}

// TestDateLength: manifests are patched in place, so that dates must not differ
// in length.
func TestDateLength(t *testing.T) {
	for _, ms := range []int64{text.FirstDate, 0, text.LastDate, -1 << 63, 1<<63 - 1} {
		if got := text.AppendDate(nil, ms); len(got) != text.DateLength {
			t.Errorf("%s has %d bytes, want %d", got, len(got), text.DateLength)
		}
	}
}

// BenchmarkDate writes a date.
func BenchmarkDate(b *testing.B) {
	buf := make([]byte, 0, 64)
	for ms := int64(1_671_375_600_000); b.Loop(); ms++ {
		buf = text.AppendDate(buf[:0], ms)
	}
}

// BenchmarkUint writes numbers of 10 digits, beside package strconv.
func BenchmarkUint(b *testing.B) {
	buf := make([]byte, 0, 64)
	b.Run("text", func(b *testing.B) {
		for n := uint64(2_412_000_000); b.Loop(); n++ {
			buf = text.AppendUint(buf[:0], n)
		}
	})
	b.Run("strconv", func(b *testing.B) {
		for n := uint64(2_412_000_000); b.Loop(); n++ {
			buf = strconv.AppendUint(buf[:0], n, 10)
		}
	})
}
