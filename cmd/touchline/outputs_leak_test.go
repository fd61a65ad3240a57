package main

import (
	"bytes"
	"encoding/base64"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchline/components"
	"touchline/systems/drm/key"
	"touchline/systems/drm/pssh"
)

// TestNothingLeaks replays a match over a turn of the key period, with all that can be
// written of it, and looks for keys in every file, in what was printed and in the log.
// So it does with what the keys commands print.
func TestNothingLeaks(t *testing.T) {
	dir := t.TempDir()
	said := map[string]string{}
	run := func(name string, args ...string) {
		t.Helper()
		var out, errs bytes.Buffer
		if code := Main(t.Context(), args, strings.NewReader(""), &out, &errs); code != exitDone {
			t.Fatalf("touchline %s: exit code %d\n%s", strings.Join(args, " "), code, &errs)
		}
		said[name+": output"], said[name+": log"] = out.String(), errs.String()
	}
	path := func(name string) string { return filepath.Join(dir, name) }
	replay := []string{"replay", "--to", "6:00", "--viewers", "8", "--streams", "2", "--per-fixture", "2", "--overwrite", "--keep-manifests",
		"--out", path("out"), "--hash=" + path("hashes.ndjson"), "--snapshot", path("state.snap") + "@6500", "drill"}
	run("replay", replay...)
	run("replay, JSON", append([]string{"--log", "json"}, append(replay, "--json")...)...)
	run("run", "run", "--ticks", "100", "--pace", "max", "--viewers", "4")
	run("inspect", "inspect", "--world", "--json")
	run("export", "keys", "export", "--to-period", "1", "--out", path("cpix.xml"))
	secret := path("secret.xml")
	run("export with keys", "keys", "export", "--to-period", "1", "--with-keys", "--out", secret)
	token := []string{"--order", "1", "--viewer", "1", "--from", "2022-12-18T14:00:00Z", "--until", "2022-12-18T20:00:00Z"}
	run("token", append([]string{"keys", "token"}, token...)...)
	run("verify", "keys", "verify", "--at", "2022-12-18T15:00:00Z", strings.TrimSpace(said["token: output"]))

	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		said[path] = string(text)
		files++
		return err
	})
	if err != nil || files < 30 {
		t.Fatalf("%d files, error %v", files, err)
	}

	var all [][]byte // content keys
	texts := textsOf(master())
	for _, label := range []string{"touchline grant", "touchline wrap", "touchline pass", "touchline entitlement"} {
		texts = append(texts, textsOf(derived(label, nil, 32))...)
	}
	for _, stream := range []uint64{1, 2} {
		for period := range uint32(2) {
			for tier := range components.Tiers {
				id := keyID(stream, tier, period)
				all = append(all, derived("touchline content", id[:], 16))
			}
		}
	}
	for _, k := range all {
		texts = append(texts, textsOf(k)...)
	}
	found := 0 // in the one file that is to have keys: those of stream 1
	for _, k := range all {
		if strings.Contains(said[secret], textsOf(k)[3]) {
			found++
		}
	}
	if found != len(all)/2 {
		t.Errorf("%d keys in the document that has them, want %d: this test looks for others", found, len(all)/2)
	}
	delete(said, secret)
	for name, text := range said {
		for _, k := range texts {
			if strings.Contains(text, k) {
				t.Errorf("%s holds a key", name)
				break
			}
		}
	}
}

// TestSignalingIsNoSecret puts what playlists and MPDs tell of key IDs into outputs,
// which is no fault, and then the content key in the same places, which is one.
func TestSignalingIsNoSecret(t *testing.T) {
	g := replayed(t, "drill", tick, world, "--to", "0:30", "--viewers", "4")
	id := keyID(1, components.HDTier, 0)
	for _, planted := range []struct {
		name string
		id   key.ID
		ok   bool
	}{
		{"a key ID", id, true},
		{"a key", key.ID(derived("touchline content", id[:], 16)), false},
	} {
		ids := []key.ID{planted.id}
		w := &pssh.WidevineData{KeyIDs: []key.ID{id}, Scheme: key.CBCS}
		if !planted.ok {
			w.ContentID = planted.id[:]
		}
		lines := map[string]string{
			"tag":       `URI="skd://` + string(planted.id.AppendHex(nil)) + `",KEYID=0x` + strings.ToUpper(string(planted.id.AppendHex(nil))),
			"attribute": `cenc:default_KID="` + planted.id.String() + `"`,
			"Widevine":  "base64," + base64.StdEncoding.EncodeToString(pssh.AppendWidevine(nil, w)),
		}
		if planted.ok {
			p := &pssh.PlayReadyData{KeyIDs: ids, Scheme: key.CBCS}
			lines["common"] = "<pssh>" + base64.StdEncoding.EncodeToString(pssh.AppendCommon(nil, ids)) + "</pssh>"
			lines["PlayReady"] = "<pssh>" + base64.StdEncoding.EncodeToString(pssh.AppendPlayReady(nil, p)) + "</pssh>"
			lines["object"] = "<pro>" + base64.StdEncoding.EncodeToString(pssh.AppendPlayReadyObject(nil, p)) + "</pro>"
		}
		for place, line := range lines {
			c := g.clone()
			c.streams[0].files["hls/720p.m3u8"] += line + "\n"
			if found := c.faults(checkSecrets); (len(found) == 0) != planted.ok {
				t.Errorf("%s in a line of %s: faults %v", planted.name, place, found)
			}
		}
	}
}
