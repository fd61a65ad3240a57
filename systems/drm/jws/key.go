// Package jws writes and verifies signed claims that an edge can act on without
// asking anybody: JSON Web Signatures in compact form (RFC 7515) with JWT claims
// (RFC 7519), by HMAC-SHA-256 alone.
//
// A [Pass] says that a viewer has paid for a stream. An [Entitlement] says what the
// engine granted, for a license server of a vendor that takes such tokens. Each kind
// has a type of its own in its header, so that none is taken for another (RFC 8725,
// section 3.11).
package jws

import (
	"crypto/sha256"
	"fmt"
	"io"
)

// Key is a key for HMAC-SHA-256 (RFC 2104). It does not print. Any number of
// goroutines may use one.
type Key struct {
	inner, outer [sha256.BlockSize]uint8 // the key, padded
}

// minKey is what RFC 7518, section 3.2, asks for.
const minKey = sha256.Size

// NewKey returns the key of at least 32 bytes.
func NewKey(secret []byte) (*Key, error) {
	if len(secret) < minKey {
		return nil, fmt.Errorf("jws: a key of %d bytes: must be at least %d", len(secret), minKey)
	}
	if len(secret) > sha256.BlockSize {
		sum := sha256.Sum256(secret)
		secret = sum[:]
	}
	k := new(Key)
	copy(k.inner[:], secret)
	copy(k.outer[:], secret)
	for i := range k.inner {
		k.inner[i] ^= 0x36
		k.outer[i] ^= 0x5c
	}
	return k, nil
}

const hidden = "[secret]"

// Format implements [fmt.Formatter], for every verb.
func (Key) Format(f fmt.State, _ rune) { io.WriteString(f, hidden) }

// MarshalText implements [encoding.TextMarshaler].
func (Key) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// mac returns the HMAC of a text of at most MaxSize bytes. The library's own HMAC
// would allocate, or be of one goroutine alone.
func (k *Key) mac(text []byte) [sha256.Size]uint8 {
	var message [sha256.BlockSize + MaxSize]uint8
	n := copy(message[:], k.inner[:])
	n += copy(message[n:], text)
	sum := sha256.Sum256(message[:n])
	n = copy(message[:], k.outer[:])
	n += copy(message[n:], sum[:])
	return sha256.Sum256(message[:n])
}
