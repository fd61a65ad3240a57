package dash

import (
	"encoding/base64"
	"encoding/hex"
)

// Protection says how media is encrypted, or how a player gets the key from one
// key system (ISO/IEC 23009-1, 5.8.4.1; ISO/IEC 23001-7, 11.2).
type Protection struct {
	System  System
	KID     [16]byte // key ID; of CENC and CBCS only
	PSSH    []byte   // the whole box, for the key system
	License string   // URL of the licence server (DASH-IF IOP, part 6)
}

// System is an encryption scheme or a key system.
type System uint8

// The systems. The first two are those of the media itself: a protected set has
// one of them, first.
const (
	CENC System = iota // AES-CTR
	CBCS               // AES-CBC over a pattern of blocks
	Widevine
	PlayReady
	ClearKey // W3C: keys in the clear
	systems
)

var schemes = [systems]string{
	"urn:mpeg:dash:mp4protection:2011",
	"urn:mpeg:dash:mp4protection:2011",
	"urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed",
	"urn:uuid:9a04f079-9840-4286-ab92-e65be0885f95",
	"urn:uuid:e2719d58-a985-b3c9-781a-b030af78d30e",
}

var systemNames = [systems]string{"cenc", "cbcs", "Widevine", "MSPR 2.0", "ClearKey1.0"}

func (s System) String() string { return systemNames[min(s, systems-1)] }

// media reports whether s is an encryption scheme.
func (s System) media() bool { return s <= CBCS }

func appendProtection(dst []byte, p *Protection) []byte {
	system := min(p.System, systems-1)
	dst = append(dst, `<ContentProtection schemeIdUri="`...)
	dst = append(dst, schemes[system]...)
	dst = append(dst, `" value="`...)
	dst = append(append(dst, systemNames[system]...), '"')
	if system.media() {
		dst = append(dst, ` cenc:default_KID="`...)
		dst = append(appendUUID(dst, &p.KID), '"')
	}
	if len(p.PSSH) == 0 && p.License == "" {
		return append(dst, "/>\n"...)
	}
	dst = append(dst, ">\n"...)
	if len(p.PSSH) > 0 {
		dst = append(dst, "<cenc:pssh>"...)
		dst = base64.StdEncoding.AppendEncode(dst, p.PSSH)
		dst = append(dst, "</cenc:pssh>\n"...)
	}
	if p.License != "" {
		dst = append(dst, `<dashif:Laurl licenseType="EME-1.0">`...)
		dst = appendEscaped(dst, p.License)
		dst = append(dst, "</dashif:Laurl>\n"...)
	}
	return append(dst, "</ContentProtection>\n"...)
}

func appendUUID(dst []byte, id *[16]byte) []byte {
	var digits [32]byte
	hex.Encode(digits[:], id[:])
	dst = append(append(dst, digits[:8]...), '-')
	dst = append(append(dst, digits[8:12]...), '-')
	dst = append(append(dst, digits[12:16]...), '-')
	dst = append(append(dst, digits[16:20]...), '-')
	return append(dst, digits[20:]...)
}

// appendNamespaces declares what protections need.
func appendNamespaces(dst []byte, m *MPD) []byte {
	keys, licenses := false, false
	note := func(list []Protection) {
		for i := range list {
			keys = keys || list[i].System.media() || len(list[i].PSSH) > 0
			licenses = licenses || list[i].License != ""
		}
	}
	for i := range m.Periods {
		for j := range m.Periods[i].Sets {
			s := &m.Periods[i].Sets[j]
			note(s.Protections)
			for k := range s.Representations {
				note(s.Representations[k].Protections)
			}
		}
	}
	if keys {
		dst = append(dst, ` xmlns:cenc="urn:mpeg:cenc:2013"`...)
	}
	if licenses {
		dst = append(dst, ` xmlns:dashif="https://dashif.org/CPS"`...)
	}
	return dst
}
