package cpix

import (
	"encoding/base64"
	"strconv"
	"time"

	"touchline/systems/drm/key"
)

// Append appends a document to dst and returns the extended buffer. It works in
// what dst has room for beyond that, too. The document should be valid.
func Append(dst []byte, d *Document) []byte {
	dst = append(dst, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"+
		`<CPIX xmlns="urn:dashif:org:cpix" xmlns:pskc="urn:ietf:params:xml:ns:keyprov:pskc"`...)
	if d.ContentID != "" {
		dst = append(dst, ` contentId="`...)
		dst = appendText(dst, d.ContentID)
		dst = append(dst, '"')
	}
	dst = append(dst, ` version="2.3">`+"\n"...)
	if len(d.Keys) > 0 {
		dst = appendKeys(dst, d)
		if len(d.Systems) > 0 {
			dst = appendSystems(dst, d)
		}
	}
	if len(d.Periods) > 0 {
		dst = appendPeriods(dst, d.Periods)
	}
	dst = appendRules(dst, d)
	return append(dst, "</CPIX>\n"...)
}

func appendKeys(dst []byte, d *Document) []byte {
	dst = append(dst, "  <ContentKeyList>\n"...)
	for i := range d.Keys {
		dst = append(dst, `    <ContentKey`...)
		dst = appendID(dst, `kid`, &d.Keys[i].ID)
		dst = append(dst, ` commonEncryptionScheme="`...)
		dst = append(dst, byte(d.Scheme>>24), byte(d.Scheme>>16), byte(d.Scheme>>8), byte(d.Scheme))
		if !d.Secret {
			dst = append(dst, "\"/>\n"...)
			continue
		}
		dst = append(dst, `"><Data><pskc:Secret><pskc:PlainValue>`...)
		dst = base64.StdEncoding.AppendEncode(dst, d.Keys[i].Content[:])
		dst = append(dst, "</pskc:PlainValue></pskc:Secret></Data></ContentKey>\n"...)
	}
	return append(dst, "  </ContentKeyList>\n"...)
}

func appendPeriods(dst []byte, periods []Period) []byte {
	dst = append(dst, "  <ContentKeyPeriodList>\n"...)
	for _, p := range periods {
		dst = append(dst, `    <ContentKeyPeriod id="`...)
		dst = appendPeriodID(dst, p.Index)
		dst = append(dst, `" index="`...)
		dst = strconv.AppendUint(dst, uint64(p.Index), 10)
		if p.Start != 0 || p.End != 0 {
			dst = append(dst, `" start="`...)
			dst = appendTime(dst, p.Start)
			dst = append(dst, `" end="`...)
			dst = appendTime(dst, p.End)
		}
		dst = append(dst, "\"/>\n"...)
	}
	return append(dst, "  </ContentKeyPeriodList>\n"...)
}

func appendPeriodID(dst []byte, index uint32) []byte {
	return strconv.AppendUint(append(dst, "period-"...), uint64(index), 10)
}

func appendTime(dst []byte, ms int64) []byte {
	return time.UnixMilli(ms).UTC().AppendFormat(dst, "2006-01-02T15:04:05.000Z")
}

// appendRules appends a rule for each key and what it is used for.
func appendRules(dst []byte, d *Document) []byte {
	any := false
	for i := range d.Keys {
		for _, u := range d.Uses {
			if u.Tier != d.Keys[i].Tier {
				continue
			}
			if !any {
				dst = append(dst, "  <ContentKeyUsageRuleList>\n"...)
				any = true
			}
			dst = appendRule(dst, &d.Keys[i], u)
		}
	}
	if any {
		dst = append(dst, "  </ContentKeyUsageRuleList>\n"...)
	}
	return dst
}

func appendRule(dst []byte, k *key.Key, u Use) []byte {
	dst = append(dst, `    <ContentKeyUsageRule`...)
	dst = appendID(dst, `kid`, &k.ID)
	dst = append(dst, ` intendedTrackType="`...)
	dst = append(dst, trackTypes[u.Tier]...)
	dst = append(dst, `"><KeyPeriodFilter periodId="`...)
	dst = appendPeriodID(dst, k.Period)
	if u.Audio {
		return append(dst, "\"/><AudioFilter/></ContentKeyUsageRule>\n"...)
	}
	dst = append(dst, `"/><VideoFilter minPixels="`...)
	dst = strconv.AppendUint(dst, uint64(u.MinPixels), 10)
	dst = append(dst, `" maxPixels="`...)
	dst = strconv.AppendUint(dst, uint64(u.MaxPixels), 10)
	return append(dst, "\"/></ContentKeyUsageRule>\n"...)
}

// trackTypes are what packagers call the tiers.
var trackTypes = [...]string{"AUDIO", "SD", "HD", "UHD"}

func appendID(dst []byte, name string, id *key.ID) []byte {
	dst = append(dst, ' ')
	dst = append(dst, name...)
	dst = append(dst, `="`...)
	return append(id.AppendUUID(dst), '"')
}

// appendText appends the text of an attribute.
func appendText(dst []byte, text string) []byte {
	for i := range len(text) {
		switch c := text[i]; c {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '"':
			dst = append(dst, "&quot;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}
