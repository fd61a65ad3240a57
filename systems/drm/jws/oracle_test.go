package jws_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"touchline/components"
	"touchline/systems/drm/jws"
)

func jwtKey(*jwt.Token) (any, error) { return secret, nil }

// mapOf returns the claims of a pass as golang-jwt has them.
func mapOf(p *jws.Pass) jwt.MapClaims {
	m := jwt.MapClaims{
		"sub": strconv.FormatUint(uint64(p.Viewer), 10), "account": strconv.FormatUint(uint64(p.Account), 10),
		"order": p.Order, "stream": strconv.FormatUint(uint64(p.Stream), 10), "tier": p.Tier.String(),
		"nbf": json.Number(strconv.FormatInt(p.NotBefore, 10)), "exp": json.Number(strconv.FormatInt(p.Expires, 10)),
	}
	if p.Territories != nil {
		list := []any{}
		for _, t := range p.Territories {
			list = append(list, t)
		}
		m["territories"] = list
	}
	if p.Session != nil {
		m["cnf"] = map[string]any{"fp#S256": base64.RawURLEncoding.EncodeToString(p.Session[:])}
	}
	return m
}

func randomPass(rng *rand.Rand) *jws.Pass {
	p := &jws.Pass{
		Order: "N" + strconv.FormatUint(rng.Uint64(), 36), Account: components.Number(rng.Uint64()),
		Viewer: components.Number(rng.Uint64()), Stream: components.Number(rng.Uint64N(100)),
		Tier: components.Tier(rng.IntN(int(components.Tiers))), NotBefore: kickoff - rng.Int64N(1000), Expires: kickoff + 1 + rng.Int64N(1000),
	}
	for range rng.IntN(4) {
		p.Territories = append(p.Territories, string([]byte{'A' + byte(rng.IntN(26)), 'A' + byte(rng.IntN(26))}))
	}
	if rng.IntN(2) == 0 {
		p.Session = new(jws.Fingerprint)
		for i := range p.Session {
			p.Session[i] = uint8(rng.Uint32())
		}
	}
	return p
}

// TestOracleReads lets golang-jwt verify random passes, and compares their claims.
func TestOracleReads(t *testing.T) {
	k, rng := newKey(t), rand.New(rand.NewPCG(7, 8))
	for range 300 {
		p := randomPass(rng)
		for _, at := range []int64{p.NotBefore - 1, p.NotBefore, p.Expires - 1, p.Expires} {
			parser := jwt.NewParser(jwt.WithValidMethods([]string{"HS256"}), jwt.WithJSONNumber(), jwt.WithStrictDecoding(),
				jwt.WithTimeFunc(func() time.Time { return time.Unix(at, 0) }))
			text := jws.AppendPass(nil, k, p)
			token, err := parser.Parse(string(text), jwtKey)
			_, ours := jws.Verify(text, k, &jws.Check{Now: at, Stream: p.Stream, Place: place(p), Session: p.Session})
			if (err == nil) != (ours == nil) || errors.Is(err, jwt.ErrTokenExpired) != errors.Is(ours, jws.ErrExpired) ||
				errors.Is(err, jwt.ErrTokenNotValidYet) != errors.Is(ours, jws.ErrNotYet) {
				t.Fatalf("at %d of %d to %d: golang-jwt says %v, we say %v", at, p.NotBefore, p.Expires, err, ours)
			}
			if token.Header["alg"] != "HS256" || token.Header["typ"] != "touchline-pass+jwt" || !reflect.DeepEqual(token.Claims, mapOf(p)) {
				t.Fatalf("header %v, claims %v, want %v", token.Header, token.Claims, mapOf(p))
			}
		}
	}
}

func place(p *jws.Pass) string {
	if len(p.Territories) == 0 {
		return ""
	}
	return p.Territories[len(p.Territories)-1]
}

// TestOracleWrites opens random passes that golang-jwt signed, with their members in
// another order.
func TestOracleWrites(t *testing.T) {
	k, rng := newKey(t), rand.New(rand.NewPCG(9, 10))
	for range 300 {
		p := randomPass(rng)
		token := jwt.NewWithClaims(jwt.SigningMethodHS256, mapOf(p))
		token.Header["typ"] = "touchline-pass+jwt"
		text, err := token.SignedString(secret)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := jws.OpenPass([]byte(text), k); err != nil || !reflect.DeepEqual(got, p) {
			t.Fatalf("pass %+v, error %v, want %+v", got, err, p)
		}
	}
}

// TestOracleEntitlement lets golang-jwt verify an entitlement.
func TestOracleEntitlement(t *testing.T) {
	parser := jwt.NewParser(jwt.WithValidMethods([]string{"HS256"}), jwt.WithJSONNumber(), jwt.WithStrictDecoding())
	token, err := parser.Parse(string(jws.AppendEntitlement(nil, newKey(t), &entitlement)), jwtKey)
	want := jwt.MapClaims{
		"sub": "7001", "stream": "18446744073709551615", "tier": "uhd", "period": json.Number("4294967295"),
		"from": json.Number("-90000"), "until": json.Number("9223372036854775807"), "received": json.Number("4500"), "renewed": true,
	}
	if err != nil || !reflect.DeepEqual(token.Claims, want) {
		t.Errorf("claims %v, error %v, want %v", token.Claims, err, want)
	}
}

// TestOtherAlgorithms opens tokens that golang-jwt signed otherwise with the same key,
// and one without a signature.
func TestOtherAlgorithms(t *testing.T) {
	k := newKey(t)
	for _, method := range []jwt.SigningMethod{jwt.SigningMethodHS384, jwt.SigningMethodHS512, jwt.SigningMethodNone} {
		token := jwt.NewWithClaims(method, mapOf(pass()))
		token.Header["typ"] = "touchline-pass+jwt"
		var key any = secret
		if method == jwt.SigningMethodNone {
			key = jwt.UnsafeAllowNoneSignatureType
		}
		text, err := token.SignedString(key)
		if err != nil {
			t.Fatal(err)
		}
		_, err = jws.OpenPass([]byte(text), k)
		checkError(t, err, jws.ErrAlgorithm, `header: alg "`+method.Alg()+`": must be HS256: wrong algorithm`)
	}
}

func BenchmarkSignGolangJWT(b *testing.B) {
	m := mapOf(pass())
	b.ReportAllocs()
	for b.Loop() {
		token := jwt.NewWithClaims(jwt.SigningMethodHS256, m)
		token.Header["typ"] = "touchline-pass+jwt"
		if _, err := token.SignedString(secret); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerifyGolangJWT(b *testing.B) {
	text := string(jws.AppendPass(nil, newKey(b), pass()))
	parser := jwt.NewParser(jwt.WithValidMethods([]string{"HS256"}), jwt.WithStrictDecoding(),
		jwt.WithTimeFunc(func() time.Time { return time.Unix(kickoff, 0) }))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := parser.Parse(text, jwtKey); err != nil {
			b.Fatal(err)
		}
	}
}
