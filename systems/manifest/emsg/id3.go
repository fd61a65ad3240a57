package emsg

// AppendID3 appends an ID3v2.4 tag with one TXXX frame to dst: a text of the user's
// own, in UTF-8, with a description that says what it is. The description holds no
// zero byte.
func AppendID3(dst []byte, description string, text []byte) []byte {
	frame := 1 + len(description) + 1 + len(text)
	dst = append(dst, "ID3\x04\x00\x00"...)
	dst = appendSyncsafe(dst, 10+frame)
	dst = append(dst, "TXXX"...)
	dst = appendSyncsafe(dst, frame)
	dst = append(dst, 0, 0, 3) // flags; UTF-8
	dst = append(append(dst, description...), 0)
	return append(dst, text...)
}

// appendSyncsafe appends n, below 2^28, in four bytes of seven bits: no tag has
// anything that a decoder of MPEG audio takes for a frame.
func appendSyncsafe(dst []byte, n int) []byte {
	return append(dst, byte(n>>21&0x7f), byte(n>>14&0x7f), byte(n>>7&0x7f), byte(n&0x7f))
}
