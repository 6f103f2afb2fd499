package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/model/need"
)

const head = `{"type": "AnnotationCollection", "document": {"id": "urn:d", "sha256": "00"}, `

// Sidecars are other people's: whatever they hold, reading one is bounded and
// fails with one line.
func TestHostileSidecarsAreBounded(t *testing.T) {
	many := func(n int, s string) string { return strings.TrimSuffix(strings.Repeat(s, n), ",") }
	keys := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "\"k%d\": 1, ", i)
		}
		return b.String()
	}
	for name, c := range map[string]struct{ data, want string }{
		"many keys":        {head + keys(1e5) + `"total": 0}`, "more than 1000 keys"},
		"many page keys":   {head + `"first": {` + keys(1e5) + `"items": []}}`, "more than 1000 keys"},
		"many elements":    {head + `"first": {"items": [` + many(MaxAnnotations+1, "0,") + `]}}`, "more than 1000000 elements"},
		"deep in an item":  {head + `"first": {"items": [{"id": "urn:a", "body": ` + strings.Repeat(`{"a":`, 1e5) + `0`, "nested more than 64 deep"},
		"a huge number":    {head + `"first": {"items": [{"id": "urn:a", "target": {"selector": {"exact": "x", "start": 99999999999999999999}}}]}}`, ""},
		"a negative one":   {head + `"first": {"items": [{"id": "urn:a", "target": {"selector": {"exact": "x", "start": -1}}}]}}`, ""},
		"a large id":       {head + `"first": {"items": [{"id": "` + strings.Repeat("x", 1e6) + `"}]}}`, ""},
		"many equal ids":   {head + `"first": {"items": [` + many(2e4, `{"id": "urn:a"},`) + `]}}`, ""},
		"many bodies":      {head + `"first": {"items": [{"id": "urn:a", "body": [` + many(2e4, `{"type": ["Dataset", "x:y"]},`) + `]}]}}`, ""},
		"many body keys":   {head + `"first": {"items": [{"id": "urn:a", "motivation": "commenting", "body": {` + keys(1e5) + `"type": "TextualBody"}}]}}`, ""},
		"many refusals":    {head + `"refused": [` + many(2e4, `{"id": "urn:a"},`) + `]}`, ""},
		"nothing but lies": {head + `"total": "many", "creator": 7, "created": [], "coded": {}, "first": {"items": [{"id": 7}, {"id": "urn:a", "body": 7, "target": 7}]}}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			took := need.CPU(func() {
				c1, err := Decode([]byte(c.data))
				switch {
				case c.want == "" && err != nil:
					t.Fatalf("refused: %v", err)
				case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n")):
					t.Fatalf("got %v, want %s", err, c.want)
				}
				if err == nil {
					for _, a := range c1.Annotations {
						changed := a.Clone()
						changed.Comment = "mine"
						c1.encoder(false).item(changed)
					}
					mustMerge(t, nil, []byte(c.data), c1.Encode())
				}
			})
			if took > 20*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

// A sidecar cannot make stet read or write outside its folder.
func TestNoPathInASidecarIsFollowed(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	for _, of := range []string{"../../../etc/passwd", "..", strings.Repeat("a", 63) + "/", ""} {
		if _, ok := d.KeptText(a.Path, of); ok {
			t.Errorf("%q names a text", of)
		}
	}
	f := open(t, d, a)
	n := note(a, "pay", "one")
	n.Target.Quote.Of = "../../escape"
	add(f, n)
	save(t, f)
	if got := open(t, d, a).Set.All(); len(got) != 1 || got[0].Target.State != annotate.Exact {
		t.Errorf("got %v", got)
	}
}
