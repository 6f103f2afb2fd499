package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/wire"
	"stet/model"
)

// shuffled writes a sidecar with the members of its head and its page in another order,
// and with members that stet does not know.
func shuffled(t *testing.T, data []byte, rnd *rand.Rand) []byte {
	t.Helper()
	c, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	mix := func(ms []member, more string) []member {
		ms = append(slices.Clone(ms), member{more, []byte(`[1, {"x": null}]`)})
		rnd.Shuffle(len(ms), func(i, j int) { ms[i], ms[j] = ms[j], ms[i] })
		return ms
	}
	c.head, c.page = mix(c.head, "x:head"), mix(c.page, "x:page")
	for i, m := range c.head {
		if m.key == "document" {
			c.head[i].raw = bytes.Replace(m.raw, []byte("{"), []byte(`{"x:document": 7,`), 1)
		}
	}
	return c.Encode()
}

// A sidecar that another program has written in its own order, with members of its own,
// goes back as it was to the byte; what is added later changes nothing else of it.
func TestTheOrderOfAnotherProgramStays(t *testing.T) {
	desk := newTramDesk(t)
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		data := shuffled(t, desk.collection().Encode(), rnd)
		for _, own := range []string{`"x:document": 7`, `"x:head"`, `"x:page"`} {
			if !bytes.Contains(data, []byte(own)) {
				t.Fatalf("%s is lost:\n%s", own, data)
			}
		}
		c, err := Decode(data)
		if err != nil || len(c.Problems) > 0 {
			t.Fatal(err, c.Problems)
		}
		if got := c.Encode(); !bytes.Equal(got, data) {
			t.Fatalf("it goes back otherwise from byte %d on:\n%s", firstDifference(got, data), data)
		}
		merged, conflicts := mustMerge(t, data, data, data)
		if len(conflicts) > 0 || !bytes.Equal(merged, data) {
			t.Fatalf("merged with itself it is otherwise from byte %d on", firstDifference(merged, data))
		}
		more := desk.annotations()[0]
		more.ID = id(77)
		c.Annotations = append(c.Annotations, more)
		got, err := Decode(c.Encode())
		if err != nil || len(got.Annotations) != len(c.Annotations) || !slices.Equal(keysOfMembers(got.head), keysOfMembers(c.head)) || !slices.Equal(keysOfMembers(got.page), keysOfMembers(c.page)) {
			t.Fatalf("with one annotation more: %v, %v", keysOfMembers(got.head), err)
		}
	}
}

func keysOfMembers(ms []member) (keys []string) {
	for _, m := range ms {
		keys = append(keys, m.key)
	}
	return keys
}

// What a sidecar says of itself is read as it was written.
func TestTheHeadIsReadAsItWasWritten(t *testing.T) {
	want := newTramDesk(t).collection()
	want.Creator.Account = "https://hypothes.example/users/alice"
	want.Document.Path, want.Document.Continues = "/news/tram.txt", strings.Repeat("a", 64)
	got, err := Decode(want.Encode())
	if err != nil {
		t.Fatal(err)
	}
	head := func(c *Collection) string {
		return fmt.Sprint(c.Document, c.Label, c.Creator, c.Created, c.Coded, c.Codebook, c.Version)
	}
	if head(got) != head(want) {
		t.Errorf("read %s\nwant %s", head(got), head(want))
	}
	for i, a := range got.Annotations {
		at := bytes.Index(want.Encode(), []byte(`"id": "`+a.ID+`"`))
		if line := wire.Line(want.Encode(), at) - 1; a.Source.Line != line {
			t.Errorf("annotation %d is said to be on line %d, and is on line %d", i, a.Source.Line, line)
		}
	}
}

// A body that another program wrote as one object, not a list, is replaced whole by what
// a person changes; nothing of the two is mixed.
func TestABodyThatIsNoList(t *testing.T) {
	file := `{"type": "AnnotationCollection", "total": 1, "first": {"items": [{"id": "urn:a", "x:own": 1, "body": {"type": "TextualBody", "x:in": 2, "value": "one", "purpose": "commenting"}, "target": "https://a.example"}]}}`
	c, err := Decode([]byte(file))
	if err != nil || len(c.Annotations) != 1 || c.Annotations[0].Comment != "one" {
		t.Fatal(err)
	}
	changed := c.Annotations[0].Clone()
	changed.Comment = "two"
	c.Annotations[0] = changed
	out := c.Encode()
	again, err := Decode(out)
	if err != nil || len(again.Problems) > 0 || again.Annotations[0].Comment != "two" || !bytes.Contains(out, []byte("x:own")) {
		t.Errorf("%v, %v\n%s", err, again.Problems, out)
	}
	if n := bytes.Count(out, []byte("TextualBody")); n != 1 {
		t.Errorf("there are %d bodies:\n%s", n, out)
	}
}

// An annotation that is now about the whole article loses the words that it was about,
// and keeps what else another program said of it.
func TestATargetBecomesAnother(t *testing.T) {
	desk := newTramDesk(t)
	c, err := Decode(bytes.ReplaceAll(desk.collection().Encode(), []byte("{\n"), []byte("{\n\"x:unknown\": 1,")))
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range c.Annotations {
		for _, to := range []annotate.Target{{Whole: true}, {Annotation: id(1)}, {Place: desk.at("Mayor", 0)}} {
			changed := a.Clone()
			changed.Target = to
			refused := a.Origin.How == annotate.Refused
			raw := c.encoder(refused).item(changed)
			again, err := decodeItem(raw, c.Document.Digest, refused, kind.All)
			if err != nil || again.Target.Whole != to.Whole || again.Target.Annotation != to.Annotation || again.Target.Quote.Exact != to.Quote.Exact || !bytes.Contains(raw, []byte("x:unknown")) {
				t.Errorf("%s: %v, %+v\n%s", a.ID, err, again.Target, raw)
			}
		}
	}
}

// A collection and a page keep the names that another program gave them, and what is added
// speaks of them by these.
func TestACollectionKeepsItsName(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	path := SidecarPath(a.Path, "alice")
	for file, want := range map[string][]string{
		`{"id": "urn:x:all", "type": "AnnotationCollection", "total": 0}`: {`"partOf": {
      "id": "urn:x:all",`},
		`{"id": "urn:x:all", "type": "AnnotationCollection", "total": 1, "first": {"id": "urn:x:page", "items": [7]}}`: {`"last": "urn:x:page"`},
		`{"type": "AnnotationCollection", "total": 0}`: {`"partOf": {
      "id": "urn:uuid:`, `"last": "urn:uuid:`},
	} {
		if err := os.WriteFile(path, []byte(file), 0o644); err != nil {
			t.Fatal(err)
		}
		f := open(t, d, a)
		if len(f.Problems) > 0 && f.Problems[0].Path != path {
			t.Errorf("%v is said of another file", f.Problems)
		}
		add(f, note(a, "pay", "one"))
		save(t, f)
		for _, words := range want {
			if data := mustRead(t, path); !strings.Contains(string(data), words) {
				t.Errorf("%s: %s is missing in\n%s", file, words, data)
			}
		}
	}
}

// What is no annotation goes back where it was: among the annotations, or among what was
// refused.
func TestWhatIsNoAnnotationStaysWhereItWas(t *testing.T) {
	for name, file := range map[string]string{
		"refused": `{"type": "AnnotationCollection", "refused": [{"x:mine": 1}, 7], "total": 0}`,
		"kept":    `{"type": "AnnotationCollection", "total": 2, "first": {"items": [{"x:mine": 1}, 7]}}`,
	} {
		c, err := Decode([]byte(file))
		if err != nil || len(c.Problems) != 2 {
			t.Fatal(name, err, c.Problems)
		}
		if got := string(wire.Compact(c.Encode())); got != strings.ReplaceAll(file, " ", "") && !strings.HasPrefix(got, strings.TrimSuffix(strings.ReplaceAll(file, " ", ""), "}")) {
			t.Errorf("%s goes back as %s", name, got)
		}
	}
}

// What is no annotation and was refused is not counted, and what a page says twice is half
// a file.
func TestWhatIsCountedOfASidecar(t *testing.T) {
	for file, want := range map[string]string{
		`{"type": "AnnotationCollection", "refused": [7], "total": 0}`:                                    "the total is right",
		`{"type": "AnnotationCollection", "first": {"items": [7]}, "total": 0}`:                           "total says 0, but there are 1 annotations",
		`{"type": "AnnotationCollection", "first": {"items": [7], "type": "x", "items": []}, "total": 1}`: `"items" occurs twice`,
		`{"type": "AnnotationCollection", "total": 0, "total": 1}`:                                        `"total" occurs twice`,
	} {
		path := filepath.Join(t.TempDir(), "tram.txt.alice.anno.json")
		if err := os.WriteFile(path, []byte(file), 0o644); err != nil {
			t.Fatal(err)
		}
		c := &Checker{Desk: testDesk(t, "Alice"), Read: func(string) (*model.Article, error) { return article(path, tram), nil }}
		c.Add(path)
		said := "the total is right"
		for p := range c.Problems {
			if strings.Contains(p.Msg, "total") || strings.Contains(p.Msg, "twice") {
				said = p.Msg
			}
		}
		if !strings.HasSuffix(said, want) {
			t.Errorf("%s: %q, want %q", file, said, want)
		}
	}
}

// However many elements of two files are no annotations, merged they are in one order.
func TestWhatIsNoAnnotationIsMergedInOneOrder(t *testing.T) {
	file := func(from, to int) []byte {
		var items []string
		for n := from; n < to; n++ {
			items = append(items, fmt.Sprint(n))
		}
		return []byte(`{"type": "AnnotationCollection", "first": {"items": [` + strings.Join(items, ",") + `]}}`)
	}
	want, _ := mustMerge(t, nil, file(10, 25), file(15, 40))
	if n := bytes.Count(want, []byte("\n      ")); n != 30 {
		t.Errorf("%d elements:\n%s", n, want)
	}
	for range 5 {
		if got, _ := mustMerge(t, nil, file(15, 40), file(10, 25)); !bytes.Equal(got, want) {
			t.Fatalf("this time it is\n%s\nnot\n%s", got, want)
		}
	}
}

// A sidecar names its article as it did when it was begun, whatever address that has now.
func TestASidecarKeepsTheNameOfItsArticle(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	a.Meta.URL = "https://gazette.example/tram"
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	save(t, f)
	moved := *a
	moved.Meta.URL = "https://gazette.example/2026/tram"
	f = open(t, d, &moved)
	add(f, note(a, "tram", "two"))
	save(t, f)
	if got := documentOf(f.Path()).ID; got != a.Meta.URL {
		t.Errorf("it is now called %s", got)
	}
	data, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	nameless := bytes.Replace(data, []byte(`"id": "`+a.Meta.URL+`",
    "type": "Text"`), []byte(`"type": "Text"`), 1)
	if err := os.WriteFile(f.Path(), nameless, 0o644); err != nil || len(nameless) == len(data) {
		t.Fatal(err)
	}
	f = open(t, d, &moved)
	add(f, note(a, "Jane", "three"))
	save(t, f)
	if got := documentOf(f.Path()).ID; got != moved.Meta.URL {
		t.Errorf("without a name it is called %q", got)
	}
}

// Tags alone are worth a body, and nothing is worth none.
func TestWhatIsSaidOfWordsIsWritten(t *testing.T) {
	for name, change := range map[string]func(*annotate.Annotation){
		"nothing":   func(n *annotate.Annotation) { n.Comment = "" },
		"tags":      func(n *annotate.Annotation) { n.Comment, n.Tags = "", []string{"a", "b"} },
		"a comment": func(n *annotate.Annotation) {},
	} {
		d, a := testDesk(t, "Alice"), testArticle(t, tram)
		f := open(t, d, a)
		n := note(a, "pay", "one")
		change(n)
		add(f, n)
		save(t, f)
		got := open(t, d, a).Set.Get(n.ID)
		if got == nil || got.Comment != n.Comment || !slices.Equal(got.Tags, n.Tags) {
			t.Errorf("%s: %+v", name, got)
		}
		if has := bytes.Contains(mustRead(t, f.Path()), []byte(`"body"`)); has != (name != "nothing") {
			t.Errorf("%s has a body: %t", name, has)
		}
	}
}

// What was imported with an annotation is there for the export that needs it, also of an
// annotation that was changed since.
func TestWhatWasImportedIsReadAgain(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	n := note(a, "pay", "one")
	n.Imported = []byte(`{"format":"brat","id":"T1"}`)
	add(f, n)
	save(t, f)
	for _, comment := range []string{"one", "two"} {
		f = open(t, d, a)
		before := f.Set.Get(n.ID)
		if string(wire.Compact(before.Imported)) != string(n.Imported) || before.Comment != comment {
			t.Errorf("%q, with %s", before.Comment, before.Imported)
		}
		after := before.Clone()
		after.Comment = "two"
		f.Set.Do(swap(before, after))
		save(t, f)
	}
}

// Over a long session, in which annotations come, change and go and the text is another
// one than was annotated first, the file always says what is on the screen.
func TestALongSessionWritesWhatIsOnTheScreen(t *testing.T) {
	d, old := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, old)
	first := note(old, "pay", "first")
	add(f, first)
	add(f, note(old, "tram", "second"))
	save(t, f)
	a := article(old.Path, "Rain.\n\n"+tram)
	f = open(t, d, a)
	check := func(step string) {
		t.Helper()
		save(t, f)
		data, err := os.ReadFile(f.Path())
		if err != nil {
			t.Fatal(err)
		}
		if fresh := f.base.Encode(); !bytes.Equal(data, fresh) {
			t.Errorf("%s: the file differs from what is meant from byte %d on:\n%s", step, firstDifference(data, fresh), data)
		}
		again := open(t, d, a)
		var there, here []string
		for _, n := range again.Set.Snapshot() {
			there = append(there, fmt.Sprint(n.ID, n.Comment, n.Target.State, a.Slice(n.Target.Range)))
		}
		for _, n := range f.Set.Snapshot() {
			here = append(here, fmt.Sprint(n.ID, n.Comment, n.Target.State, a.Slice(n.Target.Range)))
		}
		slices.Sort(there)
		slices.Sort(here)
		if !slices.Equal(there, here) {
			t.Errorf("%s: the file says\n%q, the screen\n%q", step, there, here)
		}
	}
	check("as it was")
	add(f, note(a, "Rain", "third"))
	check("one of the new text")
	for _, n := range f.Set.Snapshot() { // confirmed in the new text, one after the other
		moved := n.Clone()
		moved.Target.Place = place(a, a.Slice(n.Target.Range))
		f.Set.Do(swap(n, moved))
		check("confirmed " + n.Comment)
	}
	if f.base.Document.Digest != a.Digest {
		t.Error("it still speaks of the old text")
	}
	f.Set.Do(swap(f.Set.Get(first.ID), nil))
	check("one deleted")
	add(f, note(a, "Jane", "fourth"))
	check("one more")
}

// A refusal of a kind, or with a label, that stet does not know keeps both.
func TestARefusalOfAnUnknownKindStays(t *testing.T) {
	file := `{"type": "AnnotationCollection", "total": 0, "refused": [{"id": "urn:a", "kind": "metaphor", "label": "WAR", "target": "https://a.example", "decided": "2031-01-01T00:00:00Z"}, {"id": "urn:b", "kind": "stance", "label": "SIDEWAYS", "target": "https://a.example", "decided": "2031-01-01T00:00:00Z"}]}`
	c, err := Decode([]byte(file))
	if err != nil || len(c.Annotations) != 2 || len(c.Problems) > 0 {
		t.Fatal(err, c.Problems)
	}
	for i, want := range []string{"metaphor WAR", "stance SIDEWAYS"} {
		a := c.Annotations[i]
		if got := a.Kind() + " " + a.Body.Label(); got != want || a.Origin.How != annotate.Refused || !a.Created.Equal(a.Modified) || a.Created.IsZero() {
			t.Errorf("%s: %+v", got, a)
		}
	}
}
