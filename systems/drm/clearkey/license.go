package clearkey

import (
	"errors"
	"fmt"
	"slices"

	"touchline/components"
	"touchline/systems/drm/key"
)

// License is what a player is given: a JSON Web Key Set (RFC 7517).
type License struct {
	Keys []key.Key
	Type Type // as it was asked for
}

// AppendLicense appends a license to dst and returns the extended buffer, which
// then holds content keys in the clear.
func AppendLicense(dst []byte, l *License) []byte {
	dst = append(dst, head...)
	for i := range l.Keys {
		dst = appendKey(dst, &l.Keys[i], i == 0)
	}
	return appendType(append(dst, ']'), l.Type)
}

const head = `{"keys":[`

func appendKey(dst []byte, k *key.Key, first bool) []byte {
	if !first {
		dst = append(dst, ',')
	}
	dst = append(dst, `{"kty":"oct","k":`...)
	dst = appendBytes(dst, k.Content[:])
	dst = append(dst, `,"kid":`...)
	dst = appendBytes(dst, k.ID[:])
	return append(dst, '}')
}

func appendBytes(dst, bytes []byte) []byte {
	dst = append(dst, '"')
	dst = unpadded.AppendEncode(dst, bytes)
	return append(dst, '"')
}

func appendType(dst []byte, t Type) []byte {
	dst = append(dst, `,"type":"`...)
	dst = append(dst, t.String()...)
	return append(dst, `"}`...)
}

// ErrRefused is what a [RefusedError] is.
var ErrRefused = errors.New("no license")

// RefusedError says why a request gets no key at all.
type RefusedError struct {
	Unknown int             // of the key IDs, those that are none of the stream's
	Above   int             // those of tiers above Tier
	Tier    components.Tier // what the viewer is entitled to
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("%d key IDs are unknown, and %d above tier %v: %v", e.Unknown, e.Above, e.Tier, ErrRefused)
}

func (e *RefusedError) Unwrap() error { return ErrRefused }

// Answer appends to dst the license that req gets, in the order in which it was
// asked for. Of keys, which are those of the stream, a viewer who is entitled to a
// tier gets those of that tier and below it; other key IDs are left out. If that
// leaves none, the error is a [RefusedError] and dst is returned as it was.
//
// Keys of periods that the viewer has not paid for must not be among keys.
func Answer(dst []byte, req *Request, tier components.Tier, keys []key.Key) ([]byte, error) {
	out := append(dst, head...)
	given, unknown, above := 0, 0, 0
	for i, id := range req.KeyIDs {
		if slices.Contains(req.KeyIDs[:i], id) {
			continue
		}
		at := slices.IndexFunc(keys, func(k key.Key) bool { return k.ID == id })
		switch {
		case at < 0:
			unknown++
		case keys[at].Tier > tier:
			above++
		default:
			out = appendKey(out, &keys[at], given == 0)
			given++
		}
	}
	if given == 0 {
		return dst, &RefusedError{unknown, above, tier}
	}
	return appendType(append(out, ']'), req.Type), nil
}
