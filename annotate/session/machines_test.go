package session

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/annotate/suggest"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
	"stet/model/source"
)

// project makes the folder of a bench a project with a codebook.
func (b *bench) project(settings string) {
	b.t.Helper()
	book := "name = \"desk\"\n[project]\n" + settings + "\n[[set]]\nname = \"topic\"\napplies = \"article\"\n[[set.code]]\nname = \"transport\"\n[[set.code]]\nname = \"money\"\n"
	if err := os.WriteFile(filepath.Join(filepath.Dir(b.articles[0].Path), "codebook.toml"), []byte(book), 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// at is an annotation of some words of the first article.
func (b *bench) at(words string, body annotate.Body, score float64) *annotate.Annotation {
	a := b.articles[0]
	i := strings.Index(a.Text, words)
	return &annotate.Annotation{
		ID: store.NewID(), Body: body, Created: time.Now().UTC(), Modified: time.Now().UTC(),
		Origin: annotate.Origin{How: annotate.Suggested, Generator: "@m/1", Score: score, Why: "it said so"},
		Target: annotate.Target{Place: anchor.Describe(a, model.NewOffsets(a.Text), model.Range{Start: model.Pos(i), End: model.Pos(i + len(words))})},
	}
}

func (b *bench) machine(name string, as ...*annotate.Annotation) {
	b.t.Helper()
	if _, err := b.desk.PutMachine(b.articles[0], name, store.Software{Prompt: model.DigestOf(name), Ran: time.Now()}, as); err != nil {
		b.t.Fatal(err)
	}
}

func nobody(string) bool { return false }

// suggested lists what is suggested, by its words, kind and machine.
func suggested(w *Article, found []suggest.Suggestion, hides func(string) bool) (out []string) {
	for _, s := range w.Suggested(found, hides) {
		out = append(out, strings.TrimSpace(w.Own.Article().Slice(s.Annotation.Target.Range)+" "+s.Annotation.Kind()+" "+s.Machine))
	}
	return out
}

// What machines say of words comes as suggestions in the order of the text, once, with why
// they say it; what they answer to a question about the article comes with its name and
// score; words of which nobody is sure where they are come as nothing.
func TestWhatMachinesSayIsSuggested(t *testing.T) {
	b := newBench(t, 1)
	b.project("")
	topic := b.at("The", new(kind.Note), 0.5)
	topic.Target, topic.Tags, topic.Origin.Why = annotate.Target{Whole: true}, []string{"topic:money", "mood:grey", "loose"}, ""
	whole := b.at("The", new(kind.Note), 0)
	whole.Target = annotate.Target{Whole: true}
	tagged := b.at("two euros", new(kind.Note), 0)
	tagged.Tags = []string{"topic:money"}
	lost := b.at("council", new(kind.Note), 0)
	lost.Target.Quote.Exact = "county"
	b.machine("@m", b.at("Riders", new(kind.Entity), 0.9), b.at("May", new(kind.Entity), 0.4), topic, whole, tagged, lost)
	unnamed := b.at("The", new(kind.Note), 0)
	unnamed.Target, unnamed.Tags, unnamed.Origin.Generator = annotate.Target{Whole: true}, []string{"topic:transport"}, ""
	b.machine("@n", b.at("May", new(kind.Entity), 0.7), unnamed)
	w := b.article()
	if got, want := suggested(w, nil, nobody), []string{"May entity m, n", "Riders entity m", "two euros note m"}; !slices.Equal(got, want) {
		t.Errorf("suggested are %q, want %q", got, want)
	}
	for _, s := range w.Suggested(nil, nobody) {
		if s.Why != "it said so" || s.Annotation.Origin.Why != "" || s.Annotation.Source != nil {
			t.Errorf("%q says why %q, and would keep %q with %v", s.Machine, s.Why, s.Annotation.Origin.Why, s.Annotation.Source)
		}
	}
	if got, want := w.Answered("topic"), []string{"m: money 0.5", "a machine: transport"}; !slices.Equal(got, want) {
		t.Errorf("answered is %q, want %q", got, want)
	}
	if got := w.Answered("mood"); len(got) > 0 {
		t.Errorf("to a question that nobody asks: %q", got)
	}
	// One that hides is left out where it is alone; the others stay.
	if got, want := suggested(w, nil, func(m string) bool { return m == "m" }), []string{"May entity m, n"}; !slices.Equal(got, want) {
		t.Errorf("without m: %q, want %q", got, want)
	}
	// What is decided is suggested no more.
	kept := b.at("Riders", new(kind.Entity), 0)
	kept.Origin.How = annotate.Kept
	if err := w.Do(add(kept)); err != nil {
		t.Fatal(err)
	}
	if got, want := suggested(w, nil, nobody), []string{"May entity m, n", "two euros note m"}; !slices.Equal(got, want) {
		t.Errorf("with one kept: %q, want %q", got, want)
	}
}

// Of what stet itself suggests, the words of which a machine says the same come once.
func TestAMachineAndStetSayTheSameOnce(t *testing.T) {
	b := newBench(t, 1)
	b.project("")
	b.machine("@m", b.at("May", new(kind.Entity), 0.4), b.at("Riders", new(kind.Note), 0.4))
	found := []suggest.Suggestion{{Annotation: *b.at("May", new(kind.Entity), 0)}, {Annotation: *b.at("Riders", new(kind.Entity), 0)}}
	w := b.article()
	if got, want := suggested(w, found, nobody), []string{"May entity m", "Riders note m", "Riders entity"}; !slices.Equal(got, want) {
		t.Errorf("suggested are %q, want %q", got, want)
	}
	decided := b.at("Riders", new(kind.Entity), 0)
	decided.Origin.How = annotate.Kept
	if err := w.Do(add(decided)); err != nil {
		t.Fatal(err)
	}
	if got, want := suggested(w, found, nobody), []string{"May entity m", "Riders note m"}; !slices.Equal(got, want) {
		t.Errorf("with one decided: %q, want %q", got, want)
	}
	w.Undo()
	if got, want := suggested(w, found, func(string) bool { return true }), []string{"May entity", "Riders entity"}; !slices.Equal(got, want) {
		t.Errorf("without machines: %q, want %q", got, want)
	}
	plain := newBench(t, 1)
	if got, want := suggested(plain.article(), found, nobody), []string{"May entity", "Riders entity"}; !slices.Equal(got, want) {
		t.Errorf("without any: %q, want %q", got, want)
	}
}

// Which suggestions there are is the project's choice, and a blind one hides machines.
func TestAProjectChoosesItsSuggestions(t *testing.T) {
	for settings, want := range map[string]string{
		"": "Riders entity m; two euros quote m", `suggestions = "quotes"`: "two euros quote m", `suggestions = "none"`: "", "blind = true": "",
	} {
		b := newBench(t, 1)
		b.project(settings)
		topic := b.at("The", new(kind.Note), 0)
		topic.Target, topic.Tags = annotate.Target{Whole: true}, []string{"topic:money"}
		b.machine("@m", b.at("Riders", new(kind.Entity), 0.9), b.at("two euros", &kind.Quote{Form: "direct"}, 0.9), topic)
		w := b.article()
		if got := strings.Join(suggested(w, nil, nobody), "; "); got != want {
			t.Errorf("%s: %q, want %q", settings, got, want)
		}
		if answers := w.Answered("topic"); (len(answers) > 0) != (settings == "") {
			t.Errorf("%s: %q is answered", settings, answers)
		}
	}
}

// The names of a project are those of its folder.
func TestAProjectJoinsNames(t *testing.T) {
	b := newBench(t, 1)
	b.project("")
	dir := filepath.Dir(b.articles[0].Path)
	if err := os.WriteFile(filepath.Join(dir, "names.toml"), []byte("[[name]]\nname = \"Ada Berg\"\nalso = [\"Berg\"]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if p, err := LoadProject(b.articles[0].Path); err != nil || p.Names.Same("Berg") != "Ada Berg" {
		t.Errorf("Berg is %q, %v", p.Names.Same("Berg"), err)
	}
	if err := os.WriteFile(filepath.Join(dir, "names.toml"), []byte("[["), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadProject(b.articles[0].Path); err == nil {
		t.Error("a broken file of names is not told")
	}
	if p := NoProject(); p.Learns(true) {
		t.Error("an article in no library is learned from")
	}
	for settings, config := range map[string][2]bool{"": {false, true}, "learn = true": {true, true}} {
		b.project(settings)
		os.Remove(filepath.Join(dir, "names.toml"))
		p, err := LoadProject(b.articles[0].Path)
		if err != nil || p.Learns(false) != config[0] || p.Learns(true) != config[1] {
			t.Errorf("%q: it learns %t, asked %t, %v", settings, p.Learns(false), p.Learns(true), err)
		}
	}
}

// What was learned takes the place of what was learned before, among the suggestions of
// machines and in the order of the text.
func TestWhatWasLearnedIsSuggested(t *testing.T) {
	b := newBench(t, 1)
	b.project("")
	b.machine("@m", b.at("two euros", new(kind.Entity), 0.9))
	w := b.article()
	learned := func(words ...string) (out []suggest.Suggestion) {
		for _, s := range words {
			out = append(out, suggest.Suggestion{Annotation: *b.at(s, new(kind.Entity), 0.5), Machine: LearnedName})
		}
		return out
	}
	for range 2 {
		w.TakeLearned(learned("Riders", "May"))
		if got, want := suggested(w, nil, nobody), []string{"May entity learned", "Riders entity learned", "two euros entity m"}; !slices.Equal(got, want) {
			t.Errorf("suggested are %q, want %q", got, want)
		}
	}
	if got, want := w.Machines, []string{"@m", "@learned"}; !slices.Equal(got, want) {
		t.Errorf("machines are %q", got)
	}
	hidden := func(m string) bool { return m == LearnedName }
	if got, want := suggested(w, nil, hidden), []string{"two euros entity m"}; !slices.Equal(got, want) {
		t.Errorf("hidden, suggested are %q", got)
	}
	w.TakeLearned(nil)
	if got := suggested(w, nil, nobody); len(got) != 1 {
		t.Errorf("nothing was learned, and suggested are %q", got)
	}
}

// What was decided in the articles of a library teaches, the latest first and none before
// it was to be forgotten; articles that cannot be read teach nothing.
func TestALibraryTeaches(t *testing.T) {
	b := newBench(t, 3)
	b.project("")
	root := filepath.Dir(b.articles[0].Path)
	s := b.open()
	for i := range 2 {
		n := b.note(i, "x")
		n.Body, n.Modified = &kind.Entity{Named: annotate.NameRef("tram", mention.Org)}, time.Now().UTC().Truncate(time.Second)
		if err := s.Do("name", Part{s.Sidecars()[i], add(n)}); err != nil {
			t.Fatal(err)
		}
	}
	b.flush(s)
	if err := os.WriteFile(b.articles[1].Path, []byte("\x00\x01\x02\x00"), 0o644); err != nil { // no text any more
		t.Fatal(err)
	}
	tagged := func() (n int) {
		l, err := Learn(context.Background(), b.desk, root)
		if err != nil {
			t.Fatal(err)
		}
		n, _ = l.Tagged()
		return n
	}
	if n := tagged(); n != 1 {
		t.Errorf("%d words were learned", n)
	}
	if err := os.Rename(root, root+"2"); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Dir(root))
	if err := os.Rename(root+"2", root); err != nil {
		t.Fatal(err)
	}
	if err := Forget(b.desk, filepath.Base(root), time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if n := tagged(); n != 0 {
		t.Errorf("%d words are left of what was to be forgotten", n)
	}
	if err := os.WriteFile(forgetFile(b.desk, root), []byte("never"), 0o600); err != nil {
		t.Fatal(err)
	}
	if l, err := Learn(context.Background(), b.desk, root); err == nil {
		t.Errorf("it is not known what was to be forgotten, and %v was learned", l)
	}
	if err := Forget(b.desk, root, time.Now().Add(time.Minute)); err != nil || tagged() != 0 {
		t.Errorf("forgotten anew: %v", err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Learn(stopped, b.desk, root); err == nil {
		t.Error("it goes on after it was stopped")
	}
}

// A quote whose speaker a person has named teaches by what words the article speaks of them.
func TestWhoWasMeantIsLearned(t *testing.T) {
	text := "“Nobody has asked the riders,” said the mayor. The council met.\n\n“It is too late,” Ada Berg said.\n"
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	a, err := source.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	whole := model.Range{End: model.Pos(len(text))}
	found := quotation.Find(a, whole, mention.Find(a, whole, nil))
	if len(found) == 0 {
		t.Fatal("no quote is found")
	}
	says := func(how annotate.How, ref annotate.Ref) *annotate.Annotation {
		return &annotate.Annotation{ID: store.NewID(), Body: &kind.Quote{Form: "direct", Speaker: ref}, Origin: annotate.Origin{How: how}, Target: annotate.Target{Place: annotate.Place{Range: found[0].Cover()}}}
	}
	jane := annotate.NameRef("Jane Doe", mention.Person)
	placed := jane
	placed.Words = &annotate.Place{Quote: annotate.Quote{Exact: "Jane"}}
	byName := &annotate.Annotation{ID: store.NewID(), Body: &kind.Quote{Form: "direct", Speaker: jane}, Origin: annotate.Origin{How: annotate.Edited}, Target: annotate.Target{Place: annotate.Place{Range: found[len(found)-1].Cover()}}}
	far := says(annotate.Edited, jane)
	far.Target.Range = model.Range{Start: model.Pos(len(text) - 1), End: model.Pos(len(text))}
	for name, c := range map[string]struct {
		decided *annotate.Annotation
		want    string
	}{
		"named by a person": {says(annotate.Edited, jane), "the mayor"}, "kept as found": {says(annotate.Kept, jane), ""}, "by hand": {says(annotate.ByHand, jane), ""},
		"nobody": {says(annotate.Edited, annotate.Ref{Kind: annotate.RefNobody}), ""}, "with its words": {says(annotate.Edited, placed), "Jane"},
		"elsewhere": {far, ""}, "somebody with a name": {byName, ""}, "no quote": {&annotate.Annotation{Body: new(kind.Note), Origin: annotate.Origin{How: annotate.Edited}}, ""},
	} {
		other := says(annotate.Edited, jane)
		for _, decided := range [][]*annotate.Annotation{{c.decided}, {other, c.decided}} {
			was := fmt.Sprint(c.decided)
			meant(a, decided)
			got := ""
			if q := kind.AsQuote(decided[len(decided)-1]); q != nil && q.Speaker.Words != nil {
				got = q.Speaker.Words.Quote.Exact
			}
			if got != c.want || fmt.Sprint(c.decided) != was {
				t.Errorf("%s: by %q, want %q", name, got, c.want)
			}
		}
	}
}
