package jws

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"

	"touchline/components"
)

// passType is the type of a token that is a [Pass].
const passType = "touchline-pass+jwt"

// Pass says that somebody has paid to see a stream: pay-per-view. All that decides is
// in it, so that any edge that has the key can let its viewer in.
type Pass struct {
	Order       string // of the purchase: letters, digits, and . _ -
	Account     components.Number
	Viewer      components.Number
	Stream      components.Number
	Tier        components.Tier // the highest that was paid for
	Territories []string        // where it is good, as ISO 3166-1 has it; none is everywhere
	NotBefore   int64           // Unix time in seconds from which it is good
	Expires     int64           // and from which it is no more
	Session     *Fingerprint    // the only session that may use it; nil is any
}

// Fingerprint is the SHA-256 thumbprint of what tells a session: a client
// certificate, a key that a player proves that it has.
type Fingerprint [sha256.Size]uint8

// What a pass may have at most.
const (
	maxOrder       = 64
	maxTerritories = 64
	maxTime        = 253_402_300_799 // the last second of the year 9999
)

// Validate reports everything that is wrong with p.
func (p *Pass) Validate() error {
	var errs []error
	fault := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if !isOrder(p.Order) {
		fault("order %.80q: must be 1 to %d letters, digits, and . _ -", p.Order, maxOrder)
	}
	if p.Tier >= components.Tiers {
		fault("tier %d: must be below %d", uint8(p.Tier), components.Tiers)
	}
	if len(p.Territories) > maxTerritories {
		fault("%d territories: must be at most %d", len(p.Territories), maxTerritories)
	}
	for _, t := range p.Territories {
		if !isTerritory(t) {
			fault("territory %.20q: must be two capital letters", t)
		}
	}
	if p.NotBefore < 0 || p.Expires > maxTime || p.NotBefore >= p.Expires {
		fault("good from %d until before %d: must be from 0 to %d, and not empty", p.NotBefore, p.Expires, int64(maxTime))
	}
	return errors.Join(errs...)
}

func isOrder(text string) bool {
	for _, c := range []byte(text) {
		if !('0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || c == '.' || c == '_' || c == '-') {
			return false
		}
	}
	return 1 <= len(text) && len(text) <= maxOrder
}

func isTerritory(text string) bool {
	return len(text) == 2 && 'A' <= text[0] && text[0] <= 'Z' && 'A' <= text[1] && text[1] <= 'Z'
}

// AppendPass appends a token to dst and returns the extended buffer. The pass must
// be valid.
func AppendPass(dst []byte, k *Key, p *Pass) []byte {
	return appendToken(dst, k, passType, func(dst []byte) []byte {
		dst = appendNumber(append(dst, `{"sub":`...), p.Viewer)
		dst = appendNumber(append(dst, `,"account":`...), p.Account)
		dst = append(dst, `,"order":"`...)
		dst = append(dst, p.Order...)
		dst = appendNumber(append(dst, `","stream":`...), p.Stream)
		dst = append(dst, `,"tier":"`...)
		dst = append(dst, p.Tier.String()...)
		dst = append(dst, '"')
		for i, t := range p.Territories {
			if i == 0 {
				dst = append(dst, `,"territories":["`...)
			} else {
				dst = append(dst, `","`...)
			}
			dst = append(dst, t...)
		}
		if len(p.Territories) > 0 {
			dst = append(dst, `"]`...)
		}
		dst = strconv.AppendInt(append(dst, `,"nbf":`...), p.NotBefore, 10)
		dst = strconv.AppendInt(append(dst, `,"exp":`...), p.Expires, 10)
		if p.Session != nil {
			dst = append(dst, `,"cnf":{"`+fingerprintName+`":"`...)
			dst = unpadded.AppendEncode(dst, p.Session[:])
			dst = append(dst, `"}`...)
		}
		return append(dst, '}')
	})
}

// fingerprintName is the member of cnf (RFC 7800) that the fingerprint is. None of
// those that are registered fits: each says of what it is the thumbprint.
const fingerprintName = "fp#S256"
