package pssh_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/xml"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/Eyevinn/mp4ff/mp4"

	"touchline/systems/drm/key"
	"touchline/systems/drm/pssh"
)

var ids = []key.ID{
	{0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff},
	{0x91, 0x4c, 0xee, 0x52, 0x54, 0xd2, 0x42, 0x5b, 0xb1, 0xc3, 0x1b, 0x19, 0x9f, 0x57, 0x1a, 0x71},
}

func randomIDs(rng *rand.Rand) []key.ID {
	list := make([]key.ID, 1+rng.IntN(6))
	for i := range list {
		for k := range list[i] {
			list[i][k] = uint8(rng.Uint32())
		}
	}
	return list
}

// TestBytes pins a box of each system, byte by byte.
func TestBytes(t *testing.T) {
	kid := hex.EncodeToString(ids[0][:])
	for _, tt := range []struct {
		name string
		got  []byte
		want string
	}{
		{"common", pssh.AppendCommon(nil, ids), "00000044" + "70737368" + "01000000" + "1077efecc0b24d02ace33c1e52e2fb4b" +
			"00000002" + kid + "914cee5254d2425bb1c31b199f571a71" + "00000000"},
		{"Widevine", pssh.AppendWidevine(nil, &pssh.WidevineData{KeyIDs: ids[:1], ContentID: []byte("7/hd"), Scheme: key.CBCS}),
			"0000003e" + "70737368" + "00000000" + "edef8ba979d64acea3c827dcd51d21ed" + "0000001e" +
				"1210" + kid + "2204" + "372f6864" + "48f3c6899b06"},
		{"FairPlay", pssh.AppendFairPlay(nil, ids[0]), hex.EncodeToString([]byte("skd://" + kid))},
	} {
		if got := hex.EncodeToString(tt.got); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
	var text strings.Builder
	for _, c := range `<WRMHEADER xmlns="http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader" version="4.3.0.0"><DATA>` +
		`<PROTECTINFO><KIDS><KID ALGID="AESCBC" VALUE="Uu5MkdJUW0KxwxsZn1cacQ=="></KID></KIDS></PROTECTINFO>` +
		`<LA_URL>https://l.example/?a=1&amp;b=2</LA_URL></DATA></WRMHEADER>` {
		text.Write([]byte{byte(c), 0})
	}
	header := text.String()
	object := binary.LittleEndian.AppendUint32(nil, uint32(10+len(header)))
	object = append(object, 1, 0, 1, 0)
	object = append(binary.LittleEndian.AppendUint16(object, uint16(len(header))), header...)
	want := binary.BigEndian.AppendUint32(nil, uint32(32+len(object)))
	want = append(want, "pssh\x00\x00\x00\x00\x9a\x04\xf0\x79\x98\x40\x42\x86\xab\x92\xe6\x5b\xe0\x88\x5f\x95"...)
	want = append(binary.BigEndian.AppendUint32(want, uint32(len(object))), object...)
	got := pssh.AppendPlayReady([]byte("before"), &pssh.PlayReadyData{KeyIDs: ids[1:], Scheme: key.CBCS, LicenseURL: "https://l.example/?a=1&b=2"})
	if !bytes.Equal(got, append([]byte("before"), want...)) {
		t.Errorf("PlayReady\n got %q\nwant %q", got, want)
	}
}

// TestOracle lets mp4ff read random boxes, and compares what it found with what was
// written. It writes them again, to the same bytes.
func TestOracle(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		list := randomIDs(rng)
		scheme := []key.Scheme{key.CENC, key.CBCS}[rng.IntN(2)]
		w := &pssh.WidevineData{KeyIDs: list, ContentID: make([]byte, rng.IntN(200)), Scheme: scheme}
		p := &pssh.PlayReadyData{KeyIDs: list, Scheme: scheme, LicenseURL: strings.Repeat("u", rng.IntN(5))}
		all := pssh.AppendCommon(nil, list)
		all = pssh.AppendWidevine(all, w)
		all = pssh.AppendPlayReady(all, p)
		boxes, err := mp4.PsshBoxesFromBytes(all)
		if err != nil || len(boxes) != 3 {
			t.Fatalf("%d boxes, error %v\n%x", len(boxes), err, all)
		}
		var again bytes.Buffer
		for i, want := range []struct {
			system string
			ids    []key.ID
			data   []byte
		}{
			{mp4.UUID_W3C_COMMON, list, nil},
			{mp4.UUIDWidevine, nil, pssh.AppendWidevineData(nil, w)},
			{mp4.UUIDPlayReady, nil, pssh.AppendPlayReadyObject(nil, p)},
		} {
			b := boxes[i]
			if b.SystemID.String() != want.system || !bytes.Equal(b.Data, want.data) || len(b.KIDs) != len(want.ids) || b.Flags != 0 {
				t.Fatalf("box %d: %+v, want %+v", i, b, want)
			}
			for k, id := range want.ids {
				if b.KIDs[k].String() != id.String() {
					t.Fatalf("box %d, key %d: %v, want %v", i, k, b.KIDs[k], id)
				}
			}
			if err := b.Encode(&again); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(again.Bytes(), all) {
			t.Fatalf("written again\n%x\nfirst\n%x", again.Bytes(), all)
		}
		roundTrip(t, all, list, w, p)
	}
}

// roundTrip reads the three boxes with our own parser.
func roundTrip(t *testing.T, all []byte, list []key.ID, w *pssh.WidevineData, p *pssh.PlayReadyData) {
	t.Helper()
	common, rest, err := pssh.ParseBox(all)
	if err != nil || common.System != pssh.Common || !reflect.DeepEqual(common.KeyIDs, list) || common.Data != nil {
		t.Fatalf("common box %+v, error %v", common, err)
	}
	box, rest, err := pssh.ParseBox(rest)
	if err != nil || box.System != pssh.Widevine {
		t.Fatalf("Widevine box %+v, error %v", box, err)
	}
	gotW, err := pssh.ParseWidevine(box.Data)
	if err != nil || !reflect.DeepEqual(gotW.KeyIDs, w.KeyIDs) || !bytes.Equal(gotW.ContentID, w.ContentID) || gotW.Scheme != w.Scheme {
		t.Fatalf("Widevine data %+v, error %v, want %+v", gotW, err, w)
	}
	box, rest, err = pssh.ParseBox(rest)
	if err != nil || box.System != pssh.PlayReady || len(rest) != 0 {
		t.Fatalf("PlayReady box %+v, %d bytes left, error %v", box, len(rest), err)
	}
	if gotP, err := pssh.ParsePlayReady(box.Data); err != nil || !reflect.DeepEqual(gotP, p) {
		t.Fatalf("PlayReady data %+v, error %v, want %+v", gotP, err, p)
	}
}

// TestHeaderOracle lets the standard library read PlayReady headers.
func TestHeaderOracle(t *testing.T) {
	const url = "https://license.example/é😀?a=<1>&b=\"2\""
	object := pssh.AppendPlayReadyObject(nil, &pssh.PlayReadyData{KeyIDs: ids, Scheme: key.CENC, LicenseURL: url})
	var units []uint16
	for at := 10; at < len(object); at += 2 {
		units = append(units, binary.LittleEndian.Uint16(object[at:]))
	}
	var header struct {
		XMLName xml.Name `xml:"http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader WRMHEADER"`
		Version string   `xml:"version,attr"`
		Keys    []struct {
			Algorithm string `xml:"ALGID,attr"`
			Value     string `xml:"VALUE,attr"`
		} `xml:"DATA>PROTECTINFO>KIDS>KID"`
		URL string `xml:"DATA>LA_URL"`
	}
	if err := xml.Unmarshal([]byte(string(utf16.Decode(units))), &header); err != nil {
		t.Fatal(err)
	}
	if header.Version != "4.3.0.0" || header.URL != url || len(header.Keys) != 2 {
		t.Fatalf("header %+v", header)
	}
	// The second ID and its value are from a public MPD, which has it in both forms.
	for i, want := range []string{"MyIRAFVEd2aImaq7zN3u/w==", "Uu5MkdJUW0KxwxsZn1cacQ=="} {
		if k := header.Keys[i]; k.Value != want || k.Algorithm != "AESCTR" {
			t.Errorf("key %d: %+v, want %s", i, k, want)
		}
	}
	if got, err := pssh.ParsePlayReady(object); err != nil || got.LicenseURL != url {
		t.Errorf("%+v, error %v", got, err)
	}
}

// TestOthers reads Widevine data that others wrote.
func TestOthers(t *testing.T) {
	for _, tt := range []struct {
		name, base64 string
		want         pssh.WidevineData
	}{
		{
			"shaka-packager's test content",
			"AAAAW3Bzc2gAAAAA7e+LqXnWSs6jyCfc1R0h7QAAADsIARIQ62dqu8s0Xpa7z2FmMPGj2hoNd2lkZXZpbmVfdGVzdCIQZmtqM2xqYVNkZmFsa3IzaioCSEQyAA==",
			pssh.WidevineData{
				KeyIDs:   []key.ID{{0xeb, 0x67, 0x6a, 0xbb, 0xcb, 0x34, 0x5e, 0x96, 0xbb, 0xcf, 0x61, 0x66, 0x30, 0xf1, 0xa3, 0xda}},
				Provider: "widevine_test", ContentID: []byte("fkj3ljaSdfalkr3j"),
			},
		},
		{
			"mp4ff's test",
			"AAAASnBzc2gAAAAA7e+LqXnWSs6jyCfc1R0h7QAAACoSEDEuM2I0EEaatTa5ydDK/DESEDEuM2I0EEaatTa5ydDK/DFI49yVmwY=",
			pssh.WidevineData{
				KeyIDs: []key.ID{
					{0x31, 0x2e, 0x33, 0x62, 0x34, 0x10, 0x46, 0x9a, 0xb5, 0x36, 0xb9, 0xc9, 0xd0, 0xca, 0xfc, 0x31},
					{0x31, 0x2e, 0x33, 0x62, 0x34, 0x10, 0x46, 0x9a, 0xb5, 0x36, 0xb9, 0xc9, 0xd0, 0xca, 0xfc, 0x31},
				},
				Scheme: key.CENC,
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data, err := base64.StdEncoding.DecodeString(tt.base64)
			if err != nil {
				t.Fatal(err)
			}
			box, rest, err := pssh.ParseBox(data)
			if err != nil || len(rest) != 0 || box.System != pssh.Widevine {
				t.Fatalf("box %+v, %d bytes left, error %v", box, len(rest), err)
			}
			got, err := pssh.ParseWidevine(box.Data)
			if err != nil || !reflect.DeepEqual(got, &tt.want) {
				t.Errorf("data %+v, error %v, want %+v", got, err, tt.want)
			}
		})
	}
}

func TestNothingAllocated(t *testing.T) {
	buf := make([]byte, 0, 4096)
	w := &pssh.WidevineData{KeyIDs: ids, Provider: "p", ContentID: []byte("7/hd"), Scheme: key.CBCS}
	p := &pssh.PlayReadyData{KeyIDs: ids, Scheme: key.CBCS, LicenseURL: "https://l.example/?a&b"}
	for name, run := range map[string]func(){
		"AppendCommon":    func() { pssh.AppendCommon(buf, ids) },
		"AppendWidevine":  func() { pssh.AppendWidevine(buf, w) },
		"AppendPlayReady": func() { pssh.AppendPlayReady(buf, p) },
		"AppendFairPlay":  func() { pssh.AppendFairPlay(buf, ids[0]) },
	} {
		if n := testing.AllocsPerRun(100, run); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func TestValidate(t *testing.T) {
	many := make([]key.ID, 1000)
	for _, tt := range []struct {
		name string
		p    pssh.PlayReadyData
		want string
	}{
		{"good", pssh.PlayReadyData{KeyIDs: ids, Scheme: key.CBCS, LicenseURL: "https://l.example/"}, ""},
		{"no keys", pssh.PlayReadyData{Scheme: key.CBCS}, "no key IDs: must be at least one"},
		{"no scheme", pssh.PlayReadyData{KeyIDs: ids}, `scheme "\x00\x00\x00\x00": must be cenc or cbcs`},
		{"most keys", pssh.PlayReadyData{KeyIDs: many[:127], Scheme: key.CENC}, ""},
		{"too many keys", pssh.PlayReadyData{KeyIDs: many[:128], Scheme: key.CENC}, "an object of 15432 bytes: must be at most 15360"},
		{"line break", pssh.PlayReadyData{KeyIDs: ids, Scheme: key.CENC, LicenseURL: "a\nb"}, `license URL "a\nb": must be UTF-8 without control characters`},
		{"not UTF-8", pssh.PlayReadyData{KeyIDs: ids, Scheme: key.CENC, LicenseURL: "a\xff"}, `license URL "a\xff": must be UTF-8 without control characters`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if err := tt.p.Validate(); err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("error %q, want %q", got, tt.want)
			}
			if _, err := pssh.ParsePlayReady(pssh.AppendPlayReadyObject(nil, &tt.p)); err != nil && tt.want == "" {
				t.Errorf("valid, and cannot be read: %v", err)
			}
		})
	}
}

// BenchmarkCommon is a common box of two keys, and BenchmarkCommonMP4FF the same by
// mp4ff.
func BenchmarkCommon(b *testing.B) {
	buf := make([]byte, 0, 256)
	b.ReportAllocs()
	for b.Loop() {
		buf = pssh.AppendCommon(buf[:0], ids)
	}
}

func BenchmarkCommonMP4FF(b *testing.B) {
	box, err := mp4.NewPsshBox(mp4.UUID_W3C_COMMON, []string{ids[0].String(), ids[1].String()}, nil)
	if err != nil {
		b.Fatal(err)
	}
	var out bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		out.Reset()
		if err := box.Encode(&out); err != nil {
			b.Fatal(err)
		}
	}
	if !bytes.Equal(out.Bytes(), pssh.AppendCommon(nil, ids)) {
		b.Error("not the same box")
	}
}

func BenchmarkWidevine(b *testing.B) {
	w := &pssh.WidevineData{KeyIDs: ids, ContentID: []byte("7/hd"), Scheme: key.CBCS}
	buf := make([]byte, 0, 256)
	b.ReportAllocs()
	for b.Loop() {
		buf = pssh.AppendWidevine(buf[:0], w)
	}
}

func BenchmarkPlayReady(b *testing.B) {
	p := &pssh.PlayReadyData{KeyIDs: ids, Scheme: key.CBCS}
	buf := make([]byte, 0, 4096)
	b.ReportAllocs()
	for b.Loop() {
		buf = pssh.AppendPlayReady(buf[:0], p)
	}
}
