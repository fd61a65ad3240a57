package clearkey_test

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"reflect"
	"testing"
	"time"

	"touchline/components"
	"touchline/systems/drm/clearkey"
	"touchline/systems/drm/key"
	"touchline/systems/drm/pssh"
)

// page asks the browser's key system for a license with the box at /pssh, and tells
// /result what became of the keys.
const page = `<!DOCTYPE html><script>
(async () => {
  const say = async what => { await fetch('/result', {method: 'POST', body: JSON.stringify(what)}); };
  try {
    const access = await navigator.requestMediaKeySystemAccess('org.w3.clearkey',
      [{initDataTypes: ['cenc'], videoCapabilities: [{contentType: 'video/mp4; codecs="avc1.42E01E"', encryptionScheme: location.hash.slice(1)}]}]);
    const session = (await access.createMediaKeys()).createSession();
    session.addEventListener('message', async event => {
      try {
        const answer = await fetch('/license', {method: 'POST', body: event.message});
        if (!answer.ok) return say({error: 'license: ' + await answer.text()});
        await session.update(await answer.arrayBuffer());
        const keys = {};
        session.keyStatuses.forEach((status, id) => {
          keys[[...new Uint8Array(id)].map(b => b.toString(16).padStart(2, '0')).join('')] = status;
        });
        await say({keys});
      } catch (e) { say({error: String(e)}); }
    });
    await session.generateRequest('cenc', await (await fetch('/pssh')).arrayBuffer());
  } catch (e) { say({error: String(e)}); }
})();
</script>`

// told is what a browser made of a license.
type told struct {
	Keys  map[string]string `json:"keys"` // status by key ID
	Error string            `json:"error"`
}

// TestBrowser lets Chromium's Clear Key read our boxes, ask for their keys, and take
// our licenses: what a viewer of each tier can play is what was paid for.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not installed")
	}
	keys := ladder()
	for _, scheme := range []key.Scheme{key.CENC, key.CBCS} {
		for _, tier := range []components.Tier{components.SDTier, components.UHDTier} {
			t.Run(fmt.Sprint(scheme, " ", tier), func(t *testing.T) {
				got := browse(t, chromium, scheme, tier, keys)
				want := map[string]string{}
				for _, k := range keys[:tier+1] {
					want[hex.EncodeToString(k.ID[:])] = "usable"
				}
				if got.Error != "" || !reflect.DeepEqual(got.Keys, want) {
					t.Errorf("the browser says %+v, want keys %v", got, want)
				}
			})
		}
	}
	if got := browse(t, chromium, key.CENC, components.SDTier, keys[2:]); got.Error != "license: 0 key IDs are unknown, and 2 above tier sd: no license\n" {
		t.Errorf("nothing to give, and the browser says %+v", got)
	}
}

// browse opens the page in a browser and returns what it tells. On a busy machine one
// may not come up at all: it is given three tries.
func browse(t *testing.T, chromium string, scheme key.Scheme, tier components.Tier, keys []key.Key) told {
	t.Helper()
	for range 3 {
		if what, ok := opened(t, chromium, scheme, tier, keys); ok {
			return what
		}
	}
	t.Fatal("the browser says nothing")
	return told{}
}

// opened reports false if the browser says nothing for a while.
func opened(t *testing.T, chromium string, scheme key.Scheme, tier components.Tier, keys []key.Key) (told, bool) {
	t.Helper()
	result := make(chan told, 8)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, page)
	})
	mux.HandleFunc("GET /pssh", func(w http.ResponseWriter, _ *http.Request) { w.Write(pssh.AppendCommon(nil, ids(keys))) })
	mux.HandleFunc("POST /license", func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		req, err := clearkey.ParseRequest(text)
		if err == nil {
			text, err = clearkey.Answer(nil, req, tier, keys)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusForbidden)
			return
		}
		w.Write(text)
	})
	mux.HandleFunc("POST /result", func(_ http.ResponseWriter, r *http.Request) {
		var what told
		if err := json.NewDecoder(r.Body).Decode(&what); err != nil {
			what.Error = err.Error()
		}
		result <- what
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	profile, err := os.MkdirTemp("", "touchline-browser-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(profile)
	cmd := exec.CommandContext(ctx, chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
		"--no-first-run", "--user-data-dir="+profile, "--remote-debugging-port=0", server.URL+"/#"+scheme.String())
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // it then ends its own processes
	cmd.WaitDelay = 10 * time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		cancel()
		cmd.Wait() // interrupted: its error says so
	}()
	select {
	case what := <-result:
		return what, true
	case <-ctx.Done():
		return told{}, false
	}
}
