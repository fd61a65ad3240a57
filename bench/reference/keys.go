package reference

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"

	"touchline/components"
)

// content is what the licenses of a stream are made from.
type content struct {
	number    components.Number
	territory string
	period    uint32                   // that head is for
	head      [components.Tiers][]byte // what all grants of a tier begin with
}

// noPeriod is before a stream has keys.
const noPeriod = 1<<32 - 1

// keys are what the master secret gives.
type keys struct {
	master []byte
	sign   []byte
	wrap   cipher.Block
}

func newKeys(master []byte) *keys {
	k := &keys{master: master}
	k.sign = k.kdf("touchline grant", nil, 32)
	k.wrap, _ = aes.NewCipher(k.kdf("touchline wrap", nil, 32)) // 32 bytes are a key
	return k
}

// kdf is the KDF in counter mode of NIST SP 800-108 with HMAC-SHA-256.
func (k *keys) kdf(label string, context []byte, size int) []byte {
	mac := hmac.New(sha256.New, k.master)
	in := binary.BigEndian.AppendUint32(nil, 1)
	in = append(in, label...)
	in = append(in, 0)
	in = append(in, context...)
	mac.Write(binary.BigEndian.AppendUint32(in, uint32(8*size)))
	return mac.Sum(nil)[:size]
}

// derive makes the keys of a stream for a key period, and what its grants begin
// with.
func (k *keys) derive(c *content, period uint32, every components.PTS) {
	var wrapped []byte // of all tiers so far, with their key IDs
	for tier := range components.Tiers {
		context := binary.BigEndian.AppendUint64(nil, uint64(c.number))
		context = append(context, uint8(tier))
		id := k.kdf("touchline key id", binary.BigEndian.AppendUint32(context, period), 16)
		id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80 // a UUID of version 8
		wrapped = append(wrapped, id...)
		wrapped = append(wrapped, k.wrapKey(k.kdf("touchline content", id, 16))...)
		c.head[tier] = head(c.number, tier, period, every, wrapped)
	}
	c.period = period
}

// head is the constant part of the grants of a tier.
func head(stream components.Number, tier components.Tier, period uint32, every components.PTS, wrapped []byte) []byte {
	hdcp := [components.Tiers]uint8{components.HDTier: 1, components.UHDTier: 2}[tier]
	lines := [components.Tiers]uint16{0, 576, 1080, 2160}[tier]
	b := append(make([]byte, 0, 192), "TLG\x01"...)
	b = append(b, uint8(tier), hdcp)
	b = binary.BigEndian.AppendUint16(b, lines)
	b = binary.BigEndian.AppendUint64(b, uint64(stream))
	b = binary.BigEndian.AppendUint32(b, period)
	b = binary.BigEndian.AppendUint32(b, uint32(every))
	b = binary.BigEndian.AppendUint64(b, uint64(components.PTS(period)*every))
	b = append(b, wrapped...)
	return b[:192] // the keys above the tier are zero
}

// wrapKey wraps a key of 16 bytes (RFC 3394, section 2.2.1).
func (k *keys) wrapKey(key []byte) []byte {
	out := make([]byte, 24)
	copy(out[8:], key)
	var block [16]byte
	check := uint64(0xa6a6a6a6a6a6a6a6)
	for t := uint64(1); t <= 12; t++ {
		r := out[8+8*((t-1)%2):][:8]
		binary.BigEndian.PutUint64(block[:], check)
		copy(block[8:], r)
		k.wrap.Encrypt(block[:], block[:])
		check = binary.BigEndian.Uint64(block[:]) ^ t
		copy(r, block[8:])
	}
	binary.BigEndian.PutUint64(out, check)
	return out
}
