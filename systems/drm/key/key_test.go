package key_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"touchline/systems/drm/key"
)

var sample = key.ID{0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff}

func TestID(t *testing.T) {
	if got, want := sample.String(), "00112233-4455-6677-8899-aabbccddeeff"; got != want {
		t.Errorf("UUID %s, want %s", got, want)
	}
	if got, want := string(sample.AppendHex([]byte("skd://"))), "skd://00112233445566778899aabbccddeeff"; got != want {
		t.Errorf("hex %s, want %s", got, want)
	}
	if got, want := string(sample.AppendCapitals([]byte("0x"))), "0x00112233445566778899AABBCCDDEEFF"; got != want {
		t.Errorf("capitals %s, want %s", got, want)
	}
	guid := sample.GUID()
	if got, want := fmt.Sprintf("%x", guid[:]), "33221100554477668899aabbccddeeff"; got != want {
		t.Errorf("GUID %s, want %s", got, want)
	}
	if guid.GUID() != sample {
		t.Error("the GUID order is not its own inverse")
	}
}

func TestParseID(t *testing.T) {
	tests := []struct{ name, text, message string }{
		{"UUID", "00112233-4455-6677-8899-aabbccddeeff", ""},
		{"upper case", "00112233-4455-6677-8899-AABBCCDDEEFF", ""},
		{"hex", "00112233445566778899aabbccddeeff", ""},
		{"empty", "", "0 characters: must be a UUID or 32 hexadecimal digits: not a key ID"},
		{"a digit short", "00112233445566778899aabbccddeef", "31 characters: must be a UUID or 32 hexadecimal digits: not a key ID"},
		{"a digit more", "00112233445566778899aabbccddeeff0", "33 characters: must be a UUID or 32 hexadecimal digits: not a key ID"},
		{
			"other letter", "00112233445566778899aabbccddeefg",
			`"00112233445566778899aabbccddeefg": must be hexadecimal: not a key ID`,
		},
		{
			"dash elsewhere", "0011223-34455-6677-8899-aabbccddeeff",
			`"0011223-34455-6677-8899-aabbccddeeff": byte 8: '3': must be a dash: not a key ID`,
		},
		{
			"dashes for digits", "00112233-4455-6677-8899-aabbccddee--",
			`"00112233-4455-6677-8899-aabbccddee--": must be hexadecimal: not a key ID`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			id, err := key.ParseID(tt.text)
			if tt.message == "" {
				if err != nil || id != sample {
					t.Errorf("ID %v, error %v", id, err)
				}
				return
			}
			if !errors.Is(err, key.ErrID) || err.Error() != tt.message {
				t.Errorf("error %v, want %s", err, tt.message)
			}
		})
	}
}

// FuzzParseID checks that no text breaks the parser, and that what it accepts
// comes back.
func FuzzParseID(f *testing.F) {
	f.Add("00112233-4455-6677-8899-aabbccddeeff")
	f.Add("00112233445566778899AABBCCDDEEFF")
	f.Add("--------8----8----8----8------------")
	f.Fuzz(func(t *testing.T, text string) {
		id, err := key.ParseID(text)
		if err != nil {
			return
		}
		if back := id.String(); !strings.EqualFold(strings.ReplaceAll(text, "-", ""), strings.ReplaceAll(back, "-", "")) {
			t.Errorf("%q was read as %s", text, back)
		}
	})
}

// TestContentDoesNotPrint prints a key in every way there is, and looks for it.
func TestContentDoesNotPrint(t *testing.T) {
	k := key.Key{ID: sample, Content: key.Content([]byte("zq7!kP9$wX2@vL5%")), Period: 3}
	var out bytes.Buffer
	for _, v := range []any{k, &k, k.Content, &k.Content, []key.Key{k}, []any{k}, map[string]key.Key{"a": k}, struct{ K key.Key }{k}} {
		for _, verb := range "vsdxXqbcoU" {
			for _, flags := range []string{"", "+", "#"} {
				fmt.Fprintf(&out, "%"+flags+string(verb)+"\n", v)
			}
		}
		text, _ := json.Marshal(v)
		out.Write(text)
		text, _ = xml.Marshal(v)
		out.Write(text)
		for _, log := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
			slog.New(log).Info("made", "key", v)
		}
	}
	said := strings.ToLower(out.String())
	if strings.Contains(out.String(), base64.StdEncoding.EncodeToString(k.Content[:6])) {
		t.Error("the key was printed, in base64")
	}
	for _, form := range []string{"%s", "%x", "% x", "%#x", "%d", "%o", "%b", "%q", "%U"} {
		secret := strings.ToLower(fmt.Sprintf(form, k.Content[:4]))
		if secret = strings.Trim(secret, `[]"`); strings.Contains(said, secret) {
			t.Errorf("the key was printed, as %s", secret)
		}
	}
	if !strings.Contains(said, "[secret]") {
		t.Error("nothing was printed in its place")
	}
}

func TestScheme(t *testing.T) {
	for name, want := range map[string]key.Scheme{"cenc": key.CENC, "cbcs": key.CBCS} {
		if got, ok := key.ParseScheme(name); !ok || got != want || got.String() != name {
			t.Errorf("%s: scheme %v, %v", name, got, ok)
		}
	}
	if _, ok := key.ParseScheme("cbc1"); ok {
		t.Error("cbc1 was taken")
	}
}
