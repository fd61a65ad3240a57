package cpix_test

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"touchline/components"
	"touchline/systems/drm/cpix"
	"touchline/systems/drm/key"
	"touchline/systems/drm/pssh"
	"touchline/systems/internal/golden"
)

var (
	ladder = []cpix.Rendition{
		{"2160p", components.Resolution{Width: 3840, Height: 2160}, components.UHDTier},
		{"1080p", components.Resolution{Width: 1920, Height: 1080}, components.HDTier},
		{"720p", components.Resolution{Width: 1280, Height: 720}, components.HDTier},
		{"540p", components.Resolution{Width: 960, Height: 540}, components.SDTier},
		{"360p", components.Resolution{Width: 640, Height: 360}, components.SDTier},
		{"audio", components.Resolution{}, components.AudioTier},
	}
	every = []pssh.System{pssh.Common, pssh.Widevine, pssh.PlayReady, pssh.FairPlay}
)

// document has the keys of two periods.
func document(t testing.TB) *cpix.Document {
	t.Helper()
	d := &cpix.Document{
		ContentID: `final & "replay" <7>`, Scheme: key.CBCS, Systems: every, LicenseURL: "https://l.example/?a&b",
		Periods: []cpix.Period{{7, 1_671_375_600_000, 1_671_375_900_000}, {8, 1_671_375_900_000, 1_671_376_200_000}},
	}
	for _, p := range d.Periods {
		for tier := range components.Tiers {
			k := key.Key{Period: p.Index, Tier: tier}
			for i := range k.ID {
				k.ID[i] = uint8(int(p.Index)<<4 + int(tier)<<2 + i)
				k.Content[i] = ^k.ID[i] - uint8(17*i)
			}
			d.Keys = append(d.Keys, k)
		}
	}
	var err error
	if d.Uses, err = cpix.UsesOf(ladder); err != nil {
		t.Fatal(err)
	}
	if err := d.Validate(); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestGolden(t *testing.T) {
	d := document(t)
	golden.Check(t, "public.xml", cpix.Append(nil, d))
	d.Secret, d.Systems = true, []pssh.System{pssh.FairPlay}
	golden.Check(t, "secret.xml", cpix.Append(nil, d))
	d.ContentID, d.Systems, d.Uses, d.Scheme = "", nil, nil, key.CENC
	for i := range d.Periods {
		d.Periods[i].Start, d.Periods[i].End = 0, 0
	}
	golden.Check(t, "least.xml", cpix.Append(nil, d))
}

// read is a document as the standard library reads it.
type read struct {
	XMLName   xml.Name `xml:"urn:dashif:org:cpix CPIX"`
	ContentID string   `xml:"contentId,attr"`
	Version   string   `xml:"version,attr"`
	Keys      []struct {
		Kid    string `xml:"kid,attr"`
		Scheme string `xml:"commonEncryptionScheme,attr"`
		Data   *struct {
			Secret struct {
				Plain string `xml:"urn:ietf:params:xml:ns:keyprov:pskc PlainValue"`
			} `xml:"urn:ietf:params:xml:ns:keyprov:pskc Secret"`
		} `xml:"Data"`
	} `xml:"ContentKeyList>ContentKey"`
	Systems []struct {
		System string  `xml:"systemId,attr"`
		Kid    string  `xml:"kid,attr"`
		PSSH   *string `xml:"PSSH"`
		DASH   *string `xml:"ContentProtectionData"`
		HLS    []struct {
			Playlist string `xml:"playlist,attr"`
			Text     string `xml:",chardata"`
		} `xml:"HLSSignalingData"`
	} `xml:"DRMSystemList>DRMSystem"`
	Periods []struct {
		ID    string `xml:"id,attr"`
		Index uint32 `xml:"index,attr"`
		Start string `xml:"start,attr"`
		End   string `xml:"end,attr"`
	} `xml:"ContentKeyPeriodList>ContentKeyPeriod"`
	Rules []rule `xml:"ContentKeyUsageRuleList>ContentKeyUsageRule"`
}

type rule struct {
	Kid    string `xml:"kid,attr"`
	Track  string `xml:"intendedTrackType,attr"`
	Period struct {
		ID string `xml:"periodId,attr"`
	} `xml:"KeyPeriodFilter"`
	Video *struct {
		Min uint64 `xml:"minPixels,attr"`
		Max uint64 `xml:"maxPixels,attr"`
	} `xml:"VideoFilter"`
	Audio *struct{} `xml:"AudioFilter"`
}

func decode(t *testing.T, text string) []byte {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatalf("%v: %.60s", err, text)
	}
	return data
}

// TestOracle lets the standard library read a document, and compares what it found
// with what was written.
func TestOracle(t *testing.T) {
	for _, scheme := range []key.Scheme{key.CENC, key.CBCS} {
		for _, secret := range []bool{false, true} {
			d := document(t)
			d.Scheme, d.Secret = scheme, secret
			if scheme == key.CENC {
				d.Systems = every[:3]
			}
			var got read
			text := cpix.Append([]byte{}, d)
			if err := xml.Unmarshal(text, &got); err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if got.ContentID != d.ContentID || got.Version != "2.3" || len(got.Keys) != len(d.Keys) || len(got.Systems) != len(d.Keys)*len(d.Systems) {
				t.Fatalf("head %+v\n%s", got, text)
			}
			for i, k := range got.Keys {
				want := d.Keys[i]
				if k.Kid != want.ID.String() || k.Scheme != scheme.String() || (k.Data != nil) != secret {
					t.Errorf("key %d: %+v, want %v", i, k, want)
				}
				if secret && key.Content(decode(t, k.Data.Secret.Plain)) != want.Content {
					t.Errorf("key %d: another secret", i)
				}
			}
			for i, s := range got.Systems {
				checkSystem(t, d, d.Systems[i%len(d.Systems)], d.Keys[i/len(d.Systems)].ID, s.System, s.Kid, s.PSSH, s.DASH)
				if wantHLS := d.Systems[i%len(d.Systems)] != pssh.Common; (len(s.HLS) == 1) != wantHLS {
					t.Errorf("system %d: %d HLS tags", i, len(s.HLS))
				} else if wantHLS {
					checkHLS(t, d, d.Systems[i%len(d.Systems)], d.Keys[i/len(d.Systems)].ID, string(decode(t, s.HLS[0].Text)))
				}
			}
			for i, p := range got.Periods {
				start, err1 := time.Parse(time.RFC3339Nano, p.Start)
				end, err2 := time.Parse(time.RFC3339Nano, p.End)
				want := d.Periods[i]
				if err1 != nil || err2 != nil || p.Index != want.Index || start.UnixMilli() != want.Start || end.UnixMilli() != want.End {
					t.Errorf("period %d: %+v, want %+v", i, p, want)
				}
			}
			checkRules(t, d, &got)
		}
	}
}

func checkSystem(t *testing.T, d *cpix.Document, s pssh.System, id key.ID, system, kid string, box, dash *string) {
	t.Helper()
	if system != s.String() || kid != id.String() || (box != nil) != (s != pssh.FairPlay) || (dash != nil) != (s != pssh.FairPlay) {
		t.Fatalf("system %s, key %s, box %v, DASH %v; want %v, key %v", system, kid, box != nil, dash != nil, s, id)
	}
	if s == pssh.FairPlay {
		return
	}
	data := decode(t, *box)
	b, rest, err := pssh.ParseBox(data)
	if err != nil || len(rest) != 0 || b.System != s {
		t.Fatalf("box %+v, %d bytes left, error %v", b, len(rest), err)
	}
	ids := b.KeyIDs
	switch s {
	case pssh.Widevine:
		w, err := pssh.ParseWidevine(b.Data)
		if err != nil || w.Scheme != d.Scheme {
			t.Fatalf("Widevine %+v, error %v", w, err)
		}
		ids = w.KeyIDs
	case pssh.PlayReady:
		p, err := pssh.ParsePlayReady(b.Data)
		if err != nil || p.Scheme != d.Scheme || p.LicenseURL != d.LicenseURL {
			t.Fatalf("PlayReady %+v, error %v", p, err)
		}
		ids = p.KeyIDs
	}
	if !slices.Equal(ids, []key.ID{id}) {
		t.Errorf("%v: key IDs %v, want %v", s, ids, id)
	}
	var elements struct {
		PSSH string `xml:"urn:mpeg:cenc:2013 pssh"`
		Pro  string `xml:"urn:microsoft:playready pro"`
	}
	if err := xml.Unmarshal([]byte("<a>"+string(decode(t, *dash))+"</a>"), &elements); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(decode(t, elements.PSSH), data) {
		t.Errorf("%v: another box in MPDs", s)
	}
	if s == pssh.PlayReady && !bytes.Equal(decode(t, elements.Pro), b.Data) {
		t.Error("another PlayReady object in MPDs")
	}
}

func checkHLS(t *testing.T, d *cpix.Document, s pssh.System, id key.ID, tag string) {
	t.Helper()
	method := map[key.Scheme]string{key.CENC: "SAMPLE-AES-CTR", key.CBCS: "SAMPLE-AES"}[d.Scheme]
	hex := string(id.AppendHex(nil))
	box := pssh.AppendWidevine(nil, &pssh.WidevineData{KeyIDs: []key.ID{id}, Scheme: d.Scheme})
	pro := pssh.AppendPlayReadyObject(nil, &pssh.PlayReadyData{KeyIDs: []key.ID{id}, Scheme: d.Scheme, LicenseURL: d.LicenseURL})
	want := map[pssh.System]string{
		pssh.Widevine:  `data:text/plain;base64,` + base64.StdEncoding.EncodeToString(box) + `",KEYID=0x` + strings.ToUpper(hex) + `,KEYFORMAT="urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed"`,
		pssh.PlayReady: `data:text/plain;charset=UTF-16;base64,` + base64.StdEncoding.EncodeToString(pro) + `",KEYFORMAT="com.microsoft.playready"`,
		pssh.FairPlay:  `skd://` + hex + `",KEYFORMAT="com.apple.streamingkeydelivery"`,
	}[s]
	if want = "#EXT-X-KEY:METHOD=" + method + `,URI="` + want + `,KEYFORMATVERSIONS="1"` + "\n"; tag != want {
		t.Errorf("tag\n got %s\nwant %s", tag, want)
	}
}

// checkRules looks up the key of every rendition in every period, as an encryptor
// would: it must be one key, that of the rendition's tier.
func checkRules(t *testing.T, d *cpix.Document, got *read) {
	t.Helper()
	ids := map[string]key.Key{}
	for _, k := range d.Keys {
		ids[k.ID.String()] = k
	}
	periods := map[string]uint32{}
	for _, p := range got.Periods {
		periods[p.ID] = p.Index
	}
	for _, p := range d.Periods {
		for _, r := range ladder {
			pixels := uint64(r.Size.Width) * uint64(r.Size.Height)
			var found []key.Key
			for _, rule := range got.Rules {
				if (rule.Video == nil) == (rule.Audio == nil) {
					t.Fatalf("rule %+v: must be of pictures or of sound", rule)
				}
				index, ok := periods[rule.Period.ID]
				if !ok {
					t.Fatalf("rule of period %q, which is not listed", rule.Period.ID)
				}
				matches := pixels == 0 && rule.Audio != nil
				if v := rule.Video; v != nil && pixels > 0 {
					matches = v.Min <= pixels && pixels <= v.Max
				}
				if matches && index == p.Index {
					found = append(found, ids[rule.Kid])
				}
			}
			if len(found) != 1 || found[0].Tier != r.Tier || found[0].Period != p.Index {
				t.Errorf("period %d, rendition %s: keys %+v, want one of tier %v", p.Index, r.Name, found, r.Tier)
			}
		}
	}
}

func TestUsesOf(t *testing.T) {
	size := func(w, h uint16) components.Resolution { return components.Resolution{Width: w, Height: h} }
	uses, err := cpix.UsesOf(ladder)
	want := []cpix.Use{
		{components.AudioTier, true, 0, 0},
		{components.SDTier, false, 0, 1280*720 - 1},
		{components.HDTier, false, 1280 * 720, 3840*2160 - 1},
		{components.UHDTier, false, 3840 * 2160, math.MaxUint32},
	}
	if err != nil || !slices.Equal(uses, want) {
		t.Errorf("uses %+v, error %v, want %+v", uses, err, want)
	}
	uses, err = cpix.UsesOf([]cpix.Rendition{{"a", size(2, 2), components.SDTier}, {"b", size(0, 0), components.SDTier}, {"c", size(0, 0), components.SDTier}})
	want = []cpix.Use{{components.SDTier, true, 0, 0}, {components.SDTier, false, 0, math.MaxUint32}}
	if err != nil || !slices.Equal(uses, want) {
		t.Errorf("uses %+v, error %v, want %+v", uses, err, want)
	}
	for _, tt := range []struct {
		name   string
		ladder []cpix.Rendition
		want   string
	}{
		{
			"two tiers of a size",
			[]cpix.Rendition{{"a", size(4, 3), components.SDTier}, {"b", size(3, 4), components.HDTier}},
			"renditions a (4×3, sd) and b (3×4, hd): a size must have one tier, and the sizes of a tier must be next to each other",
		},
		{
			"a tier within another",
			[]cpix.Rendition{{"a", size(1, 1), components.SDTier}, {"b", size(3, 3), components.SDTier}, {"c", size(2, 2), components.HDTier}},
			"renditions c (2×2, hd) and b (3×3, sd): a size must have one tier, and the sizes of a tier must be next to each other",
		},
		{
			"sound of two tiers",
			[]cpix.Rendition{{"a", size(0, 0), components.SDTier}, {"b", size(0, 0), components.AudioTier}},
			"renditions a (0×0, sd) and b (0×0, audio): a size must have one tier, and the sizes of a tier must be next to each other",
		},
	} {
		if _, err := cpix.UsesOf(tt.ladder); err == nil || err.Error() != tt.want {
			t.Errorf("%s: error %v\nwant %s", tt.name, err, tt.want)
		}
	}
}

func TestValidate(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*cpix.Document)
		want   string
	}{
		{"no scheme", func(d *cpix.Document) { d.Scheme, d.Systems = 0, nil }, `scheme "\x00\x00\x00\x00": must be cenc or cbcs`},
		{"FairPlay with cenc", func(d *cpix.Document) { d.Scheme = key.CENC }, "system FairPlay: must be with scheme cbcs"},
		{"line break", func(d *cpix.Document) { d.ContentID = "a\nb" }, `content ID "a\nb": must be UTF-8 without control characters`},
		{"not UTF-8", func(d *cpix.Document) { d.LicenseURL = "\xff" }, `license URL "\xff": must be UTF-8 without control characters`},
		{"no character", func(d *cpix.Document) { d.ContentID = "\uffff" }, `content ID "\uffff": must be UTF-8 without control characters`},
		{"no keys", func(d *cpix.Document) { d.Keys = nil }, "no keys: must be at least one"},
		{"system twice", func(d *cpix.Document) { d.Systems = []pssh.System{pssh.Widevine, pssh.Widevine} }, "system Widevine: given twice"},
		{"other system", func(d *cpix.Document) { d.Systems = []pssh.System{{1}} }, "system 01000000-0000-0000-0000-000000000000: not known"},
		{"periods in another order", func(d *cpix.Document) { slices.Reverse(d.Periods) }, "period 7 after 8: must be in order"},
		{"empty period", func(d *cpix.Document) { d.Periods[0].End = d.Periods[0].Start }, "period 7: starts at 1671375600000 and ends at 1671375600000"},
		{"no period", func(d *cpix.Document) { d.Keys[7].Period = 9 }, "key 8c8d8e8f-9091-9293-9495-969798999a9b: period 9 is not listed"},
		{"key twice", func(d *cpix.Document) { d.Keys[1].ID = d.Keys[0].ID }, "key 70717273-7475-7677-7879-7a7b7c7d7e7f: another key has its ID, or its period and tier"},
		{"tier twice", func(d *cpix.Document) { d.Keys[1].Tier = 0 }, "key 74757677-7879-7a7b-7c7d-7e7f80818283: another key has its ID, or its period and tier"},
		{"no such tier", func(d *cpix.Document) { d.Uses[0].Tier = 4 }, "use 1: tier 4, from 0 to 0 pixels"},
		{"overlap", func(d *cpix.Document) { d.Uses[2].MinPixels-- }, "use 3: what it is of, sd has already"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := document(t)
			tt.change(d)
			if err := d.Validate(); err == nil || err.Error() != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
}

// TestSchema holds documents against DASH-IF's schema, which is not part of this
// repository: CPIX_SCHEMA names the folder with cpix.xsd and what it imports.
func TestSchema(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed")
	}
	dir := t.TempDir()
	args := []string{"--nonet", "--noout"}
	if schema := os.Getenv("CPIX_SCHEMA"); schema != "" {
		args = append(args, "--schema", filepath.Join(schema, "cpix.xsd"))
	} else {
		t.Log("CPIX_SCHEMA is not set: documents are only checked to be well-formed")
	}
	lint := func(text []byte) error {
		path := filepath.Join(dir, "cpix.xml")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(xmllint, append(args, path)...).CombinedOutput(); err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		return nil
	}
	for _, secret := range []bool{false, true} {
		d := document(t)
		d.Secret = secret
		text := cpix.Append(nil, d)
		if err := lint(text); err != nil {
			t.Error(err)
		}
		if lint(bytes.Replace(text, []byte("</CPIX>"), nil, 1)) == nil {
			t.Error("a document that does not end is taken")
		}
		if len(args) > 2 {
			for _, fault := range [][2]string{{"kid=", "keyid="}, {"period-7\" index", "period 7\" index"}, {"maxPixels=\"", "maxPixels=\"about "}} {
				if lint([]byte(strings.Replace(string(text), fault[0], fault[1], 1))) == nil {
					t.Errorf("%s for %s is taken", fault[1], fault[0])
				}
			}
		}
	}
}

func TestNothingAllocated(t *testing.T) {
	d := document(t)
	d.Secret = true
	buf := make([]byte, 0, 1<<17)
	if n := testing.AllocsPerRun(100, func() { cpix.Append(buf, d) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// BenchmarkAppend is a document of two periods, four tiers and four systems.
func BenchmarkAppend(b *testing.B) {
	d := document(b)
	buf := make([]byte, 0, 1<<17)
	b.ReportAllocs()
	for b.Loop() {
		buf = cpix.Append(buf[:0], d)
	}
	b.SetBytes(int64(len(buf)))
}
