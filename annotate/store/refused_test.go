package store

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model/mention"
)

// refuse turns an annotation of a file down, as a person does a suggestion.
func refuse(f *File, a *annotate.Annotation) *annotate.Annotation {
	c := a.Clone()
	c.Origin.How, c.Modified = annotate.Refused, a.Modified.Add(time.Hour)
	f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{Before: a, After: c}}})
	return c
}

// A refused suggestion comes back with what it said, by whom it was found and how sure
// that was; one that says no more than its kind and label is in the file as such.
func TestARefusedSuggestionComesBack(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	words := place(a, "Jane Doe")
	plain := quote(a, NewID(), "Jane Doe", "Jane Doe")
	plain.Body = &kind.Entity{Named: annotate.Ref{Kind: annotate.RefName, Name: "Jane Doe", Type: mention.Person}}
	plain.Origin = annotate.Origin{How: annotate.Kept, Generator: "mention/3", Score: 0.87}
	full := quote(a, NewID(), "“It will pay for itself,”", "Jane Doe")
	full.Comment, full.Tags = "too long", []string{"a"}
	full.Body.(*kind.Quote).Speaker.Words = &words
	add(f, plain)
	add(f, full)
	save(t, f)
	refuse(f, plain)
	refuse(f, full)
	save(t, f)
	again := open(t, d, a)
	if len(again.Set.All()) != 0 || len(again.Set.Refused()) != 2 || len(again.Problems) != 0 {
		t.Fatalf("%d, %d, %v", len(again.Set.All()), len(again.Set.Refused()), again.Problems)
	}
	for _, r := range again.Set.Refused() {
		switch r.ID {
		case plain.ID:
			e := kind.AsEntity(r)
			if e == nil || e.Named.Name != "Jane Doe" || e.Named.Type != mention.Person || r.Origin.Generator != "mention/3" || r.Origin.Score != 0.87 || !r.Modified.Equal(plain.Modified.Add(time.Hour)) {
				t.Errorf("%+v, %+v", r, e)
			}
		case full.ID:
			q := kind.AsQuote(r)
			if q == nil || q.Form != "direct" || q.Speaker.Name != "Jane Doe" || q.Speaker.Words == nil || r.Comment != "too long" || len(r.Tags) != 1 || a.Slice(r.Target.Range) != "“It will pay for itself,”" {
				t.Errorf("%+v, %+v", r, q)
			}
		}
	}
	// Kept after all, it is among the others again, and once.
	kept := again.Set.Refused()[0].Clone()
	kept.Origin.How = annotate.Kept
	again.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{Before: again.Set.Refused()[0], After: kept}}})
	save(t, again)
	if f := open(t, d, a); len(f.Set.All()) != 1 || len(f.Set.Refused()) != 1 {
		t.Errorf("%d and %d refused", len(f.Set.All()), len(f.Set.Refused()))
	}
}

// What one refuses and another leaves alone is refused; what one refuses and another
// changes is there in both versions.
func TestARefusalMeetsAChange(t *testing.T) {
	for name, c := range map[string]struct {
		change        bool
		kept, refused int
		conflicts     int
	}{"left alone": {false, 0, 1, 0}, "changed": {true, 1, 1, 1}} {
		d, a := testDesk(t, "Alice"), testArticle(t, tram)
		f := open(t, d, a)
		n := note(a, "pay", "one")
		add(f, n)
		save(t, f)
		o := open(t, d, a)
		if c.change {
			changed := o.Set.Get(n.ID).Clone()
			changed.Comment, changed.Modified = "two", n.Modified.Add(time.Minute)
			o.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{Before: o.Set.Get(n.ID), After: changed}}})
			save(t, o)
		}
		refuse(f, f.Set.Get(n.ID))
		s := save(t, f)
		now := open(t, d, a).Set
		if len(now.All()) != c.kept || len(now.Refused()) != c.refused || len(s.Conflicts) != c.conflicts {
			t.Errorf("%s: %d kept, %d refused, conflicts %v", name, len(now.All()), len(now.Refused()), s.Conflicts)
		}
	}
}

// Who made an annotation is read as an IRI or as an agent that bears one.
func TestWhoMadeAnAnnotation(t *testing.T) {
	for creator, want := range map[string]string{`"urn:a"`: "urn:a", `{"name": "Ann", "id": "urn:a", "type": "Person"}`: "urn:a", `{"name": "Ann"}`: "", `7`: "", `["urn:a"]`: ""} {
		c, err := Decode([]byte(`{"type": "AnnotationCollection", "first": {"items": [{"id": "urn:x", "creator": ` + creator + `, "target": "https://a.example", "body": {"type": "TextualBody", "value": "x"}}]}}`))
		if err != nil || len(c.Annotations) != 1 {
			continue // an agent that is not one is kept as it is
		}
		if got := c.Annotations[0].Creator; got != want {
			t.Errorf("%s: %q, want %q", creator, got, want)
		}
	}
}

// A key that is added to what another program wrote is behind the one it follows in
// stet's own order, and theirs keep their places.
func TestANewKeyStandsInItsPlace(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	n := note(a, "pay", "")
	n.Origin = annotate.Origin{How: annotate.Kept, Generator: "quotation/1"}
	add(f, n)
	save(t, f)
	data, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	const theirs = `"x:last": true`
	foreign := strings.Replace(string(data), `"origin": "kept",`, `"x:first": 1, "origin": "kept",`, 1)
	foreign = strings.Replace(foreign, `"engine": "quotation/1",`, `"engine": "quotation/1", `+theirs+`,`, 1)
	if err := os.WriteFile(f.Path(), []byte(foreign), 0o644); err != nil {
		t.Fatal(err)
	}
	f = open(t, d, a)
	before := f.Set.All()[0]
	after := before.Clone()
	after.Comment = "new"
	f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{Before: before, After: after}}})
	save(t, f)
	data, _ = os.ReadFile(f.Path())
	data = data[bytes.Index(data, []byte(`"items"`)):]
	at := -1
	for _, key := range []string{`"x:first": 1`, `"origin"`, `"engine"`, `"body"`, `"target"`} {
		i := bytes.Index(data, []byte(key))
		if i < at || i < 0 {
			t.Errorf("%s stands at %d, before %d:\n%s", key, i, at, data)
		}
		at = i
	}
	if !bytes.Contains(data, []byte(theirs)) {
		t.Errorf("%s is lost", theirs)
	}
}

// Beside a sidecar that was begun elsewhere lies one that is broken: it is named, and
// what is elsewhere can still be worked on.
func TestABrokenSidecarBesideIsNamed(t *testing.T) {
	d, a, _, _ := away(t)
	beside := SidecarPath(a.Path, "Alice")
	if err := os.WriteFile(beside, []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	f := open(t, d, a)
	if comments(f.Set.All()) != "one" || len(f.Problems) != 1 || f.Problems[0].Path != beside || f.Problems[0].Msg == "" {
		t.Errorf("%q, %v", comments(f.Set.All()), f.Problems)
	}
	if filepath.Dir(f.Path()) != filepath.Join(d.Data, "kept") {
		t.Errorf("it is saved to %s", f.Path())
	}
}
