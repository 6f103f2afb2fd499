package store

import (
	"encoding/json"
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

// faulty is what check says of a sidecar with one note that was changed in some way.
func faulty(t *testing.T, change func(a *model.Article, n *annotate.Annotation)) (out []string) {
	t.Helper()
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	n := note(a, "pay", "one")
	change(a, n)
	f := open(t, d, a)
	add(f, n)
	save(t, f)
	c := &Checker{Desk: d, Read: func(path string) (*model.Article, error) {
		if path != a.Path {
			return nil, os.ErrNotExist
		}
		return a, nil
	}, Mistyped: func(_, tag string) string {
		if strings.HasPrefix(tag, "frame:") {
			return "frame"
		}
		return ""
	}, Knows: func(_, kind, field, code string) bool { return false }}
	c.Add(f.Path())
	for p := range c.Problems {
		out = append(out, p.Msg)
		if p.Line < 2 || p.ID != n.ID || p.Path != f.Path() {
			t.Errorf("%s is said of %q", p, p.ID)
		}
	}
	return out
}

// What check says of one annotation, word for word: a person mends the file by it.
func TestCheckSaysWhatToMend(t *testing.T) {
	for name, c := range map[string]struct {
		change func(a *model.Article, n *annotate.Annotation)
		want   []string
	}{
		"nothing": {func(*model.Article, *annotate.Annotation) {}, nil},
		"an answer as a tag of the article": {func(_ *model.Article, n *annotate.Annotation) {
			n.Target, n.Tags = annotate.Target{Whole: true}, []string{"frame:war", "weather", "frame:cost"}
		}, []string{`the tag "frame:war" looks like answers to frame`, `the tag "frame:cost" looks like answers to frame`}},
		"an answer as a tag of words": {func(_ *model.Article, n *annotate.Annotation) { n.Tags = []string{"frame:war"} }, nil},
		"a tag of another program": {func(_ *model.Article, n *annotate.Annotation) {
			n.Target, n.Tags, n.Imported = annotate.Target{Whole: true}, []string{"frame:war"}, []byte("{}")
		}, nil},
		"a label that the codebook lacks": {func(_ *model.Article, n *annotate.Annotation) {
			n.Body = &kind.Stance{Stance: "FOND"}
		}, []string{`the codebook has no code "FOND" for a stance`}},
		"a field that it lacks": {func(_ *model.Article, n *annotate.Annotation) {
			n.Body = &kind.Claim{Factuality: "CT"}
		}, []string{`the codebook has no code "CT" for a claim’s factuality`}},
		"a code of another program": {func(_ *model.Article, n *annotate.Annotation) {
			n.Body, n.Imported = &kind.Claim{Factuality: "CT"}, []byte("{}")
		}, nil},
		"a conflict whose other version is gone": {func(_ *model.Article, n *annotate.Annotation) { n.ConflictsWith = id(9) }, nil},
		"words of forty characters": {func(a *model.Article, n *annotate.Annotation) {
			n.Target.Place = annotate.Place{Quote: annotate.Quote{Exact: strings.Repeat("é", 40), Of: a.Digest}}
		}, []string{`its words "` + strings.Repeat("é", 40) + `" are not in the text`}},
		"words of more": {func(a *model.Article, n *annotate.Annotation) {
			n.Target.Place = annotate.Place{Quote: annotate.Quote{Exact: strings.Repeat("é", 41), Of: a.Digest}}
		}, []string{`its words "` + strings.Repeat("é", 40) + `…" are not in the text`}},
		"no words": {func(_ *model.Article, n *annotate.Annotation) { n.Target = annotate.Target{Place: annotate.Place{}} },
			[]string{"its words are not known, and their place could not be found"}},
		"words of the beginning elsewhere": {func(a *model.Article, n *annotate.Annotation) {
			n.Target.Place = place(a, "Mayor")
			n.Target.Quote.Start = 99999
		}, []string{`its words "Mayor" are not at 99999 to 5 but at 0`}},
		"words beyond the end": {func(a *model.Article, n *annotate.Annotation) {
			n.Target.Place = place(a, "back")
			n.Target.Quote.End = 99999
		}, []string{`its words "back" are not at 83 to 99999 but at 83`}},
		"words backwards": {func(a *model.Article, n *annotate.Annotation) {
			n.Target.Place = place(a, "back")
			n.Target.Quote.Start, n.Target.Quote.End = n.Target.Quote.End, n.Target.Quote.Start
		}, []string{`its words "back" are not at 87 to 83 but at 83`}},
		"words that stand twice": {func(a *model.Article, n *annotate.Annotation) {
			n.Target.Place = annotate.Place{Quote: annotate.Quote{Exact: "tram", Start: 1, End: 5, Of: a.Digest}}
		}, []string{`its words "tram" are not at 1 to 5 but at 18`}},
		"words that the context decides": {func(a *model.Article, n *annotate.Annotation) {
			n.Target.Place = annotate.Place{Quote: annotate.Quote{Exact: "“", Prefix: "said Jane Doe. ", Suffix: "We are not", Start: 1, End: 2, Of: a.Digest}}
		}, []string{`its words "“" are not at 1 to 2 but at 65`}},
		"words at two places": {func(a *model.Article, n *annotate.Annotation) {
			n.Target.Place = annotate.Place{Quote: annotate.Quote{Exact: "o", Start: 1, End: 2, Of: a.Digest}}
		}, []string{`its words "o" occur at several places: confirm one`}},
		"a mention elsewhere": {func(a *model.Article, n *annotate.Annotation) {
			p := place(a, "Jane Doe")
			p.Quote.Exact = "John Doe"
			n.Body = &kind.Entity{Named: annotate.Ref{Kind: annotate.RefName, Name: "Jane Doe", Words: &p}}
			n.Imported = []byte("{}")
		}, []string{`its part or mention "John Doe" are not in the text`}},
	} {
		if got := faulty(t, c.change); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// The path of an article that a sidecar names is followed only where stet itself put the
// sidecar elsewhere.
func TestCheckFollowsNoPathOfAFile(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	other := testArticle(t, "Nothing of it.\n")
	readOnly(d, a.Path)
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	kept := save(t, f).Path
	data, err := os.ReadFile(kept)
	if err != nil {
		t.Fatal(err)
	}
	beside := SidecarPath(other.Path, "alice") // the same file, as somebody sent it
	stray := filepath.Join(filepath.Dir(other.Path), "gone.txt.alice.anno.json")
	for _, path := range []string{beside, stray} {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var read []string
	c := &Checker{Desk: d, Read: func(path string) (*model.Article, error) {
		read = append(read, path)
		switch path {
		case a.Path:
			return a, nil
		case other.Path:
			return other, nil
		}
		return nil, os.ErrNotExist
	}}
	for _, path := range []string{kept, beside, stray} {
		c.Add(path)
	}
	said := map[string]string{}
	for p := range c.Problems {
		said[p.Path] += p.Msg + "\n"
	}
	if want := []string{a.Path, other.Path, filepath.Join(filepath.Dir(stray), "gone.txt")}; !slices.Equal(read, want) {
		t.Errorf("read were %q, want %q", read, want)
	}
	if said[kept] != "" || !strings.Contains(said[beside], `"pay" are not in the article`) || !strings.Contains(said[stray], "its article gone.txt cannot be read") {
		t.Errorf("%q", said)
	}
	if strays := c.Strays(); len(strays) != 1 || strays[stray] != a.Digest {
		t.Errorf("strays: %v", strays)
	}
}

// Faults are told in the order of the file, whatever finds them.
func TestFaultsAreToldInTheOrderOfTheFile(t *testing.T) {
	file := "{\"type\": \"AnnotationCollection\",\n\"first\": {\"items\": [\n{\"id\": \"urn:a\", \"target\": \"urn:uuid:gone\", \"body\": {\"type\": \"TextualBody\", \"value\": \"x\"}},\n{\"x\": 1}]}}"
	path := filepath.Join(t.TempDir(), "tram.txt.alice.anno.json")
	if err := os.WriteFile(path, []byte(file), 0o644); err != nil {
		t.Fatal(err)
	}
	c := &Checker{Desk: testDesk(t, "Alice"), Read: func(string) (*model.Article, error) { return article(path, tram), nil }}
	c.Add(path)
	var lines []int
	for p := range c.Problems {
		lines = append(lines, p.Line)
	}
	if !slices.Equal(lines, []int{3, 4}) {
		t.Errorf("on lines %v", lines)
	}
}

// Half a file and git's markers are told apart, each with its line once.
func TestCheckTellsHalfAFileFromAConflict(t *testing.T) {
	for data, want := range map[string]string{
		"{\n\"type\": ": ":2: no sidecar, or half of one: ",
		"{\n<<<<<<< ours\n=======\n>>>>>>> theirs\n": ":2: git’s conflict markers: `stet merge ",
	} {
		path := filepath.Join(t.TempDir(), "tram.txt.alice.anno.json")
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
		c := &Checker{Desk: testDesk(t, "Alice"), Read: func(string) (*model.Article, error) { return nil, os.ErrNotExist }}
		c.Add(path)
		n := 0
		for p := range c.Problems {
			n++
			if got := strings.TrimPrefix(p.String(), path); !strings.HasPrefix(got, want) || strings.Contains(p.Msg, "line 2") {
				t.Errorf("%q: %q, want %q", data, got, want)
			}
		}
		if n != 1 {
			t.Errorf("%q: %d faults", data, n)
		}
	}
}

// A file that was looked at is as it was only where its size and time are the same, and
// the time is old enough that no other change can bear it.
func TestWhenAFileIsAsItWas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	if err := os.WriteFile(path, []byte("four"), 0o644); err != nil {
		t.Fatal(err)
	}
	at := time.Unix(1800000000, 0)
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
	was := state{exists: true, size: 4, time: at, seen: at.Add(racy + 1)}
	for name, c := range map[string]struct {
		change func(*state)
		path   string
		want   bool
	}{
		"nothing":         {func(*state) {}, path, true},
		"another size":    {func(s *state) { s.size = 5 }, path, false},
		"another time":    {func(s *state) { s.time = at.Add(-1) }, path, false},
		"just written":    {func(s *state) { s.seen = at.Add(racy) }, path, false},
		"was not there":   {func(s *state) { *s = state{} }, path, false},
		"it is gone":      {func(*state) {}, path + ".gone", false},
		"still not there": {func(s *state) { *s = state{} }, path + ".gone", true},
		"in no folder":    {func(s *state) { *s = state{} }, filepath.Join(path, "x"), false},
	} {
		s := was
		c.change(&s)
		if got := s.same(c.path); got != c.want {
			t.Errorf("%s: it is as it was: %t", name, got)
		}
	}
}

// Whoever deleted an annotation can take that back in the next session, unless somebody
// has brought it back meanwhile.
func TestADeletionThatSomebodyTookBack(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	n := note(a, "pay", "one")
	did(t, f, swap(nil, n))
	did(t, f, swap(f.Set.Get(n.ID), nil))
	if r := reopen(t, d, a); len(r.done) != 2 {
		t.Fatalf("%d edits can be taken back", len(r.done))
	}
	other := open(t, testDesk(t, "Alice"), a)
	add(other, n)
	save(t, other)
	if r := reopen(t, d, a); len(r.done) != 0 {
		t.Errorf("%d edits can be taken back, and it is there", len(r.done))
	}
}

// Words that nobody knows any more are still words of their article.
func TestATargetWithoutWordsNamesItsArticle(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	n := note(a, "pay", "one")
	n.Target = annotate.Target{Place: annotate.Place{State: annotate.Orphan}}
	add(f, n)
	save(t, f)
	got := open(t, d, a).Set.All()
	if len(got) != 1 || got[0].Target.Whole || got[0].Target.Annotation != "" || got[0].Target.State != annotate.Orphan {
		t.Fatalf("%+v", got)
	}
	var file struct {
		First struct {
			Items []struct{ Target struct{ Source, Type string } }
		}
	}
	data, err := os.ReadFile(f.Path())
	if err != nil || json.Unmarshal(data, &file) != nil || len(file.First.Items) != 1 || file.First.Items[0].Target.Source != DocumentID(a) || file.First.Items[0].Target.Type != "SpecificResource" {
		t.Errorf("%v, %+v", err, file)
	}
}
