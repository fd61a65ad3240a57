package jws

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"

	"touchline/systems/drm/internal/strict"
)

// MaxSize is how long a token may be, in bytes.
const MaxSize = 2048

// What is wrong with a token, whatever else an error says.
var (
	ErrMalformed = errors.New("malformed token")
	ErrAlgorithm = errors.New("wrong algorithm")
	ErrType      = errors.New("wrong type of token")
	ErrSignature = errors.New("bad signature")
)

// Error says which part of a token is wrong, and how.
type Error struct {
	Part string // token, header, signature, claims, or the name of a claim
	Err  error
}

func (e *Error) Error() string { return e.Part + ": " + e.Err.Error() }

func (e *Error) Unwrap() error { return e.Err }

func fault(part string, err error, format string, args ...any) error {
	return &Error{part, fmt.Errorf(format+": %w", append(args, err)...)}
}

// malformed is the error of a part whose JSON is wrong.
func malformed(part string, err error) error {
	return &Error{part, fmt.Errorf("%w: %w", err, ErrMalformed)}
}

// unpadded refuses bits that are not part of any byte, so that a token has one
// spelling: else one could be changed and still verify.
var unpadded = base64.RawURLEncoding.Strict()

// algorithm is the only one. What a header asks for is never looked up.
const algorithm = "HS256"

// appendToken appends a token. It works in what dst has room for beyond that, too.
func appendToken(dst []byte, k *Key, kind string, claims func([]byte) []byte) []byte {
	at := len(dst)
	dst = appendBase64(dst, func(dst []byte) []byte {
		dst = append(dst, `{"alg":"`+algorithm+`","typ":"`...)
		dst = append(dst, kind...)
		return append(dst, `"}`...)
	})
	dst = appendBase64(append(dst, '.'), claims)
	mac := k.mac(dst[at:])
	return unpadded.AppendEncode(append(dst, '.'), mac[:])
}

// appendBase64 appends what fill appends, in base64. It is made behind its place.
func appendBase64(dst []byte, fill func([]byte) []byte) []byte {
	at := len(dst)
	dst = fill(dst)
	plain := len(dst) - at
	dst = unpadded.AppendEncode(dst, dst[at:])
	copy(dst[at:], dst[at+plain:])
	return dst[:len(dst)-plain]
}

// open returns the claims of a token of one kind, once it has verified it. Nothing
// but the header is read before that.
func open(token []byte, k *Key, kind string) (claims []byte, err error) {
	if len(token) > MaxSize {
		return nil, fault("token", ErrMalformed, "%d bytes: must be at most %d", len(token), MaxSize)
	}
	first, last := bytes.IndexByte(token, '.'), bytes.LastIndexByte(token, '.')
	if bytes.Count(token, []byte{'.'}) != 2 {
		return nil, fault("token", ErrMalformed, "%d dots: must be 2", bytes.Count(token, []byte{'.'}))
	}
	header, err := decode("header", token[:first])
	if err != nil {
		return nil, err
	}
	if err := checkHeader(header, kind); err != nil {
		return nil, err
	}
	signature, err := decode("signature", token[last+1:])
	if err != nil {
		return nil, err
	}
	if len(signature) != sha256.Size {
		return nil, fault("signature", ErrMalformed, "%d bytes: must be %d", len(signature), sha256.Size)
	}
	if mac := k.mac(token[:last]); !hmac.Equal(mac[:], signature) {
		return nil, &Error{"signature", ErrSignature}
	}
	return decode("claims", token[first+1:last])
}

// decode decodes a part. The library would pass over line breaks.
func decode(part string, text []byte) ([]byte, error) {
	if at := bytes.IndexAny(text, "\r\n"); at >= 0 {
		return nil, fault(part, ErrMalformed, "byte %d: %q: must be base64url", at, text[at])
	}
	data, err := unpadded.AppendDecode(nil, text)
	if err != nil {
		return nil, malformed(part, err)
	}
	return data, nil
}

// checkHeader checks that a header asks for what is done in any case, and for
// nothing else: an extension that is not known must not be passed over (RFC 7515,
// section 4.1.11), and neither is one that could name a key.
func checkHeader(header []byte, kind string) error {
	r := strict.New(header)
	var alg, typ string
	err := r.Object(func(name string) (err error) {
		switch name {
		case "alg":
			alg, err = r.String()
		case "typ":
			typ, err = r.String()
		default:
			err = r.Fault(r.At(), strict.ErrSyntax, "member %q: must be alg or typ", name)
		}
		return err
	})
	if err == nil {
		err = r.End()
	}
	switch {
	case err != nil:
		return malformed("header", err)
	case alg != algorithm:
		return fault("header", ErrAlgorithm, "alg %.20q: must be %s", alg, algorithm)
	case typ != kind:
		return fault("header", ErrType, "typ %.40q: must be %s", typ, kind)
	}
	return nil
}
