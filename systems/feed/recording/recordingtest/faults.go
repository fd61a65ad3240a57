package recordingtest

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"touchline/ecs"
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

// Any checks what holds for any bytes: they are a sound match, which can be laid
// out, or refused with the place of the fault; and twice the same.
func Any(t *testing.T, read recording.Reader, data []byte) {
	t.Helper()
	m, err := recording.Read(read, data, ecs.NewSymbols())
	again, errAgain := recording.Read(read, data, ecs.NewSymbols())
	if err != nil {
		if _, ok := errors.AsType[*recording.Error](err); !ok || !errors.Is(err, recording.ErrFormat) {
			t.Fatalf("error %v does not say where", err)
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
	before := m.Result()
	m.Lay(recording.Layout{})
	if after := m.Result(); !reflect.DeepEqual(before, after) {
		t.Fatalf("result %+v, and %+v when it is laid out", before, after)
	}
}
