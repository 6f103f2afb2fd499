package reader

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/annotate"
	"stet/ui/pane/panetest"
)

// coded is an article that bob and alice have tagged, each with keys, in a
// project with that codebook. Alice, who is done with it, opens it again.
func coded(t *testing.T, book, alice, bob string) *driven {
	t.Helper()
	d := open(t, talks)
	if err := os.WriteFile(filepath.Join(filepath.Dir(d.path), "codebook.toml"), []byte(book), 0o600); err != nil {
		t.Fatal(err)
	}
	reopenAs(t, d.path, "bob").press(bob + " D")
	reopenAs(t, d.path, "alice").press(alice + " D")
	return reopenAs(t, d.path, "alice")
}

// decided compares what the adjudication's file holds with lines, refused ones
// and tags too.
func (d *driven) decided(lines ...string) {
	d.t.Helper()
	f, err := d.env.Desk.Gold().Open(d.in.Art)
	if err != nil {
		d.t.Fatal(err)
	}
	var got []string
	for _, a := range f.Set.Snapshot() {
		if a.Creator != d.env.Desk.Creator() && a.Origin.How != annotate.Refused {
			d.t.Errorf("decided by %s", a.Creator)
		}
		got = append(got, strings.TrimSpace(tell(a)+" "+strings.Join(a.Tags, " ")))
	}
	if g, w := strings.Join(got, "\n"), strings.Join(lines, "\n"); g != w {
		d.t.Errorf("decided:\n%s\nwant:\n%s\nscreen:\n%s", g, w, d.screen())
	}
}

func (d *driven) shows(words ...string) {
	d.t.Helper()
	for _, w := range words {
		if s := d.screen(); !strings.Contains(s, w) {
			d.t.Errorf("%q is not on the screen:\n%s", w, s)
		}
	}
}

// A project without questions of its own, in which others' work can be seen.
const plainBook = "name = \"talks\"\n[[set]]\nuse = \"semeval2016-6\"\n"

// A stance of Turkey on the Berlin conference, up to its label.
const turkey = "/ type:opposes enter v l s 1 2 "

func TestADisagreementIsSeenAndDecided(t *testing.T) {
	d := coded(t, plainBook, turkey+"f", turkey+"a")
	d.shows("bob tagged this too: 1 annotation, 1 disagreement · ]d shows them", "≠")
	d.press("] d")
	d.shows("stance · same words, another label · 1 of 1", "1  alice  Turkey for Berlin", "yours", "2  bob    Turkey against Berlin")
	d.press("2 type:it_says_opposes enter")
	d.decided("stance holder=Turkey target=Berlin AGAINST “it says opposes”: [opposes it] hand")
	d.want("stance holder=Turkey target=Berlin FAVOR: [opposes it] hand")
	if strings.Contains(d.screen(), "≠") {
		t.Errorf("it is decided, and shown as open:\n%s", d.screen())
	}
	d.press("u")
	d.shows("undone: decided, stance", "≠")
	d.decided()
	d.press("ctrl+r")
	d.decided("stance holder=Turkey target=Berlin AGAINST “it says opposes”: [opposes it] hand")
	again := reopenAs(t, d.path, "alice")
	again.press("] d")
	again.shows("decided   Turkey against Berlin", "because   it says opposes")
	again.press("1 enter") // anew: in the place of the first decision
	again.decided("stance holder=Turkey target=Berlin FAVOR: [opposes it] hand")
}

func TestWhatCanBeDecided(t *testing.T) {
	const longer = "/ type:opposes enter v h s type:Turkey enter type:Berlin enter " // "Turkey opposes" instead of "opposes it"
	for _, tt := range []struct{ alice, bob, keys, title, want string }{
		{turkey + "f", turkey + "a", "1 enter", "same words, another label",
			"stance holder=Turkey target=Berlin FAVOR: [opposes it] hand"},
		{turkey + "a", longer + "a", "b type:two_sentences enter", "other words",
			"stance holder=Turkey target=Berlin AGAINST “two sentences”: [Turkey opposes] hand\n" +
				"stance holder=Turkey target=Berlin AGAINST “two sentences”: [opposes it] hand"},
		{turkey + "a", "/ type:gone enter", "2 enter", "only alice has it",
			"stance holder=Turkey target=Berlin AGAINST: [opposes it] refused"},
		{turkey + "a", longer + "a", "n type:unclear enter", "other words",
			"stance holder=Turkey target=Berlin AGAINST “unclear”: [Turkey opposes] refused\n" +
				"stance holder=Turkey target=Berlin AGAINST “unclear”: [opposes it] refused"},
		// Words and label of your own: neither coder has them.
		{turkey + "f", longer + "f", "w s type:Turkey enter type:Berlin enter n type:neither_is_right enter", "other words",
			"stance holder=Turkey target=Berlin NONE “neither is right”: [Turkey opposes it] hand"},
		// Left for later, or without a reason: nothing is written.
		{turkey + "f", turkey + "a", "2 esc", "another label", ""},
		{turkey + "f", turkey + "a", "l", "another label", ""},
		{turkey + "f", turkey + "a", "w esc", "another label", ""},
		{turkey + "f", turkey + "a", "w a type:this_is_a_note enter", "another label", ""},
	} {
		d := coded(t, plainBook, tt.alice, tt.bob)
		own := d.statusLine()
		d.press("] d")
		d.shows(tt.title)
		d.press(tt.keys)
		if tt.want == "" {
			d.decided()
		} else {
			d.decided(strings.Split(tt.want, "\n")...)
		}
		if d.statusLine() != own {
			t.Errorf("%s: alice's own annotations have become\n%s", tt.keys, d.statusLine())
		}
	}
}

// Questions come first, and each answer is decided by itself.
func TestAnswersToQuestionsAreDecided(t *testing.T) {
	const book = `name = "talks"
[[set]]
name = "topic"
applies = "article"
[[set.code]]
name = "war"
[[set.code]]
name = "economy"
[[set]]
name = "tone"
applies = "article"
[[set.code]]
name = "good"
[[set.code]]
name = "bad"
[[set]]
use = "semeval2016-6"
`
	d := coded(t, book, "A 1 2 down enter enter "+turkey+"f", "A 2 2 down enter enter "+turkey+"a")
	d.press("] d")
	d.shows("topic · another answer · 1 of 2", "1  alice  war", "2  bob    economy", "no answer", "another answer")
	if strings.Contains(d.screen(), "both:") {
		t.Errorf("two answers are offered to a question that has one:\n%s", d.screen())
	}
	d.press("2 type:first_paragraph enter") // and the next follows
	d.shows("stance · same words, another label · 2 of 2")
	d.press("1 enter")
	d.decided("note “first paragraph”: [the article] hand topic:economy", "stance holder=Turkey target=Berlin FAVOR: [opposes it] hand")
	d.press("] d") // what both say alike
	d.shows("take 1 annotation that all coders have")
	d.press("a")
	f, _ := d.env.Desk.Gold().Open(d.in.Art)
	if n := len(f.Set.All()); n != 3 {
		t.Errorf("%d annotations are decided and agreed on, want 3", n)
	}
	d.press("u u u")
	d.decided()
	d.press("] d w 1 enter")
	d.decided("note: [the article] hand topic:war")
}

// Undo takes acts back in their order, whichever file they went to.
func TestUndoKeepsTheOrderOfTwoFiles(t *testing.T) {
	d := coded(t, plainBook, turkey+"f", turkey+"a")
	d.press("] d 2 enter / type:gone enter a type:who enter")
	d.press("u")
	d.want("stance holder=Turkey target=Berlin FAVOR: [opposes it] hand")
	d.decided("stance holder=Turkey target=Berlin AGAINST: [opposes it] hand")
	d.press("u")
	d.decided()
	d.press("ctrl+r ctrl+r")
	d.decided("stance holder=Turkey target=Berlin AGAINST: [opposes it] hand")
	if !strings.Contains(d.statusLine(), "note “who”") {
		t.Errorf("brought back: %s", d.statusLine())
	}
}

func TestInABlindProjectNothingIsComparedBeforeOneIsDone(t *testing.T) {
	d := coded(t, plainBook+"[project]\nblind = true\n", "", turkey+"a")
	d = reopenAs(t, d.path, "carol") // alice is done, carol is not
	d.press(turkey + "f")
	d.press("] d")
	d.shows("others’ work is hidden until you press D")
	if strings.Contains(d.screen(), "≠") {
		t.Errorf("the gutter tells what bob said:\n%s", d.screen())
	}
	d.press("D ] d")
	d.shows("stance · not everybody has it", "1  carol", "2  alice  nothing", "3  bob")
}

// A slip in the codebook must not show to a blind coder what others tagged.
func TestACodebookWithFaultsKeepsOthersHidden(t *testing.T) {
	d := coded(t, plainBook+"[project]\nblind = true\n", "", turkey+"a")
	if err := os.WriteFile(filepath.Join(filepath.Dir(d.path), "codebook.toml"), []byte(plainBook+"[project]\nblind = tru\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d = reopenAs(t, d.path, "carol")
	d.shows("codebook.toml:5")
	d.press("] d")
	d.shows("others’ work is hidden until you press D")
}

// What was decided is in the text like anybody's work, and is opened there.
func TestADecisionIsOpenedInTheText(t *testing.T) {
	d := coded(t, plainBook, turkey+"f", turkey+"a")
	panetest.Show(d, 120, 30)
	d.shows("≠ stance  Turkey + Berlin", "stance  Turkey − Berlin  bob")
	d.press("] d 2 type:it_says_so enter")
	for range 20 {
		if it := d.focus.Item; it != nil && it.By == "@gold" {
			break
		}
		d.press("tab")
	}
	d.shows("Turkey − Berlin  @gold", "decide anew")
	d.press("enter")
	d.shows("because   it says so")
	d.press("n enter")
	d.decided("stance holder=Turkey target=Berlin FAVOR: [opposes it] refused", "stance holder=Turkey target=Berlin AGAINST: [opposes it] refused")
}

func TestWithoutOthersThereIsNothingToDecide(t *testing.T) {
	d := open(t, talks)
	d.press(turkey + "f ] d")
	d.shows("nobody else coded this article")
}

// A third person decides as the adjudication itself, and is no coder by that.
func TestAThirdPersonDecides(t *testing.T) {
	d := coded(t, plainBook+"[project]\nblind = true\n", turkey+"f", turkey+"a")
	d = reopenAs(t, d.path, "@gold")
	d.press("] d")
	d.shows("1  alice  Turkey for Berlin", "2  bob    Turkey against Berlin")
	d.press("1 type:it_is_plain enter")
	d.want("stance holder=Turkey target=Berlin FAVOR “it is plain”: [opposes it] hand")
	d.press("u")
	d.want("")
}

// Of a claim that nobody is named for, the card says once that it is to be checked.
func TestASideOfADisagreementSaysNothingTwice(t *testing.T) {
	d := coded(t, plainBook, "/ type:opposes enter v c - ", "")
	d.press("] d")
	if row := d.row("alice  "); strings.Count(row, "to check") != 1 {
		t.Errorf("the claim's side says %q:\n%s", row, d.screen())
	}
}

// row is the first row of the screen that has some words.
func (d *driven) row(words string) string {
	for line := range strings.Lines(d.screen()) {
		if strings.Contains(line, words) {
			return line
		}
	}
	return ""
}
