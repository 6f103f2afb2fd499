package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/wire"
	"stet/model"
	"stet/model/library"
	"stet/model/quotation"
)

// A sidecar that cannot be written at home after all stays where it was, and is saved
// there.
func TestASidecarThatDoesNotFitAtHomeStaysAway(t *testing.T) {
	d, a, f, _ := away(t)
	kept, made := f.Path(), 0
	d.create = func(path string) (tempFile, error) {
		if filepath.Dir(path) == filepath.Dir(a.Path) {
			if made++; made > 1 { // the first only asks whether the folder can be written
				return nil, &os.PathError{Op: "write", Path: path, Err: syscall.ENOSPC}
			}
		}
		return createTemp(path)
	}
	add(f, note(a, "tram", "two"))
	if s := save(t, f); !s.Kept || s.Home || s.Path != kept || made < 2 {
		t.Errorf("after %d files: %+v", made, s)
	}
	if got := comments(open(t, d, a).Set.All()); got != "one two" || exists(SidecarPath(a.Path, "alice")) {
		t.Errorf("it says %q", got)
	}
}

// What was written at home since a sidecar was begun elsewhere is there with it when it
// comes home with a save.
func TestASaveAtHomeMeetsWhatLiesThere(t *testing.T) {
	d, a, f, writable := away(t)
	writable()
	other := testDesk(t, "Alice")
	pulled := open(t, other, a)
	add(pulled, note(a, "back", "pulled"))
	save(t, pulled)
	add(f, note(a, "tram", "two"))
	if s := save(t, f); !s.Home || comments(f.Set.All()) != "one pulled two" {
		t.Errorf("%+v: the screen says %q", s, comments(f.Set.All()))
	}
	atHome(t, d, a, "one pulled two")
}

// An earlier text that was changed where it is kept is no earlier text.
func TestAKeptTextThatWasChanged(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	save(t, f)
	if text, ok := d.KeptText(a.Path, a.Digest); !ok || text != tram {
		t.Fatalf("%q", text)
	}
	if err := os.WriteFile(d.textPath(a.Path, a.Digest), []byte("Rain."), 0o644); err != nil {
		t.Fatal(err)
	}
	if text, ok := d.KeptText(a.Path, a.Digest); ok {
		t.Errorf("it is %q", text)
	}
}

// Two sessions have to save elsewhere, one after the other: what one deleted meanwhile the
// other, which never saw that, still has.
func TestTwoSessionsMeetElsewhere(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	add(f, note(a, "tram", "two"))
	save(t, f)
	readOnly(d, a.Path)
	other := open(t, d, a)
	for _, n := range other.Set.All() {
		if n.Comment == "two" {
			other.Set.Do(swap(n, nil))
		}
	}
	save(t, other)
	add(f, note(a, "Jane", "three"))
	s := save(t, f)
	if got := comments(open(t, d, a).Set.All()); !s.Kept || got != "one three two" {
		t.Errorf("elsewhere it says %q", got)
	}
}

// What another program deleted is gone from the screen with the next save.
func TestADeletionByAnotherReachesTheScreen(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	n := note(a, "pay", "one")
	add(f, n)
	add(f, note(a, "back", "two"))
	save(t, f)
	other := open(t, d, a)
	other.Set.Do(swap(other.Set.Get(n.ID), nil))
	save(t, other)
	add(f, note(a, "tram", "three"))
	if s := save(t, f); len(s.Edit.Swaps) != 1 || s.Edit.Swaps[0].After != nil || s.Edit.Swaps[0].Before.ID != n.ID {
		t.Errorf("the screen is told %+v", s.Edit)
	}
	if got := comments(f.Set.All()); got != "three two" {
		t.Errorf("the screen says %q", got)
	}
}

// An article that has moved and changed still finds its sidecar elsewhere by its address.
func TestASidecarElsewhereIsFoundByTheAddress(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	a.Meta.URL = "https://gazette.example/tram"
	readOnly(d, a.Path)
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	save(t, f)
	for url, want := range map[string]string{a.Meta.URL: "one", "https://gazette.example/ferry": "", "": ""} {
		moved := article(filepath.Join(t.TempDir(), "b.txt"), "Rain. "+tram)
		moved.Meta.URL = url
		if got := comments(open(t, d, moved).Set.All()); got != want {
			t.Errorf("%q finds %q", url, got)
		}
	}
}

// A lock that comes too late is given back.
func TestALateLockIsGivenBack(t *testing.T) {
	name := filepath.Join(t.TempDir(), "lock")
	first, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	first.Close()
	held := flock.New(name)
	if free, err := held.TryLock(); !free || err != nil {
		t.Fatal(err)
	}
	if _, err := acquire(name, time.Now()); !errors.Is(err, ErrBusy) {
		t.Fatalf("it is held, and: %v", err)
	}
	held.Unlock()
	free := 0
	for range 1000 { // whoever waited has it at some moment
		if got, _ := held.TryLock(); got {
			held.Unlock()
			if free++; free == 20 {
				return
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
	t.Errorf("it was free %d times, and is still held", free)
}

// All that a change leaves alone stays in its place, also between elements that are told
// apart by nothing but their bytes.
func TestAChangeIsGraftedOntoWhatIsUnknown(t *testing.T) {
	for _, c := range []struct{ raw, old, fresh, want string }{
		{`["a",7,"b"]`, `["a","b"]`, `["b","c"]`, `[7,"b","c"]`},
		{`["a",7,"a"]`, `["a","a"]`, `["a"]`, `["a",7]`},
		{`[{"id":"x","type":"T","v":1},{"type":"T","v":2}]`, `[{"type":"T","v":2}]`, `[{"type":"T","v":3}]`, `[{"id":"x","type":"T","v":1},{"type":"T","v":3}]`},
		{`[{"type":"T","u":0,"v":1},{"type":"T","u":1,"v":2}]`, `[{"type":"T","v":1},{"type":"T","v":2}]`, `[{"type":"T","v":1},{"type":"T","v":3}]`, `[{"type":"T","u":0,"v":1},{"type":"T","u":1,"v":3}]`},
		{`[{"type":"T","purpose":"tagging","v":1},{"type":"T","purpose":"x","v":2}]`, `[{"type":"T","purpose":"tagging","v":1}]`, `[]`, `[{"type":"T","purpose":"x","v":2}]`},
		{`[{"type":"T","purpose":"tagging","u":0,"value":"\u00e9"},{"type":"T","purpose":"tagging","u":1,"value":"b"}]`, `[{"type":"T","purpose":"tagging","value":"é"},{"type":"T","purpose":"tagging","value":"b"}]`, `[{"type":"T","purpose":"tagging","value":"b"}]`, `[{"type":"T","purpose":"tagging","u":1,"value":"b"}]`},
		{`{"u":1,"a":1}`, `{"a":1}`, `{"b":2}`, `{"b":2,"u":1}`},
		{`{"a":{"u":1,"v":1}}`, `{"a":{"v":1}}`, `{"a":{"v":2}}`, `{"a":{"u":1,"v":2}}`},
		{`{"a":{"u":1}}`, `{}`, `{"a":{"v":2}}`, `{"a":{"v":2}}`},
		{`{"a":{"v":1}}`, `{"a":{"v":1}}`, `{"a":"x"}`, `{"a":"x"}`},
		{`{"a":{"v":1}}`, `{"a":[1]}`, `{"a":[2]}`, `{"a":[2]}`},
		{`{"a":[1,9]}`, `{"a":[1]}`, `{"a":{"v":1}}`, `{"a":{"v":1}}`},
		{`{"a":1}`, `{"a":1,"b":2}`, `{"a":1,"b":3}`, `{"a":1}`},
		{`{"c":3,"u":0}`, `{"c":3}`, `{"a":1,"b":2,"c":3}`, `{"a":1,"b":2,"c":3,"u":0}`},
		{`{"a":1,"u":0,"c":3}`, `{"a":1,"c":3}`, `{"a":1,"b":2,"c":3}`, `{"a":1,"b":2,"u":0,"c":3}`},
	} {
		got, err := graft([]byte(c.raw), []byte(c.old), []byte(c.fresh), 0)
		if err != nil || string(wire.Compact(got)) != c.want {
			t.Errorf("%s, of which %s became %s: %s, want %s (%v)", c.raw, c.old, c.fresh, wire.Compact(got), c.want, err)
		}
	}
	if _, err := graft([]byte(`{`), []byte(`{}`), []byte(`{"a":1}`), 0); err == nil {
		t.Error("half an object is grafted")
	}
}

// A body that cannot be read is kept as it is, whatever else changes.
func TestAnUnreadableBodyStaysAsItIs(t *testing.T) {
	file := `{"type": "AnnotationCollection", "total": 1, "first": {"items": [{"id": "urn:a", "motivation": "commenting", "body": [{"type": ["Dataset", "stet:Quotation"], "speaker": 7, "quoteType": "direct"}], "target": "https://a.example"}]}}`
	c, err := Decode([]byte(file))
	if err != nil || len(c.Annotations) != 1 || len(c.Problems) != 1 {
		t.Fatal(err, c.Problems)
	}
	if _, unknown := c.Annotations[0].Body.(*kind.Unknown); !unknown {
		t.Errorf("it is read as %+v", c.Annotations[0].Body)
	}
	changed := c.Annotations[0].Clone()
	changed.Modified = time.Unix(1800000000, 0)
	c.Annotations[0] = changed
	if out := string(wire.Compact(c.Encode())); !strings.Contains(out, `{"type":["Dataset","stet:Quotation"],"speaker":7,"quoteType":"direct"}`) || !strings.Contains(out, `"modified"`) {
		t.Errorf("it goes back as %s", out)
	}
}

// What of an earlier text is gone from the present one is told as such, and a wrong place
// in the earlier one is told of that.
func TestCheckComparesWithTheTextThatWasAnnotated(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	gone, wrong := note(a, "going back", "gone"), note(a, "pay", "wrong")
	wrong.Target.Quote.Start++
	add(f, gone)
	add(f, wrong)
	save(t, f)
	now := article(a.Path, "Rain.\n\n“It will pay for itself,” said Jane Doe.\n")
	c := &Checker{Desk: d, Read: func(string) (*model.Article, error) { return now, nil }}
	c.Add(f.Path())
	var got []string
	for p := range c.Problems {
		got = append(got, p.Msg)
	}
	slices.Sort(got)
	if want := []string{`its words "going back" are not in the article any more`, `its words "pay" are not at 34 to 36 but at 33`}; !slices.Equal(got, want) {
		t.Errorf("found %q", got)
	}
}

// A sidecar without a language is read by that of its article.
func TestASidecarWithoutALanguageHasThatOfItsArticle(t *testing.T) {
	for language, nobody := range map[string]bool{"de": false, "en": true} {
		d, a := testDesk(t, "Alice"), testArticle(t, tram)
		a.Meta.Language = ""
		f := open(t, d, a)
		q := quote(a, NewID(), "“It will pay for itself,”", "Jane Doe")
		q.Body.(*kind.Quote).Speaker = annotate.Ref{Kind: annotate.RefNobody}
		q.Origin = annotate.Origin{How: annotate.Kept, Generator: quotation.Engine}
		add(f, q)
		save(t, f)
		now := *a
		now.Meta.Language = language
		got := kind.AsQuote(open(t, d, &now).Set.Get(q.ID))
		if (got.Speaker.Kind == annotate.RefNobody) != nobody {
			t.Errorf("in %s: %+v", language, got.Speaker)
		}
	}
}

// Which files of a folder are stet's own, and whose sidecar a name says.
func TestWhatBelongsToStet(t *testing.T) {
	for name, want := range map[string]struct {
		own  bool
		slug string
	}{
		"tram.txt": {false, ""}, "tram.txt.alice.anno.json": {true, "alice"}, "tram.txt.@gold.anno.json": {true, "@gold"},
		".tram.txt.alice.anno.json.ABCD.stet-tmp": {true, ""}, "tram.txt.alice.anno.json.orig": {true, ""},
		library.Codebook: {true, ""}, codebook.NamesFile: {true, ""}, "notes.json": {false, ""}, ".alice.anno.json": {true, "alice"},
		"tram..anno.json": {true, ""}, "anno.json": {false, ""}, "a.toml": {false, ""},
	} {
		path := filepath.Join("/news", name)
		slug, sidecar := AnnotatorOf(path)
		if Belongs(path) != want.own || slug != want.slug || sidecar != (want.slug != "") {
			t.Errorf("%s: stet’s own %t, of %q, a sidecar %t", name, Belongs(path), slug, sidecar)
		}
	}
	cut := fmt.Sprintf("/nowhere/x~%s.alice.anno.json", strings.Repeat("0", 16))
	if path, ok := ArticleOf(cut); ok {
		t.Errorf("in no folder %s is of %s", cut, path)
	}
	here := filepath.Join(t.TempDir(), filepath.Base(cut))
	if path, ok := ArticleOf(here); ok {
		t.Errorf("in a folder without its article %s is of %s", here, path)
	}
	for generator, want := range map[string]string{"@parrot/m/12345678": "@parrot", "@parrot": "@parrot", "quotation/1": "", "@gold/x": "", "": ""} {
		if slug, ok := MachineOf(generator); ok != (want != "") || ok && slug != want {
			t.Errorf("%q is of the machine %q, %t", generator, slug, ok)
		}
	}
}

// A code means what the codebook around the article says.
func TestWhatACodeMeans(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "codebook.toml"), []byte("name = \"desk\"\n[[set]]\nname = \"type\"\napplies = \"entity\"\n[[set.code]]\nname = \"SHIP\"\ndefinition = \"It floats.\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	d := testDesk(t, "Alice")
	for article, want := range map[string]string{filepath.Join(dir, "a.txt"): "It floats.", filepath.Join(t.TempDir(), "a.txt"): "", "": ""} {
		if got := d.Meaning(article, "SHIP"); got != want {
			t.Errorf("of %q: %q", article, got)
		}
	}
}

// A tag that another program wrote with keys of its own is taken away like any other.
func TestATagWithUnknownKeysIsTakenAway(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	n := note(a, "pay", "one")
	n.Tags = []string{"war", "cost"}
	add(f, n)
	save(t, f)
	foreign := strings.ReplaceAll(string(mustRead(t, f.Path())), `"purpose": "tagging"`, `"purpose": "tagging", "x:confidence": 0.5`)
	if err := os.WriteFile(f.Path(), []byte(foreign), 0o644); err != nil {
		t.Fatal(err)
	}
	f = open(t, d, a)
	after := f.Set.Get(n.ID).Clone()
	after.Tags = []string{"cost"}
	f.Set.Do(swap(f.Set.Get(n.ID), after))
	save(t, f)
	if got := open(t, d, a).Set.Get(n.ID).Tags; !slices.Equal(got, []string{"cost"}) || strings.Count(string(mustRead(t, f.Path())), "x:confidence") != 1 {
		t.Errorf("its tags are %q:\n%s", got, mustRead(t, f.Path()))
	}
}
