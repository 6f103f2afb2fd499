package list

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"stet/model"
	"stet/model/library"
	"stet/model/source"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

func (d *driven) screen() string {
	return ansi.Strip(strings.Join(panetest.Show(d, d.draw.w, d.draw.h), "\n"))
}

func (d *driven) shows(when string, words ...string) {
	d.t.Helper()
	for _, w := range words {
		if !strings.Contains(d.screen(), w) {
			d.t.Errorf("%s: %q is not on the screen:\n%s", when, w, d.screen())
		}
	}
}

// A day is that of the place where the list is read; a date without a time is the same
// day everywhere.
func TestAnArticleIsUnderTheDayOfThePlace(t *testing.T) {
	east, west := time.FixedZone("east", 2*3600), time.FixedZone("west", -5*3600)
	late, date := time.Date(2026, 3, 17, 23, 30, 0, 0, time.UTC), time.Date(2026, 3, 18, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		at   time.Time
		in   *time.Location
		want string
	}{
		{late, time.UTC, "yesterday"}, {late, east, "today"}, {late, west, "yesterday"},
		{date, time.UTC, "today"}, {date, east, "today"}, {date, west, "today"},
		{date.AddDate(0, 0, -2), time.UTC, "the last seven days"}, {date.AddDate(0, 0, -6), time.UTC, "the last seven days"},
		{date.AddDate(0, 0, -7), time.UTC, "March"}, {date.AddDate(0, 0, -17), time.UTC, "March"}, {date.AddDate(0, 0, -18), time.UTC, "February"},
		{date.AddDate(-1, 0, 0), time.UTC, "2025"}, {date.AddDate(0, 0, -76), time.UTC, "January"}, {date.AddDate(0, 0, -77), time.UTC, "2025"},
		{date.AddDate(0, 0, 1), time.UTC, "to come"}, {time.Time{}, time.UTC, "without a date"},
	} {
		now := clock.In(tt.in)
		if got := headingOf(tt.at, now); got != tt.want {
			t.Errorf("%v is under %q in %v, want %q", tt.at, got, tt.in, tt.want)
		}
	}
	if got := hour(late, clock.In(east)); got != "01:30" {
		t.Errorf("23:30 UTC is %s in the east", got)
	}
	if got := hour(date, clock); got != "" {
		t.Errorf("a mere date is at %q", got)
	}
}

// What is around the words that were looked for begins and ends at words, stays in their
// paragraph, and is not the title.
func TestWhatIsAroundAHit(t *testing.T) {
	long := strings.Repeat("Über die Brücke fährt niemand. ", 20)
	a := source.OfText("", "Der Hafen\n\n"+long+"Der Hafen bleibt zu, sagte sie. "+long+"\n\nEnde.\n")
	text, at := around(a, "hafen")
	if got := text[at.Start:at.End]; got != "Hafen" {
		t.Errorf("the hit is %q", got)
	}
	before, after := text[:at.Start], text[at.End:]
	if len(before) > beforeHit || len(before) < beforeHit-12 || len(after) < afterHit-3 || len(after) > afterHit+3 {
		t.Errorf("%d bytes before and %d after", len(before), len(after))
	}
	if !strings.HasPrefix(text, "die ") && !strings.HasPrefix(text, "Brücke ") && !strings.HasPrefix(text, "fährt ") && !strings.HasPrefix(text, "niemand. ") && !strings.HasPrefix(text, "Über ") {
		t.Errorf("it begins within a word: %.40q", text)
	}
	if strings.ToValidUTF8(text, "?") != text {
		t.Errorf("a letter is cut: %q", text)
	}
	if text, at = around(a, "ende"); text != "Ende." || at != (model.Range{End: 4}) {
		t.Errorf("around the last word: %q %v", text, at)
	}
	if text, _ = around(a, "zoo"); text != "" {
		t.Errorf("around what is not there: %q", text)
	}
}

// A folder that cannot be listed says why, and keys are not kept waiting for it.
func TestAFolderThatIsGoneIsSaid(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "none"))
	if got := d.front.Told; !got.Error || !strings.Contains(got.Message, "none") || d.Waits("j") != "" {
		t.Errorf("it says %+v, and j waits for %q", got, d.Waits("j"))
	}
}

// Until the folder is listed keys wait, and the list says what for.
func TestKeysWaitForTheFolder(t *testing.T) {
	env := panetest.Env(t, desk(t.TempDir(), "alice"))
	l := New(env, Options{Dir: t.TempDir(), Shown: "articles/", Now: func() time.Time { return clock }})
	if got := l.Waits("j"); got != "listing articles/" {
		t.Errorf("j waits for %q", got)
	}
	if got := ansi.Strip(strings.Join(panetest.Show(l, 80, 24), "\n")); !strings.Contains(got, "listing…") || !strings.Contains(got, "   listing articles/") {
		t.Errorf("meanwhile:\n%s", got)
	}
}

// Which articles share their text is found once for a state of the folder: it is read
// from the cache then, and found again when the folder has changed.
func TestStoriesAreKeptForAFolderAsItIs(t *testing.T) {
	dir, cache := t.TempDir(), t.TempDir()
	story := ""
	for i := range 12 {
		story += fmt.Sprintf("On day %d the mayor of town %d told %d people that bridge %d would cost %d crowns.\n\n", 30+i, 3+i, 100+i*13, 40+i, 1000+i)
	}
	post(t, dir, "a.md", "A", "P", "2026-03-11", "", story)
	post(t, dir, "b.md", "B", "Q", "2026-03-12", "", story)
	post(t, dir, "c.md", "C", "Q", "2026-03-10", "", "It rained in the hills.")
	cached := func() *driven {
		env := panetest.Env(t, desk(dir, "alice"))
		env.Desk.Cache = cache
		d := &driven{t: t, dir: dir, List: New(env, Options{Dir: dir, Shown: "articles/", Now: func() time.Time { return clock }})}
		panetest.Show(d, 80, 24)
		d.carryOut(d.Init())
		return d
	}
	d := cached()
	d.shows("found", "2 places")
	files, _ := filepath.Glob(filepath.Join(cache, "*", "*"))
	file := library.CacheFile(cache, d.catalog.lib.Dir, "copies")
	data, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(data), `["b.md","a.md"]`) && !strings.Contains(string(data), `["a.md","b.md"]`) {
		t.Fatalf("the cache: %v\n%s\n%v", err, data, files)
	}
	other := strings.NewReplacer("b.md", "c.md").Replace(string(data))
	if err := os.WriteFile(file, []byte(other), 0o600); err != nil {
		t.Fatal(err)
	}
	if d = cached(); d.catalog.stories.of["c.md"] == 0 || d.catalog.stories.of["b.md"] != 0 {
		t.Errorf("the cache is not read: %v", d.catalog.stories.of)
	}
	post(t, dir, "d.md", "D", "Q", "2026-03-09", "", "It was dry.")
	if d = cached(); d.catalog.stories.of["b.md"] == 0 || d.catalog.stories.of["c.md"] != 0 {
		t.Errorf("of a folder that has changed the cache is read: %v", d.catalog.stories.of)
	}
	if err := os.WriteFile(file, []byte("{ broken"), 0o600); err != nil {
		t.Fatal(err)
	}
	if d = cached(); d.catalog.stories.of["b.md"] == 0 {
		t.Errorf("with a broken cache there are %v", d.catalog.stories.of)
	}
}

// A folder of very many articles says how many are still to be read and how that is
// stopped; it is not compared for copies unasked.
func TestAFolderOfVeryManyArticles(t *testing.T) {
	d := open(t, folder(t))
	for i := range mostCompared {
		it := &item{mine: true}
		it.Path = fmt.Sprintf("%d.txt", i)
		d.catalog.items = append(d.catalog.items, it)
		d.catalog.lib.Entries = append(d.catalog.lib.Entries, it.Entry)
	}
	if says := strings.Join(d.draw.facts(), " · "); strings.Contains(says, "to be read") {
		t.Errorf("nothing is being read: %s", says)
	}
	_, done := d.catalog.titling.Begin(d.catalog.ctx)
	if says := strings.Join(d.draw.facts(), " · "); !strings.Contains(says, "2000 to be read, esc stops it") {
		t.Errorf("while they are read: %s", says)
	}
	if d.press("esc"); !strings.Contains(d.front.Told.Message, "stopped: the titles of 2000 articles were not read") {
		t.Errorf("esc says %q", d.front.Told.Message)
	}
	done()
	if cmd := d.catalog.findStories(false); cmd != nil {
		t.Error("they are compared unasked")
	}
	if cmd := d.catalog.findStories(true); cmd == nil {
		t.Error("they are not compared when asked to")
	}
}

// Failures are reported: work that panics by its name, a request by its error.
func TestWhatFailsIsSaid(t *testing.T) {
	d := open(t, folder(t))
	d.carryOut(d.Update(pane.Failed{Err: os.ErrPermission}))
	if got := d.front.Told; !got.Error || got.Message != "permission denied" {
		t.Errorf("%+v", got)
	}
	token := d.catalog.reading.Next()
	d.carryOut(d.Update(pane.Panicked{Token: token, What: "reading the sidecars", Err: os.ErrInvalid}))
	if got := d.front.Told; !got.Error || got.Message != "reading the sidecars failed: invalid argument" {
		t.Errorf("%+v", got)
	}
	d.carryOut(d.Update(pane.Panicked{Token: token - 1, What: "old work", Err: os.ErrInvalid}))
	if got := d.front.Told; strings.Contains(got.Message, "old work") {
		t.Errorf("%+v", got)
	}
	d.carryOut(d.Update(pane.Said{Text: "hello"}))
	if got := d.front.Told; got.Error || got.Message != "hello" {
		t.Errorf("%+v", got)
	}
}

func TestTheOrdersAreNamed(t *testing.T) {
	if got := strings.Join(Orders(), " "); got != "newest oldest title source path unread kept length" {
		t.Error(got)
	}
}
