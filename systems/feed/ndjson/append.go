package ndjson

import (
	"strconv"
	"unicode/utf8"

	"touchline/components"
)

// AppendEvent appends the line of e to dst. It may be laid out or not: either way
// the line says how long after the moment it is heard of.
func AppendEvent(dst []byte, e *components.Event, names func(components.Symbol) string) []byte {
	dst = appendPTS(append(dst, `{"t":`...), e.Clock)
	dst = appendInt(dst, `,"p":`, int64(e.Period))
	dst = append(append(append(dst, `,"k":"`...), e.Kind.String()...), '"')
	dst = appendInt(dst, `,"seq":`, int64(e.Seq))
	if e.Rev != 0 {
		dst = appendInt(dst, `,"rev":`, int64(e.Rev))
	}
	if e.Ref != 0 {
		dst = appendInt(dst, `,"ref":`, int64(e.Ref))
	}
	dst = appendText(dst, "team", e.Team.String())
	dst = appendText(dst, "player", name(e.Player, names))
	dst = appendText(dst, "other", name(e.Other, names))
	dst = appendPlace(dst, `,"x":`, e.X)
	dst = appendPlace(dst, `,"y":`, e.Y)
	dst = appendPlace(dst, `,"ex":`, e.EndX)
	dst = appendPlace(dst, `,"ey":`, e.EndY)
	if e.Duration != 0 {
		dst = appendInt(dst, `,"dur":`, int64(e.Duration))
	}
	if e.Value != 0 {
		dst = appendInt(dst, `,"value":`, int64(e.Value))
	}
	if late := e.Received - e.Occurred; late != 0 {
		dst = appendPTS(append(dst, `,"late":`...), late)
	}
	dst = appendFlags(dst, e.Flags)
	return append(dst, "}\n"...)
}

func name(s components.Symbol, names func(components.Symbol) string) string {
	if s == 0 {
		return ""
	}
	return names(s)
}

func appendInt(dst []byte, key string, n int64) []byte {
	return strconv.AppendInt(append(dst, key...), n, 10)
}

// appendPTS appends p in milliseconds, with three decimals if they are not whole:
// steps of 1 µs, finer than the clock's 11.1 µs, so that reading the text gives p
// back.
func appendPTS(dst []byte, p components.PTS) []byte {
	if p < 0 {
		dst, p = append(dst, '-'), -p
	}
	dst = strconv.AppendInt(dst, int64(p/90), 10)
	if rest := p % 90; rest != 0 {
		dst = appendFraction(dst, (int64(rest)*1000+45)/90, 1000)
	}
	return dst
}

// appendPlace appends a key with c, unless that is no place.
func appendPlace(dst []byte, key string, c components.Centimeter) []byte {
	if c == components.NoPlace {
		return dst
	}
	return appendMeters(append(dst, key...), c)
}

// appendMeters appends c in meters, exactly.
func appendMeters(dst []byte, c components.Centimeter) []byte {
	if c < 0 {
		dst, c = append(dst, '-'), -c
	}
	dst = strconv.AppendInt(dst, int64(c/100), 10)
	if rest := c % 100; rest != 0 {
		dst = appendFraction(dst, int64(rest), 100)
	}
	return dst
}

// appendFraction appends the decimals of n/scale.
func appendFraction(dst []byte, n, scale int64) []byte {
	at := len(dst)
	dst = strconv.AppendInt(dst, n+scale, 10)
	dst[at] = '.' // in place of the leading 1 that kept the zeros
	for dst[len(dst)-1] == '0' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

func appendFlags(dst []byte, flags components.EventFlags) []byte {
	if flags &= 1<<len(flagNames) - 1; flags == 0 {
		return dst
	}
	dst = append(dst, `,"flags":`...)
	mark := byte('[')
	for i, name := range flagNames {
		if flags>>i&1 != 0 {
			dst = append(append(append(dst, mark, '"'), name...), '"')
			mark = ','
		}
	}
	return append(dst, ']')
}

// appendText appends a key with its text, unless the text is empty.
func appendText(dst []byte, key, text string) []byte {
	if text == "" {
		return dst
	}
	return appendQuoted(append(append(append(dst, `,"`...), key...), `":`...), text)
}

// appendQuoted appends text as JSON has it.
func appendQuoted(dst []byte, text string) []byte {
	dst = append(dst, '"')
	const hex = "0123456789abcdef"
	for _, c := range text {
		switch {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', byte(c))
		case c < ' ':
			dst = append(dst, `\u00`...)
			dst = append(dst, hex[c>>4], hex[c&15])
		default:
			dst = utf8.AppendRune(dst, c) // U+FFFD for what is not UTF-8
		}
	}
	return append(dst, '"')
}
