package sportec_test

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"touchline/systems/feed/sportec"
)

// TestPlain checks which elements are taken for plainly written: those of all files
// that are known, and none that only looks like it.
func TestPlain(t *testing.T) {
	for text, want := range map[string]int{
		`<Frame/>`: 8, `<Frame />`: 9, " \t\r\n<Frame N=\"1\"/>x": 18, `<Frame N="1" />`: 15, `<Frame N=""/>`: 13, "<Frame\nN=\"1\"\t\tT=\"'>]]>\"/>": 25,
		`<Frame>`: 0, `<Frame N="1">`: 0, `<FrameSet/>`: 0, `<Fram/>`: 0, `<Frame`: 0, `<Frame /`: 0, `<Frame/ >`: 0, `<Frame N`: 0, `<Frame N=`: 0, `<Frame N="1`: 0, `<Frame N="1"`: 0,
		`<Frame N='1'/>`: 0, `<Frame N ="1"/>`: 0, `<Frame N= "1"/>`: 0, `<Frame N="1"T="2"/>`: 0, `<Frame N="<"/>`: 0, `<Frame N="&lt;"/>`: 0, `<Frame N="é"/>`: 0, "<Frame N=\"\t\"/>": 0, "<Frame N=\"\x7f\"/>": 0,
		`<Frame x:N="1"/>`: 0, `<Frame N1="1"/>`: 0, `<Frame ="1"/>`: 0, `<Frame "1"/>`: 0, `x<Frame/>`: 0, `<!-- --><Frame/>`: 0, `</Frame>`: 0, ``: 0, ` `: 0,
		`<Frame N="` + strings.Repeat("1", 65536) + `"/>`: 65549, `<Frame N="` + strings.Repeat("1", 65537) + `"/>`: 0,
	} {
		if n, _ := sportec.Plain([]byte(text)); n != want {
			t.Errorf("%.40q: %d bytes, want %d", text, n, want)
		}
	}
	frames, rest := 0, string(file(t, slice))
	for {
		i := strings.Index(rest, "<Frame ")
		if i < 0 {
			break
		}
		rest = rest[i:]
		if n, _ := sportec.Plain([]byte(rest)); n == 0 || rest[n-2:n] != "/>" || strings.Contains(rest[:n-2], "/>") {
			t.Fatalf("not plain: %.150q", rest)
		}
		frames++
		rest = rest[1:]
	}
	if frames != 645 {
		t.Errorf("%d frames, want 645", frames)
	}
}

// FuzzTimes checks that a time is read alike, whichever came before it.
func FuzzTimes(f *testing.F) {
	const usual = "2020-06-05T20:29:57.840+02:00"
	for _, text := range []string{
		"2020-06-05T20:29:59.999+02:00", "2020-06-05T20:29:57.840+00:00", "2020-06-05T20:28:57.840+02:00", "2020-06-05T20:29:60.000+02:00", "2020-06-05T20:29:57x840+02:00",
		"2020-06-05T20:29:57,840+02:00", "2020-06-05T20:29:5:.840+02:00", "2020-06-05T20:29:57.8:0+02:00", "2020-06-05T20:29:57.84+02:00", "2020-06-05T20:29:57Z", "2020-06-05T20:29:57.8405+02:00",
	} {
		f.Add([]byte(usual), []byte(text))
		f.Add([]byte(text), []byte(usual))
	}
	f.Add([]byte("2020-06-05T20:29:57.8405+02:00"), []byte("2020-06-05T20:29:58.9995+02:00"))
	f.Fuzz(func(t *testing.T, before, text []byte) {
		at, ok := sportec.Times(before, text)
		alone, okAlone := sportec.Times(text)
		if ok[1] != okAlone[0] || ok[1] && at[1] != alone[0] {
			t.Errorf("%s is %d, %v; and after %s it is %d, %v", text, alone[0], okAlone[0], before, at[1], ok[1])
		}
	})
}

// FuzzPlain checks that what is taken for plainly written is what encoding/xml has:
// one Frame, with the same attributes.
func FuzzPlain(f *testing.F) {
	f.Add([]byte(`<Frame N="10000" T="2020-06-05T20:29:57.840+02:00" X="2.69" Y="0.26" Z="0.06" D="0.00" M="1" BallPossession="2" BallStatus="0"/>`))
	f.Add([]byte("\n  <Frame N=\"1\" N=\"2\"\tT=\"'>\" />"))
	f.Add([]byte(`<Frame X="&lt;"/>`))
	f.Add([]byte(`<Frame/>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		n, got := sportec.Plain(data)
		if n == 0 {
			return
		}
		var start *xml.StartElement
		dec := xml.NewDecoder(strings.NewReader(string(data[:n])))
		for depth, starts := 0, 0; ; {
			token, err := dec.Token()
			if err == io.EOF {
				if depth != 0 || starts != 1 {
					t.Fatalf("%d elements in %q", starts, data[:n])
				}
				break
			}
			if err != nil {
				t.Fatalf("%v in %q", err, data[:n])
			}
			switch token := token.(type) {
			case xml.StartElement:
				start, depth, starts = &token, depth+1, starts+1
			case xml.EndElement:
				depth--
			case xml.CharData:
				if strings.TrimSpace(string(token)) != "" || starts > 0 {
					t.Fatalf("text %q in %q", token, data[:n])
				}
			}
		}
		if start.Name.Local != "Frame" || start.Name.Space != "" {
			t.Fatalf("%v in %q", start.Name, data[:n])
		}
		for i, name := range [...]string{"N", "T", "X", "Y", "Z", "BallPossession", "BallStatus"} {
			var want *string
			for k := range start.Attr {
				if want == nil && start.Attr[k].Name.Local == name {
					want = &start.Attr[k].Value
				}
			}
			if (want == nil) != (got[i] == nil) || want != nil && *want != string(got[i]) {
				t.Fatalf("%s is %q in %q", name, got[i], data[:n])
			}
		}
	})
}
