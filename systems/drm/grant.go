package drm

import (
	"crypto/hmac"
	"encoding/binary"
	"errors"
	"fmt"

	"touchline/components"
)

// Terms are what a grant says.
type Terms struct {
	Stream   components.Number
	Viewer   components.Number
	From     components.PTS // the license is valid from here
	Until    components.PTS // to before here
	Received components.PTS // when the request came
	Period   uint32         // the key period that it has the keys of
	Tier     components.Tier
	Result   components.GrantResult // Granted or Renewed
}

// TermsOf returns the terms of a grant row, of the tick that src is in.
func TermsOf(src components.Source, row components.Row) Terms {
	t := components.GrantTermsOf.At(src, row)
	return Terms{
		Stream: *components.StreamNumber.At(src, *components.GrantStream.At(src, row)),
		Viewer: t.Viewer, From: t.From, Until: t.Until, Received: t.Received,
		Period: t.Period, Tier: t.Tier, Result: t.Result,
	}
}

// row is t as the tick has it.
func (t *Terms) row() components.GrantTerms {
	return components.GrantTerms{
		Viewer: t.Viewer, From: t.From, Until: t.Until, Received: t.Received,
		Period: t.Period, Tier: t.Tier, Result: t.Result,
	}
}

// grants reports whether an answer gives its viewer keys. One that does not has no
// signature and no bytes.
func grants(r components.GrantResult) bool {
	return r == components.Granted || r == components.Renewed
}

// AppendGrant appends the grant with terms t to dst and returns the extended
// buffer: the bytes that a player is sent. It is a function of the master secret
// and t, and gives what the tick signed, whoever calls it. It appends nothing if t
// grants nothing.
//
// It may be called by any number of goroutines. It derives every key anew, which
// takes some microseconds and allocates.
func (s *System) AppendGrant(dst []byte, t Terms) []byte {
	if !grants(t.Result) || t.Tier >= components.Tiers {
		return dst
	}
	h := mustHasher()
	var keys keyset
	for tier := range t.Tier + 1 {
		keys.ids[tier] = s.secrets.keyID(h, t.Stream, tier, t.Period)
		s.secrets.wrappedKey(h, keys.wrapped[tier][:], &keys.ids[tier])
	}
	s.putFixed(h.fixed, t.Stream, t.Tier, t.Period, &keys)
	var tail [tailSize]byte
	row := t.row()
	putTail(&tail, &row)
	middle := h.middle(&s.secrets.sign)
	dst = append(dst, h.fixed...)
	dst = append(dst, tail[:]...)
	return append(dst, h.mac(&middle, block+fixedSize, tail[:], &s.secrets.sign.outer)...)
}

// Errors of [System.Open].
var (
	ErrGrant     = errors.New("not a grant")
	ErrSignature = errors.New("signature does not match")
)

// Open returns the terms of a grant once it has verified the signature. Only who
// has the master secret can; a player cannot, and takes the grant as it is.
func (s *System) Open(grant []byte) (Terms, error) {
	if len(grant) != GrantSize {
		return Terms{}, fmt.Errorf("%d bytes: must be %d: %w", len(grant), GrantSize, ErrGrant)
	}
	if string(grant[:len(magic)]) != magic {
		return Terms{}, fmt.Errorf("byte 0: %q: must be %q: %w", grant[:len(magic)], magic, ErrGrant)
	}
	t := Terms{
		Tier:     components.Tier(grant[4]),
		Stream:   components.Number(binary.BigEndian.Uint64(grant[8:])),
		Period:   binary.BigEndian.Uint32(grant[16:]),
		Viewer:   components.Number(binary.BigEndian.Uint64(grant[fixedSize:])),
		From:     components.PTS(binary.BigEndian.Uint64(grant[fixedSize+8:])),
		Until:    components.PTS(binary.BigEndian.Uint64(grant[fixedSize+16:])),
		Received: components.PTS(binary.BigEndian.Uint64(grant[fixedSize+24:])),
		Result:   components.GrantResult(grant[fixedSize+32]),
	}
	made := s.AppendGrant(make([]byte, 0, GrantSize), t)
	if !hmac.Equal(made, grant) {
		return Terms{}, fmt.Errorf("viewer %d: %w", t.Viewer, ErrSignature)
	}
	return t, nil
}
