package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/piprate/json-gold/ld"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"stet/model/need"
)

// reference returns a folder of the reference material, which lies beside a
// clone; without it the test is skipped.
func reference(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "reference", name)
	if _, err := os.Stat(path); err != nil {
		need.Skip(t, need.Shared, fmt.Sprintf("without %s: %v", name, err))
	}
	return path
}

// An assertion is one schema of the W3C test suite.
type assertion struct {
	ID, Title, AssertionType, ExpectedResult string
	schema                                   *jsonschema.Schema
}

// assertions compiles the schemas of the suite that a .test file lists.
func assertions(t *testing.T, suite, test string) (out []assertion) {
	t.Helper()
	const base = "https://suite.example/"
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft4)
	err := filepath.WalkDir(suite, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.Name() == "tools":
			return fs.SkipDir
		case filepath.Ext(path) != ".json":
			return nil
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		doc, err := jsonschema.UnmarshalJSON(f)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		dropIDs(doc)
		return c.AddResource(base+flat(suite, path), doc)
	})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(suite, test))
	if err != nil {
		t.Fatal(err)
	}
	var list struct{ Assertions []string }
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	for _, name := range list.Assertions {
		data, err := os.ReadFile(filepath.Join(suite, name))
		if err != nil {
			t.Fatal(err)
		}
		var a assertion
		if err := json.Unmarshal(data, &a); err != nil {
			t.Fatal(err)
		}
		if a.schema, err = c.Compile(base + flat(suite, filepath.Join(suite, name))); err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

// flat names a file of the suite in one folder: the definitions are referred to
// from everywhere by their plain names, and other names occur twice.
func flat(suite, path string) string {
	rel, _ := filepath.Rel(suite, path)
	return strings.TrimPrefix(strings.ReplaceAll(filepath.ToSlash(rel), "/", "_"), "definitions_")
}

// dropIDs removes the schemas' own ids: each file is known by its name.
func dropIDs(v any) {
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v["id"].(string); ok {
			delete(v, "id")
		}
		for _, w := range v {
			dropIDs(w)
		}
	case []any:
		for _, w := range v {
			dropIDs(w)
		}
	}
}

func unmarshal(t testing.TB, data []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// The collection, its page and each annotation meet every MUST of the W3C test
// suite for the Web Annotation Data Model.
func TestTheGoldenSidecarMeetsTheW3CSuite(t *testing.T) {
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	meetsTheW3CSuite(t, data)
}

func meetsTheW3CSuite(t *testing.T, data []byte) {
	t.Helper()
	suite := reference(t, "w3c-tests")
	collection := unmarshal(t, data).(map[string]any)
	page := collection["first"].(map[string]any)
	parts := map[string][]any{
		"collections/collectionMusts.test": {collection},
		"collections/pages/pageMusts.test": {page},
		"annotations/annotationMusts.test": page["items"].([]any),
	}
	for test, values := range parts {
		all := assertions(t, suite, test)
		if len(all) < 5 {
			t.Errorf("%s lists only %d assertions", test, len(all))
		}
		for i, v := range values {
			v.(map[string]any)["@context"] = "http://www.w3.org/ns/anno.jsonld" // each by itself
			for _, a := range all {
				err := a.schema.Validate(v)
				if (err == nil) != (a.ExpectedResult == "valid") {
					t.Errorf("%s, value %d: %s (%s): %v", test, i, a.Title, a.ExpectedResult, err)
				}
			}
		}
	}
}

// JSON-LD expansion keeps everything: without any one of the keys it says less.
func TestExpansionLosesNoKey(t *testing.T) {
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	losesNoKey(t, data, 60)
}

// losesNoKey checks a sidecar that shows at least so many keys.
func losesNoKey(t *testing.T, data []byte, least int) {
	t.Helper()
	context, err := os.ReadFile(reference(t, "anno.jsonld"))
	if err != nil {
		t.Fatal(err)
	}
	load := loader{"http://www.w3.org/ns/anno.jsonld": context}
	whole := expand(t, load, data, "")
	keys := map[string]bool{}
	keysOf(unmarshal(t, data), keys)
	if len(keys) < least {
		t.Fatalf("the sidecar shows only %d keys", len(keys))
	}
	for key := range keys {
		if expand(t, load, data, key) == whole {
			t.Errorf("the key %q says nothing in JSON-LD", key)
		}
	}
}

type loader map[string][]byte

func (l loader) LoadDocument(url string) (*ld.RemoteDocument, error) {
	data, ok := l[url]
	if !ok {
		return nil, fmt.Errorf("not here: %s", url)
	}
	doc, err := ld.DocumentFromReader(bytes.NewReader(data))
	return &ld.RemoteDocument{DocumentURL: url, Document: doc}, err
}

// expand returns the expanded form of a document without one of its keys.
func expand(t testing.TB, load loader, data []byte, without string) string {
	t.Helper()
	var doc any
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	drop(doc, without)
	options := ld.NewJsonLdOptions("")
	options.DocumentLoader = load
	out, err := ld.NewJsonLdProcessor().Expand(doc, options)
	if err != nil {
		t.Fatalf("without %q: %v", without, err)
	}
	text, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// keysOf collects the keys of a document, but not those of its context.
func keysOf(v any, keys map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		for key, w := range v {
			if key != "@context" {
				keys[key] = true
				keysOf(w, keys)
			}
		}
	case []any:
		for _, w := range v {
			keysOf(w, keys)
		}
	}
}

func drop(v any, key string) {
	switch v := v.(type) {
	case map[string]any:
		delete(v, key)
		for k, w := range v {
			if k != "@context" {
				drop(w, key)
			}
		}
	case []any:
		for _, w := range v {
			drop(w, key)
		}
	}
}

// The example that the form of a sidecar was designed with, of before version 1,
// opens; every annotation is written back to the byte. (Its links was last.)
func TestTheFirstExampleOpens(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "sidecar-example.json"))
	if err != nil {
		need.Skip(t, need.Shared, "without the example: ", err)
	}
	c, err := Decode(data)
	if err != nil || len(c.Problems) > 0 {
		t.Fatal(err, c.Problems)
	}
	var kinds []string
	for _, a := range c.Annotations {
		kinds = append(kinds, strings.TrimSpace(a.Kind()+" "+a.Who().Name))
	}
	slices.Sort(kinds)
	want := []string{"Suggestion", "claim Jane Doe", "entity", "entity", "entity", "link", "note", "quote Jane Doe", "quote Jane Doe", "stance Amir Khan", "stance Taxpayers’ Union"}
	if !slices.Equal(kinds, want) {
		t.Errorf("got  %q\nwant %q", kinds, want)
	}
	got := c.Encode()
	if len(got) != len(data) {
		t.Errorf("written back with %d bytes, not %d", len(got), len(data))
	}
	for _, a := range c.Annotations {
		if !bytes.Contains(data, a.Source.JSON) || !bytes.Contains(got, a.Source.JSON) {
			t.Errorf("%s was written back otherwise", a.ID)
		}
	}
}
