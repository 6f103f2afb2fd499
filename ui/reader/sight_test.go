package reader

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/source"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

// On the return to stet, what another program wrote into the sidecar is taken in and
// reported; if both changed the same annotation, both versions stay.
func TestWhatAnotherProgramWroteComesIn(t *testing.T) {
	d := open(t, talks).press("tab enter")
	other := reopen(t, d.path)
	other.press("/ type:backs enter a type:from_elsewhere enter")
	if d.carryOut(d.Update(pane.Returned{})); !strings.Contains(d.statusLine(), "from elsewhere") {
		t.Errorf("it does not come in:\n%s", d.statusLine())
	}
	d.shows("the sidecar was changed elsewhere: 1 change taken in")
	d.press("j").carryOut(d.Update(pane.Returned{}))
	if strings.Contains(d.screen(), "changed elsewhere") {
		t.Errorf("nothing has changed, and it is said:\n%s", d.screen())
	}
	other.press("g esc tab w type:Ann enter")
	d.press("g esc tab w type:Ben enter")
	d.shows("the sidecar was changed elsewhere: 1 annotation differ, both are kept")
	if got := d.statusLine(); !strings.Contains(got, "speaker=Ann") || !strings.Contains(got, "speaker=Ben") {
		t.Errorf("kept:\n%s", got)
	}
	alone := &driven{t: t, Reader: New(testEnv(t, d.path), Options{Article: source.OfText("", "A text.\n\nNo file.\n")})}
	panetest.Show(alone, 80, 24)
	alone.carryOut(alone.Update(pane.Returned{})) // nothing is read yet
}

// large is an article that is read in two steps.
func large(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "large.txt")
	var b strings.Builder
	b.WriteString("A large article\n\n“We begin,” said Angela Merkel.\n\n")
	for i := 0; b.Len() < source.LargeFile; i++ {
		fmt.Fprintf(&b, "Sentence number %d of the filler, which says nothing at all about anything.\n\n", i)
	}
	b.WriteString("“We end,” said Angela Merkel.\n")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// The beginning of a large article is shown at once; keys that need the rest wait, and
// the rest comes. If the rest cannot be read, a message says so and the beginning stays.
func TestALargeArticleIsReadInTwoSteps(t *testing.T) {
	path := large(t)
	head, err := source.OpenHead(path)
	if err != nil || !head.Partial {
		t.Fatalf("partial %v, %v", head.Partial, err)
	}
	d := &driven{t: t, path: path, Reader: New(testEnv(t, path), Options{Article: head, Bytes: 1 << 20})}
	panetest.Show(d, 80, 24)
	for key, want := range map[string]string{"j": "", "q": "", "G": "finding quotes", "tab": "finding quotes", "c": "finding quotes"} {
		if got := d.Waits(key); got != want {
			t.Errorf("%s waits for %q, want %q", key, got, want)
		}
	}
	d.shows("A large article", "about ", "analysing")
	d.carryOut(d.Init())
	if d.in.Art.Partial || d.Waits("G") != "" || d.Waits("tab") != "" {
		t.Errorf("partial %v; G waits for %q", d.in.Art.Partial, d.Waits("G"))
	}
	if row := d.row(" words · "); strings.Contains(row, "about") || !strings.Contains(row, fmt.Sprintf(" %d words", d.in.Art.Words())) {
		t.Errorf("the whole article has %d words, and the page says %q", d.in.Art.Words(), row)
	}
	d.press("G").press("shift+tab")
	if got := d.inFocus(); got != "[“We end,”] said Angela Merkel." {
		t.Errorf("at the end: %s", got)
	}

	head, _ = source.OpenHead(path)
	d = &driven{t: t, path: path, Reader: New(testEnv(t, path), Options{Article: head})}
	panetest.Show(d, 80, 24)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	d.carryOut(d.Init())
	d.shows("only the beginning could be read: ")
	if d.Waits("tab") != "" {
		t.Errorf("tab waits for %q", d.Waits("tab"))
	}
}

// An article opens at a line, where it was left, at words that were looked for, or at an
// annotation, where a command can be carried out at once.
func TestWhereAnArticleOpens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "long.txt")
	text := "A title\n\n"
	for i := range 60 {
		text += fmt.Sprintf("Sentence number %d is here.\n\n", i)
	}
	if err := os.WriteFile(path, []byte(text+"Angela Merkel said: “We end.”\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	at := func(o Options) *driven {
		art, err := source.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		o.Article = art
		d := &driven{t: t, path: path, Reader: New(testEnv(t, path), o)}
		panetest.Show(d, 80, 24)
		d.carryOut(d.Init())
		return d
	}
	first := func(d *driven) string {
		return strings.TrimSpace(strings.Split(d.screen(), "\n")[0])
	}
	if got := first(at(Options{Line: 41})); got != "Sentence number 19 is here." {
		t.Errorf("line 41 is %q", got)
	}
	at(Options{Line: 900}).shows("there is no text on line 900 or after it", "A title")
	start := len("A title\n\n")
	for i := range 30 {
		start += len(fmt.Sprintf("Sentence number %d is here.\n\n", i))
	}
	if d := at(Options{Start: at(Options{}).in.Art.Blocks[31].Range.Start}); first(d) != "Sentence number 30 is here." {
		t.Errorf("where it was left: %q", first(d))
	}
	d := at(Options{At: Place{Find: "number 4"}})
	if got := d.inFocus(); got != "Sentence [number 4] is here." {
		t.Errorf("looked for: %s", got)
	}
	if got := d.press("n").inFocus(); got != "Sentence [number 4]0 is here." {
		t.Errorf("n goes on to %s", got)
	}
	if d = at(Options{At: Place{Find: "number 99"}}); d.focus.On || first(d) != "A title" {
		t.Errorf("looked for in vain: %s", d.inFocus())
	}
	d.press("] s a type:here enter")
	id := d.notes.own.Set.All()[0].ID
	if d = at(Options{At: Place{ID: id}}); d.focus.Own() == nil || d.cards.open != nil {
		t.Errorf("the annotation is not in focus:\n%s", d.screen())
	}
	if d = at(Options{At: Place{ID: id, Do: "tag"}}); d.cards.open == nil {
		t.Errorf("the command is not carried out:\n%s", d.screen())
	}
	if d = at(Options{At: Place{ID: "urn:uuid:none", Do: "tag"}}); d.cards.open != nil || d.focus.On {
		t.Errorf("an annotation that is gone:\n%s", d.screen())
	}
	if d = at(Options{At: Place{Do: "next-annotation"}}); d.inFocus() != "[Sentence number 0 is here.]" {
		t.Errorf("a command without an annotation: %s\n%s", d.inFocus(), d.screen())
	}
}

// What one writes of an article goes on in the next: how it is looked at, and by what n
// goes on.
func TestTheNextArticleIsLookedAtAlike(t *testing.T) {
	d := open(t, talks).press("z m s ] u")
	art, err := source.Open(d.path)
	if err != nil {
		t.Fatal(err)
	}
	next := &driven{t: t, path: d.path, Reader: New(testEnv(t, d.path), Options{Article: art, Look: d.Look()})}
	panetest.Show(next, 80, 24)
	next.carryOut(next.Init())
	if !next.in.Show.Hidden["stance"] || next.in.Show.Skim != d.in.Show.Skim || next.walk.on.what != nextUndecided {
		t.Errorf("hidden %v, skim %v, n goes by %v", next.in.Show.Hidden, next.in.Show.Skim, next.walk.on)
	}
	next.press("m s")
	if !d.in.Show.Hidden["stance"] {
		t.Error("what is shown here changes there")
	}
	listed := New(testEnv(t, d.path), Options{Article: art, Listed: true})
	if listed.walk.on.what != nextUnread {
		t.Errorf("in a list n goes by %v", listed.walk.on)
	}
	plain := New(testEnv(t, d.path), Options{Article: art, Look: open(t, talks).press("tab").Look()})
	if plain.walk.on.what != nextAny {
		t.Errorf("after tab, in the next article n goes by %v", plain.walk.on)
	}
}

// Work that panics is named; the article can be read, and keys wait for nothing.
func TestAFaultInReadingIsSaid(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte(talks), 0o600); err != nil {
		t.Fatal(err)
	}
	art, err := source.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	d := &driven{t: t, path: path, Reader: New(testEnv(t, path), Options{Article: art})}
	panetest.Show(d, 80, 24)
	token := d.opener.guard.Next()
	d.carryOut(d.Update(pane.Panicked{Token: token + 7, What: "other work", Err: os.ErrInvalid}))
	if d.Waits("tab") == "" || strings.Contains(d.screen(), "other work") {
		t.Errorf("of other work: %q\n%s", d.Waits("tab"), d.screen())
	}
	d.carryOut(d.Update(pane.Panicked{Token: token, What: "reading the sidecars", Err: os.ErrInvalid}))
	d.shows("reading the sidecars failed (invalid argument) · the article can be read", "and tagged by hand")
	if d.Waits("tab") != "" {
		t.Errorf("tab waits for %q", d.Waits("tab"))
	}
	d.press("tab c")
	d.shows("your annotations cannot be read: nothing can be tagged here")
}

// For a text without a language, the status line tells what is found and what is not.
func TestALanguageThatIsNotKnownIsSaid(t *testing.T) {
	for text, want := range map[string]string{
		"---\nlang: de\n---\n\n# Titel\n\n„So geht es nicht“, sagte Olaf Scholz.\n": "German: ",
		"---\nlang: xx\n---\n\n# Titel\n\nLorem ipsum.\n":                           "language xx: ",
	} {
		d := written(t, "a.md", text)
		d.shows(want)
		if strings.Contains(d.screen(), "quotes found") {
			t.Errorf("quotes are counted:\n%s", d.screen())
		}
	}
}
