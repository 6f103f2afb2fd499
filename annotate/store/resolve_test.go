package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// around is a sidecar without annotations and with some members of its own.
func around(members string) []byte {
	return []byte(`{"type": "AnnotationCollection", "schemaVersion": "1", ` + members + ` "total": 0}`)
}

// What is around the annotations is merged member by member: what one side changed,
// added or took away counts, and of two changes the same one is taken from both sides.
func TestMembersOfTheHeadAreMerged(t *testing.T) {
	for _, c := range []struct{ name, base, ours, theirs, want, not string }{
		{"one changes", `"x:a": 1,`, `"x:a": 2,`, `"x:a": 1,`, `"x:a": 2`, ""},
		{"one adds", ``, `"x:a": 1,`, ``, `"x:a": 1`, ""},
		{"both add", ``, `"x:a": 1,`, `"x:b": 2,`, `"x:a": 1 "x:b": 2`, ""},
		{"one takes away", `"x:a": 1,`, ``, `"x:a": 1,`, "", "x:a"},
		{"one takes away what the other changed", `"x:a": 1,`, ``, `"x:a": 2,`, `"x:a": 2`, ""},
		{"both take away", `"x:a": 1,`, ``, ``, "", "x:a"},
		{"both change", `"x:a": 1,`, `"x:a": 2,`, `"x:a": 3,`, `"x:a": 3`, `"x:a": 2`},
		{"one writes the same otherwise", `"x:a": [1, 2],`, `"x:a": [1,2],`, ``, "", "x:a"},
		{"the title is changed", `"label": "Tram",`, `"label": "The tram",`, `"label": "Tram",`, `"label": "The tram"`, ""},
		{"one adds a title", ``, ``, `"label": "Tram",`, `"label": "Tram"`, ""},
		{"one changes, the other something else", `"x:a": 1, "x:b": 1,`, `"x:a": 2, "x:b": 0,`, `"x:a": 1, "x:b": 1,`, `"x:a": 2 "x:b": 0`, ""},
		{"the article is changed", `"document": {"id": "b"},`, `"document": {"id": "a"},`, `"document": {"id": "b"},`, `"id": "a"`, ""},
		{"both change the article", `"document": {"id": "b"},`, `"document": {"id": "a"},`, `"document": {"id": "c"},`, `"id": "c"`, `"id": "a"`},
		{"the codebook is changed", `"codebook": "urn:a#1",`, `"codebook": "urn:a#1",`, `"codebook": "urn:a#2",`, `"codebook": "urn:a#2"`, ""},
	} {
		one, _, err := Merge(around(c.base), around(c.ours), around(c.theirs))
		if err != nil {
			t.Fatal(err)
		}
		two, _, err := Merge(around(c.base), around(c.theirs), around(c.ours))
		if err != nil || !bytes.Equal(one, two) {
			t.Errorf("%s: from the other side it is\n%s, %v", c.name, two, err)
		}
		for _, want := range strings.Split(c.want, ` "x`) {
			if want = strings.TrimPrefix(want, `:`); !bytes.Contains(one, []byte(want)) {
				t.Errorf("%s: %s is missing:\n%s", c.name, want, one)
			}
		}
		if c.not != "" && bytes.Contains(one, []byte(c.not)) {
			t.Errorf("%s: %s is there:\n%s", c.name, c.not, one)
		}
	}
	page := func(members string) []byte {
		return []byte(`{"type": "AnnotationCollection", "schemaVersion": "1", "total": 0, "first": {"type": "AnnotationPage", ` + members + ` "items": [17]}}`)
	}
	out, _, err := Merge(page(`"x:a": 1,`), page(`"x:a": 2,`), page(`"x:a": 1, "x:b": 3,`))
	if err != nil || !bytes.Contains(out, []byte(`"x:a": 2`)) || !bytes.Contains(out, []byte(`"x:b": 3`)) || bytes.Count(out, []byte("17")) != 1 {
		t.Errorf("the page: %v\n%s", err, out)
	}
}

// What git left of a conflict is resolved with both sides, and with their beginning where
// it wrote that too; what is around the markers belongs to both.
func TestMarkersOfGitAreResolved(t *testing.T) {
	desk := newTramDesk(t)
	base := desk.collection().Encode()
	ours, theirs := version(desk, base, map[int]change{0: {comment: "ours"}}), version(desk, base, map[int]change{1: {comment: "theirs"}, 2: {delete: true}})
	n, m := 0, 0 // the lines that all three begin and end with
	lines := func(data []byte) []string { return slices.Collect(strings.Lines(string(data))) }
	b, o, th := lines(base), lines(ours), lines(theirs)
	for b[n] == o[n] && o[n] == th[n] {
		n++
	}
	for last := func(l []string) string { return l[len(l)-1-m] }; last(b) == last(o) && last(o) == last(th); {
		m++
	}
	if n == 0 || m == 0 {
		t.Fatalf("%d lines before and %d after the conflict", n, m)
	}
	rest := func(data []byte) string { return strings.Join(lines(data)[n:len(lines(data))-m], "") }
	begin, end := strings.Join(b[:n], ""), strings.Join(b[len(b)-m:], "")
	marked := func(middle string) []byte {
		return []byte(begin + "<<<<<<< HEAD\n" + rest(ours) + middle + "=======\n" + rest(theirs) + ">>>>>>> pulled\n" + end)
	}
	with, conflicts, err := Resolve(marked("||||||| 1a2b\n" + rest(base)))
	want, _ := mustMerge(t, base, ours, theirs)
	if err != nil || len(conflicts) > 0 || !bytes.Equal(with, want) {
		t.Errorf("with the beginning: %v, %v", conflicts, err)
	}
	without, conflicts, err := Resolve(marked(""))
	wantless, wantConflicts := mustMerge(t, nil, ours, theirs)
	if err != nil || !bytes.Equal(without, wantless) || len(conflicts) != len(wantConflicts) {
		t.Errorf("without: %v, %v", conflicts, err)
	}
	for name, data := range map[string][]byte{"no markers": base, "half": []byte(begin + "\n<<<<<<< HEAD\n" + rest(ours)), "the end alone": []byte(begin + "\n>>>>>>> x\n")} {
		if out, _, err := Resolve(data); err == nil || out != nil || !strings.Contains(err.Error(), "no conflict markers") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The other version of a conflict is named, and a deletion is told from it.
func TestAConflictSaysWhatBecameOfIt(t *testing.T) {
	if s := (Conflict{ID: "a"}).String(); s != "a was deleted by one and changed by another: the change is kept" {
		t.Error(s)
	}
	if s := (Conflict{ID: "a", Other: "b"}).String(); s != "a was changed twice: the other version is b" {
		t.Error(s)
	}
	if s := (Problem{Path: "p", Line: 1, Msg: "m"}).String(); s != "p:1: m" {
		t.Error(s)
	}
	if s := (Problem{Path: "p", Msg: "m"}).String(); s != "p: m" {
		t.Error(s)
	}
	// What one deleted and the other changed is kept, from both sides, and told.
	desk := newTramDesk(t)
	base := desk.collection().Encode()
	gone, changed := version(desk, base, map[int]change{0: {delete: true}}), version(desk, base, map[int]change{0: {comment: "changed"}})
	for _, in := range [][2][]byte{{gone, changed}, {changed, gone}} {
		out, conflicts := mustMerge(t, base, in[0], in[1])
		if len(conflicts) != 1 || conflicts[0] != (Conflict{ID: id(1)}) || !bytes.Equal(out, changed) {
			t.Errorf("deleted and changed: %v", conflicts)
		}
	}
}

// Of equal changes made at one time the greater bytes win on both sides; of changes at
// different times the later.
func TestTheLaterChangeKeepsTheID(t *testing.T) {
	desk := newTramDesk(t)
	base := desk.collection().Encode()
	for _, c := range []struct {
		a, b change
		want string
	}{
		{change{comment: "a", minutes: 2}, change{comment: "b", minutes: 1}, "a"},
		{change{comment: "a", minutes: 1}, change{comment: "b", minutes: 2}, "b"},
		{change{comment: "a", minutes: 1}, change{comment: "b", minutes: 1}, "b"},
	} {
		for _, swapped := range []bool{false, true} {
			x, y := version(desk, base, map[int]change{0: c.a}), version(desk, base, map[int]change{0: c.b})
			if swapped {
				x, y = y, x
			}
			out, conflicts := mustMerge(t, base, x, y)
			got, err := Decode(out)
			if err != nil || len(conflicts) != 1 {
				t.Fatal(err, conflicts)
			}
			for _, a := range got.Annotations {
				if a.ID == id(1) && a.Comment != c.want {
					t.Errorf("%v against %v: %q keeps the ID", c.a, c.b, a.Comment)
				}
			}
		}
	}
}

// A target is some words, the article, another annotation, or words that nobody knows:
// as stet, Hypothesis and the examples of the W3C write it.
func TestWhatATargetIs(t *testing.T) {
	const words = `"selector": [{"type": "TextQuoteSelector", "exact": "pay"}]`
	for target, want := range map[string]annotate.Target{
		`"urn:uuid:0199a3c0-0000-7000-8000-000000000001"`:                             {Annotation: "urn:uuid:0199a3c0-0000-7000-8000-000000000001"},
		`"https://gazette.example/tram"`:                                              {Whole: true},
		`{"source": "https://gazette.example/tram", "type": "SpecificResource"}`:      {Whole: true},
		`{"source": "urn:uuid:0199a3c0-0000-7000-8000-000000000001"}`:                 {Annotation: "urn:uuid:0199a3c0-0000-7000-8000-000000000001"},
		`{"id": "urn:uuid:0199a3c0-0000-7000-8000-000000000001", "type": "x"}`:        {Annotation: "urn:uuid:0199a3c0-0000-7000-8000-000000000001"},
		`{"id": {"x": 1}, "source": "urn:uuid:0199a3c0-0000-7000-8000-000000000001"}`: {Annotation: "urn:uuid:0199a3c0-0000-7000-8000-000000000001"},
		`{"source": "https://gazette.example/tram", "selector": []}`:                  {},
		`{"source": "https://gazette.example/tram", ` + words + `}`:                   {Place: annotate.Place{Quote: annotate.Quote{Exact: "pay"}}},
		`[{"source": "https://gazette.example/tram", ` + words + `}, "urn:uuid:x"]`:   {Place: annotate.Place{Quote: annotate.Quote{Exact: "pay"}}},
	} {
		c, err := Decode([]byte(fmt.Sprintf(`{"type": "AnnotationCollection", "total": 1, "first": {"items": [{"id": "urn:a", "body": {"type": "TextualBody", "value": "x", "purpose": "commenting"}, "target": %s}]}}`, target)))
		if err != nil || len(c.Annotations) != 1 {
			t.Errorf("%s: %v", target, err)
			continue
		}
		got := c.Annotations[0].Target
		if got.Whole != want.Whole || got.Annotation != want.Annotation || got.Quote.Exact != want.Quote.Exact {
			t.Errorf("%s is %+v, want %+v", target, got, want)
		}
	}
}

// Two annotations are the same with all that is in them, and nothing is only the
// same as nothing.
func TestAnnotationsThatAreTheSame(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	terms := open(t, d, a).Terms()
	if terms.Digest != a.Digest || terms.Document != DocumentID(a) {
		t.Errorf("in the terms of %+v", terms)
	}
	n := note(a, "pay", "one")
	refused := n.Clone()
	refused.Origin.How = annotate.Refused
	other := n.Clone()
	other.Comment = "two"
	for _, c := range []struct {
		a, b *annotate.Annotation
		want bool
	}{{n, n, true}, {n, n.Clone(), true}, {n, other, false}, {n, refused, false}, {refused, refused.Clone(), true}, {nil, nil, true}, {n, nil, false}, {nil, n, false}} {
		if terms.Same(c.a, c.b) != c.want {
			t.Errorf("%+v and %+v are the same: %t", c.a, c.b, !c.want)
		}
	}
}

// A journal in which something is brought back that was never taken back, and other
// steps that a crash or an editor left, loses the way back and nothing else.
func TestAJournalWithStepsThatLeadNowhere(t *testing.T) {
	const undo, redo = `{"step":"undo"}` + "\n", `{"step":"redo"}` + "\n"
	for name, c := range map[string]struct {
		steps         string // @1, @2: the edits
		want, damaged int
	}{
		"redo alone":                  {redo, 0, 0},
		"undo alone":                  {undo, 0, 0},
		"redo after an edit":          {"@1" + redo, 1, 0},
		"undo twice":                  {"@1" + undo + undo, 0, 0},
		"undo and redo":               {"@1" + undo + redo, 1, 0},
		"redo twice":                  {"@1" + undo + redo + redo, 1, 0},
		"an edit after undo":          {"@1" + undo + "@1" + redo, 1, 0},
		"two edits":                   {"@1@2", 2, 0},
		"undo both, redo one":         {"@1@2" + undo + undo + redo, 1, 0},
		"a step of a newer stet":      {"@1" + `{"step":"leap"}` + "\n@2", 2, 0},
		"no step":                     {"@1" + `{"x":1}` + "\n\n[]\n@2", 2, 2},
		"a last line without its end": {"@1@2" + strings.TrimSuffix(undo, "\n"), 2, 0},
	} {
		edits := strings.NewReplacer("@1", `{"step":"do","title":"1"}`+"\n", "@2", `{"step":"do","title":"2"}`+"\n")
		if got, damaged := replay([]byte(edits.Replace(c.steps))); len(got) != c.want || damaged != c.damaged {
			t.Errorf("%s: %d edits are in force, want %d; %d lines are damaged, want %d", name, len(got), c.want, damaged, c.damaged)
		}
	}
	// And through a file: what follows the broken step can still be undone.
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	if err := f.Redid(); err != nil {
		t.Fatal(err)
	}
	did(t, f, swap(nil, note(a, "pay", "one")))
	r := reopen(t, d, a)
	if e, ok := r.undo(); !ok || e.Title != "note" || !e.At.Equal(time.Unix(1800000000, 0)) || len(r.Set.All()) != 0 {
		t.Errorf("undone: %+v, %t", e, ok)
	}
}

// Sidecars of others are opened with their owners, not your own, read-only; those of
// machines apart.
func TestTheSidecarsOfOthers(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	for _, who := range []string{"Alice", "Bob", Gold} {
		other := *d
		other.Annotator = who
		f := open(t, &other, a)
		add(f, note(a, "pay", who))
		save(t, f)
	}
	machine := SidecarPath(a.Path, "@m")
	if err := os.WriteFile(machine, around(""), 0o644); err != nil {
		t.Fatal(err)
	}
	others, err := d.Others(a)
	if err != nil || len(others) != 2 {
		t.Fatalf("%d others, %v", len(others), err)
	}
	for i, want := range []string{Gold, "bob"} {
		if f := others[i]; f.Annotator != want || f.ReadOnly != "it is "+want+"’s" || comments(f.Set.All()) == "" {
			t.Errorf("%s: %q, %q", f.Annotator, f.ReadOnly, comments(f.Set.All()))
		}
	}
	if by, there := others[1].By(); !there || by.Name != "Bob" || by.ID != "urn:x-stet:annotator:bob" {
		t.Errorf("by %+v, %t", by, there)
	}
	if _, there := open(t, testDesk(t, "Carol"), a).By(); there {
		t.Error("a file that is not written is there")
	}
	if machines, err := d.Machines(a); err != nil || len(machines) != 1 || !IsMachine(machines[0].Annotator) {
		t.Errorf("%d machines, %v", len(machines), err)
	}
	if got, err := Sidecars(a.Path); err != nil || len(got) != 4 {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := d.Others(&model.Article{Text: tram, Path: filepath.Join(t.TempDir(), "gone", "a.txt")}); err == nil {
		t.Error("a folder that is gone has no others")
	}
}

// The IRI of an annotator is an address where there is one; whose states lie at a desk.
func TestWhoSitsAtADesk(t *testing.T) {
	d := testDesk(t, "Zoë K.")
	if id := d.Creator(); id != "urn:x-stet:annotator:zoë-k" {
		t.Error(id)
	}
	d.Email = "zoe@gazette.example"
	if id := d.Creator(); id != "mailto:zoe@gazette.example" {
		t.Error(id)
	}
	guest := d.As("Bob B.")
	if guest.State == d.State || guest.Annotator != "Bob B." || d.Annotator != "Zoë K." {
		t.Errorf("%+v", guest)
	}
	if err := os.MkdirAll(guest.State, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, from := range []*Desk{d, guest} {
		states := from.States()
		if len(states) != 2 || states[0].State != d.State || states[1].State != guest.State || states[0].Annotator != from.Annotator {
			t.Errorf("from %s: %+v", from.State, states)
		}
		if who := states[1].Annotator; from == d && (who != "bob-b" || states[1].Email != "") || from == guest && who != "Bob B." {
			t.Errorf("from %s the guest is %s, %s", from.State, who, states[1].Email)
		}
	}
}

// What cannot be read of an annotation is told with its ID, and an annotation of a kind
// that stet does not know is named by what it says of itself.
func TestWhatIsUnknownHasAName(t *testing.T) {
	item := func(rest string) []byte {
		return []byte(`{"type": "AnnotationCollection", "first": {"items": [{"id": "urn:x:1", ` + rest + `}]}}`)
	}
	for says, name := range map[string]string{
		`"motivation":"highlighting","target":"a.txt"`:                                         "highlighting",
		`"motivation":"highlighting","body":{"type":"x:Frame","value":"war"},"target":"a.txt"`: "x:Frame",
		`"motivation":"highlighting","body":{"type":"stet:Mood"},"target":"a.txt"`:             "Mood",
	} {
		c, err := Decode(item(says))
		if err != nil || len(c.Annotations) != 1 {
			t.Errorf("%s: %v", says, err)
			continue
		}
		if got := kind.Of(c.Annotations[0]).Name; got != name {
			t.Errorf("%s is named %q, want %q", says, got, name)
		}
	}
	c, err := Decode(item(`"motivation":"tagging","body":{"type":"stet:Claim","value":7},"created":12,"target":"a.txt"`))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Problems) != 1 || c.Problems[0].ID != "urn:x:1" {
		t.Errorf("told: %+v", c.Problems)
	}
}
