package pssh

import (
	"encoding/base64"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"touchline/systems/drm/key"
)

// appendUTF16 appends text as UTF-16LE, without a byte order mark.
func appendUTF16(dst []byte, text string) []byte {
	for _, c := range text {
		if c < 0x10000 {
			dst = append(dst, byte(c), byte(c>>8))
			continue
		}
		high, low := utf16.EncodeRune(c)
		dst = append(dst, byte(high), byte(high>>8), byte(low), byte(low>>8))
	}
	return dst
}

// appendEscaped does the same with text that is no markup.
func appendEscaped(dst []byte, text string) []byte {
	for text != "" {
		i := strings.IndexAny(text, "&<>")
		if i < 0 {
			return appendUTF16(dst, text)
		}
		dst = appendUTF16(dst, text[:i])
		switch text[i] {
		case '&':
			dst = appendUTF16(dst, "&amp;")
		case '<':
			dst = appendUTF16(dst, "&lt;")
		case '>':
			dst = appendUTF16(dst, "&gt;")
		}
		text = text[i+1:]
	}
	return dst
}

var unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// ParsePlayReady reads a PlayReady object with the header that
// [AppendPlayReadyObject] writes. Headers of other versions, or with other elements,
// it does not know.
func ParsePlayReady(object []byte) (*PlayReadyData, error) {
	if len(object) < objectSize || len(object) > maxObject {
		return nil, fault(0, ErrShort, "an object of %d bytes: must be from %d to %d", len(object), objectSize, maxObject)
	}
	size, records := binary.LittleEndian.Uint32(object), binary.LittleEndian.Uint16(object[4:])
	kind, length := binary.LittleEndian.Uint16(object[6:]), binary.LittleEndian.Uint16(object[8:])
	switch {
	case uint64(size) != uint64(len(object)):
		return nil, fault(0, ErrShort, "length %d: must be %d", size, len(object))
	case records != 1 || kind != headerRecord:
		return nil, fault(4, ErrSyntax, "%d records, the first of type %d: must be one of type %d", records, kind, headerRecord)
	case int(length) != len(object)-objectSize || length%2 != 0:
		return nil, fault(8, ErrSyntax, "a header of %d bytes: must be the %d that are there, and even", length, len(object)-objectSize)
	}
	units := make([]uint16, length/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(object[objectSize+2*i:])
	}
	text := make([]byte, 0, len(units))
	for i := 0; i < len(units); i++ {
		c := rune(units[i])
		if utf16.IsSurrogate(c) {
			if i++; i < len(units) {
				c = utf16.DecodeRune(c, rune(units[i]))
			}
			if utf16.IsSurrogate(c) || c == utf8.RuneError {
				return nil, fault(objectSize+2*i, ErrSyntax, "half a character")
			}
		}
		text = utf8.AppendRune(text, c)
	}
	return parseHeader(string(text))
}

// parseHeader reads the XML. Its faults are at characters of the XML.
func parseHeader(text string) (*PlayReadyData, error) {
	p, rest := new(PlayReadyData), text
	at := func() int { return len(text) - len(rest) }
	cut := func(literal string) (ok bool) {
		rest, ok = strings.CutPrefix(rest, literal)
		return ok
	}
	if !cut(xmlOpen) {
		return nil, fault(at(), ErrSyntax, "header %.120q: must begin with %s", rest, xmlOpen)
	}
	for {
		scheme := key.CENC
		if !cut(xmlCounter) {
			if scheme = key.CBCS; !cut(xmlCBC) {
				break
			}
		}
		if p.Scheme != 0 && p.Scheme != scheme {
			return nil, fault(at(), ErrSyntax, "schemes %v and %v in one header", p.Scheme, scheme)
		}
		p.Scheme = scheme
		value, after, _ := strings.Cut(rest, `"`)
		var guid key.ID
		var decoded [18]byte // as much as the library may write of 24 characters
		n := 0
		if len(value) == 24 {
			n, _ = base64.StdEncoding.Strict().Decode(decoded[:], []byte(value))
		}
		if n != copy(guid[:], decoded[:n]) || n != len(guid) {
			return nil, fault(at(), ErrSyntax, "key ID %.40q: must be base64 of 16 bytes", value)
		}
		p.KeyIDs = append(p.KeyIDs, guid.GUID())
		if rest = `"` + after; !cut(xmlKeyEnd) {
			return nil, fault(at(), ErrSyntax, "%.40q: must be %s", rest, xmlKeyEnd)
		}
	}
	if p.Scheme == 0 || !cut(xmlKeysEnd) {
		return nil, fault(at(), ErrSyntax, "%.40q: must be a key ID, or after one %s", rest, xmlKeysEnd)
	}
	if cut(xmlURL) {
		url, after, ok := strings.Cut(rest, xmlURLEnd)
		if !ok || strings.Contains(url, "<") || url == "" {
			return nil, fault(at(), ErrSyntax, "%.40q: must be a URL and %s", rest, xmlURLEnd)
		}
		p.LicenseURL, rest = unescape.Replace(url), after
	}
	if rest != xmlClose {
		return nil, fault(at(), ErrSyntax, "%.40q: must be %s", rest, xmlClose)
	}
	return p, nil
}
