package conformance

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// token makes one that covers a tier of stream 1.
func token(t testing.TB, tier string) string {
	t.Helper()
	out, err := exec.Command(build(t), "keys", "token", "--stream", "1", "--viewer", "1", "--tier", tier,
		"--order", "conformance", "--from", "2022-12-18T00:00:00Z", "--until", "2022-12-19T00:00:00Z").Output()
	if err != nil {
		missing(t, "touchline keys token: %v", err)
	}
	return strings.TrimSpace(string(out))
}

// license asks for keys as a content decryption module does.
func license(t testing.TB, url, token string, kids ...string) (status int, given []string) {
	t.Helper()
	request := struct {
		Kids []string `json:"kids"`
		Type string   `json:"type"`
	}{Type: "temporary"}
	for _, kid := range kids {
		raw, err := hex.DecodeString(kid)
		if err != nil {
			t.Fatal(err)
		}
		request.Kids = append(request.Kids, base64.RawURLEncoding.EncodeToString(raw))
	}
	body, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var set jwkSet
	if answer.StatusCode == http.StatusOK {
		if err := json.NewDecoder(answer.Body).Decode(&set); err != nil {
			t.Fatal(err)
		}
	}
	for _, k := range set.Keys {
		raw, err := base64.RawURLEncoding.DecodeString(k.ID)
		if err != nil {
			t.Fatal(err)
		}
		given = append(given, hex.EncodeToString(raw))
	}
	return answer.StatusCode, given
}

type jwkSet struct {
	Keys []struct {
		Type string `json:"kty"`
		ID   string `json:"kid"`
		Key  string `json:"k"`
	} `json:"keys"`
	Type string `json:"type,omitempty"`
}

var keyID = regexp.MustCompile(`KEYID=0x([0-9A-Fa-f]{32})`)

// kid is the key ID of a rendition now.
func (s *served) kid(t testing.TB, rendition string) string {
	t.Helper()
	all := keyID.FindAllSubmatch(s.get(t, "/hls/"+rendition+".m3u8"), -1)
	if len(all) == 0 {
		t.Fatalf("no key ID in the playlist of %s", rendition)
	}
	return strings.ToLower(string(all[len(all)-1][1]))
}

// flipped passes license requests on and flips one bit of every key in the answers.
func flipped(t testing.TB, url string) string {
	t.Helper()
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Access-Control-Allow-Headers", "authorization, content-type")
		if r.Method == http.MethodOptions {
			return
		}
		on, err := http.NewRequest(r.Method, url, r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		on.Header.Set("Authorization", r.Header.Get("Authorization"))
		on.Header.Set("Content-Type", "application/json")
		answer, err := http.DefaultClient.Do(on)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer answer.Body.Close()
		var set jwkSet
		if answer.StatusCode != http.StatusOK || json.NewDecoder(answer.Body).Decode(&set) != nil {
			w.WriteHeader(answer.StatusCode)
			io.Copy(w, answer.Body)
			return
		}
		for i := range set.Keys {
			key, err := base64.RawURLEncoding.DecodeString(set.Keys[i].Key)
			if err != nil || len(key) != 16 {
				http.Error(w, "a key that is none", http.StatusInternalServerError)
				return
			}
			key[7] ^= 0x10
			set.Keys[i].Key = base64.RawURLEncoding.EncodeToString(key)
		}
		json.NewEncoder(w).Encode(set)
	}))
	t.Cleanup(proxy.Close)
	return proxy.URL
}

// undecoded tells whether the browser gave up decoding (MediaError code 3).
func undecoded(r *report) bool {
	for _, e := range r.Errors {
		if e.Type == "element" && e.Code == "3" {
			return true
		}
	}
	return false
}

// TestProtected: with a license that covers it a protected stream plays in every
// player; with one bit of its keys flipped it does not; and a token for a lower tier
// opens no key of a higher one.
func TestProtected(t *testing.T) {
	for _, scheme := range []string{"cenc", "cbcs"} {
		t.Run(scheme, func(t *testing.T) {
			s := serve(t, append([]string{"--protect", scheme}, goal...)...)
			url := s.base + "/license"
			sd, hd := token(t, "sd"), token(t, "hd")
			low, high := s.kid(t, "360p"), s.kid(t, "1080p")
			if low == high {
				t.Fatal("both tiers have one key")
			}
			if status, given := license(t, url, sd, low, high); !slices.Contains(given, low) || slices.Contains(given, high) {
				t.Errorf("a token for sd: status %d, keys %v, want %v and not %v", status, given, low, high)
			}
			if status, given := license(t, url, sd, high); status < 400 || len(given) > 0 {
				t.Errorf("a token for sd and the key of hd alone: status %d, keys %v", status, given)
			}
			if status, given := license(t, url, hd, low, high); !slices.Contains(given, low) || !slices.Contains(given, high) {
				t.Errorf("a token for hd: status %d, keys %v, want both", status, given)
			}
			for name, bad := range map[string]string{"no token": "", "a token with a changed end": hd[:len(hd)-4] + "AAAA"} {
				if status, given := license(t, url, bad, low, high); status < 400 || len(given) > 0 {
					t.Errorf("%s: status %d, keys %v", name, status, given)
				}
			}

			with := func(player, path, license string) session {
				one := s.session(player, path)
				one.License, one.Token = license, hd
				return one
			}
			wrong := flipped(t, url)
			good := []session{
				with("hls-ll", "/hls/master.m3u8", url), with("dash", "/dash/manifest.mpd", url),
				with("shaka-dash", "/dash/manifest.mpd", url),
			}
			bad := []session{with("hls-ll", "/hls/master.m3u8", wrong), with("dash", "/dash/manifest.mpd", wrong)}
			persistently(t, func() (found []string) {
				for i, r := range play(t, append(good, bad...)...) {
					wrong := faults(&r, *seconds)
					switch {
					case i >= len(good):
						// A license that never came would not play either: the key must be there, and
						// what it opens must be nothing that decodes.
						if r.FirstFrame != nil || r.Keys.Statuses[low] != "usable" || !undecoded(&r) {
							found = append(found, fmt.Sprintf("%s %s: a bit of its key flipped: first frame %v, keys %v, %s",
								r.Player, r.URL, r.FirstFrame, r.Keys.Statuses, strings.Join(wrong, "; ")))
						}
					case len(wrong) > 0:
						found = append(found, fmt.Sprintf("%s %s: %s", r.Player, r.URL, strings.Join(wrong, "; ")))
					case r.Keys.Sessions == 0 || r.Keys.Statuses[low] != "usable":
						found = append(found, fmt.Sprintf("%s %s: played, but not by the key %s: %v", r.Player, r.URL, low, r.Keys.Statuses))
					}
				}
				return found
			})
		})
	}
}
