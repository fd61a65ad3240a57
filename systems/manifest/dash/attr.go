package dash

import (
	"touchline/components"
	"touchline/systems/manifest/internal/text"
)

// Each of these appends an attribute, of which name is what stands before the
// value: ` id="`.

func appendAttr(dst []byte, name, value string) []byte {
	if value == "" {
		return dst
	}
	dst = append(dst, name...)
	return append(appendEscaped(dst, value), '"')
}

func appendNumber(dst []byte, name string, n uint64) []byte {
	dst = append(dst, name...)
	return append(text.AppendUint(dst, n), '"')
}

func appendNonzero(dst []byte, name string, n uint64) []byte {
	if n == 0 {
		return dst
	}
	return appendNumber(dst, name, n)
}

// appendDuration appends an xs:duration, unless it is 0.
func appendDuration(dst []byte, name string, p components.PTS) []byte {
	if p == 0 {
		return dst
	}
	return appendTime(dst, name, p)
}

// appendTime appends an xs:duration in seconds: a player reads back the same step
// of the clock, and need not know how long a day is.
func appendTime(dst []byte, name string, p components.PTS) []byte {
	dst = append(dst, name...)
	dst = append(dst, "PT"...)
	dst = text.Trim(text.AppendSeconds(dst, p))
	return append(dst, `S"`...)
}

// appendSeconds appends p as a decimal number of seconds, unless it is 0.
func appendSeconds(dst []byte, name string, p components.PTS) []byte {
	if p == 0 {
		return dst
	}
	dst = append(dst, name...)
	return append(text.Trim(text.AppendSeconds(dst, p)), '"')
}

func appendThousandths(dst []byte, name string, n uint16) []byte {
	if n == 0 {
		return dst
	}
	dst = append(dst, name...)
	dst = text.AppendUint(dst, uint64(n/1000))
	dst = append(dst, '.')
	return append(text.Trim(text.AppendDigits(dst, uint32(n%1000), 3)), '"')
}

// appendRate appends a frame rate as the schema has it: 25 or 30000/1001.
func appendRate(dst []byte, name string, r components.Rate) []byte {
	if r.Num == 0 {
		return dst
	}
	dst = append(dst, name...)
	dst = text.AppendUint(dst, uint64(r.Num))
	if r.Den > 1 {
		dst = append(dst, '/')
		dst = text.AppendUint(dst, uint64(r.Den))
	}
	return append(dst, '"')
}

// appendDescriptor appends an empty element with a scheme and a value.
func appendDescriptor(dst []byte, element, scheme, value string) []byte {
	dst = append(dst, element...)
	dst = append(dst, ` schemeIdUri="`...)
	dst = append(appendEscaped(dst, scheme), '"')
	dst = appendAttr(dst, ` value="`, value)
	return append(dst, "/>\n"...)
}
