package dash

import (
	"encoding/hex"
	"encoding/xml"
	"strconv"
	"strings"
	"time"

	"touchline/components"
	"touchline/systems/manifest/internal/text"
)

// These are attributes as encoding/xml reads them.
type (
	duration   components.PTS
	date       int64
	seconds    components.PTS
	thousandth uint16
	rate       components.Rate
	ratio      Ratio
	keyID      [16]byte
)

const durationForm = "a duration like PT1H2M3.5S of at most 10^10 s"

func (d *duration) UnmarshalXMLAttr(a xml.Attr) error {
	bad := fault(ErrSyntax, a.Name.Local, a.Value, durationForm)
	rest, ok := strings.CutPrefix(a.Value, "P")
	if !ok || rest == "" || strings.HasSuffix(rest, "T") {
		return bad
	}
	days, clock, _ := strings.Cut(rest, "T")
	total := int64(0) // steps of the clock
	for _, part := range []struct{ text, units string }{{days, "D"}, {clock, "HMS"}} {
		last := -1
		for left := part.text; left != ""; {
			at := strings.IndexAny(left, "DHMS")
			if at < 0 {
				return bad
			}
			unit := strings.IndexByte(part.units, left[at])
			if unit <= last {
				return bad
			}
			n, err := decimal(left[:at], left[at] == 'S')
			if err != nil {
				return fault(err, a.Name.Local, a.Value, durationForm)
			}
			scale := map[byte]int64{'D': 86_400, 'H': 3600, 'M': 60, 'S': 1}[left[at]]
			if n > (int64(longest)-total)/scale {
				return fault(ErrRange, a.Name.Local, a.Value, durationForm)
			}
			total += n * scale
			last, left = unit, left[at+1:]
		}
	}
	*d = duration(total)
	return nil
}

// decimal reads a number of seconds, to the nearest step of the clock.
func decimal(s string, fraction bool) (int64, error) {
	whole, part, point := strings.Cut(s, ".")
	if !digits(whole) || point && (!fraction || !digits(part)) {
		return 0, ErrSyntax
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n > int64(longest/components.PTSPerSecond) {
		return 0, ErrRange
	}
	part = (part + "000000000")[:9]
	ns, _ := strconv.ParseInt(part, 10, 64)
	return n*int64(components.PTSPerSecond) + (ns*9+50_000)/100_000, nil
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func (d *date) UnmarshalXMLAttr(a xml.Attr) error {
	const form = "a date and time with its zone, in the years 0 to 9999"
	t, err := time.Parse(time.RFC3339Nano, a.Value)
	if err != nil {
		return fault(ErrSyntax, a.Name.Local, a.Value, form)
	}
	*d = date(t.UnixMilli())
	if *d < text.FirstDate || *d > text.LastDate {
		return fault(ErrRange, a.Name.Local, a.Value, form)
	}
	return nil
}

func (s *seconds) UnmarshalXMLAttr(a xml.Attr) error {
	n, err := decimal(a.Value, true)
	if err != nil {
		return fault(err, a.Name.Local, a.Value, "a decimal number of seconds")
	}
	*s = seconds(n)
	return nil
}

func (s *thousandth) UnmarshalXMLAttr(a xml.Attr) error {
	const form = "a decimal number from 0 to 65.535"
	whole, part, _ := strings.Cut(a.Value, ".")
	if !digits(whole) || part != "" && !digits(part) {
		return fault(ErrSyntax, a.Name.Local, a.Value, form)
	}
	n, err := strconv.ParseUint(whole+(part + "000")[:3], 10, 16)
	if err != nil {
		return fault(ErrRange, a.Name.Local, a.Value, form)
	}
	*s = thousandth(n)
	return nil
}

func (r *rate) UnmarshalXMLAttr(a xml.Attr) error {
	num, den, ok := strings.Cut(a.Value, "/")
	if !ok {
		den = "1"
	}
	n, err := strconv.ParseUint(num, 10, 32)
	d, err2 := strconv.ParseUint(den, 10, 32)
	if err != nil || err2 != nil || d == 0 {
		return fault(ErrSyntax, a.Name.Local, a.Value, "a frame rate like 30000/1001")
	}
	*r = rate{uint32(n), uint32(d)}
	return nil
}

func (r *ratio) UnmarshalXMLAttr(a xml.Attr) error {
	w, h, ok := strings.Cut(a.Value, ":")
	x, err := strconv.ParseUint(w, 10, 16)
	y, err2 := strconv.ParseUint(h, 10, 16)
	if !ok || err != nil || err2 != nil {
		return fault(ErrSyntax, a.Name.Local, a.Value, "a ratio like 16:9")
	}
	*r = ratio{uint16(x), uint16(y)}
	return nil
}

func (k *keyID) UnmarshalXMLAttr(a xml.Attr) error {
	raw, err := hex.DecodeString(strings.ReplaceAll(a.Value, "-", ""))
	if err != nil || len(raw) != len(k) {
		return fault(ErrSyntax, a.Name.Local, a.Value, "a UUID")
	}
	copy(k[:], raw)
	return nil
}
