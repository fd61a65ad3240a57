package recordingtest

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
)

// Cuts cuts data short at every byte: it is then malformed, and the error says
// that and where.
func Cuts(t *testing.T, read recording.Reader, data string) {
	t.Helper()
	for n := range len(data) {
		_, err := recording.Read(read, []byte(data[:n]), ecs.NewSymbols())
		e, ok := errors.AsType[*recording.Error](err)
		if !ok || !errors.Is(err, recording.Truncated) || e.Offset != int64(n) {
			t.Fatalf("cut at byte %d: %v", n, err)
		}
	}
}

// Stops checks that whoever takes the events may stop at any of them.
func Stops(t *testing.T, read recording.Reader, data string) {
	t.Helper()
	for n := 1; ; n++ {
		taken := 0
		for _, err := range read([]byte(data), ecs.NewSymbols(), &recording.Match{}) {
			if err != nil {
				t.Fatal(err)
			}
			if taken++; taken == n {
				break
			}
		}
		if taken < n {
			return
		}
	}
}

// Message checks that data is refused as malformed, in the words of want.
func Message(t *testing.T, read recording.Reader, data, want string) {
	t.Helper()
	_, err := recording.Read(read, []byte(data), ecs.NewSymbols())
	if !errors.Is(err, recording.ErrFormat) {
		t.Fatalf("error = %v, want one that is %v", err, recording.ErrFormat)
	}
	if err.Error() != want {
		t.Errorf("message\n got %s\nwant %s", err, want)
	}
	e, ok := errors.AsType[*recording.Error](err)
	if found, _ := strings.CutSuffix(e.Found, ".."); ok && e.Line == 0 && !strings.HasPrefix(data[e.Offset:], found) {
		t.Errorf("%v: what is at byte %d is %.20s", err, e.Offset, data[e.Offset:])
	}
}

// Any checks what holds for any bytes: they are a sound match, which can be written
// and read again and laid out, or refused with the place of the fault; and twice
// the same.
func Any(t *testing.T, read recording.Reader, data []byte) {
	t.Helper()
	names := ecs.NewSymbols()
	m, err := recording.Read(read, data, names)
	again, errAgain := recording.Read(read, data, ecs.NewSymbols())
	if err != nil {
		if why := Misplaced(err, data); why != "" || errors.Is(err, recording.ErrUnknown) {
			t.Fatalf("%v: %s", err, why)
		}
		if errAgain == nil || errAgain.Error() != err.Error() {
			t.Fatalf("%v, and then %v", err, errAgain)
		}
		return
	}
	Sound(t, m)
	if errAgain != nil || !slices.Equal(m.Events, again.Events) || m.Warnings.String() != again.Warnings.String() {
		t.Fatalf("%d events, and then %d: %v", len(m.Events), len(again.Events), errAgain)
	}
	Shown(t, names)
	Written(t, m, names)
	before := m.Result()
	m.Lay(recording.Layout{})
	if after := m.Result(); !reflect.DeepEqual(before, after) {
		t.Fatalf("result %+v, and %+v when it is laid out", before, after)
	}
}

// Shown checks that all names can be shown: they are UTF-8.
func Shown(t testing.TB, names *ecs.Symbols) {
	t.Helper()
	for s := range names.Len() {
		if name := names.Text(components.Symbol(s)); !utf8.ValidString(name) {
			t.Fatalf("the name %q is not UTF-8", name)
		}
	}
}

// Written checks that m is the same when it was written as NDJSON and read again.
func Written(t testing.TB, m *recording.Match, names *ecs.Symbols) {
	t.Helper()
	written := ndjson.Append(nil, m, names.Text)
	back, err := recording.Read(ndjson.Read, written, names)
	if err != nil {
		t.Fatalf("cannot read back what was written: %v", err)
	}
	if !slices.Equal(m.Events, back.Events) || !slices.Equal(m.Frames, back.Frames) || m.Home != back.Home || m.Away != back.Away || m.Breaks != back.Breaks {
		t.Fatalf("%s - %s, %d events, %d frames; read again %s - %s, %d events, %d frames",
			m.Home, m.Away, len(m.Events), len(m.Frames), back.Home, back.Away, len(back.Events), len(back.Frames))
	}
}
