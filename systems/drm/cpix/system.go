package cpix

import (
	"encoding/base64"

	"touchline/systems/drm/key"
	"touchline/systems/drm/pssh"
)

func appendSystems(dst []byte, d *Document) []byte {
	dst = append(dst, "  <DRMSystemList>\n"...)
	for i := range d.Keys {
		for _, s := range d.Systems {
			dst = appendSystem(dst, d, s, &d.Keys[i].ID)
		}
	}
	return append(dst, "  </DRMSystemList>\n"...)
}

// appendSystem appends what a system's players must be told of a key: the box for
// media, the elements for MPDs, the tag for playlists. FairPlay has the tag alone,
// and Clear Key no tag that players agree on.
func appendSystem(dst []byte, d *Document, s pssh.System, id *key.ID) []byte {
	dst = append(dst, `    <DRMSystem`...)
	system := key.ID(s)
	dst = appendID(dst, `systemId`, &system)
	dst = appendID(dst, `kid`, id)
	dst = append(dst, ` name="`...)
	dst = append(dst, names[s]...)
	dst = append(dst, "\">\n"...)
	if s != pssh.FairPlay {
		dst = append(dst, `      <PSSH>`...)
		dst = appendBase64(dst, func(dst []byte) []byte { return appendBox(dst, d, s, id) })
		dst = append(dst, "</PSSH>\n      <ContentProtectionData>"...)
		dst = appendBase64(dst, func(dst []byte) []byte { return appendDASH(dst, d, s, id) })
		dst = append(dst, "</ContentProtectionData>\n"...)
	}
	if s != pssh.Common {
		dst = append(dst, `      <HLSSignalingData playlist="media">`...)
		dst = appendBase64(dst, func(dst []byte) []byte { return appendHLS(dst, d, s, id) })
		dst = append(dst, "</HLSSignalingData>\n"...)
	}
	return append(dst, "    </DRMSystem>\n"...)
}

// appendBase64 appends what fill appends, in base64. It is made behind its place.
func appendBase64(dst []byte, fill func([]byte) []byte) []byte {
	at := len(dst)
	dst = fill(dst)
	plain := len(dst) - at
	dst = base64.StdEncoding.AppendEncode(dst, dst[at:])
	copy(dst[at:], dst[at+plain:])
	return dst[:len(dst)-plain]
}

func appendBox(dst []byte, d *Document, s pssh.System, id *key.ID) []byte {
	ids := [1]key.ID{*id}
	switch s {
	case pssh.Widevine:
		w := pssh.WidevineData{KeyIDs: ids[:], Scheme: d.Scheme}
		dst = pssh.AppendWidevine(dst, &w)
	case pssh.PlayReady:
		p := pssh.PlayReadyData{KeyIDs: ids[:], Scheme: d.Scheme, LicenseURL: d.LicenseURL}
		dst = pssh.AppendPlayReady(dst, &p)
	default:
		dst = pssh.AppendCommon(dst, ids[:])
	}
	return dst
}

// appendObject appends what a PlayReady box holds.
func appendObject(dst []byte, d *Document, id *key.ID) []byte {
	ids := [1]key.ID{*id}
	p := pssh.PlayReadyData{KeyIDs: ids[:], Scheme: d.Scheme, LicenseURL: d.LicenseURL}
	return pssh.AppendPlayReadyObject(dst, &p)
}

// appendDASH appends the children of a ContentProtection element.
func appendDASH(dst []byte, d *Document, s pssh.System, id *key.ID) []byte {
	dst = append(dst, `<cenc:pssh xmlns:cenc="urn:mpeg:cenc:2013">`...)
	dst = appendBase64(dst, func(dst []byte) []byte { return appendBox(dst, d, s, id) })
	dst = append(dst, `</cenc:pssh>`...)
	if s == pssh.PlayReady {
		dst = append(dst, `<mspr:pro xmlns:mspr="urn:microsoft:playready">`...)
		dst = appendBase64(dst, func(dst []byte) []byte { return appendObject(dst, d, id) })
		dst = append(dst, `</mspr:pro>`...)
	}
	return dst
}

// appendHLS appends the EXT-X-KEY tag of a media playlist (RFC 8216bis, section
// 4.4.4.4), in the form that each vendor asks for.
func appendHLS(dst []byte, d *Document, s pssh.System, id *key.ID) []byte {
	dst = append(dst, `#EXT-X-KEY:METHOD=SAMPLE-AES`...)
	if d.Scheme == key.CENC {
		dst = append(dst, `-CTR`...)
	}
	dst = append(dst, `,URI="`...)
	switch s {
	case pssh.Widevine:
		dst = append(dst, `data:text/plain;base64,`...)
		dst = appendBase64(dst, func(dst []byte) []byte { return appendBox(dst, d, s, id) })
		dst = append(dst, `",KEYID=0x`...)
		dst = id.AppendCapitals(dst)
		dst = append(dst, `,KEYFORMAT="urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed"`...)
	case pssh.PlayReady:
		dst = append(dst, `data:text/plain;charset=UTF-16;base64,`...)
		dst = appendBase64(dst, func(dst []byte) []byte { return appendObject(dst, d, id) })
		dst = append(dst, `",KEYFORMAT="com.microsoft.playready"`...)
	case pssh.FairPlay:
		dst = pssh.AppendFairPlay(dst, *id)
		dst = append(dst, `",KEYFORMAT="com.apple.streamingkeydelivery"`...)
	}
	return append(dst, ",KEYFORMATVERSIONS=\"1\"\n"...)
}
