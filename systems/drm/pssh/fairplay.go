package pssh

import (
	"fmt"
	"strings"

	"touchline/systems/drm/key"
)

// The URI of an EXT-X-KEY tag for FairPlay. What follows skd:// is between whoever
// writes playlists and the license server; here it is the key ID.
const fairPlayScheme = "skd://"

// AppendFairPlay appends the URI of a key for FairPlay to dst.
func AppendFairPlay(dst []byte, id key.ID) []byte {
	return id.AppendHex(append(dst, fairPlayScheme...))
}

// ParseFairPlay reads the key ID out of a URI that [AppendFairPlay] wrote.
func ParseFairPlay(uri string) (key.ID, error) {
	digits, ok := strings.CutPrefix(uri, fairPlayScheme)
	if !ok {
		return key.ID{}, fault(0, ErrSyntax, "%.40q: must begin with %s", uri, fairPlayScheme)
	}
	id, err := key.ParseID(digits)
	if err != nil || len(digits) != 2*len(id) {
		return key.ID{}, &Error{len(fairPlayScheme), fmt.Errorf("%.40q: must be 32 hexadecimal digits: %w", digits, ErrSyntax)}
	}
	return id, nil
}
