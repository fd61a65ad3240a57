package drm

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"

	"touchline/ecs"
)

// hasher is a hash with the memory that it takes to set its state. All of it is on
// the heap, so that passing it to the hash allocates nothing.
type hasher struct {
	sha   resumable
	form  []byte // the binary form of a state
	fixed []byte // for the part of a grant that is constant
	aes   []byte // for a block of AES
	last  []byte // for the last block of a message
}

var errForm = errors.New("this build's SHA-256 keeps its state in a form that is not known")

func newHasher(h hash.Hash) (*hasher, error) {
	sha, ok := h.(resumable)
	if !ok {
		return nil, errForm
	}
	return &hasher{sha, newForm(0), make([]byte, fixedSize), make([]byte, aesBlock), make([]byte, block)}, nil
}

// mustHasher returns a hasher where [New] has tried one.
func mustHasher() *hasher {
	h, err := newHasher(sha256.New())
	if err != nil {
		panic(err)
	}
	return h
}

// hashers are the workers' own.
var hashers = ecs.NewTool(mustHasher)

// newForm returns the binary form of a hash that has taken n bytes of whole blocks, but
// for its state.
func newForm(n int) []byte {
	form := make([]byte, formSize)
	copy(form, formName)
	binary.BigEndian.PutUint64(form[lengthAt:], uint64(n))
	return form
}
