package pssh

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchline/systems/drm/key"
)

// PlayReadyData is what a PlayReady header says: version 4.3 of the XML that
// Microsoft's "PlayReady Header Specification" describes, the first that has AES in
// CBC mode. Its rules are kept to: elements in this order, attributes in alphabetical
// order, each element closed by a tag of its own, no white space between them.
type PlayReadyData struct {
	KeyIDs     []key.ID
	Scheme     key.Scheme // CENC or CBCS
	LicenseURL string     // of the license server; may be empty
}

// A header is a record of a PlayReady object, whose numbers are little-endian: the
// object's length (4 bytes), how many records it has (2), and of each its type (2)
// and length (2).
const (
	objectSize   = 4 + 2 + 2 + 2
	headerRecord = 1

	xmlOpen = `<WRMHEADER xmlns="http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader" version="4.3.0.0">` +
		`<DATA><PROTECTINFO><KIDS>`
	xmlCounter = `<KID ALGID="AESCTR" VALUE="`
	xmlCBC     = `<KID ALGID="AESCBC" VALUE="`
	xmlKeyEnd  = `"></KID>`
	xmlKeysEnd = `</KIDS></PROTECTINFO>`
	xmlURL     = `<LA_URL>`
	xmlURLEnd  = `</LA_URL>`
	xmlClose   = `</DATA></WRMHEADER>`
)

// maxObject is the most that clients take of an object, 15 KiB.
const maxObject = 15 << 10

// Validate reports everything that is wrong with p. What is appended of one that is
// not valid no client takes.
func (p *PlayReadyData) Validate() error {
	var errs []error
	if len(p.KeyIDs) == 0 {
		errs = append(errs, errors.New("no key IDs: must be at least one"))
	}
	if p.Scheme != key.CENC && p.Scheme != key.CBCS {
		errs = append(errs, fmt.Errorf("scheme %q: must be cenc or cbcs", p.Scheme.String()))
	}
	if !utf8.ValidString(p.LicenseURL) || strings.ContainsFunc(p.LicenseURL, unicode.IsControl) {
		errs = append(errs, fmt.Errorf("license URL %q: must be UTF-8 without control characters", p.LicenseURL))
	}
	if n := len(AppendPlayReadyObject(nil, p)); n > maxObject {
		errs = append(errs, fmt.Errorf("an object of %d bytes: must be at most %d", n, maxObject))
	}
	return errors.Join(errs...)
}

// AppendPlayReady appends a PlayReady box of version 0, which all players take: key
// IDs are in its data alone.
func AppendPlayReady(dst []byte, p *PlayReadyData) []byte {
	at := len(dst)
	dst = AppendPlayReadyObject(appendHead(dst, PlayReady, nil, 0), p)
	size := len(dst) - at
	binary.BigEndian.PutUint32(dst[at:], uint32(size))
	binary.BigEndian.PutUint32(dst[at+leastSize-4:], uint32(size-leastSize))
	return dst
}

// AppendPlayReadyObject appends the data of a box alone, which MPDs have as mspr:pro
// and playlists behind data:text/plain;charset=UTF-16;base64.
func AppendPlayReadyObject(dst []byte, p *PlayReadyData) []byte {
	at := len(dst)
	dst = append(dst, make([]byte, objectSize)...)
	dst = appendUTF16(dst, xmlOpen)
	open := xmlCounter
	if p.Scheme == key.CBCS {
		open = xmlCBC
	}
	for i := range p.KeyIDs {
		dst = appendUTF16(dst, open)
		guid := p.KeyIDs[i].GUID()
		var text [24]byte
		base64.StdEncoding.Encode(text[:], guid[:])
		for _, c := range text {
			dst = append(dst, c, 0)
		}
		dst = appendUTF16(dst, xmlKeyEnd)
	}
	dst = appendUTF16(dst, xmlKeysEnd)
	if p.LicenseURL != "" {
		dst = appendUTF16(dst, xmlURL)
		dst = appendEscaped(dst, p.LicenseURL)
		dst = appendUTF16(dst, xmlURLEnd)
	}
	dst = appendUTF16(dst, xmlClose)
	object := dst[at:]
	binary.LittleEndian.PutUint32(object, uint32(len(object)))
	binary.LittleEndian.PutUint16(object[4:], 1)
	binary.LittleEndian.PutUint16(object[6:], headerRecord)
	binary.LittleEndian.PutUint16(object[8:], uint16(len(object)-objectSize))
	return dst
}
