package drm

import (
	"touchline/components"
	"touchline/systems/drm/jws"
)

// PassKey returns the key that signs pay-per-view passes. Who has it can make them.
func (k *Keys) PassKey() *jws.Key { return k.secrets.pass }

// AppendEntitlement appends the terms of a grant as a JSON Web Token to dst, for a
// license server that takes such tokens: it gives no keys away. It appends nothing
// if t grants nothing.
func (k *Keys) AppendEntitlement(dst []byte, t Terms) []byte {
	if !grants(t.Result) || t.Tier >= components.Tiers {
		return dst
	}
	return jws.AppendEntitlement(dst, k.secrets.jwt, &jws.Entitlement{
		Stream: t.Stream, Viewer: t.Viewer, From: t.From, Until: t.Until, Received: t.Received,
		Period: t.Period, Tier: t.Tier, Renewed: t.Result == components.Renewed,
	})
}

// OpenEntitlement returns the terms of a token once it has verified the signature.
func (k *Keys) OpenEntitlement(token []byte) (Terms, error) {
	e, err := jws.OpenEntitlement(token, k.secrets.jwt)
	if err != nil {
		return Terms{}, err
	}
	t := Terms{
		Stream: e.Stream, Viewer: e.Viewer, From: e.From, Until: e.Until, Received: e.Received,
		Period: e.Period, Tier: e.Tier, Result: components.Granted,
	}
	if e.Renewed {
		t.Result = components.Renewed
	}
	return t, nil
}
