package drm

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/binary"
	"hash"

	"touchline/components"
	"touchline/systems/drm/jws"
)

// secrets are the keys that come from the master secret. A System holds them by
// pointer, so that printing it does not print them.
//
// Each is derived by the KDF in counter mode of NIST SP 800-108 with HMAC-SHA-256,
// of which one block is enough.
type secrets struct {
	derive keyed           // the master secret
	sign   keyed           // signs grants
	outer  *[formSize]byte // binary form of the state that the outer hash of every grant goes on from
	kek    cipher.Block    // wraps content keys: AES-256
	pass   *jws.Key        // signs passes
	jwt    *jws.Key        // signs entitlements
}

// The labels of derived keys.
const (
	labelSign    = "touchline grant"
	labelWrap    = "touchline wrap"
	labelID      = "touchline key id"
	labelContent = "touchline content"
	labelPass    = "touchline pass"
	labelJWT     = "touchline entitlement"
)

// newSecrets derives the secrets with a SHA-256 that it tries first.
func newSecrets(master Secret, sha func() hash.Hash) (*secrets, error) {
	h, err := newHasher(sha())
	if err != nil {
		return nil, err
	}
	if err := h.try(); err != nil {
		return nil, err
	}
	if len(master) > block { // RFC 2104, section 2
		sum := sha256.Sum256(master)
		master = sum[:]
	}
	s := &secrets{derive: h.key(master)}
	var sign, wrap [32]byte
	s.kdf(h, sign[:], labelSign, nil)
	s.kdf(h, wrap[:], labelWrap, nil)
	s.sign = h.key(sign[:])
	s.outer = (*[formSize]byte)(newForm(block))
	copy(s.outer[stateAt:chunkAt], s.sign.outer[:])
	if s.kek, err = aes.NewCipher(wrap[:]); err != nil {
		return nil, err
	}
	if s.pass, err = s.jwsKey(h, labelPass); err != nil {
		return nil, err
	}
	s.jwt, err = s.jwsKey(h, labelJWT)
	return s, err
}

func (s *secrets) jwsKey(h *hasher, label string) (*jws.Key, error) {
	var key [32]byte
	s.kdf(h, key[:], label, nil)
	return jws.NewKey(key[:])
}

// kdf fills key, of at most 32 bytes, with what the master secret gives for label
// and context.
func (s *secrets) kdf(h *hasher, key []byte, label string, context []byte) {
	var input [block - 1]byte
	in := binary.BigEndian.AppendUint32(input[:0], 1) // the number of the block
	in = append(in, label...)
	in = append(in, 0)
	in = append(in, context...)
	in = binary.BigEndian.AppendUint32(in, uint32(8*len(key)))
	copy(key, h.mac(&s.derive.inner, block, in, &s.derive.outer))
}

// keyID returns the ID of the key of a stream's tier in a key period. It is a UUID
// of version 8 (RFC 9562, section 5.8), tells nothing of the key, and is no secret.
func (s *secrets) keyID(h *hasher, stream components.Number, tier components.Tier, period uint32) (id [16]uint8) {
	var context [13]byte
	binary.BigEndian.PutUint64(context[0:], uint64(stream))
	context[8] = uint8(tier)
	binary.BigEndian.PutUint32(context[9:], period)
	s.kdf(h, id[:], labelID, context[:])
	id[6] = id[6]&0x0f | 0x80 // version 8
	id[8] = id[8]&0x3f | 0x80 // the variant of RFC 9562
	return id
}

// contentKey fills key with the content key whose ID is id.
func (s *secrets) contentKey(h *hasher, key []byte, id *[16]uint8) {
	s.kdf(h, key, labelContent, id[:])
}

// wrappedKey fills wrapped with the content key whose ID is id, wrapped.
func (s *secrets) wrappedKey(h *hasher, wrapped []byte, id *[16]uint8) {
	s.contentKey(h, wrapped[wrapExtra:], id)
	wrap(s.kek, wrapped, h.aes)
}
