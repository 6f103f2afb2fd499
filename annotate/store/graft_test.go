package store

import (
	"bytes"
	"os"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
)

// Every object of every annotation gets a key that stet does not know. Whatever
// is then changed, none of them is lost and what was changed is.
func TestUnknownKeysSurviveEveryChange(t *testing.T) {
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	key := []byte(`"x:unknown": [null, 1.50],`)
	data = bytes.ReplaceAll(data, []byte("{\n"), append([]byte("{\n"), key...))
	desk := newTramDesk(t)
	changes := map[string]func(*annotate.Annotation){
		"comment":  func(a *annotate.Annotation) { a.Comment = "changed" },
		"tags":     func(a *annotate.Annotation) { a.Tags = append(a.Tags, "changed") },
		"modified": func(a *annotate.Annotation) { a.Modified = a.Modified.Add(1e9) },
		"conflict": func(a *annotate.Annotation) { a.ConflictsWith = id(99) },
		"label":    func(a *annotate.Annotation) { kind.Of(a).SetLabel(a.Body, "CHANGED") },
		"boundary": func(a *annotate.Annotation) { a.Target = annotate.Target{Place: desk.at("Mayor", 0)} },
		"name":     func(a *annotate.Annotation) { a.Body.Refs()[0].Ref.Name = "changed" },
		"first part": func(a *annotate.Annotation) {
			if q := kind.AsQuote(a); q != nil && len(q.Parts) > 0 {
				q.Parts = append([]annotate.Place{strip(desk.at("Mayor", 0))}, q.Parts[1:]...)
			}
		},
		"second evidence": func(a *annotate.Annotation) {
			if r := kind.ReviewOf(a.Body); r != nil {
				r.Evidence[1].Words = "changed"
			}
		},
		"other end": func(a *annotate.Annotation) { a.Body.Refs()[0].Ref.ID = id(98) },
	}
	c, err := Decode(data)
	if err != nil || len(c.Problems) > 0 {
		t.Fatal(err, c.Problems)
	}
	for _, a := range c.Annotations {
		refused := a.Origin.How == annotate.Refused
		for name, change := range changes {
			if (name == "name" || name == "other end") && len(a.Body.Refs()) == 0 {
				continue
			}
			if a.Target.Quote.Exact == "" && name == "boundary" {
				continue // another kind of target has other objects
			}
			changed := a.Clone()
			change(changed)
			raw := c.encoder(refused).item(changed)
			if got, want := bytes.Count(raw, key[:len(key)-1]), bytes.Count(a.Source.JSON, key[:len(key)-1]); got != want {
				t.Errorf("%s %s, %s: %d of %d unknown keys are left", a.ID, a.Kind(), name, got, want)
				continue
			}
			again, err := decodeItem(raw, c.Document.Digest, refused, kind.All)
			if err != nil {
				t.Errorf("%s, %s: %v", a.ID, name, err)
				continue
			}
			again.Creator, again.Created = changed.Creator, changed.Created // a refusal has none of its own
			changed.Source, again.Source = nil, nil
			changed.Target.Place, again.Target.Place = strip(changed.Target.Place), strip(again.Target.Place)
			if g, w := dump(again), dump(changed); g != w {
				t.Errorf("%s, %s:\n got %s\nwant %s", a.ID, name, g, w)
			}
		}
	}
}

// strip leaves of a place what a file holds.
func strip(p annotate.Place) annotate.Place {
	return annotate.Place{Quote: p.Quote, State: annotate.Orphan}
}
