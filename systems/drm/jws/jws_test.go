package jws_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"touchline/components"
	"touchline/systems/drm/jws"
)

var secret = []byte("a secret of the tests, of 33 byte")

func newKey(t testing.TB) *jws.Key {
	t.Helper()
	k, err := jws.NewKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

const kickoff = 1_671_375_600 // 2022-12-18T15:00:00Z

func pass() *jws.Pass {
	p := &jws.Pass{
		Order: "A-1001.2_b", Account: 12, Viewer: 1<<64 - 1, Stream: 7, Tier: components.HDTier,
		Territories: []string{"GB", "IE"}, NotBefore: kickoff - 3600, Expires: kickoff + 4*3600, Session: new(jws.Fingerprint),
	}
	for i := range p.Session {
		p.Session[i] = uint8(255 - i)
	}
	return p
}

var entitlement = jws.Entitlement{
	Stream: 1<<64 - 1, Viewer: 7001, From: -90_000, Until: 1<<63 - 1, Received: 4500, Period: 1<<32 - 1,
	Tier: components.UHDTier, Renewed: true,
}

// raw signs a header and claims as they are given.
func raw(key []byte, header, claims string) string {
	signed := base64.RawURLEncoding.EncodeToString([]byte(header)) + "." + base64.RawURLEncoding.EncodeToString([]byte(claims))
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(signed))
	return signed + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

const passHeader = `{"alg":"HS256","typ":"touchline-pass+jwt"}`

// TestText pins the text of both tokens, signed by another hand.
func TestText(t *testing.T) {
	k := newKey(t)
	got := string(jws.AppendPass([]byte("before "), k, pass()))
	want := "before " + raw(secret, passHeader,
		`{"sub":"18446744073709551615","account":"12","order":"A-1001.2_b","stream":"7","tier":"hd","territories":["GB","IE"],`+
			`"nbf":1671372000,"exp":1671390000,"cnf":{"fp#S256":"__79_Pv6-fj39vX08_Lx8O_u7ezr6uno5-bl5OPi4eA"}}`)
	if got != want {
		t.Errorf("pass\n got %s\nwant %s", got, want)
	}
	got = string(jws.AppendPass(nil, k, &jws.Pass{Order: "1", Expires: 1}))
	want = raw(secret, passHeader, `{"sub":"0","account":"0","order":"1","stream":"0","tier":"audio","nbf":0,"exp":1}`)
	if got != want {
		t.Errorf("least pass\n got %s\nwant %s", got, want)
	}
	got = string(jws.AppendEntitlement(nil, k, &entitlement))
	want = raw(secret, `{"alg":"HS256","typ":"touchline-entitlement+jwt"}`,
		`{"sub":"7001","stream":"18446744073709551615","tier":"uhd","period":4294967295,"from":-90000,"until":9223372036854775807,"received":4500,"renewed":true}`)
	if got != want {
		t.Errorf("entitlement\n got %s\nwant %s", got, want)
	}
}

// TestKeySizes signs with keys that are shorter and longer than a block of the hash.
func TestKeySizes(t *testing.T) {
	for _, size := range []int{32, 63, 64, 65, 200} {
		key := bytes.Repeat([]byte{0xa7}, size)
		k, err := jws.NewKey(key)
		if err != nil {
			t.Fatal(err)
		}
		got := string(jws.AppendPass(nil, k, &jws.Pass{Order: "1", Expires: 1}))
		want := raw(key, passHeader, `{"sub":"0","account":"0","order":"1","stream":"0","tier":"audio","nbf":0,"exp":1}`)
		if got != want {
			t.Errorf("key of %d bytes\n got %s\nwant %s", size, got, want)
		}
	}
	if _, err := jws.NewKey(make([]byte, 31)); err == nil || err.Error() != "jws: a key of 31 bytes: must be at least 32" {
		t.Errorf("key of 31 bytes: error %v", err)
	}
}

func TestRoundTrip(t *testing.T) {
	k := newKey(t)
	most := pass()
	most.Order, most.Account, most.Stream = strings.Repeat("z", 64), 1<<64-1, 1<<64-1
	most.Territories = nil
	for i := range 64 {
		most.Territories = append(most.Territories, string([]byte{'A' + byte(i/26), 'A' + byte(i%26)}))
	}
	most.NotBefore, most.Expires = 253_402_300_798, 253_402_300_799
	least := &jws.Pass{Order: "1", Expires: 1}
	for _, p := range []*jws.Pass{pass(), most, least} {
		if err := p.Validate(); err != nil {
			t.Fatal(err)
		}
		token := jws.AppendPass(nil, k, p)
		if len(token) > jws.MaxSize {
			t.Errorf("%d bytes, want at most %d", len(token), jws.MaxSize)
		}
		if got, err := jws.OpenPass(token, k); err != nil || !reflect.DeepEqual(got, p) {
			t.Errorf("pass %+v, error %v, want %+v", got, err, p)
		}
	}
	for _, e := range []jws.Entitlement{entitlement, {}} {
		got, err := jws.OpenEntitlement(jws.AppendEntitlement(nil, k, &e), k)
		if err != nil || *got != e {
			t.Errorf("entitlement %+v, error %v, want %+v", got, err, e)
		}
	}
}

func TestValidate(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*jws.Pass)
		want   string
	}{
		{"good", func(*jws.Pass) {}, ""},
		{"no order", func(p *jws.Pass) { p.Order = "" }, `order "": must be 1 to 64 letters, digits, and . _ -`},
		{"long order", func(p *jws.Pass) { p.Order = strings.Repeat("1", 65) }, `order "` + strings.Repeat("1", 65) + `": must be 1 to 64 letters, digits, and . _ -`},
		{"quote in the order", func(p *jws.Pass) { p.Order = `1","tier":"uhd` }, `order "1\",\"tier\":\"uhd": must be 1 to 64 letters, digits, and . _ -`},
		{"tier", func(p *jws.Pass) { p.Tier = 4 }, "tier 4: must be below 4"},
		{"territory in small letters", func(p *jws.Pass) { p.Territories[1] = "ie" }, `territory "ie": must be two capital letters`},
		{"territory of three", func(p *jws.Pass) { p.Territories[1] = "IRL" }, `territory "IRL": must be two capital letters`},
		{"territories", func(p *jws.Pass) { p.Territories = strings.Split(strings.Repeat("GB,", 64)+"IE", ",") }, "65 territories: must be at most 64"},
		{"before 1970", func(p *jws.Pass) { p.NotBefore = -1 }, "good from -1 until before 1671390000: must be from 0 to 253402300799, and not empty"},
		{"never", func(p *jws.Pass) { p.NotBefore = p.Expires }, "good from 1671390000 until before 1671390000: must be from 0 to 253402300799, and not empty"},
		{"year 10000", func(p *jws.Pass) { p.Expires = 253_402_300_800 }, "good from 1671372000 until before 253402300800: must be from 0 to 253402300799, and not empty"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := pass()
			tt.change(p)
			got := ""
			if err := p.Validate(); err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("error %q, want %q", got, tt.want)
			}
		})
	}
}

// TestKeyDoesNotPrint prints a key in every way there is, and looks for it.
func TestKeyDoesNotPrint(t *testing.T) {
	k := newKey(t)
	var out bytes.Buffer
	for _, v := range []any{k, *k, []any{k, *k}, struct{ K *jws.Key }{k}, map[string]*jws.Key{"a": k}} {
		for _, verb := range "vsdxXqbcoU" {
			for _, flags := range []string{"", "+", "#"} {
				fmt.Fprintf(&out, "%"+flags+string(verb)+"\n", v)
			}
		}
		text, _ := json.Marshal(v)
		out.Write(text)
		for _, log := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
			slog.New(log).Info("made", "key", v)
		}
	}
	padded := bytes.Clone(secret[:4])
	for i := range padded {
		padded[i] ^= 0x36
	}
	said := strings.ToLower(out.String())
	for _, form := range []string{"%s", "%x", "% x", "%#x", "%d", "%o", "%b", "%q", "%U"} {
		for _, part := range [][]byte{secret[:4], padded} {
			text := strings.ToLower(fmt.Sprintf(form, part))
			if text = strings.Trim(text, `[]"`); strings.Contains(said, text) {
				t.Errorf("the key was printed, as %s", text)
			}
		}
	}
	if !strings.Contains(said, "[secret]") {
		t.Error("nothing was printed in its place")
	}
}

func TestNothingAllocated(t *testing.T) {
	k, p := newKey(t), pass()
	buf := make([]byte, 0, 2*jws.MaxSize)
	for name, run := range map[string]func(){
		"AppendPass":        func() { jws.AppendPass(buf, k, p) },
		"AppendEntitlement": func() { jws.AppendEntitlement(buf, k, &entitlement) },
	} {
		if n := testing.AllocsPerRun(100, run); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

// BenchmarkAppendPass and BenchmarkVerify are of the same pass as those of golang-jwt.
func BenchmarkAppendPass(b *testing.B) {
	k, p := newKey(b), pass()
	buf := make([]byte, 0, 2*jws.MaxSize)
	b.ReportAllocs()
	for b.Loop() {
		buf = jws.AppendPass(buf[:0], k, p)
	}
}

func BenchmarkVerify(b *testing.B) {
	k, p := newKey(b), pass()
	token := jws.AppendPass(nil, k, p)
	c := &jws.Check{Now: kickoff, Stream: 7, Place: "GB", Session: p.Session}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := jws.Verify(token, k, c); err != nil {
			b.Fatal(err)
		}
	}
}

func checkError(t *testing.T, err, want error, message string) {
	t.Helper()
	if !errors.Is(err, want) || err.Error() != message {
		t.Errorf("error %v\n want %s", err, message)
	}
	if _, ok := errors.AsType[*jws.Error](err); !ok {
		t.Errorf("error %v does not say in which part", err)
	}
}
