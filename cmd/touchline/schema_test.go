package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"touchline/components"
)

const schemaFile = "../../docs/decisions.schema.json"

// decisionSchema returns the published schema of a line of decisions.ndjson.
func decisionSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	schema, err := c.Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validate(schema *jsonschema.Schema, line []byte) error {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
	if err != nil {
		return err
	}
	return schema.Validate(v)
}

// TestSchema checks that every line of three replays is as the schema says, and that
// they have every key that it knows.
func TestSchema(t *testing.T) {
	schema := decisionSchema(t)
	seen := map[string]bool{} // kind.key
	for _, match := range []string{"final", "drill", overs} {
		g := replayed(t, match, tick, world, "--viewers", "20")
		for n, line := range bytes.Split(bytes.TrimSpace([]byte(g.streams[0].files["decisions.ndjson"])), []byte("\n")) {
			if err := validate(schema, line); err != nil {
				t.Fatalf("%s: line %d: %s\n%v", match, n+1, line, err)
			}
			var keys map[string]json.RawMessage
			if err := json.Unmarshal(line, &keys); err != nil {
				t.Fatal(err)
			}
			kind := strings.Trim(string(keys["kind"]), `"`)
			for key := range keys {
				seen[kind+"."+key] = true
			}
		}
	}
	published := readSchema(t)
	for _, o := range components.Outputs {
		def := published.Defs[o.Kind.Name]
		if len(def.Properties) == 0 {
			t.Errorf("kind %s is not in the schema", o.Kind.Name)
		}
		for key, is := range def.Properties {
			if string(is) != "false" && !seen[o.Kind.Name+"."+key] {
				t.Errorf("no %s has the key %s", o.Kind.Name, key)
			}
		}
		for key := range published.Properties {
			if string(def.Properties[key]) != "false" && !seen[o.Kind.Name+"."+key] && key != "cause" {
				t.Errorf("no %s has the key %s", o.Kind.Name, key)
			}
		}
	}
}

// TestSchemaSplices checks splices of a stream that may not be seen everywhere, whose breaks
// are the distributor's: of these the schema has fields and names of their own.
func TestSchemaSplices(t *testing.T) {
	schema := decisionSchema(t)
	config := filepath.Join(t.TempDir(), "service.toml")
	if err := os.WriteFile(config, []byte(dropFrameService+"[splice]\ndistributor = true\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	g := replayed(t, "drill", tick, dropFrame, "--viewers", "0", "--streams", "2", "--per-fixture", "2", "--config", config, "--rate", "30000/1001")
	seen := map[string]bool{}
	for _, s := range g.streams {
		for line := range strings.Lines(s.files["splices.ndjson"]) {
			if err := validate(schema, []byte(line)); err != nil {
				t.Fatalf("%s\n%v", line, err)
			}
			var d struct {
				Type     string
				Delivery map[string]any
			}
			if err := json.Unmarshal([]byte(line), &d); err != nil {
				t.Fatal(err)
			}
			seen[d.Type] = true
			for key := range d.Delivery {
				seen[key] = true
			}
		}
	}
	delivery := readSchema(t).Defs["splice"].Properties["delivery"]
	var keys struct{ Properties map[string]json.RawMessage }
	if err := json.Unmarshal(delivery, &keys); err != nil {
		t.Fatal(err)
	}
	want := []string{"distributor_placement_opportunity_start", "distributor_placement_opportunity_end"}
	for _, name := range append(want, slices.Sorted(maps.Keys(keys.Properties))...) {
		if !seen[name] {
			t.Errorf("no splice has %s", name)
		}
	}
}

// publishedSchema is the schema as a file.
type publishedSchema struct {
	Properties map[string]json.RawMessage `json:"properties"`
	Defs       map[string]publishedSchema `json:"$defs"`
}

func readSchema(t *testing.T) (s publishedSchema) {
	t.Helper()
	text, err := os.ReadFile(schemaFile)
	if err == nil {
		err = json.Unmarshal(text, &s)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSchemaRefuses plants faults into lines that are as the schema says.
func TestSchemaRefuses(t *testing.T) {
	schema := decisionSchema(t)
	samples := map[string]string{}
	g := replayed(t, "drill", tick, world)
	for _, line := range strings.Split(strings.TrimSpace(g.streams[0].files["decisions.ndjson"]), "\n") {
		var d decision
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{d.Kind, d.Op, d.Op + " " + d.Market, d.Result} {
			if samples[name] == "" {
				samples[name] = line
			}
		}
	}
	for _, sample := range slices.Sorted(maps.Keys(samples)) {
		if err := validate(schema, []byte(samples[sample])); err != nil {
			t.Errorf("%s: %v", sample, err)
		}
		more := strings.Replace(samples[sample], `{`, `{"one_more":1,`, 1)
		if validate(schema, []byte(more)) == nil {
			t.Errorf("%s: a key that the schema lacks is accepted", sample)
		}
		without := strings.Replace(samples[sample], `"release":`, `"occurred":`, 1)
		if validate(schema, []byte(without)) == nil {
			t.Errorf("%s: a line without release is accepted", sample)
		}
	}
	for _, tt := range []struct{ sample, old, new string }{
		{"cut", `"kind":"cut"`, `"kind":"splice"`},
		{"cut", `"kind":"cut"`, `"kind":"alert"`},
		{"cut", `"system":"director"`, `"system":"wagering"`},
		{"cut", `"stream":1`, `"stream":0`},
		{"cut", `"tick":`, `"tick":-`},
		{"cut", `"shot_ms":`, `"shot_ms":0.5,"x":`},
		{"cut", `"reason":"`, `"reason":"very `},
		{"cut", `"to_role":"`, `"to_role":"x`},
		{"cut", `0Z"`, `Z"`},
		{"cut", `"tc":"10:`, `"tc":"24:`},
		{"cut", `"clock":"1@`, `"clock":"`},
		{"event", `"score":"0-0"`, `"score":"0:0"`},
		{"event", `"op":"event"`, `"op":"event","market":"result","status":"active","causes":[]`},
		{"event", `"op":"event"`, `"op":"event","outcome":1`},
		{"event", `"sequence":1`, `"sequence":0`},
		{"event", `"cause":{`, `"because":{`},
		{"event", `"source":"match"`, `"source":"match","more":1`},
		{"event", `"event":"match_start"`, `"event":"kick_about"`},
		{"suspend result", `"causes":["injury"]`, `"causes":[]`},
		{"suspend result", `"causes":["injury"]`, `"causes":["injury","injury"]`},
		{"suspend result", `"causes":["injury"]`, `"causes":["weather"]`},
		{"suspend result", `"status":"suspended"`, `"status":"active"`},
		{"suspend result", `"status":"suspended",`, ``},
		{"suspend result", `"market":"result"`, `"market":"result","team":"home"`},
		{"settle result", `"next_goal":true,`, ``},
		{"settle result", `"outcome":1,`, ``},
		{"settle half", `"outcome":0`, `"outcome":0,"next_goal":false`},
		{"settle half", `"outcome":0`, `"outcome":-1`},
		{"resume result", `"market":"result",`, ``},
		{"segment-entry", `"gap":false`, `"gap":0`},
		{"segment-entry", `"duration":180000`, `"duration":0`},
		{"segment-entry", `"pts33":0`, `"pts33":8589934592`},
		{"segment-entry", `"pts33":0`, `"pts33":0,"cause":{"source":"match","event":"goal","sequence":1,"revision":0}`},
		{"alert", `"risk":`, `"risk":99`},
		{"alert", `"alert":"threshold"`, `"alert":"hunch"`},
		{"granted", `"tier":"hd",`, ``},
		{"granted", `"signature":"`, `"signature":"a`},
		{"granted", `"result":"granted"`, `"result":"left"`},
		{"left", `"result":"left"`, `"result":"renewed"`},
		{"left", `"result":"left"`, `"result":"left","until":5`},
		{"splice", `"type":"program_start"`, `"type":"half_time"`},
		{"splice", `"type":"program_start"`, `"type":"program_start","duration":5`},
		{"splice", `"event":1`, `"event":0`},
		{"splice", `"immediate":false,`, ``},
		{"splice", `"restricted":false`, `"restricted":true`},
		{"splice", `"restricted":false`, `"restricted":false,"web_allowed":true`},
		{"splice", `"scte35":"fc`, `"scte35":"fd`},
		{"splice", `"scte35":"fc`, `"scte35":"fc0`},
	} {
		line := samples[tt.sample]
		planted := strings.Replace(line, tt.old, tt.new, 1)
		if planted == line {
			t.Errorf("%s has no %s to plant a fault in: %s", tt.sample, tt.old, line)
		} else if validate(schema, []byte(planted)) == nil {
			t.Errorf("%s with %s is accepted", tt.sample, tt.new)
		}
	}
}

// TestSchemaNames checks that the schema lists every name that the engine has, and
// no other.
func TestSchemaNames(t *testing.T) {
	s := readSchema(t)
	wager := s.Defs["wager"].Properties
	var items struct{ Items json.RawMessage }
	if err := json.Unmarshal(wager["causes"], &items); err != nil {
		t.Fatal(err)
	}
	role := readDef(t, "role")
	for _, tt := range []struct {
		name   string
		schema json.RawMessage
		want   []string
	}{
		{"kind", s.Properties["kind"], outputNames()},
		{"cause.source", s.Defs["cause"].Properties["source"], names(components.FromPlayer + 1)},
		{"cause.event", s.Defs["cause"].Properties["event"], names(components.EventKinds)},
		{"op", wager["op"], namesTo(t, components.Cancel)},
		{"market", wager["market"], names(components.Groups)},
		{"status", wager["status"], namesTo(t, components.Cancelled)},
		{"causes", items.Items, components.Suspension(1<<16 - 1).AppendNames(nil)},
		{"team", wager["team"], namesTo(t, components.Away)[1:]},
		{"reason", s.Defs["cut"].Properties["reason"], namesTo(t, components.SuspectCut)},
		{"role", role, names(components.Roles)},
		{"alert", s.Defs["alert"].Properties["alert"], names(components.AlertKinds)},
		{"type", s.Defs["splice"].Properties["type"], splicedNames()},
		{"result", s.Defs["grant"].Properties["result"], namesTo(t, components.RefusedConcurrent)},
		{"tier", s.Defs["grant"].Properties["tier"], names(components.Tiers)},
	} {
		var got struct{ Enum []string }
		if err := json.Unmarshal(tt.schema, &got); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		slices.Sort(got.Enum)
		slices.Sort(tt.want)
		if !slices.Equal(got.Enum, tt.want) {
			t.Errorf("%s: the schema has %q, the engine %q", tt.name, got.Enum, tt.want)
		}
	}
}

// readDef returns a definition of the schema as it is written.
func readDef(t *testing.T, name string) json.RawMessage {
	t.Helper()
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var s struct {
		Defs map[string]json.RawMessage `json:"$defs"`
	}
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	return s.Defs[name]
}

type named interface {
	~uint8
	fmt.Stringer
}

// names are the names of the values below end.
func names[T named](end T) (list []string) {
	for v := range end {
		list = append(list, v.String())
	}
	return list
}

// namesTo are the names of the values up to last. Any beyond the last one there is
// has its name, which tells whether last still is that.
func namesTo[T named](t *testing.T, last T) []string {
	t.Helper()
	if beyond := T(255).String(); beyond != last.String() {
		t.Errorf("there is %s after %v", beyond, last)
	}
	return append(names(last), last.String())
}

// splicedNames are the names of what the system splice announces.
func splicedNames() (list []string) {
	for _, s := range []components.Segmentation{
		components.ProgramStart, components.ProgramInProgress, components.ProgramEnd,
		components.ProviderPlacementStart, components.ProviderPlacementEnd,
		components.DistributorPlacementStart, components.DistributorPlacementEnd,
		components.UnscheduledEventStart, components.UnscheduledEventEnd,
	} {
		list = append(list, s.String())
	}
	return list
}

func outputNames() (list []string) {
	for _, o := range components.Outputs {
		list = append(list, o.Kind.Name)
	}
	return list
}
