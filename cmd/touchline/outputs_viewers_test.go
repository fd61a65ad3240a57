package main

import (
	"crypto/aes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strings"

	"touchline/components"
	"touchline/systems/drm"
	"touchline/systems/drm/key"
	"touchline/systems/drm/pssh"
)

// checkAlerts checks that alerts of each kind are raised and cleared in turn, and
// that none is left at the end.
func checkAlerts(_ *given, s *givenStream, fault fault) {
	stands := map[string]bool{}
	for i := range s.lines {
		d := &s.lines[i]
		if d.Kind != "alert" {
			continue
		}
		if stands[d.Alert] == d.Raised {
			fault(i+1, "alert %s: raised %v, twice in a row", d.Alert, d.Raised)
		}
		stands[d.Alert] = d.Raised
	}
	for kind, raised := range stands {
		if raised {
			fault(0, "alert %s is never cleared", kind)
		}
	}
}

// held is the license of a viewer.
type held struct {
	now         bool
	from, until components.PTS
	lapsed      bool // the viewer's rights have turned out to be over
}

// checkGrants follows the license of each viewer: granted once, renewed while it
// is held, for the key period that segments have, and nothing after the end of the
// viewer's rights.
func checkGrants(g *given, s *givenStream, fault fault) {
	licenses := map[uint64]*held{}
	cutShort := slices.ContainsFunc(g.match.events, func(e toldEvent) bool { return e.Kind == "rights_expire" })
	period := uint32(0)
	for i := range s.lines {
		d := &s.lines[i]
		if d.Kind == "segment-entry" {
			period = d.KeyPeriod
		}
		if d.Kind != "grant" {
			continue
		}
		l := licenses[d.Viewer]
		if l == nil {
			l = &held{}
			licenses[d.Viewer] = l
		}
		was := *l
		switch d.Result {
		case "granted", "renewed":
			l.grant(i+1, d, period, fault)
		case "expired":
			early := was.until > d.T
			if !was.now || early && !was.lapsed && !cutShort {
				fault(i+1, "viewer %d: expired, and its license was %+v", d.Viewer, was)
			}
			l.now, l.lapsed = false, was.lapsed || early
		case "revoked":
			if !was.now {
				fault(i+1, "viewer %d: revoked without a license", d.Viewer)
			}
			l.now = false
		case "left":
			l.now = false
		case "refused-window":
			l.lapsed = true
		case "refused-territory":
			if !s.territory || was.from != 0 {
				fault(i+1, "viewer %d: refused for the territory, and its license was %+v", d.Viewer, was)
			}
		case "refused-concurrency":
			if was.now {
				fault(i+1, "viewer %d: refused for the account's sessions, and it has one", d.Viewer)
			}
		}
		if was.now && l.now && was.until <= d.T && d.Result != "renewed" {
			fault(i+1, "viewer %d: %s at %d, and its license should have expired at %d", d.Viewer, d.Result, d.T, was.until)
		}
	}
	end := s.lines[len(s.lines)-1].T
	for viewer, l := range licenses {
		if l.now && l.until < end {
			fault(0, "viewer %d: its license ended at %d, and that was never told", viewer, l.until)
		}
	}
}

// grant takes in an answer that gives keys.
func (l *held) grant(line int, d *decision, period uint32, fault fault) {
	renewed := d.Result == "renewed"
	if renewed != l.now {
		fault(line, "viewer %d: %s, and it holds a license: %v", d.Viewer, d.Result, l.now)
	}
	if l.lapsed {
		fault(line, "viewer %d: %s after its rights were over", d.Viewer, d.Result)
	}
	since := d.T
	if renewed {
		since = l.from
		if l.until <= d.T {
			fault(line, "viewer %d: renewed at %d what ended at %d", d.Viewer, d.T, l.until)
		}
	}
	if d.From != since || d.T >= d.Until {
		fault(line, "viewer %d: %s at %d from %d until %d: want from %d, until after that", d.Viewer, d.Result, d.T, d.From, d.Until, since)
	}
	if last := max(components.PTS(period+1)*keyEvery, d.T) + grace; d.KeyPeriod != period || d.Until > last {
		fault(line, "viewer %d: key period %d until %d: want %d, until %d at most", d.Viewer, d.KeyPeriod, d.Until, period, last)
	}
	l.now, l.from, l.until = true, d.From, d.Until
}

// master is the secret from which a simulated service with the default seed
// derives all its keys.
func master() []byte {
	sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte("touchline simulated master secret"), 1))
	return sum[:]
}

// desk returns a license desk with the keys of the replays.
func desk() *drm.System {
	cfg := drm.Default()
	cfg.Master, cfg.KeyEvery, cfg.Grace = master(), keyEvery, grace
	s, err := drm.New(cfg)
	if err != nil {
		panic(err)
	}
	return s
}

// grantOf returns the grant that a line tells of, as its player was sent it.
func grantOf(desk *drm.System, d *decision) []byte {
	tier, _ := components.ParseTier(d.Tier)
	result := components.Granted
	if d.Result == "renewed" {
		result = components.Renewed
	}
	return desk.AppendGrant(nil, drm.Terms{
		Stream: components.Number(d.Stream), Viewer: components.Number(d.Viewer), From: d.From, Until: d.Until,
		Received: d.Received, Period: d.KeyPeriod, Tier: tier, Result: result,
	})
}

// checkSignatures checks that what is written of a grant is what was signed.
func checkSignatures(_ *given, s *givenStream, fault fault) {
	desk := desk()
	for i := range s.lines {
		d := &s.lines[i]
		if d.Signature == "" {
			continue
		}
		grant := grantOf(desk, d)
		if want := hex.EncodeToString(grant[len(grant)-sha256.Size:]); d.Signature != want {
			fault(i+1, "viewer %d: signature %s, want %s", d.Viewer, d.Signature, want)
		}
		if mac := hmac.New(sha256.New, derived("touchline grant", nil, 32)); !signed(mac.Sum, mac.Write, grant) {
			fault(i+1, "viewer %d: the signature is not that of the grant", d.Viewer)
		}
	}
}

func signed(sum func([]byte) []byte, write func([]byte) (int, error), grant []byte) bool {
	body := len(grant) - sha256.Size
	write(grant[:body])
	return hmac.Equal(sum(nil), grant[body:])
}

// derived returns the key that the master secret gives for label and context: one
// block of the KDF in counter mode of NIST SP 800-108.
func derived(label string, context []byte, size int) []byte {
	mac := hmac.New(sha256.New, master())
	in := binary.BigEndian.AppendUint32(nil, 1)
	in = append(append(append(in, label...), 0), context...)
	mac.Write(binary.BigEndian.AppendUint32(in, uint32(8*size)))
	return mac.Sum(nil)[:size]
}

// checkSecrets looks in all files for what could be a key, in hexadecimal or
// base64: a word as long as one that is public neither as a signature, nor as a key
// ID, nor as what tells players of key IDs, nor as a splice.
func checkSecrets(_ *given, s *givenStream, fault fault) {
	signatures := map[string]bool{}
	for i := range s.lines {
		signatures[s.lines[i].Signature] = true
		signatures[s.lines[i].SCTE35] = true // a splice information section
		if section, err := hex.DecodeString(s.lines[i].SCTE35); err == nil {
			signatures[strings.TrimRight(base64.StdEncoding.EncodeToString(section), "=")] = true
		}
		signatures["0x"+strings.ToUpper(s.lines[i].SCTE35)] = true
		signatures[s.lines[i].Type] = true
	}
	for _, name := range []string{ // of elements and attributes of MPDs
		"mediaPresentationDuration", "AudioChannelConfiguration", "presentationTimeOffset", "suggestedPresentationDelay",
		"availabilityTimeComplete", "availabilityTimeOffset", "ProducerReferenceTime",
	} {
		signatures[name] = true
	}
	ids := s.keyIDs()
	const least = 22 // 16 bytes in base64
	for name, text := range s.files {
		text = ids.Replace(text)
		for begin, i := 0, 0; i <= len(text); i++ {
			if i < len(text) && inKeyText(text[i]) {
				continue
			}
			if word := text[begin:i]; len(word) >= least && !signatures[word] && !strings.HasPrefix(word, "EXT-X-") && !strings.HasPrefix(word, "AVERAGE-") && !isSignaling(word) {
				fault(0, "%s: %s is as long as a key", name, word)
			}
			begin = i + 1
		}
	}
}

// keyIDs returns what takes the key IDs of a stream, as they may be written, out of a
// text.
func (s *givenStream) keyIDs() *strings.Replacer {
	var pairs []string
	seen := map[uint32]bool{}
	for i := range s.lines {
		period := s.lines[i].KeyPeriod
		if seen[period] {
			continue
		}
		seen[period] = true
		for tier := range components.Tiers {
			id := key.ID(keyID(s.number, tier, period))
			hex := string(id.AppendHex(nil))
			pairs = append(pairs, hex, "", strings.ToUpper(hex), "", id.String(), "", strings.ToUpper(id.String()), "")
		}
	}
	return strings.NewReplacer(pairs...)
}

// keyID returns the key ID that the master secret gives: a UUID of version 8.
func keyID(stream uint64, tier components.Tier, period uint32) [16]byte {
	context := append(binary.BigEndian.AppendUint64(nil, stream), uint8(tier))
	id := [16]byte(derived("touchline key id", binary.BigEndian.AppendUint32(context, period), 16))
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return id
}

// isSignaling reports whether a word is a box or a PlayReady object in base64, with
// nothing in it that a key could be.
func isSignaling(word string) bool {
	data, err := base64.RawStdEncoding.DecodeString(word)
	if err != nil {
		return false
	}
	if _, err := pssh.ParsePlayReady(data); err == nil {
		return true
	}
	box, rest, err := pssh.ParseBox(data)
	if err != nil || len(rest) > 0 {
		return false
	}
	switch box.System {
	case pssh.Widevine:
		w, err := pssh.ParseWidevine(box.Data)
		return err == nil && len(w.ContentID)+len(w.Provider) < 16 && slices.Equal(pssh.AppendWidevineData(nil, w), box.Data)
	case pssh.PlayReady:
		_, err := pssh.ParsePlayReady(box.Data)
		return err == nil
	}
	return len(box.Data) == 0
}

func inKeyText(c byte) bool {
	return '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || strings.IndexByte("+/_-", c) >= 0
}

// checkKeys looks in all files for the keys that the players were sent.
func checkKeys(_ *given, s *givenStream, fault fault) {
	keys := s.keys()
	if len(keys) < 20 {
		fault(0, "%d keys to look for", len(keys))
	}
	for name, text := range s.files {
		for _, key := range keys {
			if strings.Contains(text, key) {
				fault(0, "%s holds the key %s", name, key)
			}
		}
	}
}

// textsOf returns a key as it could be written.
func textsOf(key []byte) []string {
	texts := []string{string(key), hex.EncodeToString(key), strings.ToUpper(hex.EncodeToString(key))}
	for shift := range 3 { // where in a longer text it begins
		coded := base64.StdEncoding.EncodeToString(append(make([]byte, shift), key...))
		coded = strings.TrimRight(coded, "=")[4:]
		texts = append(texts, coded[:len(coded)-2], strings.NewReplacer("+", "-", "/", "_").Replace(coded[:len(coded)-2]))
	}
	return texts
}

// keys returns the keys of all grants of a stream, and all that signs and wraps, as
// they could be written.
func (s *givenStream) keys() (texts []string) {
	desk := desk()
	put := func(key []byte) { texts = append(texts, textsOf(key)...) }
	put(master())
	for _, label := range []string{"touchline grant", "touchline wrap", "touchline pass", "touchline entitlement"} {
		put(derived(label, nil, 32))
	}
	seen := map[[16]byte]bool{}
	kek, err := aes.NewCipher(derived("touchline wrap", nil, 32))
	if err != nil {
		panic(err)
	}
	for i := range s.lines {
		d := &s.lines[i]
		if d.Signature == "" {
			continue
		}
		tier, _ := components.ParseTier(d.Tier)
		grant := grantOf(desk, d)
		for k := range int(tier) + 1 {
			id, wrapped := [16]byte(grant[32+40*k:]), grant[48+40*k:][:24]
			if seen[id] {
				continue
			}
			seen[id] = true
			content := derived("touchline content", id[:], 16)
			if !slices.Equal(unwrap(kek.Decrypt, wrapped), content) {
				panic("the wrapped key is not the one that is looked for")
			}
			put(content)
			put(wrapped)
		}
	}
	return texts
}

// unwrap undoes the AES key wrap of RFC 3394, section 2.2.2.
func unwrap(decrypt func(dst, src []byte), wrapped []byte) []byte {
	n := len(wrapped)/8 - 1
	a, r := slices.Clone(wrapped[:8]), slices.Clone(wrapped[8:])
	for t := 6 * n; t >= 1; t-- {
		block := make([]byte, 16)
		binary.BigEndian.PutUint64(block, binary.BigEndian.Uint64(a)^uint64(t))
		i := (t - 1) % n
		copy(block[8:], r[8*i:][:8])
		decrypt(block, block)
		copy(a, block[:8])
		copy(r[8*i:], block[8:])
	}
	return r
}
