package session

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/store"
)

// by opens the article at the desk of somebody and adds annotations there.
func (b *bench) by(who string, coded bool, as ...*annotate.Annotation) {
	b.t.Helper()
	desk := *b.desk
	desk.Annotator = who
	sc, err := Open(&desk, b.articles[0])
	if err != nil {
		b.t.Fatal(err)
	}
	e := annotate.Edit{Title: "by " + who}
	for _, a := range as {
		e.Swaps = append(e.Swaps, annotate.Swap{After: a})
	}
	if coded {
		e.Coded = &annotate.CodedSwap{After: time.Date(2031, 4, 1, 0, 0, 0, 0, time.UTC)}
	}
	if _, err := sc.Commit(e); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) article() *Article {
	b.t.Helper()
	w, err := OpenArticle(b.desk, b.articles[0])
	if err != nil {
		b.t.Fatal(err)
	}
	return w
}

// Others and the adjudication are there once somebody else has tagged, and where the
// codebook says so they stay hidden until your own work is done.
func TestWhatOthersSaidIsHiddenUntilOnesOwnIsDone(t *testing.T) {
	for _, blind := range []bool{false, true} {
		b := newBench(t, 1)
		dir := filepath.Dir(b.articles[0].Path)
		book := "name = \"desk\"\n"
		if blind {
			book += "[project]\nblind = true\n"
		}
		if err := os.WriteFile(filepath.Join(dir, "codebook.toml"), []byte(book), 0o644); err != nil {
			t.Fatal(err)
		}
		if w := b.article(); w.Gold != nil || len(w.Others) != 0 || w.Judge() != nil || len(w.Differ) != 0 || w.Project.Root != dir || !w.Project.Coded {
			t.Errorf("alone: %+v", w)
		}
		b.by("Alice", false, b.said(0, "The tram", &kind.Stance{Stance: kind.Favor, Scheme: kind.SemEval6}))
		b.by("Bob", true, b.said(0, "The tram", &kind.Stance{Stance: kind.Against, Scheme: kind.SemEval6}))
		w := b.article()
		if w.Gold == nil || w.Judge() != w.Gold || len(w.Others) != 1 || w.Others[0].Annotator != "bob" || w.Blind() != blind {
			t.Fatalf("blind %t: %+v", blind, w)
		}
		if got := len(w.Shown()) == 0; got != blind {
			t.Errorf("blind %t: %d are shown", blind, len(w.Shown()))
		}
		if !blind && (w.Shown()[0] != w.Others[0] || w.Shown()[1] != w.Gold || len(w.Sidecars()) != 2 || w.Sidecars()[0] != w.Own) {
			t.Errorf("shown are %v of %v", w.Shown(), w.Sidecars())
		}
		if got := len(w.Differ) == 0; got != blind {
			t.Errorf("blind %t: %d differences are told", blind, len(w.Differ))
		}
		if err := w.Do(annotate.Edit{Title: "done", Coded: &annotate.CodedSwap{After: time.Date(2031, 4, 2, 0, 0, 0, 0, time.UTC)}}); err != nil {
			t.Fatal(err)
		}
		if w.Compare(); w.Blind() || len(w.Differ) == 0 || !slices.Equal(w.Coders, []string{"alice", "bob"}) || len(w.Open) != len(w.Differ) {
			t.Errorf("blind %t, once done: %v, %d differences, %d open", blind, w.Coders, len(w.Differ), len(w.Open))
		}
	}
}

// What is decided goes into the adjudication's file and is no longer open; an edit that
// answers another question is refused.
func TestADecisionClosesADifference(t *testing.T) {
	b := newBench(t, 1)
	b.by("Alice", true, b.said(0, "The tram", &kind.Stance{Stance: kind.Favor, Scheme: kind.SemEval6}))
	b.by("Bob", true, b.said(0, "The tram", &kind.Stance{Stance: kind.Against, Scheme: kind.SemEval6}))
	w := b.article()
	if len(w.Differ) == 0 {
		t.Fatal("they do not differ")
	}
	x := w.Differ[0]
	at := time.Date(2031, 5, 1, 0, 0, 0, 0, time.UTC)
	part := w.Rule(x, x.Side("bob"), "the verb says so", at)
	if part.Sidecar != w.Gold {
		t.Errorf("it is decided in the file of %s", part.Sidecar.Annotator)
	}
	if err := w.Session.Do("decided", part); err != nil {
		t.Fatal(err)
	}
	if w.Compare(); len(w.Ruled(x)) != 1 || w.Ruled(x)[0].Comment != "the verb says so" || slices.Contains(w.Open, 0) {
		t.Errorf("ruled %v, open %v", w.Ruled(x), w.Open)
	}
	if w.BeginAnew(&x); w.Anew() != &x {
		t.Error("it is not ruled on anew")
	}
	stance := b.said(0, "The tram", &kind.Stance{Stance: kind.Neither, Scheme: kind.SemEval6})
	refused := stance.Clone()
	refused.Origin.How = annotate.Refused
	note := b.said(0, "Riders", new(kind.Note))
	for name, c := range map[string]struct {
		swaps []annotate.Swap
		want  int
	}{
		"an answer": {[]annotate.Swap{{After: stance}}, 1}, "an answer, something refused besides": {[]annotate.Swap{{After: stance}, {After: refused}}, 1},
		"something else": {[]annotate.Swap{{After: note}}, 0}, "an answer and something else": {[]annotate.Swap{{After: stance}, {After: note}}, 0},
		"a deletion": {[]annotate.Swap{{Before: stance}}, 0}, "a refusal": {[]annotate.Swap{{After: refused}}, 0},
	} {
		taken, err := w.Answer(annotate.Edit{Swaps: c.swaps})
		if len(taken) != c.want || (err == nil) != (c.want > 0) || err != nil && !errors.Is(err, ErrNotTheRuling) {
			t.Errorf("%s: %d taken, %v", name, len(taken), err)
		}
	}
	if _, err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if gold := store.SidecarPath(b.articles[0].Path, store.Gold); !slices.ContainsFunc(b.article().Sidecars(), func(sc *Sidecar) bool { return sc.path == gold && len(sc.Set.All()) == 1 }) {
		t.Errorf("%s does not say what was decided", gold)
	}
}

// A codebook with faults is taken for one of a blind project, and the first fault is said
// in one line; without a codebook any tag may be an answer.
func TestACodebookWithFaultsHidesWhatOthersSaid(t *testing.T) {
	b := newBench(t, 1)
	if b.article().Codebook() != nil {
		t.Error("there is no codebook, and one holds")
	}
	dir := filepath.Dir(b.articles[0].Path)
	if err := os.WriteFile(filepath.Join(dir, "codebook.toml"), []byte("name = 7\nversion = []\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	w, err := OpenArticle(b.desk, b.articles[0])
	if err == nil || w == nil || !w.Blind() || !w.Project.Coded {
		t.Fatalf("%v", err)
	}
	for _, c := range err.Error() {
		if c == '\n' {
			t.Errorf("it is said in several lines: %q", err)
		}
	}
}
