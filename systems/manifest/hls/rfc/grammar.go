package rfc

import (
	"slices"
	"strings"
)

// attributesOf are the attributes of each tag with the kind of their value (4.2);
// those with ! must be there. Words separated by | are all that may be. KEYID is none
// of the RFC's: packagers write it for Widevine.
const attributesOf = `
#EXT-X-START TIME-OFFSET:signed! PRECISE:YES|NO
#EXT-X-PART-INF PART-TARGET:decimal!
#EXT-X-SERVER-CONTROL CAN-SKIP-UNTIL:decimal CAN-SKIP-DATERANGES:YES HOLD-BACK:decimal PART-HOLD-BACK:decimal CAN-BLOCK-RELOAD:YES|NO
#EXT-X-KEY METHOD:NONE|AES-128|SAMPLE-AES|SAMPLE-AES-CTR! URI:quoted IV:hexadecimal KEYFORMAT:quoted KEYFORMATVERSIONS:quoted KEYID:hexadecimal
#EXT-X-SESSION-KEY METHOD:NONE|AES-128|SAMPLE-AES|SAMPLE-AES-CTR! URI:quoted IV:hexadecimal KEYFORMAT:quoted KEYFORMATVERSIONS:quoted KEYID:hexadecimal
#EXT-X-MAP URI:quoted! BYTERANGE:quoted
#EXT-X-PART URI:quoted! DURATION:decimal! INDEPENDENT:YES BYTERANGE:quoted GAP:YES
#EXT-X-DATERANGE ID:quoted! CLASS:quoted START-DATE:quoted! CUE:quoted END-DATE:quoted DURATION:decimal PLANNED-DURATION:decimal SCTE35-CMD:hexadecimal SCTE35-OUT:hexadecimal SCTE35-IN:hexadecimal END-ON-NEXT:YES
#EXT-X-SKIP SKIPPED-SEGMENTS:integer! RECENTLY-REMOVED-DATERANGES:quoted
#EXT-X-PRELOAD-HINT TYPE:PART|MAP! URI:quoted! BYTERANGE-START:integer BYTERANGE-LENGTH:integer
#EXT-X-RENDITION-REPORT URI:quoted! LAST-MSN:integer LAST-PART:integer
#EXT-X-MEDIA TYPE:AUDIO|VIDEO|SUBTITLES|CLOSED-CAPTIONS! URI:quoted GROUP-ID:quoted! LANGUAGE:quoted ASSOC-LANGUAGE:quoted NAME:quoted! STABLE-RENDITION-ID:quoted DEFAULT:YES|NO AUTOSELECT:YES|NO FORCED:YES|NO INSTREAM-ID:quoted BIT-DEPTH:integer SAMPLE-RATE:integer CHARACTERISTICS:quoted CHANNELS:quoted
#EXT-X-STREAM-INF BANDWIDTH:integer! AVERAGE-BANDWIDTH:integer SCORE:decimal CODECS:quoted SUPPLEMENTAL-CODECS:quoted RESOLUTION:resolution FRAME-RATE:decimal HDCP-LEVEL:NONE|TYPE-0|TYPE-1 ALLOWED-CPC:quoted VIDEO-RANGE:SDR|HLG|PQ STABLE-VARIANT-ID:quoted AUDIO:quoted VIDEO:quoted SUBTITLES:quoted CLOSED-CAPTIONS:captions PATHWAY-ID:quoted
#EXT-X-I-FRAME-STREAM-INF BANDWIDTH:integer! AVERAGE-BANDWIDTH:integer SCORE:decimal CODECS:quoted SUPPLEMENTAL-CODECS:quoted RESOLUTION:resolution HDCP-LEVEL:NONE|TYPE-0|TYPE-1 ALLOWED-CPC:quoted VIDEO-RANGE:SDR|HLG|PQ STABLE-VARIANT-ID:quoted VIDEO:quoted PATHWAY-ID:quoted URI:quoted!
#EXT-X-SESSION-DATA DATA-ID:quoted! VALUE:quoted URI:quoted FORMAT:JSON|RAW LANGUAGE:quoted
#EXT-X-CONTENT-STEERING SERVER-URI:quoted! PATHWAY-ID:quoted`

// grammar has the kinds by tag and attribute, required the names that must be there.
var grammar, required = func() (map[string]map[string]string, map[string][]string) {
	kinds, needed := map[string]map[string]string{}, map[string][]string{}
	for row := range strings.Lines(strings.TrimSpace(attributesOf)) {
		words := strings.Fields(row)
		of := map[string]string{}
		for _, word := range words[1:] {
			name, kind, _ := strings.Cut(word, ":")
			of[name] = kind
			if strings.HasSuffix(kind, "!") {
				needed[words[0]] = append(needed[words[0]], name)
			}
		}
		kinds[words[0]] = of
	}
	return kinds, needed
}()

// meanings are the kinds of value, in words.
var meanings = map[string]string{
	"integer":     "a decimal integer",
	"decimal":     "a decimal number",
	"signed":      "a decimal number, negative or not",
	"quoted":      "in quotes",
	"hexadecimal": "0x and hexadecimal digits, the letters capitals",
	"resolution":  "WIDTHxHEIGHT",
	"captions":    "in quotes, or NONE",
	"own":         "in quotes, 0x and hexadecimal digits with capitals, or a decimal number",
}

func meaning(kind string) string {
	if text, ok := meanings[kind]; ok {
		return text
	}
	return strings.ReplaceAll(kind, "|", " or ")
}

// is reports whether the value of an attribute is of that kind.
func is(a attribute, kind string) bool {
	switch kind {
	case "quoted":
		return a.quoted
	case "captions":
		return a.quoted || a.value == "NONE"
	case "own":
		return a.quoted || is(a, "hexadecimal") || is(a, "decimal")
	}
	if a.quoted {
		return false
	}
	switch kind {
	case "integer":
		_, ok := integer(a.value)
		return ok
	case "decimal":
		_, ok := seconds(a.value)
		return ok
	case "signed":
		_, ok := seconds(strings.TrimPrefix(a.value, "-"))
		return ok
	case "hexadecimal":
		digits := strings.TrimPrefix(strings.TrimPrefix(a.value, "0x"), "0X")
		return len(digits) == len(a.value)-2 && digits != "" && strings.Trim(digits, "0123456789ABCDEF") == ""
	case "resolution":
		w, h, _ := strings.Cut(a.value, "x")
		_, wide := integer(w)
		_, high := integer(h)
		return wide && high
	}
	return slices.Contains(strings.Split(kind, "|"), a.value)
}
