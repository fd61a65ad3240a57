package jws

import (
	"strconv"

	"touchline/components"
	"touchline/systems/drm/internal/strict"
)

// entitlementType is the type of a token that is an [Entitlement].
const entitlementType = "touchline-entitlement+jwt"

// Entitlement is what the engine granted a viewer: what drm.Terms says. Its times are
// media time, so nbf and exp are not among its claims.
type Entitlement struct {
	Stream   components.Number
	Viewer   components.Number
	From     components.PTS // the license is valid from here
	Until    components.PTS // to before here
	Received components.PTS // when the request came
	Period   uint32         // the key period that it is for
	Tier     components.Tier
	Renewed  bool // else it was granted first
}

// AppendEntitlement appends a token to dst and returns the extended buffer.
func AppendEntitlement(dst []byte, k *Key, e *Entitlement) []byte {
	return appendToken(dst, k, entitlementType, func(dst []byte) []byte {
		dst = appendNumber(append(dst, `{"sub":`...), e.Viewer)
		dst = appendNumber(append(dst, `,"stream":`...), e.Stream)
		dst = append(dst, `,"tier":"`...)
		dst = append(dst, e.Tier.String()...)
		dst = strconv.AppendUint(append(dst, `","period":`...), uint64(e.Period), 10)
		dst = strconv.AppendInt(append(dst, `,"from":`...), int64(e.From), 10)
		dst = strconv.AppendInt(append(dst, `,"until":`...), int64(e.Until), 10)
		dst = strconv.AppendInt(append(dst, `,"received":`...), int64(e.Received), 10)
		dst = strconv.AppendBool(append(dst, `,"renewed":`...), e.Renewed)
		return append(dst, '}')
	})
}

var entitlementClaims = []string{"sub", "stream", "tier", "period", "from", "until", "received", "renewed"}

// OpenEntitlement returns what a token says, once it has verified its signature.
// Whether now is between From and Until is for the caller to see.
func OpenEntitlement(token []byte, k *Key) (*Entitlement, error) {
	claims, err := open(token, k, entitlementType)
	if err != nil {
		return nil, err
	}
	e := new(Entitlement)
	err = readClaims(claims, entitlementClaims, nil, func(r reader, name string) (err error) {
		switch name {
		case "sub":
			e.Viewer, err = r.number()
		case "stream":
			e.Stream, err = r.number()
		case "tier":
			e.Tier, err = r.tier()
		case "period":
			e.Period, err = r.period()
		case "from":
			e.From, err = r.pts()
		case "until":
			e.Until, err = r.pts()
		case "received":
			e.Received, err = r.pts()
		case "renewed":
			e.Renewed, err = r.Bool()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}

func (r reader) pts() (components.PTS, error) {
	n, err := r.Int()
	return components.PTS(n), err
}

func (r reader) period() (uint32, error) {
	at := r.At()
	n, err := r.Int()
	if err == nil && n != int64(uint32(n)) {
		err = r.Fault(at, strict.ErrRange, "period %d: must be of 32 bits", n)
	}
	return uint32(n), err
}
