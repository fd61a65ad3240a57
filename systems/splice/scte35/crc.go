package scte35

import "encoding/binary"

// polynomial is that of ISO/IEC 13818-1, annex A: most significant bit first.
const polynomial = 0x04C11DB7

// tables has in row k what a byte that k more follow does to the remainder, so that
// eight bytes are divided at once.
var tables = makeTables()

func makeTables() (t [8][256]uint32) {
	for i := range t[0] {
		r := uint32(i) << 24
		for range 8 {
			carry := r >> 31
			r = r<<1 ^ polynomial*carry
		}
		t[0][i] = r
	}
	for k := 1; k < len(t); k++ {
		for i, r := range t[k-1] {
			t[k][i] = r<<8 ^ t[0][r>>24]
		}
	}
	return t
}

// crc is the CRC_32 of b (ISO/IEC 13818-1, annex A). Of a section with its own
// CRC_32 it is 0.
func crc(b []byte) uint32 {
	r := ^uint32(0)
	for ; len(b) >= 8; b = b[8:] {
		x := r ^ binary.BigEndian.Uint32(b)
		r = tables[7][x>>24] ^ tables[6][x>>16&0xFF] ^ tables[5][x>>8&0xFF] ^ tables[4][x&0xFF] ^
			tables[3][b[4]] ^ tables[2][b[5]] ^ tables[1][b[6]] ^ tables[0][b[7]]
	}
	for _, c := range b {
		r = r<<8 ^ tables[0][byte(r>>24)^c]
	}
	return r
}
