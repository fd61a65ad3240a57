package drm

import (
	"bytes"
	"errors"
	"testing"

	"touchline/components"
	"touchline/systems/drm/jws"
)

// TestEntitlement signs the terms of grants as tokens, and opens them.
func TestEntitlement(t *testing.T) {
	k := newTestKeys(t)
	terms := Terms{
		Stream: 1<<64 - 1, Viewer: 3, From: 4, Until: 5, Received: -6, Period: 7, Tier: components.HDTier, Result: components.Renewed,
	}
	for _, result := range []components.GrantResult{components.Granted, components.Renewed} {
		terms.Result = result
		token := k.AppendEntitlement([]byte("x"), terms)[1:]
		if got, err := k.OpenEntitlement(token); err != nil || got != terms {
			t.Errorf("opened %+v, error %v, want %+v", got, err, terms)
		}
		token[len(token)/2] ^= 1
		if _, err := k.OpenEntitlement(token); err == nil {
			t.Error("a changed token was opened")
		}
	}
	for result := components.Expired; result <= components.RefusedConcurrent+1; result++ {
		terms.Result = result
		if got := k.AppendEntitlement([]byte("x"), terms); string(got) != "x" {
			t.Errorf("%v: appended %s", result, got[1:])
		}
	}
	terms.Result, terms.Tier = components.Granted, components.Tiers
	if got := k.AppendEntitlement(nil, terms); got != nil {
		t.Errorf("no such tier: appended %s", got)
	}
}

// TestTokenKeys checks that each kind of token has a key of its own, which is the one
// that the master secret gives for its label.
func TestTokenKeys(t *testing.T) {
	k := newTestKeys(t)
	p := &jws.Pass{Order: "1", Stream: 2, Expires: 3}
	pass := jws.AppendPass(nil, k.PassKey(), p)
	for label, want := range map[string]error{
		"touchline pass": nil, "touchline entitlement": jws.ErrSignature, "touchline grant": jws.ErrSignature,
	} {
		key, err := jws.NewKey(kdf(master, label, nil, 32))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := jws.OpenPass(pass, key); !errors.Is(err, want) {
			t.Errorf("pass opened with the key of %q: error %v, want %v", label, err, want)
		}
	}
	key, err := jws.NewKey(kdf(master, "touchline entitlement", nil, 32))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := k.AppendEntitlement(nil, Terms{}), jws.AppendEntitlement(nil, key, new(jws.Entitlement)); !bytes.Equal(got, want) {
		t.Errorf("entitlement\n got %s\nwant %s", got, want)
	}
}

func TestEntitlementAllocatesNothing(t *testing.T) {
	k := newTestKeys(t)
	buf := make([]byte, 0, 2*jws.MaxSize)
	if n := testing.AllocsPerRun(100, func() { k.AppendEntitlement(buf, Terms{}) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
