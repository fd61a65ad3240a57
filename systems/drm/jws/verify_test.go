package jws_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"touchline/systems/drm/jws"
)

// TestAdmits checks each condition from both sides of its boundary.
func TestAdmits(t *testing.T) {
	k := newKey(t)
	other := new(jws.Fingerprint)
	for _, tt := range []struct {
		name    string
		pass    func(*jws.Pass)
		check   func(*jws.Check)
		want    error
		message string
	}{
		{"good", nil, nil, nil, ""},
		{"first second", nil, func(c *jws.Check) { c.Now = kickoff - 3600 }, nil, ""},
		{"a second before", nil, func(c *jws.Check) { c.Now = kickoff - 3601 }, jws.ErrNotYet, "nbf: good from 1671372000, and it is 1671371999: not valid yet"},
		{"last second", nil, func(c *jws.Check) { c.Now = kickoff + 4*3600 - 1 }, nil, ""},
		{"the second it expires", nil, func(c *jws.Check) { c.Now = kickoff + 4*3600 }, jws.ErrExpired, "exp: good until before 1671390000, and it is 1671390000: expired"},
		{"another stream", nil, func(c *jws.Check) { c.Stream = 8 }, jws.ErrStream, "stream: good for 7, and not for 8: wrong stream"},
		{"second territory", nil, func(c *jws.Check) { c.Place = "IE" }, nil, ""},
		{"another territory", nil, func(c *jws.Check) { c.Place = "FR" }, jws.ErrTerritory, `territories: good in [GB IE], and not in "FR": wrong territory`},
		{"no territory", nil, func(c *jws.Check) { c.Place = "" }, jws.ErrTerritory, `territories: good in [GB IE], and not in "": wrong territory`},
		{"everywhere", func(p *jws.Pass) { p.Territories = nil }, func(c *jws.Check) { c.Place = "" }, nil, ""},
		{"another session", nil, func(c *jws.Check) { c.Session = other }, jws.ErrSession, "cnf: good for another session: wrong session"},
		{"no session", nil, func(c *jws.Check) { c.Session = nil }, jws.ErrSession, "cnf: good for another session: wrong session"},
		{"any session", func(p *jws.Pass) { p.Session = nil }, func(c *jws.Check) { c.Session = other }, nil, ""},
		{"any session, where it must be bound", func(p *jws.Pass) { p.Session = nil }, func(c *jws.Check) { c.Bound = true }, jws.ErrSession, "cnf: good for any session, and must be bound to one: wrong session"},
		{"bound", nil, func(c *jws.Check) { c.Bound = true }, nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := pass()
			c := &jws.Check{Now: kickoff, Stream: 7, Place: "GB", Session: p.Session}
			if tt.pass != nil {
				tt.pass(p)
			}
			if tt.check != nil {
				tt.check(c)
			}
			got, err := jws.Verify(jws.AppendPass(nil, k, p), k, c)
			if tt.want == nil {
				if err != nil || !reflect.DeepEqual(got, p) {
					t.Errorf("pass %+v, error %v", got, err)
				}
				return
			}
			checkError(t, err, tt.want, tt.message)
		})
	}
}

const claims = `{"sub":"1","account":"2","order":"3","stream":"4","tier":"hd","territories":["GB"],"nbf":5,"exp":6,"cnf":{"fp#S256":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}}`

// TestRefused signs all sorts of tokens with the right key: what is wrong with them
// is not the signature.
func TestRefused(t *testing.T) {
	k := newKey(t)
	swap := func(old, new string) string {
		if !strings.Contains(claims, old) {
			t.Fatalf("no %s to change", old)
		}
		return raw(secret, passHeader, strings.Replace(claims, old, new, 1))
	}
	good := raw(secret, passHeader, claims)
	if _, err := jws.OpenPass([]byte(good), k); err != nil {
		t.Fatal(err)
	}
	unsigned := good[:strings.LastIndex(good, ".")+1]
	list := `["` + strings.TrimSuffix(strings.Repeat(`GB","`, 65), `,"`) + `]`
	for _, tt := range []struct {
		name, token string
		want        error
		message     string
	}{
		{"empty", "", jws.ErrMalformed, "token: 0 dots: must be 2: malformed token"},
		{"one dot", "a.b", jws.ErrMalformed, "token: 1 dots: must be 2: malformed token"},
		{"three dots", good + ".", jws.ErrMalformed, "token: 3 dots: must be 2: malformed token"},
		{"too long", strings.Repeat("a", 2049), jws.ErrMalformed, "token: 2049 bytes: must be at most 2048: malformed token"},
		{"no algorithm", raw(secret, `{"alg":"none","typ":"touchline-pass+jwt"}`, claims), jws.ErrAlgorithm, `header: alg "none": must be HS256: wrong algorithm`},
		{"no algorithm and no signature", strings.Split(raw(secret, `{"alg":"none","typ":"touchline-pass+jwt"}`, claims), ".")[0] + "." + strings.Split(good, ".")[1] + ".", jws.ErrAlgorithm, `header: alg "none": must be HS256: wrong algorithm`},
		{"small letters", raw(secret, `{"alg":"hs256","typ":"touchline-pass+jwt"}`, claims), jws.ErrAlgorithm, `header: alg "hs256": must be HS256: wrong algorithm`},
		{"another algorithm", raw(secret, `{"alg":"HS512","typ":"touchline-pass+jwt"}`, claims), jws.ErrAlgorithm, `header: alg "HS512": must be HS256: wrong algorithm`},
		{"public key", raw(secret, `{"alg":"RS256","typ":"touchline-pass+jwt"}`, claims), jws.ErrAlgorithm, `header: alg "RS256": must be HS256: wrong algorithm`},
		{"algorithm missing", raw(secret, `{"typ":"touchline-pass+jwt"}`, claims), jws.ErrAlgorithm, `header: alg "": must be HS256: wrong algorithm`},
		{"another type", raw(secret, `{"alg":"HS256","typ":"JWT"}`, claims), jws.ErrType, `header: typ "JWT": must be touchline-pass+jwt: wrong type of token`},
		{"type missing", raw(secret, `{"alg":"HS256"}`, claims), jws.ErrType, `header: typ "": must be touchline-pass+jwt: wrong type of token`},
		{"algorithm twice", raw(secret, `{"alg":"HS256","alg":"none","typ":"touchline-pass+jwt"}`, claims), jws.ErrMalformed, `header: byte 15: member "alg": given twice: malformed token`},
		{"extension", raw(secret, `{"alg":"HS256","typ":"touchline-pass+jwt","crit":["b64"]}`, claims), jws.ErrMalformed, `header: byte 49: member "crit": must be alg or typ: not understood: malformed token`},
		{"a key of its own", raw(secret, `{"alg":"HS256","jwk":{},"typ":"touchline-pass+jwt"}`, claims), jws.ErrMalformed, `header: byte 21: member "jwk": must be alg or typ: not understood: malformed token`},
		{"header not base64url", "a+b." + good[strings.Index(good, ".")+1:], jws.ErrMalformed, "header: illegal base64 data at input byte 1: malformed token"},
		{"line break", good[:3] + "\n" + good[3:], jws.ErrMalformed, `header: byte 3: '\n': must be base64url: malformed token`},
		{"line break in the signature", good + "\n", jws.ErrMalformed, `signature: byte 43: '\n': must be base64url: malformed token`},
		{"padding", good + "=", jws.ErrMalformed, "signature: illegal base64 data at input byte 43: malformed token"},
		{"no signature", unsigned, jws.ErrMalformed, "signature: 0 bytes: must be 32: malformed token"},
		{"short signature", good[:len(good)-2], jws.ErrMalformed, "signature: illegal base64 data at input byte 40: malformed token"},
		{"another key", raw(append([]byte("x"), secret...), passHeader, claims), jws.ErrSignature, "signature: bad signature"},
		{"entitlement", string(jws.AppendEntitlement(nil, k, &entitlement)), jws.ErrType, `header: typ "touchline-entitlement+jwt": must be touchline-pass+jwt: wrong type of token`},
		{"claim twice", swap(`"exp":6`, `"exp":6,"exp":9`), jws.ErrMalformed, `claims: byte 99: member "exp": given twice: malformed token`},
		{"claim twice, one escaped", swap(`"exp":6`, `"exp":6,"e\u0078p":9`), jws.ErrMalformed, `claims: byte 99: member "exp": given twice: malformed token`},
		{"claim missing", swap(`,"exp":6`, ``), jws.ErrMalformed, "claims: no claim exp: malformed token"},
		{"unknown claim", swap(`{"sub"`, `{"jti":"1","sub"`), jws.ErrMalformed, `claims: byte 7: claim "jti": not known: not understood: malformed token`},
		{"number for text", swap(`"sub":"1"`, `"sub":1`), jws.ErrMalformed, `claims: byte 7: '1': must be '"': not understood: malformed token`},
		{"leading zero", swap(`"sub":"1"`, `"sub":"01"`), jws.ErrMalformed, `claims: byte 7: "01": must be a number of 64 bits, as text: not understood: malformed token`},
		{"65 bits", swap(`"sub":"1"`, `"sub":"18446744073709551616"`), jws.ErrMalformed, `claims: byte 7: "18446744073709551616": must be a number of 64 bits, as text: not understood: malformed token`},
		{"tier", swap(`"hd"`, `"8k"`), jws.ErrMalformed, `claims: byte 57: tier "8k": must be audio, sd, hd or uhd: not understood: malformed token`},
		{"fraction", swap(`"exp":6`, `"exp":6.5`), jws.ErrMalformed, `claims: byte 98: '.': must be an integer: not understood: malformed token`},
		{"no territory", swap(`["GB"]`, `[]`), jws.ErrMalformed, "claims: byte 76: no territories: must be one at least, or the claim left out: not understood: malformed token"},
		{"many territories", swap(`["GB"]`, list), jws.ErrMalformed, "claims: byte 76: more than 64 territories: out of range: malformed token"},
		{"territory", swap(`["GB"]`, `["UK-"]`), jws.ErrMalformed, `claims: territory "UK-": must be two capital letters: malformed token`},
		{"order", swap(`"order":"3"`, `"order":""`), jws.ErrMalformed, `claims: order "": must be 1 to 64 letters, digits, and . _ -: malformed token`},
		{"window", swap(`"exp":6`, `"exp":5`), jws.ErrMalformed, "claims: good from 5 until before 5: must be from 0 to 253402300799, and not empty: malformed token"},
		{"no fingerprint", swap(`{"fp#S256":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}`, `{}`), jws.ErrMalformed, "claims: byte 105: no fp#S256: not understood: malformed token"},
		{"short fingerprint", swap(`AAAAAAAA`, `AAAA`), jws.ErrMalformed, `claims: byte 116: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA": must be base64url of 32 bytes: not understood: malformed token`},
		{"other confirmation", swap(`fp#S256`, `jkt`), jws.ErrMalformed, `claims: byte 112: confirmation "jkt": must be fp#S256: not understood: malformed token`},
		{"more", raw(secret, passHeader, claims+"{}"), jws.ErrMalformed, "claims: byte 163: '{': must be the end: not understood: malformed token"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := jws.OpenPass([]byte(tt.token), k)
			checkError(t, err, tt.want, tt.message)
		})
	}
}

// TestEveryBitCounts changes each bit of a pass and of an entitlement in turn.
func TestEveryBitCounts(t *testing.T) {
	k := newKey(t)
	for name, token := range map[string][]byte{
		"pass": jws.AppendPass(nil, k, pass()), "entitlement": jws.AppendEntitlement(nil, k, &entitlement),
	} {
		for bit := range 8 * len(token) {
			bad := bytes.Clone(token)
			bad[bit/8] ^= 1 << (bit % 8)
			_, err1 := jws.OpenPass(bad, k)
			_, err2 := jws.OpenEntitlement(bad, k)
			if err1 == nil || err2 == nil {
				t.Fatalf("%s: byte %d, bit %d changed: opened", name, bit/8, bit%8)
			}
		}
	}
}

func TestEntitlementRefused(t *testing.T) {
	k := newKey(t)
	const header = `{"alg":"HS256","typ":"touchline-entitlement+jwt"}`
	const claims = `{"sub":"1","stream":"2","tier":"hd","period":3,"from":4,"until":5,"received":6,"renewed":false}`
	if _, err := jws.OpenEntitlement([]byte(raw(secret, header, claims)), k); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, old, new, message string }{
		{"period of 33 bits", `"period":3`, `"period":4294967296`, "claims: byte 45: period 4294967296: must be of 32 bits: out of range: malformed token"},
		{"period below 0", `"period":3`, `"period":-1`, "claims: byte 45: period -1: must be of 32 bits: out of range: malformed token"},
		{"renewed", `false`, `0`, "claims: byte 89: '0': must be true or false: not understood: malformed token"},
		{"missing", `,"until":5`, ``, "claims: no claim until: malformed token"},
	} {
		_, err := jws.OpenEntitlement([]byte(raw(secret, header, strings.Replace(claims, tt.old, tt.new, 1))), k)
		checkError(t, err, jws.ErrMalformed, tt.message)
	}
	_, err := jws.OpenEntitlement(jws.AppendPass(nil, k, pass()), k)
	checkError(t, err, jws.ErrType, `header: typ "touchline-pass+jwt": must be touchline-entitlement+jwt: wrong type of token`)
}

// FuzzOpen checks that no claims and no token break the parsers, and that what is
// opened is what is written.
func FuzzOpen(f *testing.F) {
	k := newKey(f)
	f.Add(passHeader, claims, "")
	f.Add(passHeader, `{"sub":"0","account":"0","order":"1","stream":"0","tier":"audio","nbf":0,"exp":1}`, "a.b.c")
	f.Add(`{"typ":"touchline-pass+jwt","alg":"HS256"}`, claims, string(jws.AppendPass(nil, k, pass())))
	f.Fuzz(func(t *testing.T, header, claims, token string) {
		for _, text := range []string{token, raw(secret, header, claims)} {
			p, err := jws.OpenPass([]byte(text), k)
			if err != nil {
				if _, ok := errors.AsType[*jws.Error](err); !ok {
					t.Fatalf("error %v does not say in which part", err)
				}
				continue
			}
			back, err := jws.OpenPass(jws.AppendPass(nil, k, p), k)
			if err != nil || !reflect.DeepEqual(back, p) {
				t.Errorf("opened %+v, and back %+v, error %v", p, back, err)
			}
		}
	})
}
