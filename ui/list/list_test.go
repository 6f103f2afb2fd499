package list

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model/source"
	"stet/ui/paint"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
	"stet/ui/theme"
)

func TestTheListJoinsFilesMarksAndAnnotations(t *testing.T) {
	d := open(t, folder(t))
	d.wants("at first", ">●rates-up ●tram-plan ●undated")
	it := d.list.shown[1]
	if it.Title != "Mayor defends tram plan as costs climb" || it.Source != "Riverton Gazette" || it.right != "“1/1" {
		t.Errorf("%+v, %s", it.Entry, it.right)
	}
}

func TestReadUnreadAndUndo(t *testing.T) {
	d := open(t, folder(t))
	d.press("U")
	d.wants("U", ">rates-up ●tram-plan ●undated")
	d.press("n U M")
	d.wants("n U M", "rates-up >tram-plan undated")
	d.press("u")
	d.wants("u", "rates-up >tram-plan ●undated")
	d.press("*")
	again := open(t, d.dir)
	again.wants("opened again", "rates-up *tram-plan >●undated") // on the first unread one
	d.press("g U")
	d.wants("unread again", ">●rates-up *tram-plan ●undated")
}

func TestDoneIsOutOfTheListAndNotGone(t *testing.T) {
	d := open(t, folder(t))
	d.press("D")
	d.wants("D", ">●tram-plan ●undated")
	if _, err := os.Stat(filepath.Join(d.dir, "2026/rates-up.md")); err != nil {
		t.Error(err)
	}
	d.press("m .")
	d.wants("m .", "rates-up >●tram-plan ●undated")
	d.press("m . / type:is:done enter")
	d.wants("is:done", ">rates-up")
	d.press("esc u")
	d.wants("u", "●rates-up >●tram-plan ●undated")
}

func TestDoneMeansCodedWhereThereIsACodebook(t *testing.T) {
	dir := folder(t)
	panetest.Write(t, dir, "codebook.toml", "")
	d := open(t, dir)
	d.wants("in the order of the files", ">●rates-up ●tram-plan ●undated")
	d.press("G")
	coded := func() bool {
		t.Helper()
		a, err := source.Open(filepath.Join(dir, "undated.txt"))
		if err != nil {
			t.Fatal(err)
		}
		f, err := desk(dir, "alice").Open(a)
		if err != nil {
			t.Fatal(err)
		}
		return !f.Set.Coded().IsZero()
	}
	d.press("D")
	if !coded() {
		t.Error("D does not say that the article is coded")
	}
	d.press("u")
	if coded() {
		t.Error("after undo it is still coded")
	}
}

func TestFilters(t *testing.T) {
	d := open(t, folder(t))
	d.press("U")
	for ask, want := range map[string]string{
		"is:unread":                  "●tram-plan ●undated",
		"source:riverton":            "●tram-plan",
		"tag:economy":                "rates-up",
		"since:2026-03-18":           "rates-up",
		"kind:quote":                 "●tram-plan",
		"kind:quote by:jane":         "●tram-plan",
		"kind:claim":                 "",
		"is:kept":                    "●tram-plan",
		"-is:kept is:unread":         "●undated",
		"bank":                       "rates-up", // in the title
		`"evening and spoke"`:        "●undated", // in the text
		"hall -talks":                "",
		"annotator:alice since:2026": "●tram-plan",
	} {
		d.press("/ ctrl+u type:" + strings.ReplaceAll(ask, " ", "_") + " enter")
		got := strings.ReplaceAll(d.listed(), ">", "")
		if got != want || d.list.wrong != nil {
			t.Errorf("%s: %s, want %s (%v)", ask, got, want, d.list.wrong)
		}
	}
	d.press("/ ctrl+u type:colour:red")
	if d.list.wrong == nil || !strings.Contains(d.list.wrong.Error(), "is, title, source") {
		t.Errorf("an unknown field says %v", d.list.wrong)
	}
}

func TestTagsOnSeveral(t *testing.T) {
	d := open(t, folder(t))
	d.press("v v t type:later,_home enter / type:tag:later enter")
	d.wants("tag:later", ">●rates-up ●tram-plan")
	d.press("esc t type:-later enter / type:tag:later enter")
	d.wants("one without it", ">●tram-plan")
}

// The list is opened as it was left, but for what has come since.
func TestTheListIsAsItWasLeft(t *testing.T) {
	dir := folder(t)
	old := clock.Add(-24 * time.Hour)
	for _, name := range []string{"tram-plan.md", "2026/rates-up.md", "undated.txt"} {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	d := open(t, dir)
	d.press("S 3 G U k")
	d.wants("by title", "●rates-up >●tram-plan undated")
	d.carryOut(d.Close())
	d = open(t, dir)
	d.wants("opened again", "●rates-up >●tram-plan undated")
	d.press("/ type:is:unread enter G")
	d.carryOut(d.Close())
	d = open(t, dir)
	d.wants("with its filter", "●rates-up >●tram-plan")
	if screen := ansi.Strip(strings.Join(panetest.Show(d, 80, 24), "\n")); !strings.Contains(screen, "/ is:unread") || !strings.Contains(screen, "by title") {
		t.Errorf("nothing says how it is listed:\n%s", screen)
	}
	d.press("esc")
	d.carryOut(d.Close())
	panetest.Write(t, dir, "a-new-one.txt", "A new article\n\nIt came over night.\n")
	now := clock.Add(time.Hour)
	if err := os.Chtimes(filepath.Join(dir, "a-new-one.txt"), now, now); err != nil {
		t.Fatal(err)
	}
	open(t, dir).wants("when something new has come", ">●a-new-one ●rates-up ●tram-plan undated")
}

// The rows of a day are under it, unread ones are bold, what is done is a count that
// opens; no row has a sign for nothing.
func TestAMorningList(t *testing.T) {
	d := open(t, folder(t))
	d.press("U j D")
	screen := ""
	for _, l := range panetest.Show(d, 80, 24) {
		screen += strings.TrimRight(ansi.Strip(l), " ") + "\n"
	}
	for _, want := range []string{"2 of 3 read · today 1, yesterday 1", "newest first\n", "   today\n", "   without a date\n", "   1 done\n"} {
		if !strings.Contains(screen, want) {
			t.Errorf("%q is not on the list:\n%s", want, screen)
		}
	}
	if strings.Contains(screen, "  yesterday\n") || strings.ContainsAny(screen, "●—") {
		t.Errorf("a heading over nothing, or a sign for nothing:\n%s", screen)
	}
	d.press("G enter")
	d.wants("what is done is opened", "rates-up >tram-plan ●undated")
}

// Where there is a codebook, the list says how far one's coding of each article is.
func TestTheListSaysHowFarTheCodingIs(t *testing.T) {
	dir := folder(t)
	panetest.Write(t, dir, "codebook.toml", "name = \"towns\"\n\n[[set]]\nname = \"topic\"\napplies = \"article\"\n[[set.code]]\nname = \"war\"\n[[set.code]]\nname = \"money\"\n\n[[set]]\nname = \"tone\"\napplies = \"article\"\n[[set.code]]\nname = \"good\"\n")
	a, err := source.Open(filepath.Join(dir, "undated.txt"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := desk(dir, "alice").Open(a)
	if err != nil {
		t.Fatal(err)
	}
	f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{After: &annotate.Annotation{
		ID: "urn:uuid:00000000-0000-7000-8000-000000000002", Target: annotate.Target{Whole: true}, Body: new(kind.Note), Tags: []string{"topic:war", "mine"},
		Creator: "urn:x-stet:annotator:alice", Created: clock, Modified: clock, Origin: annotate.Origin{How: annotate.ByHand},
	}}}})
	if _, err := f.Save(f.Set.Snapshot(), time.Time{}); err != nil {
		t.Fatal(err)
	}
	d := open(t, dir)
	screen := ansi.Strip(strings.Join(panetest.Show(d, 80, 24), "\n"))
	for _, want := range []string{"0 of 3 coded, 2 begun", "by file", "1 of 2"} {
		if !strings.Contains(screen, want) {
			t.Errorf("%q is not on the list:\n%s", want, screen)
		}
	}
	d.press("G D") // one question has no answer
	if screen = ansi.Strip(strings.Join(panetest.Show(d, 80, 24), "\n")); !strings.Contains(screen, "0 of 3 coded") || !strings.Contains(screen, "tone has no answer · D again") {
		t.Errorf("D says nothing of the question:\n%s", screen)
	}
	d.press("k D j D D") // asked of each article
	if screen = ansi.Strip(strings.Join(panetest.Show(d, 80, 24), "\n")); !strings.Contains(screen, "1 of 3 coded, 1 begun") {
		t.Errorf("after D:\n%s", screen)
	}
}

// Below the list is what was looked for, and the article opens there.
func TestWhatWasLookedForIsShownAndOpened(t *testing.T) {
	dir := folder(t)
	panetest.Write(t, dir, "long.txt", "A long story\n\n"+strings.Repeat("Nothing of that was said here at all.\n\n", 40)+"In the end the harbour was closed for a week, and the ferries stayed away.\n")
	d := open(t, dir)
	d.press("/ type:harbour enter")
	if screen := ansi.Strip(strings.Join(panetest.Show(d, 80, 24), "\n")); !strings.Contains(screen, "In the end the harbour was closed") {
		t.Errorf("the hit is not shown:\n%s", screen)
	}
	d.press("enter")
	if got, ok := d.said[len(d.said)-1].(Open); !ok || got.Find != "harbour" {
		t.Errorf("opened with %+v", d.said)
	}
	d.press("esc z")
	if got, ok := d.said[len(d.said)-1].(Open); !ok || !got.Skim || got.Find != "" {
		t.Errorf("skimmed with %+v", d.said)
	}
}

func TestNeighboursFollowTheList(t *testing.T) {
	d := open(t, folder(t))
	first := d.catalog.path(d.list.shown[0].Path)
	next, ok := d.list.neighbour(first, 1, Any)
	if !ok || filepath.Base(next) != "tram-plan.md" {
		t.Errorf("after the first comes %s, %v", next, ok)
	}
	d.press("j U")
	if next, ok = d.list.neighbour(first, 1, Unread); !ok || filepath.Base(next) != "undated.txt" {
		t.Errorf("the next unread one is %s, %v", next, ok)
	}
	if after, ok := d.list.neighbour(next, 1, Any); after != "" || !ok {
		t.Errorf("after the last comes %q, %v", after, ok)
	}
	if _, ok := d.list.neighbour(d.catalog.path("elsewhere.txt"), 1, Any); ok {
		t.Error("what is not listed has a neighbour")
	}
}

func TestWhatChangesOutsideIsNoticed(t *testing.T) {
	d := open(t, folder(t))
	d.press("enter")
	if open, ok := d.said[0].(Open); !ok || filepath.Base(open.Path) != "rates-up.md" {
		t.Fatalf("said %v", d.said)
	}
	panetest.Write(t, d.dir, "new.txt", "A new article\n\nWith a text.\n")
	os.Remove(filepath.Join(d.dir, "tram-plan.md"))
	d.carryOut(d.Update(pane.Returned{}))
	d.wants("after coming back", ">●rates-up ●new ●undated")
}

func TestWhatIsNoTextIsNotAnArticleToRead(t *testing.T) {
	dir := folder(t)
	panetest.Write(t, dir, "image.txt", "\x00\x01\x02")
	d := open(t, dir)
	screen := ansi.Strip(strings.Join(panetest.Show(d, 80, 24), "\n"))
	if !strings.Contains(screen, "0 of 3 read · today 1, yesterday 1 · 1 unreadable") || !strings.Contains(screen, "image.txt · not a text") {
		t.Errorf("the list:\n%s", screen)
	}
	d.press("/ type:is:problem enter")
	if got := d.listed(); !strings.Contains(got, "image") {
		t.Errorf("is:problem finds %s", got)
	}
}

func TestDatesOfOtherYearsAreNoDays(t *testing.T) {
	for day, want := range map[string]string{"2026-11-03": "3 Nov", "2010-10-02": "Oct 2010", "2025-03-25": "Mar 2025"} {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := date(at, clock); got != want {
			t.Errorf("%s is %q, want %q", day, got, want)
		}
	}
}

func TestTheListStaysWhileItIsReadAgain(t *testing.T) {
	d := open(t, folder(t))
	before := panetest.Show(d, 80, 24)
	cmd := d.Update(pane.Returned{})
	d.Update(cmd()) // listed anew, and nothing read yet
	if after := panetest.Show(d, 80, 24); !slices.Equal(before, after) {
		t.Errorf("before\n%s\nafter\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
	}
}

// Where no article has a date or a source, their room is the title's.
func TestColumnsWithoutAnythingInThemAreLeftOut(t *testing.T) {
	dir := t.TempDir()
	title := "Talks end without a deal and nobody can say when they go on"
	panetest.Write(t, dir, "a.txt", title+"\n\nBoth sides left the hall.\n")
	screen := ansi.Strip(strings.Join(panetest.Show(open(t, dir), 80, 24), "\n"))
	if !strings.Contains(screen, title) || strings.Contains(screen, "source") {
		t.Error(screen)
	}
}

// A source is not cut while the titles leave it room, and it takes none of theirs.
func TestTheSourceTakesWhatTheTitlesLeave(t *testing.T) {
	for title, source := range map[string]string{
		"Mayor defends tram plan":                                        "Riverton Gazette  ",
		"Mayor defends tram plan as its costs climb once more and ag":    "Riverton Gaze…  ",
		"Mayor defends tram plan as its costs climb once more and again": "Riverton Ga…  ",
	} {
		dir := t.TempDir()
		panetest.Write(t, dir, "a.md", "---\ntitle: "+title+"\npublisher: Riverton Gazette\n---\n\nThe mayor spoke.\n")
		row := ansi.Strip(panetest.Show(open(t, dir), 80, 24)[1])
		if !strings.Contains(row, source+"Mayor defends tram plan") {
			t.Errorf("%q: %s", source, row)
		}
	}
}

func TestKeysAreBoundOnce(t *testing.T) {
	if err := commands.Check(); err != nil {
		t.Error(err)
	}
}

// Whatever the size and whatever is open, a pane fills the screen exactly.
func TestEverySize(t *testing.T) {
	for _, keys := range []string{"", "/ type:is:x", "/ type:zzz enter", "t", "S", "* v"} {
		d := open(t, folder(t)).press(keys)
		for w := 1; w <= 130; w += 1 + w/12 {
			for h := 1; h <= 50; h += 1 + h/12 {
				lines := panetest.Show(d, w, h)
				if len(lines) != h {
					t.Fatalf("%d×%d: %d lines", w, h, len(lines))
				}
				for i, s := range lines {
					if got := d.catalog.env.Paint.Width(s); got != w {
						t.Fatalf("%d×%d: line %d has %d cells: %q", w, h, i, got, ansi.Strip(s))
					}
				}
			}
		}
	}
}

func TestScreens(t *testing.T) {
	for name, keys := range map[string]string{"list": "U j U k", "filter": "/ type:bank", "empty": "/ type:zzz enter"} {
		t.Run(name, func(t *testing.T) {
			d := open(t, folder(t)).press(keys)
			panetest.Golden(t, name+".screen", panetest.Show(d, 80, 24))
		})
	}
}

// A key in a list of 10,000 articles may not be felt.
func BenchmarkKey(b *testing.B) {
	th, _ := theme.Load("", true)
	l := New(&pane.Env{Paint: paint.New(th, ansi.GraphemeWidth)}, Options{Now: func() time.Time { return clock }})
	for i := range 10_000 {
		it := &item{}
		it.Path, it.Title, it.Date = fmt.Sprintf("%d.txt", i), fmt.Sprintf("Article number %d", i), clock.Add(-time.Duration(i)*time.Hour)
		it.fold(strings.Repeat("the minister said that the line will pay for itself ", 60))
		l.catalog.items = append(l.catalog.items, it)
	}
	l.list.ask("")
	b.Run("move", func(b *testing.B) {
		for b.Loop() {
			l.list.move(1)
			panetest.Show(l, 80, 24)
		}
	})
	b.Run("filter", func(b *testing.B) {
		for b.Loop() {
			l.list.ask("number 99 minister")
			panetest.Show(l, 80, 24)
		}
	})
}

// Whatever is in articles and file names, nothing but colours leaves the pane.
func TestHostileText(t *testing.T) {
	dir := t.TempDir()
	const evil = "\x1b]0;title\a \x1b[2J\u009b31m \u202eabc\u2066 \x07x"
	panetest.Write(t, dir, "a\x1b[31m.md", "---\ntitle: \"T\\e[2J\\u202e\"\npublisher: \"P\\a\\u009b\"\n---\n\nIt said "+evil+" there.\n")
	panetest.Write(t, dir, "b\n\x1b[2J.txt", "Title "+evil+"\n\nIt said "+evil+" there, at length, and again.\n")
	for _, keys := range []string{"", "* t type:\x1b[31m enter", "/ type:said enter", "D", "M"} {
		d := open(t, dir).press(keys)
		for _, size := range [][2]int{{80, 24}, {130, 40}, {30, 10}} {
			for _, l := range panetest.Show(d, size[0], size[1]) {
				rest := sgr.ReplaceAllString(l, "")
				for _, c := range rest {
					if c < ' ' || c >= 0x7f && c < 0xa0 || c == '\u202e' || c == '\u2066' {
						t.Fatalf("%s at %v: %U passes in %q", keys, size, c, l)
					}
				}
			}
		}
	}
}

var sgr = regexp.MustCompile("\x1b\\[[0-9;]*m")

// Articles that share their text are one row, which a key opens; what is annotated in
// one is carried to the others by a key, as one act, and none is coded by that.
func TestCopiesAreOneRow(t *testing.T) {
	dir := t.TempDir()
	var story strings.Builder
	for i := range 12 {
		fmt.Fprintf(&story, "On day %d the mayor of town %d told %d people that bridge %d would cost %d crowns.\n\n", 30+i, 3+i, 100+i*13, 40+i, 1000+i)
	}
	for i, name := range []string{"post", "times", "echo"} {
		text := story.String()
		if name == "echo" {
			text = strings.Replace(text, "told 100 people", "told many people", 1)
		}
		panetest.Write(t, dir, name+".md", fmt.Sprintf("---\ntitle: Bridges of %s\npublisher: The %s\ndate: 2026-03-1%d\n---\n\n%s", name, name, i, text))
	}
	panetest.Write(t, dir, "other.md", "---\ntitle: Rain\npublisher: The Post\ndate: 2026-03-18\n---\n\n"+strings.Repeat("It rained all day in the hills and nobody was on the road. ", 9))
	quote(t, dir, "post.md", "alice", "On day 35 the mayor of town 8")
	quote(t, dir, "post.md", "alice", "told 100 people")
	d := open(t, dir)
	d.wants("folded", ">●other ●echo ●times ●post")
	rows := func() (n int) {
		for _, l := range d.list.lines {
			if l.it != nil {
				n++
			}
		}
		return n
	}
	screen := ansi.Strip(strings.Join(panetest.Show(d, 90, 24), "\n"))
	if rows() != 2 || !strings.Contains(screen, "3 places") {
		t.Fatalf("the copies are not one row:\n%s", screen)
	}
	d.press("j")
	if screen = ansi.Strip(strings.Join(panetest.Show(d, 90, 24), "\n")); !strings.Contains(screen, "the same story in 3 places, P lists them") {
		t.Errorf("nothing says how to list them:\n%s", screen)
	}
	d.press("P")
	if rows() != 4 {
		t.Fatalf("P lists %d rows", rows())
	}
	d.press("G Y")
	screen = ansi.Strip(strings.Join(panetest.Show(d, 90, 24), "\n"))
	for _, want := range []string{"times.md: 2 annotations", "echo.md: 1 annotation", "does not fit: quote, Jane Doe “told 100 people”", "carry 3 annotations over"} {
		if !strings.Contains(screen, want) {
			t.Errorf("the preview does not say %q:\n%s", want, screen)
		}
	}
	kept := func() string {
		out := ""
		for _, it := range d.list.shown {
			out += fmt.Sprintf(" %s %d", baseName(it.Path), it.kept["quote"])
		}
		return out
	}
	d.press("enter")
	if got := kept(); got != " other 0 echo 1 times 2 post 2" {
		t.Errorf("after carrying:%s", got)
	}
	d.press("u")
	if got := kept(); got != " other 0 echo 0 times 0 post 2" {
		t.Errorf("after undo:%s", got)
	}
	d.press("P U")
	d.wants("a folded story is read as one", "●other >echo times post")
}

// The card that asks for an order marks the one that holds, and ⏎ leaves it so.
func TestTheOrderThatHoldsIsMarked(t *testing.T) {
	d := open(t, folder(t))
	d.press("S 3 S")
	screen := ansi.Strip(strings.Join(panetest.Show(d, 80, 24), "\n"))
	if !strings.Contains(screen, "3▸ title") || strings.Contains(screen, "1▸") {
		t.Errorf("sorted by title:\n%s", screen)
	}
	d.press("enter")
	if screen = ansi.Strip(strings.Join(panetest.Show(d, 80, 24), "\n")); !strings.Contains(screen, "by title") || strings.Contains(screen, "┌ sort") {
		t.Errorf("after ⏎:\n%s", screen)
	}
}

// What is fetched into an empty list is seen from its top: the newest is the current one,
// whatever file came first.
func TestWhatComesIntoAnEmptyListIsSeenFromItsTop(t *testing.T) {
	d := open(t, t.TempDir())
	d.catalog.o.Fetch = func(_ context.Context, hand func(tea.Msg)) {
		panetest.Write(t, d.dir, "a-old.md", "---\ntitle: The old one\ndate: 2026-03-10\n---\n\nIt rained.\n")
		panetest.Write(t, d.dir, "b-new.md", "---\ntitle: The new one\ndate: 2026-03-17\n---\n\nIt was dry.\n")
		hand(pane.Returned{})
	}
	d.press("F")
	d.wants("after F", ">●b-new ●a-old")
}
