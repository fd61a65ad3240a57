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
// base64: a word as long as one that is no signature.
func checkSecrets(_ *given, s *givenStream, fault fault) {
	signatures := map[string]bool{}
	for i := range s.lines {
		signatures[s.lines[i].Signature] = true
	}
	const least = 22 // 16 bytes in base64
	for name, text := range s.files {
		for begin, i := 0, 0; i <= len(text); i++ {
			if i < len(text) && inKeyText(text[i]) {
				continue
			}
			if word := text[begin:i]; len(word) >= least && !signatures[word] && !strings.HasPrefix(word, "EXT-X-") && !strings.HasPrefix(word, "AVERAGE-") {
				fault(0, "%s: %s is as long as a key", name, word)
			}
			begin = i + 1
		}
	}
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

// keys returns the keys of all grants of a stream, as they could be written.
func (s *givenStream) keys() (texts []string) {
	desk := desk()
	put := func(key []byte) {
		texts = append(texts, hex.EncodeToString(key), strings.ToUpper(hex.EncodeToString(key)))
		for shift := range 3 { // where in a longer text it begins
			coded := base64.StdEncoding.EncodeToString(append(make([]byte, shift), key...))
			coded = strings.TrimRight(coded, "=")[4:]
			texts = append(texts, coded[:len(coded)-2], strings.NewReplacer("+", "-", "/", "_").Replace(coded[:len(coded)-2]))
		}
	}
	put(master())
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
