package jws

import (
	"slices"
	"strconv"

	"touchline/components"
	"touchline/systems/drm/internal/strict"
)

// reader reads claims, each of which must be there but for those that may be left
// out, and no other.
type reader struct {
	*strict.Reader
}

// readClaims reads claims: names are all that there may be, of which optional may be
// left out. It gives each to value, which must read it.
func readClaims(claims []byte, names, optional []string, value func(r reader, name string) error) error {
	r := reader{strict.New(claims)}
	var seen []string
	err := r.Object(func(name string) error {
		if !slices.Contains(names, name) {
			return r.Fault(r.At(), strict.ErrSyntax, "claim %q: not known", name)
		}
		seen = append(seen, name)
		return value(r, name)
	})
	if err == nil {
		err = r.End()
	}
	if err != nil {
		return malformed("claims", err)
	}
	for _, name := range names {
		if !slices.Contains(seen, name) && !slices.Contains(optional, name) {
			return fault("claims", ErrMalformed, "no claim %s", name)
		}
	}
	return nil
}

// appendNumber appends a number as text: JSON's own are not safe beyond 53 bits
// with everybody, and a subject must be text (RFC 7519, section 4.1.2).
func appendNumber(dst []byte, n components.Number) []byte {
	dst = append(dst, '"')
	dst = strconv.AppendUint(dst, uint64(n), 10)
	return append(dst, '"')
}

func (r reader) number() (components.Number, error) {
	at := r.At()
	text, err := r.String()
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil || strconv.FormatUint(n, 10) != text {
		return 0, r.Fault(at, strict.ErrSyntax, "%.30q: must be a number of 64 bits, as text", text)
	}
	return components.Number(n), nil
}

func (r reader) tier() (components.Tier, error) {
	at := r.At()
	text, err := r.String()
	if err != nil {
		return 0, err
	}
	tier, ok := components.ParseTier(text)
	if !ok {
		return 0, r.Fault(at, strict.ErrSyntax, "tier %.30q: must be audio, sd, hd or uhd", text)
	}
	return tier, nil
}
