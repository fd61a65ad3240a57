package drm

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"encoding/hex"
	"testing"
)

// TestWrap checks the vectors of RFC 3394, section 4.
func TestWrap(t *testing.T) {
	tests := []struct{ name, kek, key, want string }{
		{
			"4.1", "000102030405060708090A0B0C0D0E0F", "00112233445566778899AABBCCDDEEFF",
			"1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5",
		},
		{
			"4.2", "000102030405060708090A0B0C0D0E0F1011121314151617", "00112233445566778899AABBCCDDEEFF",
			"96778B25AE6CA435F92B5B97C050AED2468AB8A17AD84E5D",
		},
		{
			"4.3", "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F", "00112233445566778899AABBCCDDEEFF",
			"64E8C3F9CE0F5BA263E9777905818A2A93C8191E7D6E8AE7",
		},
		{
			"4.4", "000102030405060708090A0B0C0D0E0F1011121314151617", "00112233445566778899AABBCCDDEEFF0001020304050607",
			"031D33264E15D33268F24EC260743EDCE1C6C7DDEE725A936BA814915C6762D2",
		},
		{
			"4.5", "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F",
			"00112233445566778899AABBCCDDEEFF0001020304050607",
			"A8F9BC1612C68B3FF6E6F4FBE30E71E4769C8B80A32CB8958CD5D17D6B254DA1",
		},
		{
			"4.6", "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F",
			"00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F",
			"28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			kek, err := aes.NewCipher(unhex(t, tt.kek))
			if err != nil {
				t.Fatal(err)
			}
			key := unhex(t, tt.key)
			got := append(make([]byte, wrapExtra), key...)
			wrap(kek, got, make([]byte, aes.BlockSize))
			if want := unhex(t, tt.want); !bytes.Equal(got, want) {
				t.Errorf("wrapped key\n got %x\nwant %x", got, want)
			}
			if back, ok := unwrap(kek, got); !ok || !bytes.Equal(back, key) {
				t.Errorf("unwrapped key %x, %v, want %x", back, ok, key)
			}
			got[len(got)-1] ^= 1
			if _, ok := unwrap(kek, got); ok {
				t.Error("a damaged key was unwrapped")
			}
		})
	}
}

// unwrap is the inverse of wrap: RFC 3394, section 2.2.2.
func unwrap(kek cipher.Block, wrapped []byte) (key []byte, ok bool) {
	n := len(wrapped)/8 - 1
	check := binary.BigEndian.Uint64(wrapped)
	key = bytes.Clone(wrapped[8:])
	var b [16]byte
	for j := 5; j >= 0; j-- {
		for i := n; i >= 1; i-- {
			binary.BigEndian.PutUint64(b[:], check^uint64(n*j+i))
			copy(b[8:], key[8*(i-1):])
			kek.Decrypt(b[:], b[:])
			check = binary.BigEndian.Uint64(b[:])
			copy(key[8*(i-1):8*i], b[8:])
		}
	}
	return key, check == wrapIV
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
