package session

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
)

// as is the desk of somebody else at the same articles.
func (b *bench) as(name string) *bench {
	desk := *b.desk
	desk.Annotator = name
	return &bench{t: b.t, desk: &desk, articles: b.articles}
}

// codes saves annotations of an article, and that it is coded.
func (b *bench) codes(i int, coded bool, as ...*annotate.Annotation) {
	b.t.Helper()
	f, err := b.desk.Open(b.articles[i])
	if err != nil {
		b.t.Fatal(err)
	}
	e := annotate.Edit{Title: "all"}
	for _, a := range as {
		a.Creator = b.desk.Creator()
		e.Swaps = append(e.Swaps, annotate.Swap{After: a})
	}
	f.Set.Do(e)
	at := time.Time{}
	if coded {
		at = time.Date(2031, 1, 2, 0, 0, 0, 0, time.UTC)
	}
	if _, err := f.Save(f.Set.Snapshot(), at); err != nil {
		b.t.Fatal(err)
	}
}

// coders lists who says how much of an article.
func coders(d agree.Document) string {
	var out []string
	for name, c := range d.Coders {
		one := fmt.Sprintf("%s %d", name, len(c.Annotations))
		if !c.Coded.IsZero() {
			one += " coded"
		}
		out = append(out, one)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// A coder of an article is whoever annotated it or marked it as coded; opening it is not
// enough. Refusals count for the adjudication only, and machines if asked for.
func TestWhoHasCodedAnArticle(t *testing.T) {
	b := newBench(t, 1)
	refused := b.note(0, "no")
	refused.Origin.How = annotate.Refused
	step := func(what, want string, wanted func(string) bool) {
		t.Helper()
		d, err := Codings(b.desk, b.articles[0], wanted)
		if err != nil || coders(d.Document) != want || d.Article != b.articles[0] {
			t.Errorf("%s: %s, want %s, %v", what, coders(d.Document), want, err)
		}
		machines := 0
		for name := range d.Coders {
			if store.IsMachine(name) {
				machines++
			}
		}
		if machines != len(d.Machines) {
			t.Errorf("%s: %d sidecars of machines, %d among the coders", what, len(d.Machines), machines)
		}
	}
	all := func(string) bool { return true }
	step("nobody", "", all)
	b.as("bob").codes(0, true)
	step("nothing in it", "bob 0 coded", all)
	b.codes(0, false, b.note(0, "one"), refused)
	step("one, and one refused", "alice 1, bob 0 coded", all)
	gold := b.note(0, "no")
	gold.Origin.How = annotate.Refused
	(&bench{t: t, desk: b.desk.Gold(), articles: b.articles}).codes(0, false, gold)
	step("an adjudication that refuses", "@gold 1, alice 1, bob 0 coded", nil)
	b.machine("@owl", b.note(0, "two"))
	b.machine("@crow")
	step("machines", "@crow 0 coded, @gold 1, @owl 1 coded, alice 1, bob 0 coded", all)
	step("one of them", "@gold 1, @owl 1 coded, alice 1, bob 0 coded", func(slug string) bool { return slug == "@owl" })
	step("none", "@gold 1, alice 1, bob 0 coded", nil)
	if err := os.WriteFile(store.SidecarPath(b.articles[0].Path, "bob"), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if d, err := Codings(b.desk, b.articles[0], all); err == nil || !strings.Contains(err.Error(), "a.txt.bob.anno.json") || coders(d.Document) != "@crow 0 coded, @gold 1, @owl 1 coded, alice 1" {
		t.Errorf("a broken sidecar: %s, %v", coders(d.Document), err)
	}
	if err := os.WriteFile(store.SidecarPath(b.articles[0].Path, "alice"), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(store.SidecarPath(b.articles[0].Path, "@owl"), []byte("["), 0o644); err != nil {
		t.Fatal(err)
	}
	d, err := Codings(b.desk, b.articles[0], all)
	for _, name := range []string{"a.txt.alice.anno.json", "a.txt.bob.anno.json", "a.txt.@owl.anno.json"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("that %s is broken is not said: %v", name, err)
		}
	}
	if d.Coders["@gold"].Annotations == nil {
		t.Errorf("what can be read is %s", coders(d.Document))
	}
}

// Machines are compared with what was adjudicated, and where that is nothing or a refusal
// with the people.
func TestWithWhomMachinesAreCompared(t *testing.T) {
	note := &annotate.Annotation{Body: new(kind.Note)}
	no := &annotate.Annotation{Body: new(kind.Note), Origin: annotate.Origin{How: annotate.Refused}}
	of := func(as ...*annotate.Annotation) agree.Coding { return agree.Coding{Annotations: as} }
	for want, docs := range map[string][]agree.Document{
		"":          nil,
		"alice bob": {{Coders: map[string]agree.Coding{"alice": of(note), "@owl": of(note)}}, {Coders: map[string]agree.Coding{"bob": of(), "@gold": of()}}},
		"alice":     {{Coders: map[string]agree.Coding{"alice": of(note), "@gold": of(no)}}},
		"@gold":     {{Coders: map[string]agree.Coding{"alice": of(note)}}, {Coders: map[string]agree.Coding{"@gold": of(no, note)}}},
	} {
		if got := strings.Join(Judges(docs...), " "); got != want {
			t.Errorf("of %v they are %q, want %q", docs, got, want)
		}
	}
}

// claimOn marks words of an article as a claim.
func (b *bench) claimOn(i int, words string) *annotate.Annotation {
	b.t.Helper()
	text := b.articles[i].Text
	at := strings.Index(text, words)
	if at < 0 {
		b.t.Fatalf("%q is not in %q", words, text)
	}
	a := b.note(i, "")
	a.Body = &kind.Claim{CheckWorthiness: "CFS", Status: kind.ToCheck}
	a.Target.Place = anchor.Describe(b.articles[i], model.NewOffsets(text), model.Range{Start: model.Pos(at), End: model.Pos(at + len(words))})
	return a
}

// Where a machine and people differ is told once both have coded the article, changes with
// every edit, and is not told of kinds of which nothing is suggested here.
func TestWhereAMachineDiffers(t *testing.T) {
	b := newBench(t, 1)
	words := strings.Fields(b.articles[0].Text)
	first, second := words[0], words[3]
	open := func() *Article {
		t.Helper()
		w, err := OpenArticle(b.desk, b.articles[0])
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	where := func(w *Article) string {
		var out []string
		for _, x := range w.Against() {
			out = append(out, b.articles[0].Slice(x.Range))
		}
		return strings.Join(out, ", ")
	}
	if w := open(); w.Compared() || w.Against() != nil {
		t.Error("nobody has coded it")
	}
	b.codes(0, false, b.claimOn(0, first))
	if w := open(); w.Compared() || w.Against() != nil {
		t.Error("no machine has coded it")
	}
	b.machine("@owl", b.claimOn(0, first), b.claimOn(0, second))
	w := open()
	if !w.Compared() || where(w) != second {
		t.Errorf("compared %v, they differ in %q, want %q", w.Compared(), where(w), second)
	}
	if a, again := w.Against(), w.Against(); len(a) != 1 || &a[0] != &again[0] {
		t.Error("without an edit it compares anew")
	}
	if err := w.Do(add(b.claimOn(0, second))); err != nil {
		t.Fatal(err)
	}
	if got := where(w); got != "" {
		t.Errorf("after the edit they differ in %q", got)
	}
	w.Undo()
	if got := where(w); got != second {
		t.Errorf("after the undo they differ in %q", got)
	}
	// The machine alone: whoever has only opened the article is not compared with it.
	other := newBench(t, 1)
	other.machine("@owl", other.claimOn(0, first))
	if w, err := OpenArticle(other.desk, other.articles[0]); err != nil || w.Compared() || len(w.Against()) != 0 {
		t.Errorf("a machine alone: %v, %v", w.Compared(), err)
	}
	other.codes(0, true)
	if w, err := OpenArticle(other.desk, other.articles[0]); err != nil || !w.Compared() || len(w.Against()) != 1 {
		t.Errorf("beside somebody who has found nothing: %v, %v", w.Compared(), err)
	}
	// Over the articles of a folder.
	found, problems := Differing(b.desk, []string{b.articles[0].Path, "nowhere.txt"})
	if len(found) != 1 || len(problems) != 1 || b.articles[0].Slice(found[0].Range) != second {
		t.Errorf("in the folder: %d, %v", len(found), problems)
	}
}
