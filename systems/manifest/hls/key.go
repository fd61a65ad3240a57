package hls

// Key says how segments are encrypted, and where one key system finds the key
// (EXT-X-KEY, EXT-X-SESSION-KEY).
type Key struct {
	Method   string   // SAMPLE-AES, SAMPLE-AES-CTR, NONE
	URI      string   // empty with NONE
	Format   string   // KEYFORMAT: the key system; empty is identity
	Versions string   // KEYFORMATVERSIONS
	ID       [16]byte // KEYID; zero is not written
}

func appendKey(dst []byte, tag string, k *Key) []byte {
	dst = append(append(dst, tag...), "METHOD="...)
	dst = append(dst, k.Method...)
	if k.URI != "" {
		dst = append(dst, `,URI="`...)
		dst = append(append(dst, k.URI...), '"')
	}
	if k.ID != ([16]byte{}) {
		dst = append(dst, ",KEYID="...)
		dst = appendHex(dst, k.ID[:])
	}
	if k.Format != "" {
		dst = append(dst, `,KEYFORMAT="`...)
		dst = append(append(dst, k.Format...), '"')
	}
	if k.Versions != "" {
		dst = append(dst, `,KEYFORMATVERSIONS="`...)
		dst = append(append(dst, k.Versions...), '"')
	}
	return append(dst, '\n')
}
