package dash_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"touchline/systems/manifest/dash"
)

// schema is a function that returns what xmllint has against documents, by the
// standard's schema. The schema is ISO's and not ours to hand out: the folder with
// DASH-MPD.xsd is looked for beside the module, or where TOUCHLINE_SCHEMAS says.
func schema(t *testing.T) func(docs ...[]byte) string {
	t.Helper()
	tool, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed: nothing is checked by the schema")
	}
	folder := os.Getenv("TOUCHLINE_SCHEMAS")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "..", "shared", "schemas")
	}
	xsd, err := filepath.Abs(filepath.Join(folder, "DASH-MPD.xsd"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(xsd); err != nil {
		t.Skip("no DASH-MPD.xsd: nothing is checked by the schema: ", err)
	}
	dir := t.TempDir()
	catalog := write(t, dir, "catalog.xml", `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
<uri name="http://www.w3.org/XML/2008/06/xlink.xsd" uri="xlink.xsd"/>
<system systemId="http://www.w3.org/XML/2008/06/xlink.xsd" uri="xlink.xsd"/>
</catalog>`)
	write(t, dir, "xlink.xsd", `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xlink">
<attribute name="href" type="anyURI"/><attribute name="actuate" type="string"/>
<attribute name="type" type="string"/><attribute name="show" type="string"/>
</schema>`)
	return func(docs ...[]byte) string {
		args := []string{"--nonet", "--noout", "--schema", xsd}
		for i, doc := range docs {
			args = append(args, write(t, dir, fmt.Sprintf("%d.mpd", i), string(doc)))
		}
		cmd := exec.Command(tool, args...)
		cmd.Env = append(os.Environ(), "XML_CATALOG_FILES="+catalog)
		out, err := cmd.CombinedOutput()
		if err == nil {
			return ""
		}
		return err.Error() + "\n" + string(out)
	}
}

func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// steering is the element that came after the fifth edition.
var steering = regexp.MustCompile(`<ContentSteering[^>]*>[^<]*</ContentSteering>\n`)

// TestSchema holds the goldens and random histories to the standard's schema.
func TestSchema(t *testing.T) {
	check := schema(t)
	docs := [][]byte{steering.ReplaceAll(dash.AppendMPD(nil, steered(t)), nil)}
	for _, m := range goldens(t) {
		docs = append(docs, dash.AppendMPD(nil, m))
	}
	for seed := range uint64(10) {
		h := newHistory(t, 1000+seed)
		for range 10 {
			for range 10 {
				h.step()
			}
			docs = append(docs, h.live.AppendMPD(nil))
		}
	}
	if out := check(docs...); out != "" {
		t.Error(out)
	}
}

// TestSchemaComplains plants faults, so that we know the schema is looked at.
func TestSchemaComplains(t *testing.T) {
	check := schema(t)
	text := string(dash.AppendMPD(nil, wide(t)))
	stream := text[strings.Index(text, "<EventStream"):strings.Index(text, "<AdaptationSet")]
	for name, fault := range map[string]string{
		"event streams after the sets":  strings.Replace(strings.Replace(text, stream, "", 1), "</Period>", stream+"</Period>", 1),
		"duration without a designator": strings.Replace(text, `minBufferTime="PT2S"`, `minBufferTime="2s"`, 1),
		"ampersand as it is":            strings.Replace(text, "x=1&amp;y=2", "x=1&y=2", 1),
		"role before the protection":    strings.Replace(text, "<ContentProtection", `<Role schemeIdUri="urn:mpeg:dash:role:2011"/><ContentProtection`, 1),
		"frame rate as a decimal":       strings.Replace(text, `frameRate="30000/1001"`, `frameRate="29.97"`, 1),
		"segment without a length":      strings.Replace(text, `<S d="45000"/>`, `<S/>`, 1),
		"language":                      strings.Replace(text, `lang="pt-BR"`, `lang="pt_BR"`, 1),
		"control character":             strings.Replace(text, "World feed", "World\x01feed", 1),
		"steering":                      string(dash.AppendMPD(nil, steered(t))),
	} {
		if fault == text {
			t.Errorf("%s: the fault is not there", name)
		}
		if check([]byte(fault)) == "" {
			t.Errorf("%s: the schema has nothing against it", name)
		}
	}
	if out := check(bytes.Clone([]byte(text))); out != "" {
		t.Error(out)
	}
}
