package pssh_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/Eyevinn/mp4ff/mp4"

	"touchline/systems/drm/key"
	"touchline/systems/drm/pssh"
)

func checkError(t *testing.T, err, want error, message string) {
	t.Helper()
	if !errors.Is(err, want) || err.Error() != message {
		t.Errorf("error %v\n want %s", err, message)
	}
}

func TestParseBoxErrors(t *testing.T) {
	good := pssh.AppendCommon(nil, ids)
	with := func(at int, b byte) []byte {
		bad := bytes.Clone(good)
		bad[at] = b
		return bad
	}
	tests := []struct {
		name    string
		data    []byte
		want    error
		message string
	}{
		{"empty", nil, pssh.ErrShort, "byte 0: 0 bytes: a box has at least 32: cut off"},
		{"cut off", good[:67], pssh.ErrShort, "byte 0: a box of 68 bytes: must be from 32 to the 67 that are there: cut off"},
		{"other box", with(4, 'q'), pssh.ErrSyntax, `byte 4: box "qssh": must be "pssh": not understood`},
		{"size to the end", with(3, 0), pssh.ErrShort, "byte 0: a box of 0 bytes: must be from 32 to the 68 that are there: cut off"},
		{"size below the least", with(3, 31), pssh.ErrShort, "byte 0: a box of 31 bytes: must be from 32 to the 68 that are there: cut off"},
		{"version", with(8, 2), pssh.ErrSyntax, "byte 8: version 2: must be 0 or 1: not understood"},
		{"a key more", with(31, 3), pssh.ErrSyntax, "byte 28: 3 key IDs: must be from 1 to the 2 that fit: not understood"},
		{"no keys", with(31, 0), pssh.ErrSyntax, "byte 28: 0 key IDs: must be from 1 to the 2 that fit: not understood"},
		{"many keys", with(28, 0xff), pssh.ErrSyntax, "byte 28: 4278190082 key IDs: must be from 1 to the 2 that fit: not understood"},
		{"a key less", with(31, 1), pssh.ErrSyntax, "byte 48: data of 2437738066 bytes: must be the 16 that the box has left: not understood"},
		{"data", with(67, 1), pssh.ErrSyntax, "byte 64: data of 1 bytes: must be the 0 that the box has left: not understood"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := pssh.ParseBox(tt.data)
			checkError(t, err, tt.want, tt.message)
		})
	}
}

func TestParseWidevineErrors(t *testing.T) {
	tests := []struct {
		name, hex string
		want      error
		message   string
	}{
		{"short key ID", "120f" + strings.Repeat("00", 15), pssh.ErrSyntax, "byte 0: a key ID of 15 bytes: must be 16: not understood"},
		{"cut off", "1210" + strings.Repeat("00", 15), pssh.ErrShort, "byte 2: field 2 of 16 bytes: 15 are there: cut off"},
		{"no length", "12", pssh.ErrShort, "byte 1: the length of field 2: cut off"},
		{"endless length", "12ffffffffffffffffff01", pssh.ErrShort, "byte 11: field 2 of 18446744073709551615 bytes: 0 are there: cut off"},
		{"no number", "48", pssh.ErrShort, "byte 1: the number of field 9: cut off"},
		{"field 0", "00", pssh.ErrSyntax, "byte 0: a field without a number: not understood"},
		{"group", "0801" + "0b", pssh.ErrSyntax, "byte 2: field 1: wire type 3: not understood"},
		{"scheme", "48" + "8080808010", pssh.ErrSyntax, "byte 0: scheme 0x100000000: must be four characters: not understood"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data, err := hex.DecodeString(tt.hex)
			if err != nil {
				t.Fatal(err)
			}
			_, err = pssh.ParseWidevine(data)
			checkError(t, err, tt.want, tt.message)
		})
	}
}

// object returns a PlayReady object with a header.
func object(xml string) []byte {
	o := binary.LittleEndian.AppendUint32(nil, uint32(10+2*len(xml)))
	o = append(o, 1, 0, 1, 0)
	o = binary.LittleEndian.AppendUint16(o, uint16(2*len(xml)))
	for _, c := range []byte(xml) {
		o = append(o, c, 0)
	}
	return o
}

func TestParsePlayReadyErrors(t *testing.T) {
	const (
		open  = `<WRMHEADER xmlns="http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader" version="4.3.0.0"><DATA><PROTECTINFO><KIDS>`
		kid   = `<KID ALGID="AESCTR" VALUE="Uu5MkdJUW0KxwxsZn1cacQ=="></KID>`
		close = `</KIDS></PROTECTINFO></DATA></WRMHEADER>`
	)
	good := object(open + kid + close)
	if _, err := pssh.ParsePlayReady(good); err != nil {
		t.Fatal(err)
	}
	with := func(at int, b byte) []byte {
		bad := bytes.Clone(good)
		bad[at] = b
		return bad
	}
	tests := []struct {
		name    string
		object  []byte
		want    error
		message string
	}{
		{"empty", nil, pssh.ErrShort, "byte 0: an object of 0 bytes: must be from 10 to 15360: cut off"},
		{"too large", make([]byte, 15361), pssh.ErrShort, "byte 0: an object of 15361 bytes: must be from 10 to 15360: cut off"},
		{"length", with(0, 0), pssh.ErrShort, "byte 0: length 256: must be 446: cut off"},
		{"two records", with(4, 2), pssh.ErrSyntax, "byte 4: 2 records, the first of type 1: must be one of type 1: not understood"},
		{"license store", with(6, 3), pssh.ErrSyntax, "byte 4: 1 records, the first of type 3: must be one of type 1: not understood"},
		{"record length", with(8, 0), pssh.ErrSyntax, "byte 8: a header of 256 bytes: must be the 436 that are there, and even: not understood"},
		{"half a character", with(15, 0xd8), pssh.ErrSyntax, "byte 16: half a character: not understood"},
		{
			"version", object(strings.Replace(open, "4.3", "4.2", 1) + kid + close), pssh.ErrSyntax,
			`byte 0: header "<WRMHEADER xmlns=\"http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader\" version=\"4.2.0.0\"><DATA><PROTECTINFO><KIDS><": must begin with ` + open + `: not understood`,
		},
		{"no key", object(open + close), pssh.ErrSyntax, `byte 119: "</KIDS></PROTECTINFO></DATA></WRMHEADER>": must be a key ID, or after one </KIDS></PROTECTINFO>: not understood`},
		{
			"two schemes", object(open + kid + strings.Replace(kid, "CTR", "CBC", 1) + close), pssh.ErrSyntax,
			`byte 205: schemes cenc and cbcs in one header: not understood`,
		},
		{"short key ID", object(open + strings.Replace(kid, "cacQ", "", 1) + close), pssh.ErrSyntax, `byte 146: key ID "Uu5MkdJUW0KxwxsZn1==": must be base64 of 16 bytes: not understood`},
		{"17 bytes", object(open + strings.Replace(kid, "==", "A=", 1) + close), pssh.ErrSyntax, `byte 146: key ID "Uu5MkdJUW0KxwxsZn1cacQA=": must be base64 of 16 bytes: not understood`},
		{"self-closed", object(open + strings.Replace(kid, "></KID>", "/>", 1) + close), pssh.ErrSyntax, `byte 170: "\"/></KIDS></PROTECTINFO></DATA></WRMHEAD": must be "></KID>: not understood`},
		{"no URL", object(open + kid + strings.Replace(close, "</DATA>", "<LA_URL></LA_URL></DATA>", 1)), pssh.ErrSyntax, `byte 207: "</LA_URL></DATA></WRMHEADER>": must be a URL and </LA_URL>: not understood`},
		{"more", object(open + kid + close + " "), pssh.ErrSyntax, `byte 199: "</DATA></WRMHEADER> ": must be </DATA></WRMHEADER>: not understood`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := pssh.ParsePlayReady(tt.object)
			checkError(t, err, tt.want, tt.message)
		})
	}
}

func TestParseFairPlay(t *testing.T) {
	if id, err := pssh.ParseFairPlay("skd://00112233445566778899aabbccddeeff"); err != nil || id != ids[0] {
		t.Errorf("key ID %v, error %v", id, err)
	}
	_, err := pssh.ParseFairPlay("https://a")
	checkError(t, err, pssh.ErrSyntax, `byte 0: "https://a": must begin with skd://: not understood`)
	_, err = pssh.ParseFairPlay("skd://" + ids[0].String())
	checkError(t, err, pssh.ErrSyntax, `byte 6: "00112233-4455-6677-8899-aabbccddeeff": must be 32 hexadecimal digits: not understood`)
}

// FuzzParse checks that no data breaks a parser, that what one takes comes back, and
// that mp4ff reads a box as we do.
func FuzzParse(f *testing.F) {
	f.Add(pssh.AppendCommon(nil, ids))
	f.Add(pssh.AppendWidevine(nil, &pssh.WidevineData{KeyIDs: ids, Provider: "p", ContentID: []byte("7/hd"), Scheme: key.CBCS}))
	f.Add(pssh.AppendPlayReady(nil, &pssh.PlayReadyData{KeyIDs: ids, Scheme: key.CBCS, LicenseURL: "https://l/é😀?a&b"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		box, rest, err := pssh.ParseBox(data)
		if err != nil {
			if _, ok := errors.AsType[*pssh.Error](err); !ok {
				t.Fatalf("error %v does not say where", err)
			}
			return
		}
		size := len(data) - len(rest)
		if flags := data[9] | data[10] | data[11]; flags == 0 && !bytes.Equal(pssh.AppendBox(nil, box), data[:size]) {
			t.Errorf("box %+v does not come back", box)
		}
		boxes, err := mp4.PsshBoxesFromBytes(data[:size])
		if err != nil || len(boxes) != 1 || !bytes.Equal(boxes[0].Data, box.Data) || len(boxes[0].KIDs) != len(box.KeyIDs) {
			t.Fatalf("mp4ff: %+v, error %v; want %+v", boxes, err, box)
		}
		if w, err := pssh.ParseWidevine(box.Data); err == nil {
			back, err := pssh.ParseWidevine(pssh.AppendWidevineData(nil, w))
			if err != nil || !reflect.DeepEqual(back.KeyIDs, w.KeyIDs) || back.Provider != w.Provider ||
				!bytes.Equal(back.ContentID, w.ContentID) || back.Scheme != w.Scheme {
				t.Errorf("read %+v, and back %+v, error %v", w, back, err)
			}
		}
		if p, err := pssh.ParsePlayReady(box.Data); err == nil {
			back, err := pssh.ParsePlayReady(pssh.AppendPlayReadyObject(nil, p))
			if err != nil || !reflect.DeepEqual(back, p) {
				t.Errorf("read %+v, and back %+v, error %v", p, back, err)
			}
		}
	})
}
