package reader

import (
	"os"
	"strings"
	"testing"

	"stet/model"
	"stet/model/need"
	"stet/ui/keys"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
	"stet/ui/sheet"
)

// The sentences that the tests read: short speech as the papers have it.
const talks = `Talks on the cease-fire go on

“We will not sign this paper,” said Khalifa Haftar in Moscow. Germany backs the Berlin conference while Turkey opposes it.

In Ankara, Recep Tayyip Erdogan maintained that Haftar had gone back on his word to sign the agreement.
`

func TestMarksAndKeysMoveTheFocus(t *testing.T) {
	const second = "In Ankara, Recep Tayyip Erdogan maintained that Haftar had gone back on his word to sign the agreement."
	for _, tt := range []struct{ keys, want string }{
		{"f w f", strings.Replace(second, "word", "[word]", 1)}, // We, will, while, word
		{"/ type:gone enter", strings.Replace(second, "gone", "[gone]", 1)},
		{"/ type:gone enter l", strings.Replace(second, "back", "[back]", 1)},
		{"/ type:gone enter h", strings.Replace(second, "had", "[had]", 1)},
		{"/ type:gone enter + ", strings.Replace(second, "Haftar had gone back on his word to sign the agreement", "[Haftar had gone back on his word to sign the agreement]", 1)},
		{"/ type:gone enter + +", "[" + second + "]"},
		{"/ type:gone enter + + -", strings.Replace(second, "Haftar had gone back on his word to sign the agreement", "[Haftar had gone back on his word to sign the agreement]", 1)},
		{"/ type:gone enter v l l", strings.Replace(second, "gone back on", "[gone back on]", 1)},
		{"/ type:gone enter v l l h", strings.Replace(second, "gone back", "[gone back]", 1)},
		{"/ type:gone enter L", strings.Replace(second, "gone ", "[gone ]", 1)},
		{"/ type:gone enter H", strings.Replace(second, "gone", "[gon]e", 1)},
		{"/ type:gone enter v h", strings.Replace(second, "had gone", "[had gone]", 1)},
		{"/ type:gone enter v h h", strings.Replace(second, "Haftar had gone", "[Haftar had gone]", 1)},
		{"/ type:gone enter v h h l", strings.Replace(second, "had gone", "[had gone]", 1)},
		{"/ type:gone enter v h l", strings.Replace(second, "gone", "[gone]", 1)},
		{"/ type:gone enter v h l l", strings.Replace(second, "gone back", "[gone back]", 1)},
		{"/ type:gone enter v h o l", strings.Replace(second, "had gone back", "[had gone back]", 1)},
		{"/ type:gone enter v / type:agreement enter", strings.Replace(second, "gone back on his word to sign the agreement", "[gone back on his word to sign the agreement]", 1)},
		{"/ type:gone enter v esc", strings.Replace(second, "gone", "[gone]", 1)},
		{"/ type:gone enter v esc esc", ""},
	} {
		if got := open(t, talks).press(tt.keys).inFocus(); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.keys, got, tt.want)
		}
	}
}

func TestAFoundQuoteIsKeptAndFoundAgain(t *testing.T) {
	d := open(t, talks)
	d.press("tab enter")
	d.want(`quote speaker=Khalifa Haftar direct: [“We will not sign this paper,”] kept`)
	if !strings.Contains(d.screen(), "saved") {
		t.Errorf("the status line does not say that it is saved:\n%s", d.screen())
	}
	again := reopen(t, d.path)
	again.want(`quote speaker=Khalifa Haftar direct: [“We will not sign this paper,”] kept`)
	again.press("tab")
	if got := again.inFocus(); !strings.HasPrefix(got, "[“We will not sign this paper,”]") {
		t.Errorf("tab after reopening: %s", got)
	}
}

func TestWhatWasRefusedStaysRefused(t *testing.T) {
	d := open(t, talks)
	d.press("tab x")
	if d.statusLine() != "" {
		t.Errorf("a refused suggestion counts as %s", d.statusLine())
	}
	again := reopen(t, d.path)
	if again.in.Quoted != (sheet.Tally{}) {
		t.Errorf("%d found and %d kept after the only quote was refused", again.in.Quoted.Found, again.in.Quoted.Kept)
	}
	again.press("u u") // of an earlier session: the second u undoes it
	if again.in.Quoted.Found != 1 {
		t.Errorf("undoing the refusal brings %d quotes back:\n%s", again.in.Quoted.Found, again.screen())
	}
}

func TestUndoAndRedoAreOneKeyEach(t *testing.T) {
	d := open(t, talks)
	d.press("tab enter u")
	d.want("")
	if !strings.Contains(d.screen(), "undone: quote, Khalifa Haftar (line 3)") {
		t.Errorf("undo does not say what and where:\n%s", d.screen())
	}
	d.press("ctrl+r")
	d.want(`quote speaker=Khalifa Haftar direct: [“We will not sign this paper,”] kept`)
	d.press("u u")
	if !strings.Contains(d.screen(), "nothing to undo") {
		t.Errorf("undo beyond the first edit:\n%s", d.screen())
	}
}

func TestAClaimTakesTheAttributionsSourceOnEnter(t *testing.T) {
	d := open(t, talks)
	d.press("/ type:gone enter + c enter")
	d.want(`claim claimant=Recep Tayyip Erdogan: [Haftar had gone back on his word to sign the agreement] hand`)
}

// Who is only described can be said to claim something, too.
func TestAClaimIsOfferedToWhomItIsAttributed(t *testing.T) {
	d := open(t, "Light\n\nPhysicists of the experiment said on Friday that neutrinos had outrun light.\n")
	d.press("/ type:outrun enter + c enter")
	d.want(`claim claimant=Physicists of the experiment: [neutrinos had outrun light] hand`)

	d = open(t, "Light\n\nThe hall was full, and it rained.\n").press("] c")
	if got := d.screen(); !strings.Contains(got, "no claims here · f points at a word, c makes one") {
		t.Errorf("where nobody claims anything:\n%s", got)
	}
}

func TestAClaimOfAQuoteIsItsWordsWithoutMarks(t *testing.T) {
	d := open(t, talks)
	d.press("tab c enter")
	d.want(`claim claimant=Khalifa Haftar: [We will not sign this paper] hand`)
}

func TestLeavingACardKeepsWhatWasTyped(t *testing.T) {
	d := open(t, talks)
	d.press("tab a type:ask_the_envoy esc")
	if strings.Contains(d.screen(), "ask the envoy") {
		t.Fatalf("the card is still open:\n%s", d.screen())
	}
	d.press("a")
	if !strings.Contains(d.screen(), "ask the envoy") {
		t.Fatalf("the draft is lost:\n%s", d.screen())
	}
	d.press("enter")
	d.want(`note “ask the envoy”: [“We will not sign this paper,”] hand`)
}

func TestEveryKeyIsSafeAtEverySize(t *testing.T) {
	keys := []string{"tab", "f", "a", "enter", "c", "1", "s", "esc", "w", "e", "o", "a", "esc", "z", "z", "G", "g", "space", "/", "x", "enter", "v", "+", "-", "?", "m", "m", "]", "q", "i", "u", "z", "Z", "<", "z", "Z", ">"}
	d := open(t, talks)
	for _, size := range [][2]int{{1, 1}, {2, 1}, {1, 2}, {3, 3}, {5, 4}, {8, 2}, {12, 6}, {20, 5}, {40, 10}, {80, 24}, {103, 30}, {104, 30}, {120, 40}, {200, 50}, {7, 90}} {
		w, h := size[0], size[1]
		for _, k := range keys {
			d.carryOut(d.Update(panetest.Key(k)))
			lines := panetest.Show(d, w, h)
			if len(lines) != h {
				t.Fatalf("%d×%d after %s: %d lines", w, h, k, len(lines))
			}
			for i, l := range lines {
				if got := d.env.Paint.Width(l); got != w {
					t.Fatalf("%d×%d after %s: line %d is %d cells wide: %q", w, h, k, i, got, l)
				}
			}
		}
		d.press("esc esc esc esc")
	}
}

// The first article is read from ../shared, which a bare clone does not have.
func firstArticle(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../../shared/articles/libya-ceasefire.txt")
	if err != nil {
		need.Skip(t, need.Shared, err)
	}
	return string(data)
}

func TestTheFirstArticleOpensWithSixQuotesFound(t *testing.T) {
	d := open(t, firstArticle(t))
	if !strings.Contains(d.screen(), "6 quotes found, none kept yet") {
		t.Errorf("the first screen:\n%s", d.screen())
	}
	d.press("tab enter enter enter 1 enter enter enter")
	if d.in.Quoted.Kept != 6 {
		t.Errorf("%d quotes kept:\n%s", d.in.Quoted.Kept, d.statusLine())
	}
}

// A library with a codebook: a question about the whole article, blind coding.
const plan = `
name = "talks"

[project]
blind = true
suggestions = "quotes"

[[set]]
name = "topic"
applies = "article"

[[set.code]]
name = "war and peace"

[[set.code]]
name = "economy"
`

func TestTheWholeArticleIsCodedByTheCodebook(t *testing.T) {
	d := open(t, talks)
	if err := os.WriteFile(strings.Replace(d.path, "article.txt", "codebook.toml", 1), []byte(plan), 0o600); err != nil {
		t.Fatal(err)
	}
	d = reopen(t, d.path)
	d.press("A 2 down enter type:a_dry_piece enter")
	d.want("note “a dry piece”: [the article] hand")
	if tags := d.notes.scene(model.Range{}).ArticleNote().Tags; len(tags) != 1 || tags[0] != "topic:economy" {
		t.Errorf("the codes are kept as %q", tags)
	}
	d.press("A D") // in the card, too
	if d.notes.own.Set.Coded().IsZero() || d.cards.open != nil || len(d.notes.scene(model.Range{}).ArticleNote().Tags) != 1 {
		t.Error("D in the card does not mark the article as coded, its answers as they were")
	}
	d.press("u u D")
	if d.notes.own.Set.Coded().IsZero() {
		t.Error("D does not mark the article as coded")
	}
	d.press("u")
	if !d.notes.own.Set.Coded().IsZero() {
		t.Error("u does not take D back")
	}
}

func TestBlindCodersSeeOthersOnlyWhenTheyAreDone(t *testing.T) {
	d := open(t, talks)
	if err := os.WriteFile(strings.Replace(d.path, "article.txt", "codebook.toml", 1), []byte(plan), 0o600); err != nil {
		t.Fatal(err)
	}
	d = reopenAs(t, d.path, "bob")
	d.press("tab c enter")
	d = reopenAs(t, d.path, "alice")
	others := func() (n int) {
		for i := range d.in.Items {
			if d.in.Items[i].By != "" {
				n++
			}
		}
		return n
	}
	if others() != 0 {
		t.Errorf("%d of bob's annotations are shown to alice before she is done", others())
	}
	d.press("D")
	if got := d.screen(); others() != 0 || !strings.Contains(got, "topic has no answer · D again is done all the same") {
		t.Errorf("D does not ask:\n%s", got)
	}
	d.press("D")
	if others() != 1 {
		t.Errorf("%d of bob's annotations are shown to alice when she is done", others())
	}
}

// A card that is left says by which key it comes back, and D tells of answers that are
// in such a card only.
func TestAnswersInACardThatWasLeftAreTold(t *testing.T) {
	d := open(t, talks)
	if err := os.WriteFile(strings.Replace(d.path, "article.txt", "codebook.toml", 1), []byte(plan), 0o600); err != nil {
		t.Fatal(err)
	}
	d = reopenAs(t, d.path, "alice")
	d.press("A 1 esc")
	if got := d.screen(); !strings.Contains(got, "left unfinished: the whole article · A goes on with it") {
		t.Errorf("esc does not say that the answers are there still:\n%s", got)
	}
	d.press("D")
	if got := d.screen(); !strings.Contains(got, "your answers are not kept yet: A goes on with them") {
		t.Errorf("D says nothing of the answers:\n%s", got)
	}
	d.press("A D")
	if got := d.screen(); !strings.Contains(got, "coded: ") || len(d.notes.own.Set.All()) != 1 {
		t.Errorf("the answers are not kept:\n%s", got)
	}
}

// Where nothing moved, that is not said.
func TestWhatBecameOfAChangedArticleIsCountedWithoutNoughts(t *testing.T) {
	for counts, want := range map[[3]int]string{
		{0, 0, 1}: "1 not found",
		{2, 0, 1}: "2 moved, 1 not found",
		{0, 3, 0}: "3 to be looked at",
	} {
		if is := sinceAnnotated(counts[0], counts[1], counts[2]); is != want {
			t.Errorf("%v is said as %q, not %q", counts, is, want)
		}
	}
}

// The publisher changes the article after it was annotated.
func TestAChangedArticleIsShownAnnotationByAnnotation(t *testing.T) {
	d := open(t, talks)
	d.press("tab enter / type:backs enter a type:check enter / type:gone enter + c enter")
	edited := strings.NewReplacer("Talks on the cease-fire go on", "Talks on the cease-fire go on, sources say",
		"We will not sign this paper", "We will never sign any such paper", "Germany backs the Berlin conference while Turkey opposes it.", "").Replace(talks)
	if err := os.WriteFile(d.path, []byte(edited), 0o600); err != nil {
		t.Fatal(err)
	}
	d = reopen(t, d.path)
	if got := d.screen(); !strings.Contains(got, "1 moved, 1 to be looked at, 1 not found") {
		t.Fatalf("after the change:\n%s", got)
	}
	d.press("] m")
	if got := d.screen(); !strings.Contains(got, "We will not sign this paper") || !strings.Contains(got, "We will never sign any such paper") {
		t.Errorf("old and new words are not both shown:\n%s", got)
	}
	d.press("c") // confirm the quote; the lost note comes next
	if got := d.screen(); !strings.Contains(got, "not found in the present text") {
		t.Errorf("the lost note does not follow:\n%s", got)
	}
	d.press("w m a") // anchor the note by hand on "Moscow"
	d.press("enter ] m c")
	if left := d.mend.displaced(); len(left) != 0 {
		t.Errorf("%d annotations are still displaced:\n%s", len(left), d.statusLine())
	}
	again := reopen(t, d.path)
	if got := again.screen(); strings.Contains(got, "has changed") {
		t.Errorf("what was confirmed is asked again:\n%s", got)
	}
}

func TestNamesAreJoinedAcrossTheArticlesOfALibrary(t *testing.T) {
	d := open(t, talks)
	dir := strings.TrimSuffix(d.path, "article.txt")
	for name, text := range map[string]string{
		"codebook.toml": "",
		"names.toml":    "[[name]]\nname = \"General Haftar\"\ntype = \"PERSON\"\nalso = [\"Khalifa Haftar\", \"Haftar\"]\n",
	} {
		if err := os.WriteFile(dir+name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d = reopen(t, d.path)
	d.press("e")
	if got := d.screen(); !strings.Contains(got, "General Haftar") || strings.Contains(got, "Khalifa Haftar   ") {
		t.Errorf("the names of the article:\n%s", got)
	}
}

func TestEveryKeyHasOneMeaning(t *testing.T) {
	if err := Commands.Check(); err != nil {
		t.Error(err)
	}
	for key := range unbound {
		if c, state := Commands.Lookup(nil, key); state != keys.None {
			t.Errorf("%s explains why it is unbound, but is bound to %s", key, c.Name)
		}
	}
}

// A very long article has its suggestions made around the screen; going on finds
// the next one wherever it is.
func TestGoingOnThroughAVeryLongArticle(t *testing.T) {
	filler := strings.Repeat("The envoy said that the talks would go on in the spring.\n\n", sheet.ManyQuotes+500)
	d := open(t, "A long day of talks\n\n“We begin,” said Angela Merkel.\n\n"+filler+"“We end,” said Angela Merkel.\n")
	if d.in.Everywhere() {
		t.Fatalf("only %d quotations", d.in.Quotes.Len())
	}
	if d.in.Quoted.Found != 2 {
		t.Errorf("%d quotes found", d.in.Quoted.Found)
	}
	d.press("tab enter")
	if got := d.inFocus(); !strings.HasPrefix(got, "[“We end,”]") {
		t.Errorf("keeping the first leads to %q:\n%s", got, d.screen())
	}
	d.press("enter shift+tab")
	if got := d.inFocus(); !strings.HasPrefix(got, "[“We begin,”]") {
		t.Errorf("back from the last leads to %q", got)
	}
}

func TestANameIsSaidForTheWholeFolderAndTakenBack(t *testing.T) {
	d := open(t, talks)
	dir := strings.TrimSuffix(d.path, "article.txt")
	if err := os.WriteFile(dir+"codebook.toml", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d = reopen(t, d.path)
	d.press("/ type:Berlin enter e o a")
	data, err := os.ReadFile(dir + "names.toml")
	if err != nil || !strings.Contains(string(data), `name = "Berlin"`) || !strings.Contains(string(data), `type = "ORG"`) {
		t.Errorf("names.toml: %v\n%s\n%s", err, data, d.screen())
	}
	d.press("u")
	if _, err := os.Stat(dir + "names.toml"); err == nil {
		t.Errorf("u leaves names.toml:\n%s", d.screen())
	}
	d.press("u") // and the name itself
	d.want("")
}

func TestDeletingTakesTheRelationsAlong(t *testing.T) {
	d := open(t, talks)
	d.press("tab enter / type:gone enter + c enter r 1 s")
	d.want(`link to=` + d.notes.own.Set.All()[1].ID + ` supports: [] hand
		quote speaker=Khalifa Haftar direct: [“We will not sign this paper,”] kept
		claim claimant=Recep Tayyip Erdogan: [Haftar had gone back on his word to sign the agreement] hand`)
	d.press("x")
	d.want(`quote speaker=Khalifa Haftar direct: [“We will not sign this paper,”] kept`)
	if got := d.screen(); !strings.Contains(got, "deleted: claim, Recep Tayyip Erdogan, and its 1 relation") {
		t.Errorf("what was deleted is not said:\n%s", got)
	}
	d.press("u")
	if n := len(d.notes.own.Set.All()); n != 3 {
		t.Errorf("undo brings back %d of 3:\n%s", n, d.statusLine())
	}
}

// Claims below the score of the config are passed over, and a kept claim has its score
// in the sidecar.
func TestClaimsAreSuggestedFromAScoreOn(t *testing.T) {
	const text = "Fares\n\nAnn Roe said the company had sold its trams in May. “The fund paid out 812 million euros in 2024,” said Ann Roe.\n"
	d := open(t, text)
	for score, want := range map[float64]string{0: "claim? 1 of 2", 0.85: "claim? 1 of 1", 1: "no claims here"} {
		d := reopenWith(t, d.path, func(env *pane.Env) { env.Claims = score })
		if got := d.press("] c").screen(); !strings.Contains(got, want) {
			t.Errorf("from %v on, want %q:\n%s", score, want, got)
		}
	}
	d.press("] c n enter")
	d.want(`claim claimant=Ann Roe CFS: [The fund paid out 812 million euros in 2024] kept`)
	if data, err := os.ReadFile(d.path + ".alice.anno.json"); err != nil || !strings.Contains(string(data), `"score": 0.9`) {
		t.Errorf("the score is not kept: %v\n%s", err, data)
	}
}

func TestClaimsAreGoneByAndJudged(t *testing.T) {
	const costs = "Trams\n\n“The line costs 40 million euros,” said Jane Doe. The mayor was told.\n\nBen Roe said the line had cost 30 million euros last year.\n"
	d := open(t, costs).press("] c")
	d.shows("claim? 1 of 2", "Jane Doe", "worth checking: it gives an amount, “40 million euros”")
	d.press("n") // found in reported speech, which tab passes by
	if got := d.inFocus(); !strings.Contains(got, "[the line had cost 30 million euros last year]") {
		t.Errorf("the second claim: %s", got)
	}
	d.press("V r enter")
	d.want(`claim claimant=Ben Roe CFS: [the line had cost 30 million euros last year] edited`)
	if got := d.screen(); !strings.Contains(got, "claim, Ben Roe: refuted") {
		t.Errorf("after the verdict:\n%s", got)
	}

	d = open(t, costs).press("tab V s enter") // of the claim in the quote in focus
	d.want(`claim claimant=Jane Doe CFS: [The line costs 40 million euros] edited`)

	d = open(t, costs).press("V") // nothing is in focus
	d.shows("no claim is here · ]c goes to the next")
}

// A verdict may be given on any words: a claim is made of them, by whoever says them, in
// the same edit; where nobody is known to say them, that is asked first.
func TestAVerdictMakesTheClaim(t *testing.T) {
	const talk = "Trams\n\n“We are on a good way,” said Jane Doe. The mayor was told of it by Ben Roe.\n"
	d := open(t, talk).press("tab enter shift+tab V r enter")
	d.want("quote speaker=Jane Doe direct: [“We are on a good way,”] kept\n" +
		"claim claimant=Jane Doe: [We are on a good way] hand")
	d.shows("claim, Jane Doe: refuted")
	d.press("u")
	d.want("quote speaker=Jane Doe direct: [“We are on a good way,”] kept")

	d = open(t, talk).press("/ type:mayor enter V")
	d.shows("claim “The mayor was told of it by Ben Roe”", "0  the article itself")
	d.press("0")
	d.shows("verdict", "supported")
	d.want("") // it is kept with its verdict
	d.press("s enter")
	d.want("claim claimant=the article: [The mayor was told of it by Ben Roe] hand")
}

// Who decides on a found stance sees what it says, also where there is no margin.
func TestAStanceSaysForOrAgainstWhat(t *testing.T) {
	d := open(t, talks).press("] u n")
	if got := d.screen(); !strings.Contains(got, "Germany  + for  the Berlin conference") {
		t.Errorf("in focus:\n%s", got)
	}
	d.press("enter")
	if got := d.screen(); !strings.Contains(got, "kept: stance, Germany for the Berlin conference") {
		t.Errorf("kept:\n%s", got)
	}
}

// Going by the annotations of an article goes around, and says so; by what goes on in
// the next article, n says first how many are left behind.
func TestGoingByAKindGoesAroundOrSaysWhatIsLeft(t *testing.T) {
	const talk = "Trams\n\n“We are on a good way,” said Jane Doe.\n\nGermany backs the Berlin conference.\n\n“It costs 40 million euros,” said Ben Roe.\n"
	d := open(t, talk).press("] q ] q ] q")
	d.shows("quote? 1 of 2", "from the top again")
	d = open(t, talk).press("[ q [ q [ q")
	d.shows("quote? 2 of 2", "from the end again")
	d = open(t, talk).press("] u ] u ] u ] u ] u")
	d.shows("no more suggestions after this, 3 before · n again: in the next article")
}
