package rfc

import (
	"strconv"
	"strings"
)

// place is where a tag may be.
type place uint8

const (
	unknownTag      place = iota
	basicTag              // in any playlist, once (4.4.1, 4.4.2)
	mediaTag              // in a media playlist, once (4.4.3)
	segmentTag            // before a segment (4.4.4)
	metadataTag           // in a media playlist (4.4.5)
	multivariantTag       // in a multivariant playlist (4.4.6)
)

// form is what stands behind a tag.
type form uint8

const (
	otherForm form = iota
	noForm
	integerForm
	listForm
)

// tags are all that RFC 8216bis knows.
var tags = map[string]struct {
	place   place
	form    form
	section string
}{
	"#EXTM3U":                       {basicTag, noForm, "4.4.1.1"},
	"#EXT-X-VERSION":                {basicTag, integerForm, "4.4.1.2"},
	"#EXT-X-INDEPENDENT-SEGMENTS":   {basicTag, noForm, "4.4.2.1"},
	"#EXT-X-START":                  {basicTag, listForm, "4.4.2.2"},
	"#EXT-X-TARGETDURATION":         {mediaTag, integerForm, "4.4.3.1"},
	"#EXT-X-MEDIA-SEQUENCE":         {mediaTag, integerForm, "4.4.3.2"},
	"#EXT-X-DISCONTINUITY-SEQUENCE": {mediaTag, integerForm, "4.4.3.3"},
	"#EXT-X-ENDLIST":                {mediaTag, noForm, "4.4.3.4"},
	"#EXT-X-PLAYLIST-TYPE":          {mediaTag, otherForm, "4.4.3.5"},
	"#EXT-X-I-FRAMES-ONLY":          {mediaTag, noForm, "4.4.3.6"},
	"#EXT-X-PART-INF":               {mediaTag, listForm, "4.4.3.7"},
	"#EXT-X-SERVER-CONTROL":         {mediaTag, listForm, "4.4.3.8"},
	"#EXTINF":                       {segmentTag, otherForm, "4.4.4.1"},
	"#EXT-X-BYTERANGE":              {segmentTag, otherForm, "4.4.4.2"},
	"#EXT-X-DISCONTINUITY":          {segmentTag, noForm, "4.4.4.3"},
	"#EXT-X-KEY":                    {segmentTag, listForm, "4.4.4.4"},
	"#EXT-X-MAP":                    {segmentTag, listForm, "4.4.4.5"},
	"#EXT-X-PROGRAM-DATE-TIME":      {segmentTag, otherForm, "4.4.4.6"},
	"#EXT-X-GAP":                    {segmentTag, noForm, "4.4.4.7"},
	"#EXT-X-BITRATE":                {segmentTag, integerForm, "4.4.4.8"},
	"#EXT-X-PART":                   {segmentTag, listForm, "4.4.4.9"},
	"#EXT-X-DATERANGE":              {metadataTag, listForm, "4.4.5.1"},
	"#EXT-X-SKIP":                   {metadataTag, listForm, "4.4.5.2"},
	"#EXT-X-PRELOAD-HINT":           {metadataTag, listForm, "4.4.5.3"},
	"#EXT-X-RENDITION-REPORT":       {metadataTag, listForm, "4.4.5.4"},
	"#EXT-X-MEDIA":                  {multivariantTag, listForm, "4.4.6.1"},
	"#EXT-X-STREAM-INF":             {multivariantTag, listForm, "4.4.6.2"},
	"#EXT-X-I-FRAME-STREAM-INF":     {multivariantTag, listForm, "4.4.6.3"},
	"#EXT-X-SESSION-DATA":           {multivariantTag, listForm, "4.4.6.4"},
	"#EXT-X-SESSION-KEY":            {multivariantTag, listForm, "4.4.6.5"},
	"#EXT-X-CONTENT-STEERING":       {multivariantTag, listForm, "4.4.6.6"},
}

// checkTags checks that each tag may be where it is, and how often, and that it has
// behind it what it should.
func (c *checker) checkTags() {
	multivariant := c.multivariant()
	seen := map[string]bool{}
	for i := range c.lines {
		l := &c.lines[i]
		t := tags[l.tag]
		switch {
		case l.tag == "":
			continue
		case t.place == unknownTag:
			if l.tag != "#EXT-X-DEFINE" {
				c.should(l, "6.3.1", "is not known, so no player reads it")
			}
			continue
		case multivariant && t.place != basicTag && t.place != multivariantTag:
			c.must(l, "4.4", "is of media playlists, and this is a multivariant playlist")
		}
		once := t.place == basicTag || t.place == mediaTag || l.tag == "#EXT-X-SKIP" || l.tag == "#EXT-X-CONTENT-STEERING"
		if once && seen[l.tag] {
			c.must(l, t.section, "stands there twice: must be once")
		}
		seen[l.tag] = true
		c.checkForm(l, t.form, t.section)
	}
}

func (c *checker) checkForm(l *line, f form, section string) {
	switch f {
	case noForm:
		if l.value != "" {
			c.must(l, section, "%.40q follows: must be nothing", l.value)
		}
	case integerForm:
		if _, ok := integer(l.value); !ok {
			c.must(l, section, "%.40q: must be a decimal integer", l.value)
		}
	case listForm:
		c.checkAttributes(l, section)
	}
}

// integer reads a decimal integer (4.2), of up to 20 digits.
func integer(text string) (uint64, bool) {
	n, err := strconv.ParseUint(text, 10, 64)
	return n, err == nil && strings.Trim(text, "0123456789") == ""
}
