// Package clearkey reads the license requests and writes the licenses of Clear Key,
// the one key system that every browser has, and that needs no vendor: W3C Encrypted
// Media Extensions, section 9.1.
//
// Its licenses hold content keys in the clear. They are as secret as the connection
// that they are sent over, and protect nothing from the viewer.
package clearkey

import (
	"encoding/base64"
	"errors"

	"touchline/systems/drm/internal/strict"
	"touchline/systems/drm/key"
)

// What a request may have at most.
const (
	MaxKeyIDs = 64
	MaxSize   = 64 << 10 // bytes
)

// Type is how long a player keeps a license. The zero Type is none.
type Type uint8

// The types of sessions.
const (
	Temporary  Type = 1 + iota // until the page is closed
	Persistent                 // beyond that
)

var typeNames = [...]string{Temporary: "temporary", Persistent: "persistent-license"}

func (t Type) String() string {
	if int(t) < len(typeNames) {
		return typeNames[t]
	}
	return ""
}

// Request is what a player asks for.
type Request struct {
	KeyIDs []key.ID
	Type   Type
}

// SyntaxError says at which byte a request is not one.
type SyntaxError = strict.Error

// Errors that a [SyntaxError] wraps.
var (
	ErrSyntax    = strict.ErrSyntax
	ErrDuplicate = strict.ErrDuplicate // a member
	ErrRange     = strict.ErrRange
	ErrMissing   = errors.New("missing")
)

// unpadded is base64url as JSON Web Keys have it. It refuses bits that are not part
// of any byte, so that a key ID has one spelling.
var unpadded = base64.RawURLEncoding.Strict()

// ParseRequest reads a request. Both members must be there, and no other.
func ParseRequest(text []byte) (*Request, error) {
	r := strict.New(text)
	if len(text) > MaxSize {
		return nil, r.Fault(MaxSize, ErrRange, "a request of %d bytes: must be at most %d", len(text), MaxSize)
	}
	req := new(Request)
	err := r.Object(func(name string) error {
		switch name {
		case "kids":
			return r.Array(func() error { return req.readKeyID(r) })
		case "type":
			return req.readType(r)
		}
		return r.Fault(r.At(), ErrSyntax, "member %q: must be kids or type", name)
	})
	if err == nil {
		err = r.End()
	}
	switch {
	case err != nil:
		return nil, err
	case len(req.KeyIDs) == 0:
		return nil, r.Fault(r.At(), ErrMissing, "kids")
	case req.Type == 0:
		return nil, r.Fault(r.At(), ErrMissing, "type")
	}
	return req, nil
}

func (req *Request) readKeyID(r *strict.Reader) error {
	at := r.At()
	text, err := r.String()
	if err != nil {
		return err
	}
	if len(req.KeyIDs) == MaxKeyIDs {
		return r.Fault(at, ErrRange, "more than %d key IDs", MaxKeyIDs)
	}
	var id key.ID
	if len(text) != unpadded.EncodedLen(len(id)) {
		return r.Fault(at, ErrSyntax, "a key ID of %d characters: must be %d of base64url", len(text), unpadded.EncodedLen(len(id)))
	}
	// The library passes over line breaks, and then finds too few bytes.
	if n, err := unpadded.Decode(id[:], []byte(text)); err != nil || n != len(id) {
		return r.Fault(at, ErrSyntax, "key ID %q: must be base64url of 16 bytes", text)
	}
	req.KeyIDs = append(req.KeyIDs, id)
	return nil
}

func (req *Request) readType(r *strict.Reader) error {
	at := r.At()
	text, err := r.String()
	if err != nil {
		return err
	}
	for t := Temporary; t <= Persistent; t++ {
		if t.String() == text {
			req.Type = t
			return nil
		}
	}
	return r.Fault(at, ErrSyntax, "type %q: must be temporary or persistent-license", text)
}

// AppendRequest appends a request as a player makes it to dst and returns the
// extended buffer.
func AppendRequest(dst []byte, req *Request) []byte {
	dst = append(dst, `{"kids":[`...)
	for i := range req.KeyIDs {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendBytes(dst, req.KeyIDs[i][:])
	}
	return appendType(append(dst, ']'), req.Type)
}
