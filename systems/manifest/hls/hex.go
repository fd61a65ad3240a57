package hls

// appendHex appends b as a hexadecimal sequence, whose letters are capitals (RFC
// 8216bis, section 4.2).
func appendHex(dst, b []byte) []byte {
	const digits = "0123456789ABCDEF"
	dst = append(dst, "0x"...)
	for _, c := range b {
		dst = append(dst, digits[c>>4], digits[c&0xf])
	}
	return dst
}
