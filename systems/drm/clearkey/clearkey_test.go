package clearkey_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"touchline/components"
	"touchline/systems/drm/clearkey"
	"touchline/systems/drm/key"
)

// ladder is a key of each tier.
func ladder() []key.Key {
	var keys []key.Key
	for tier := range components.Tiers {
		k := key.Key{Tier: tier, Period: 3}
		for i := range k.ID {
			k.ID[i], k.Content[i] = uint8(16*int(tier)+i), uint8(255-16*int(tier)-i)
		}
		keys = append(keys, k)
	}
	return keys
}

func ids(keys []key.Key) (ids []key.ID) {
	for _, k := range keys {
		ids = append(ids, k.ID)
	}
	return ids
}

// TestForm pins the form that Chromium's org.w3.clearkey takes.
func TestForm(t *testing.T) {
	l := &clearkey.License{Keys: ladder()[:2], Type: clearkey.Temporary}
	got := string(clearkey.AppendLicense([]byte("before"), l))
	want := `before{"keys":[{"kty":"oct","k":"__79_Pv6-fj39vX08_Lx8A","kid":"AAECAwQFBgcICQoLDA0ODw"},` +
		`{"kty":"oct","k":"7-7t7Ovq6ejn5uXk4-Lh4A","kid":"EBESExQVFhcYGRobHB0eHw"}],"type":"temporary"}`
	if got != want {
		t.Errorf("license\n got %s\nwant %s", got, want)
	}
	req := &clearkey.Request{KeyIDs: ids(ladder()[:2]), Type: clearkey.Persistent}
	got = string(clearkey.AppendRequest(nil, req))
	want = `{"kids":["AAECAwQFBgcICQoLDA0ODw","EBESExQVFhcYGRobHB0eHw"],"type":"persistent-license"}`
	if got != want {
		t.Errorf("request\n got %s\nwant %s", got, want)
	}
}

// A set is a license as the standard library reads it.
type set struct {
	Keys []struct {
		Kty string `json:"kty"`
		K   string `json:"k"`
		Kid string `json:"kid"`
	} `json:"keys"`
	Type string `json:"type"`
}

// TestLicenseOracle lets the standard library read random licenses.
func TestLicenseOracle(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		l := &clearkey.License{Type: clearkey.Type(1 + rng.IntN(2))}
		for range rng.IntN(10) {
			var k key.Key
			for i := range k.ID {
				k.ID[i], k.Content[i] = uint8(rng.Uint32()), uint8(rng.Uint32())
			}
			l.Keys = append(l.Keys, k)
		}
		text := clearkey.AppendLicense(nil, l)
		var got set
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if got.Type != l.Type.String() || len(got.Keys) != len(l.Keys) {
			t.Fatalf("type %s, %d keys\n%s", got.Type, len(got.Keys), text)
		}
		for i, k := range got.Keys {
			content, err1 := base64.RawURLEncoding.DecodeString(k.K)
			id, err2 := base64.RawURLEncoding.DecodeString(k.Kid)
			if k.Kty != "oct" || err1 != nil || err2 != nil || key.Content(content) != l.Keys[i].Content || key.ID(id) != l.Keys[i].ID {
				t.Fatalf("key %d: %+v\n%s", i, k, text)
			}
		}
	}
}

// TestAnswer asks for keys of all tiers, and of none, for each entitlement.
func TestAnswer(t *testing.T) {
	keys := ladder()
	stranger := key.ID{0xee}
	all := append(ids(keys), stranger)
	tests := []struct {
		name    string
		asked   []key.ID
		tier    components.Tier
		want    []key.ID
		refused clearkey.RefusedError
	}{
		{"sound alone", all, components.AudioTier, ids(keys[:1]), clearkey.RefusedError{}},
		{"SD gets no HD key", all, components.SDTier, ids(keys[:2]), clearkey.RefusedError{}},
		{"HD", all, components.HDTier, ids(keys[:3]), clearkey.RefusedError{}},
		{"UHD", all, components.UHDTier, ids(keys), clearkey.RefusedError{}},
		{"as asked for", []key.ID{keys[2].ID, keys[0].ID}, components.HDTier, []key.ID{keys[2].ID, keys[0].ID}, clearkey.RefusedError{}},
		{"twice", []key.ID{keys[0].ID, keys[1].ID, keys[0].ID}, components.HDTier, ids(keys[:2]), clearkey.RefusedError{}},
		{"HD alone to SD", []key.ID{keys[2].ID}, components.SDTier, nil, clearkey.RefusedError{Above: 1, Tier: components.SDTier}},
		{"unknown", []key.ID{stranger}, components.UHDTier, nil, clearkey.RefusedError{Unknown: 1, Tier: components.UHDTier}},
		{
			"all refused", []key.ID{stranger, keys[3].ID, {}, keys[2].ID, keys[1].ID}, components.AudioTier, nil,
			clearkey.RefusedError{Unknown: 2, Above: 3},
		},
		{"nothing", nil, components.UHDTier, nil, clearkey.RefusedError{Tier: components.UHDTier}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			req := &clearkey.Request{KeyIDs: tt.asked, Type: clearkey.Temporary}
			out, err := clearkey.Answer([]byte("before"), req, tt.tier, keys)
			if tt.want == nil {
				refused, ok := errors.AsType[*clearkey.RefusedError](err)
				if !ok || *refused != tt.refused || !errors.Is(err, clearkey.ErrRefused) || string(out) != "before" {
					t.Fatalf("answer %q, error %#v, want %#v", out, err, tt.refused)
				}
				return
			}
			var want clearkey.License
			want.Type = clearkey.Temporary
			for _, id := range tt.want {
				want.Keys = append(want.Keys, keys[slices.IndexFunc(keys, func(k key.Key) bool { return k.ID == id })])
			}
			if text := string(clearkey.AppendLicense([]byte("before"), &want)); err != nil || string(out) != text {
				t.Errorf("error %v\n got %s\nwant %s", err, out, text)
			}
		})
	}
	err := &clearkey.RefusedError{Unknown: 2, Above: 3, Tier: components.SDTier}
	if want := "2 key IDs are unknown, and 3 above tier sd: no license"; err.Error() != want {
		t.Errorf("message %s, want %s", err, want)
	}
}

func TestParseRequest(t *testing.T) {
	want := &clearkey.Request{KeyIDs: ids(ladder()[:2]), Type: clearkey.Temporary}
	for name, text := range map[string]string{
		"Chromium":    `{"kids":["AAECAwQFBgcICQoLDA0ODw","EBESExQVFhcYGRobHB0eHw"],"type":"temporary"}`,
		"other order": `{"type":"temporary","kids":["AAECAwQFBgcICQoLDA0ODw","EBESExQVFhcYGRobHB0eHw"]}`,
		"spaced":      " { \"kids\" : [ \"AAECAwQFBgcICQoLDA0ODw\" ,\n\"EBESExQVFhcYGRobHB0eHw\" ] , \"type\" : \"temporary\" }\r\n",
	} {
		got, err := clearkey.ParseRequest([]byte(text))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: request %+v, error %v", name, got, err)
		}
	}
}

func TestParseRequestErrors(t *testing.T) {
	const id = `"AAECAwQFBgcICQoLDA0ODw"`
	list := func(n int) string {
		return `{"kids":[` + strings.TrimSuffix(strings.Repeat(id+",", n), ",") + `],"type":"temporary"}`
	}
	padded := func(size int) string {
		text := list(1)
		return text + strings.Repeat(" ", size-len(text))
	}
	tests := []struct {
		name, text string
		want       error
		message    string
	}{
		{"most key IDs", list(64), nil, ""},
		{"a key ID more", list(65), clearkey.ErrRange, "byte 1609: more than 64 key IDs: out of range"},
		{"most bytes", padded(64 << 10), nil, ""},
		{"a byte more", padded(64<<10 + 1), clearkey.ErrRange, "byte 65536: a request of 65537 bytes: must be at most 65536: out of range"},
		{"empty", "", clearkey.ErrSyntax, "byte 0: the end: must be '{': not understood"},
		{"no kids", `{"type":"temporary"}`, clearkey.ErrMissing, "byte 20: kids: missing"},
		{"empty kids", `{"kids":[],"type":"temporary"}`, clearkey.ErrMissing, "byte 30: kids: missing"},
		{"no type", `{"kids":[` + id + `]}`, clearkey.ErrMissing, "byte 35: type: missing"},
		{"other type", `{"type":"forever"}`, clearkey.ErrSyntax, `byte 8: type "forever": must be temporary or persistent-license: not understood`},
		{"kids twice", `{"kids":[` + id + `],"kids":[` + id + `]}`, clearkey.ErrDuplicate, `byte 35: member "kids": given twice`},
		{"another member", `{"kid":1}`, clearkey.ErrSyntax, `byte 7: member "kid": must be kids or type: not understood`},
		{"case", `{"Kids":[]}`, clearkey.ErrSyntax, `byte 8: member "Kids": must be kids or type: not understood`},
		{"text for kids", `{"kids":` + id + `}`, clearkey.ErrSyntax, `byte 8: '"': must be '[': not understood`},
		{"number for a key ID", `{"kids":[1]}`, clearkey.ErrSyntax, `byte 9: '1': must be '"': not understood`},
		{"padding", `{"kids":["AAECAwQFBgcICQoLDA0ODw=="]}`, clearkey.ErrSyntax, "byte 9: a key ID of 24 characters: must be 22 of base64url: not understood"},
		{"a byte short", `{"kids":["AAECAwQFBgcICQoLDA0O"]}`, clearkey.ErrSyntax, "byte 9: a key ID of 20 characters: must be 22 of base64url: not understood"},
		{"other alphabet", `{"kids":["AAECAwQFBgcICQoLDA0+/w"]}`, clearkey.ErrSyntax, `byte 9: key ID "AAECAwQFBgcICQoLDA0+/w": must be base64url of 16 bytes: not understood`},
		{"stray bits", `{"kids":["AAECAwQFBgcICQoLDA0ODx"]}`, clearkey.ErrSyntax, `byte 9: key ID "AAECAwQFBgcICQoLDA0ODx": must be base64url of 16 bytes: not understood`},
		{"line break in a key ID", `{"kids":["AAECAwQFBgcICQoL\nDA0OD"]}`, clearkey.ErrSyntax, `byte 9: key ID "AAECAwQFBgcICQoL\nDA0OD": must be base64url of 16 bytes: not understood`},
		{"line breaks and 15 bytes", `{"kids":["AAECAwQFBgcICQoLDA0O\n\n"]}`, clearkey.ErrSyntax, `byte 9: key ID "AAECAwQFBgcICQoLDA0O\n\n": must be base64url of 16 bytes: not understood`},
		{"two requests", list(1) + list(1), clearkey.ErrSyntax, "byte 54: '{': must be the end: not understood"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := clearkey.ParseRequest([]byte(tt.text))
			if tt.want == nil {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if !errors.Is(err, tt.want) || err.Error() != tt.message {
				t.Errorf("error %v\n want %s", err, tt.message)
			}
		})
	}
}

// FuzzParseRequest checks that no text breaks the parser, that what it takes comes
// back, and that the standard library reads the same.
func FuzzParseRequest(f *testing.F) {
	f.Add([]byte(`{"kids":["AAECAwQFBgcICQoLDA0ODw","EBESExQVFhcYGRobHB0eHw"],"type":"temporary"}`))
	f.Add([]byte(`{"type":"persistent-license","kids":["EBESExQVFhcYGRobHB0eHw"]} `))
	f.Add([]byte(`{"kids":["AAECAwQFBgcICQoL\nDA0OD"],"type":"temporary"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		req, err := clearkey.ParseRequest(text)
		if err != nil {
			if _, ok := errors.AsType[*clearkey.SyntaxError](err); !ok {
				t.Fatalf("error %v does not say where", err)
			}
			return
		}
		var want struct {
			Kids []string `json:"kids"`
			Type string   `json:"type"`
		}
		if err := json.Unmarshal(text, &want); err != nil || want.Type != req.Type.String() || len(want.Kids) != len(req.KeyIDs) {
			t.Fatalf("%q: read as %+v, by the standard library as %+v, %v", text, req, want, err)
		}
		back, err := clearkey.ParseRequest(clearkey.AppendRequest(nil, req))
		if err != nil || !reflect.DeepEqual(back, req) {
			t.Errorf("%q: read as %+v, and back as %+v, %v", text, req, back, err)
		}
	})
}

// TestNothingAllocated checks the encoders, with room for what they append.
func TestNothingAllocated(t *testing.T) {
	buf := make([]byte, 0, 1024)
	keys := ladder()
	l := &clearkey.License{Keys: keys, Type: clearkey.Temporary}
	req := &clearkey.Request{KeyIDs: ids(keys), Type: clearkey.Temporary}
	for name, run := range map[string]func(){
		"AppendLicense": func() { clearkey.AppendLicense(buf, l) },
		"AppendRequest": func() { clearkey.AppendRequest(buf, req) },
		"Answer":        func() { clearkey.Answer(buf, req, components.HDTier, keys) },
	} {
		if n := testing.AllocsPerRun(100, run); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

// BenchmarkAppendLicense is a license of one key.
func BenchmarkAppendLicense(b *testing.B) {
	l := &clearkey.License{Keys: ladder()[:1], Type: clearkey.Temporary}
	buf := make([]byte, 0, 1024)
	b.ReportAllocs()
	for b.Loop() {
		buf = clearkey.AppendLicense(buf[:0], l)
	}
}

// BenchmarkMarshalLicense is the same license from the standard library, with its
// texts encoded anew, as they differ from license to license.
func BenchmarkMarshalLicense(b *testing.B) {
	k := ladder()[0]
	b.ReportAllocs()
	for b.Loop() {
		var s set
		s.Keys = slices.Grow(s.Keys, 1)[:1]
		s.Keys[0].Kty = "oct"
		s.Keys[0].K = base64.RawURLEncoding.EncodeToString(k.Content[:])
		s.Keys[0].Kid = base64.RawURLEncoding.EncodeToString(k.ID[:])
		s.Type = "temporary"
		if _, err := json.Marshal(s); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAnswer reads a request for four keys and answers it with three.
func BenchmarkAnswer(b *testing.B) {
	keys := ladder()
	text := clearkey.AppendRequest(nil, &clearkey.Request{KeyIDs: ids(keys), Type: clearkey.Temporary})
	buf := make([]byte, 0, 1024)
	b.ReportAllocs()
	for b.Loop() {
		req, err := clearkey.ParseRequest(text)
		if err == nil {
			buf, err = clearkey.Answer(buf[:0], req, components.HDTier, keys)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleAnswer() {
	keys := []key.Key{{Tier: components.HDTier}}
	req, err := clearkey.ParseRequest([]byte(`{"kids":["AAAAAAAAAAAAAAAAAAAAAA"],"type":"temporary"}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = clearkey.Answer(nil, req, components.SDTier, keys)
	fmt.Println(err)
	license, err := clearkey.Answer(nil, req, components.HDTier, keys)
	fmt.Println(string(license), err)
	// Output:
	// 0 key IDs are unknown, and 1 above tier sd: no license
	// {"keys":[{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAA","kid":"AAAAAAAAAAAAAAAAAAAAAA"}],"type":"temporary"} <nil>
}
