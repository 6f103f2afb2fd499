package store

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func schema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	if err := c.AddResource("urn:x-stet:schema:1", unmarshal(t, []byte(Schema))); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("urn:x-stet:schema:1")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheSchemaFitsTheGoldenSidecar(t *testing.T) {
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	s := schema(t)
	if err := s.Validate(unmarshal(t, data)); err != nil {
		t.Fatalf("%#v", err)
	}
	named := map[string]bool{}
	keysOf(unmarshal(t, []byte(Schema)), named)
	keys := map[string]bool{}
	keysOf(unmarshal(t, data), keys)
	for key := range keys {
		if !named[key] {
			t.Errorf("the schema does not speak of %q", key)
		}
	}
	for name, edit := range map[string][2]string{
		"a negative offset":      {`"start": 304`, `"start": -1`},
		"no words":               {`"exact": "Green"`, `"exact": ""`},
		"another type":           {`"type": "AnnotationPage"`, `"type": "Page"`},
		"a local time":           {`"2026-03-17T09:52:07Z"`, `"2026-03-17T09:52:07+01:00"`},
		"an unknown quote type":  {`"quoteType": "mixed"`, `"quoteType": "free"`},
		"a claim told by nobody": {`"toldBy": "stet:article"`, `"toldBy": "somebody"`},
		"a digest that is none":  {`"sha256": "8`, `"sha256": "x`},
		"an origin":              {`"origin": "edited"`, `"origin": "dreamt"`},
	} {
		broken := strings.Replace(string(data), edit[0], edit[1], 1)
		if broken == string(data) {
			t.Errorf("%s: nothing to break", name)
		}
		if s.Validate(unmarshal(t, []byte(broken))) == nil {
			t.Errorf("the schema takes %s", name)
		}
	}
	unknown := bytes.Replace(data, []byte(`"total"`), []byte(`"x:new": {}, "total"`), 1)
	if err := s.Validate(unmarshal(t, unknown)); err != nil {
		t.Errorf("the schema refuses an unknown key: %v", err)
	}
}
