package ui

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/fetch"
	"stet/model/source"
	"stet/ui/pane/panetest"
)

// A relation is offered to what one has in other articles of the folder: kept words, and
// nothing that was refused, that is about a whole article, or that another person wrote.
func TestWhatOneHasInOtherArticles(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	desk := &store.Desk{Annotator: "alice", Data: state, State: state, Locks: state, Cache: state}
	panetest.Write(t, dir, "a.txt", "Trams\n\n“The line costs money,” said Jane Doe. “The bridge costs 9 million,” said Ben Roe. The tram is late.\n")
	panetest.Write(t, dir, "b.txt", "Bridges\n\n“The bridge costs 9 million euros,” said Ben Roe.\n")
	put := func(annotator, name, words string, body annotate.Body, origin annotate.Origin) {
		by := *desk
		by.Annotator = annotator
		art, err := source.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		f, err := by.Open(art)
		if err != nil {
			t.Fatal(err)
		}
		at := model.Range{}
		if words != "" {
			at.Start = model.Pos(strings.Index(art.Text, words))
			at.End = at.Start + model.Pos(len(words))
		}
		f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{After: &annotate.Annotation{
			ID: store.NewID(), Target: annotate.Target{Place: anchor.Describe(art, model.NewOffsets(art.Text), at), Whole: words == ""},
			Body: body, Creator: by.Creator(), Created: time.Now().UTC(), Origin: origin,
		}}}})
		if _, err := f.Save(f.Set.Snapshot(), time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	put("alice", "a.txt", "The line costs money", &kind.Note{}, annotate.Origin{})
	put("alice", "a.txt", "The bridge costs 9 million", &kind.Note{}, annotate.Origin{})
	put("alice", "a.txt", "The tram is late", &kind.Note{}, annotate.Origin{How: annotate.Refused})
	put("alice", "a.txt", "", &kind.Note{}, annotate.Origin{})
	put("bob", "a.txt", "Jane Doe", &kind.Note{}, annotate.Origin{})
	put("alice", "b.txt", "The bridge costs 9 million euros", &kind.Note{}, annotate.Origin{})
	said := func(but string) string {
		rows, err := elsewhere(desk, dir, but)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, r := range rows {
			out = append(out, r.Article+" "+r.Words)
		}
		return strings.Join(out, "|")
	}
	for but, want := range map[string]string{
		"b.txt": "a.txt The line costs money|a.txt The bridge costs 9 million",
		"a.txt": "b.txt The bridge costs 9 million euros",
	} {
		if got := said(but); got != want {
			t.Errorf("outside %s: %s, want %s", but, got, want)
		}
	}
	if _, err := elsewhere(desk, filepath.Join(dir, "none"), ""); err == nil {
		t.Error("of no folder there is no fault")
	}

	// What is most like the words in focus comes first.
	s := stageOf(t, Options{Path: filepath.Join(dir, "b.txt"), Desk: desk}, 80, 30).press("] a r")
	if near, far := strings.Index(s.screen(), "9 million”"), strings.LastIndex(s.screen(), "The line"); near < 0 || far < near {
		t.Errorf("the order is %d, %d:\n%s", near, far, s.screen())
	}
}

// One line tells what the feeds brought, and which failed.
func TestWhatCameOfTheFeedsIsSaid(t *testing.T) {
	gone := errors.New("gone")
	for _, tt := range []struct {
		reports []fetch.Report
		feeds   int
		want    string
	}{
		{[]fetch.Report{{Skipped: "not due"}}, 1, "no feed is due yet · stet fetch --force asks all of them"},
		{[]fetch.Report{{}}, 1, "nothing new · 1 of 1 feeds asked"},
		{[]fetch.Report{{Added: []string{"a", "b"}}, {Skipped: "not due"}}, 2, "2 new · 1 of 2 feeds asked"},
		{[]fetch.Report{{Updated: []string{"a"}, Beside: []string{"b"}}}, 1, "nothing new, 2 changed · 1 of 1 feeds asked"},
		{[]fetch.Report{{Added: []string{"a"}, Updated: []string{"b"}}}, 1, "1 new, 1 changed · 1 of 1 feeds asked"},
		{[]fetch.Report{{Err: gone}}, 1, "fault: gone"},
		{[]fetch.Report{{Err: gone, Title: "Post"}, {}}, 2, "nothing new · 2 of 2 feeds asked · not from Post: gone"},
		{[]fetch.Report{{Err: gone}}, 2, "nothing new · 1 of 2 feeds asked · not from a feed: gone"},
		{[]fetch.Report{{Problems: []error{gone}, Added: []string{"a"}, Feed: fetch.Feed{URL: "https://a.example"}}}, 1, "1 new · 1 of 1 feeds asked · not from https://a.example: gone"},
		{[]fetch.Report{{Problems: []error{gone}, Updated: []string{"a"}, Feed: fetch.Feed{Title: "Post"}}}, 1, "nothing new, 1 changed · 1 of 1 feeds asked · not from Post: gone"},
		{[]fetch.Report{{Err: gone, Title: "One"}, {Err: errors.New("else"), Title: "Two"}}, 2, "nothing new · 2 of 2 feeds asked · not from One, Two: gone"},
		{[]fetch.Report{{Err: fmt.Errorf("x: %w", fetch.ErrPrivate)}}, 1, "fault: " + errPrivate.Error()},
	} {
		var n tally
		for _, r := range tt.reports {
			n.count(r)
		}
		got, err := n.text(tt.feeds)
		if err != nil {
			got = "fault: " + err.Error()
		}
		if got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.reports, got, tt.want)
		}
	}
}

// A feed that is followed on the first screen takes the place of that screen, and it is
// said how its articles come, where they are and what is not kept.
func TestAFeedIsFollowedOnTheFirstScreen(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/feed" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Riverton Gazette</title></channel></rss>`)
	}))
	defer server.Close()
	client := func(string) (*fetch.Client, error) {
		o := fetch.DefaultOptions
		o.AllowPrivate = true
		return fetch.New(o), nil
	}
	secret := strings.Replace(server.URL, "http://", "http://me:word@", 1)
	for _, tt := range []struct {
		library bool
		keys    string
		client  func(string) (*fetch.Client, error)
		want    []string
		not     string
	}{
		{false, "f type:" + server.URL + "/feed enter type:DIR enter", client, []string{"Riverton Gazette is followed · F brings its articles · stet ", "news opens them again", "There is no article in news/ yet"}, "password"},
		{true, "f type:" + server.URL + "/feed enter", client, []string{"Riverton Gazette is followed · F brings its articles"}, "opens them again"},
		{true, "f type:" + secret + "/feed enter", client, []string{"Riverton Gazette is followed; its password is not kept"}, "opens them again"},
		{true, "f type:" + server.URL + "/none enter", client, []string{"404"}, "is followed"},
		{true, "f type:" + server.URL + "/feed enter", func(string) (*fetch.Client, error) { return nil, errors.New("no such wire") }, []string{"no such wire"}, "is followed"},
	} {
		o := Options{Client: tt.client, Desk: panetest.Desk(t.TempDir(), "alice", nil)}
		dir := filepath.Join(t.TempDir(), "news")
		if tt.library {
			o.Library = dir
		}
		s := stageOf(t, o, 160, 24).press(strings.ReplaceAll(tt.keys, "DIR", dir))
		for _, want := range tt.want {
			if got := s.screen(); !strings.Contains(got, want) || strings.Contains(got, tt.not) {
				t.Errorf("%s: no %q, or %q, on\n%s", tt.keys, want, tt.not, got)
			}
		}
	}
	// While the feed is asked for, the screen says so.
	s := onSlowStage(t, Options{Library: t.TempDir(), Client: client})
	s.type_("f type:" + server.URL + "/feed enter")
	for len(s.due) > 0 && !strings.Contains(s.screen(), "asking for ") {
		cmd := s.due[0]
		s.due = s.due[1:]
		if cmd != nil {
			if msg := cmd(); msg != nil {
				_, next := s.m.Update(msg)
				s.due = append(s.due, next)
			}
		}
	}
	if got := s.screen(); !strings.Contains(got, "asking for "+server.URL+"/feed …") {
		t.Errorf("nothing says that it asks:\n%s", got)
	}
}

// An article for which nobody waits any more does not come up when it arrives.
func TestAnArticleThatWasGivenUpDoesNotComeUp(t *testing.T) {
	first, desk := twoArticles(t)
	s := onSlowStage(t, Options{Path: filepath.Dir(first), Desk: desk})
	opening := s.hang(first)
	s.takesLong()
	s.press("esc")
	before := s.m.top()
	s.carryOut(opening)
	if s.m.top() != before {
		t.Errorf("it comes up:\n%s", s.screen())
	}
	s.hang(first) // the screen says each time that opening takes long
	if s.takesLong(); !strings.Contains(s.screen(), "opening a.txt takes long") {
		t.Errorf("it is not said a second time:\n%s", s.screen())
	}
}

// It is asked once how long something takes, until it has come.
func TestItIsWatchedOnceHowLongSomethingTakes(t *testing.T) {
	first, desk := twoArticles(t)
	s := onSlowStage(t, Options{Path: filepath.Dir(first), Desk: desk})
	watched := 0
	s.m.ending.later = func(_ time.Duration, msg tea.Msg) tea.Cmd {
		if _, is := msg.(stuckMsg); is {
			watched++
		}
		return nil
	}
	s.type_("enter tab tab")
	if watched != 1 {
		t.Errorf("watched %d times while an article opens", watched)
	}
	s.arrive()
	s.press("q")
	if s.type_("j enter tab").arrive(); watched < 2 {
		t.Errorf("the second article is not watched:\n%s", s.screen())
	}
}

// Keys that are dropped are counted, up to esc, which is one of them.
func TestWhatTheBrakeDrops(t *testing.T) {
	at := time.Unix(100, 0)
	b := brake{now: func() time.Time { return at }}
	msgs := panetest.Msgs
	for _, tt := range []struct {
		keys    string
		left    int
		dropped int
	}{{"", 0, 0}, {"a b c", 0, 3}, {"a esc b c", 2, 1}, {"a b esc", 0, 2}, {"esc q", 1, 0}, {"a ctrl+c b", 2, 0}, {"paste:x y", 0, 2}} {
		if left := b.apply(msgs(tt.keys)); len(left) != tt.left || b.dropped != tt.dropped {
			t.Errorf("%s: %d left, %d dropped; want %d, %d", tt.keys, len(left), b.dropped, tt.left, tt.dropped)
		}
	}
	b = brake{now: func() time.Time { return at }}
	b.apply(msgs("a"))
	at = at.Add(pause)
	if !b.drops(msgs("b")[0]) || b.dropped != 2 {
		t.Errorf("a key at the end of the pause: %d dropped", b.dropped)
	}
	at = at.Add(pause + 1)
	if b.drops(msgs("c")[0]) || b.dropped != 0 {
		t.Errorf("a key after the pause: %d dropped", b.dropped)
	}
	b.apply(msgs("a b"))
	if got, want := b.says(), " it did not open · 2 keys that were typed for it did nothing"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if b.unread(0); b.dropped != 2 || b.why != "it did not open" {
		t.Errorf("no key was unread: %d, %s", b.dropped, b.why)
	}
	if b.unread(1); b.says() != " the editor did not read all · 3 keys that were typed for it did nothing" {
		t.Errorf("one key was unread: %s", b.says())
	}
}

// The ground is dark or light as the config says, else as the terminal answers, before
// that as the environment says; signs are ASCII where that is asked for.
func TestTheGroundAndTheSigns(t *testing.T) {
	dark, light := true, false
	answer := func(light bool) tea.Msg {
		if light {
			return tea.BackgroundColorMsg{Color: colour(0xffff)}
		}
		return tea.BackgroundColorMsg{Color: colour(0)}
	}
	for _, tt := range []struct {
		said     *bool
		env      string
		answer   tea.Msg
		wantDark bool
	}{
		{nil, "", nil, true}, {nil, "0;15", nil, false}, {nil, "0;15", answer(false), true}, {nil, "", answer(true), false},
		{&light, "", nil, false}, {&light, "", answer(false), false}, {&dark, "0;15", nil, true}, {&dark, "", answer(true), true},
	} {
		t.Setenv("COLORFGBG", tt.env)
		s := stageOf(t, Options{Path: write(t, "a.txt", "A title\n\n“So it is,” said Jane Doe.\n"), Face: Face{Dark: tt.said, Theme: "stet"}}, 80, 24)
		if tt.answer != nil {
			s.send(tt.answer)
		}
		other := stageOf(t, Options{Path: s.m.o.Path, Face: Face{Dark: &tt.wantDark, Theme: "stet"}}, 80, 24)
		if s.m.dark != tt.wantDark || s.m.View().Content != other.m.View().Content {
			t.Errorf("%+v: dark %v", tt, s.m.dark)
		}
	}
	s := stageOf(t, Options{Path: write(t, "a.txt", "Título\n\n“So it is,” said Jane Doe.\n"), Face: Face{ASCII: true}}, 80, 24).press("tab")
	for _, c := range s.screen() {
		if c > '~' {
			t.Fatalf("%q is no ASCII:\n%s", c, s.screen())
		}
	}
	// A key with a shift that changes nothing is the key, unless it is bound.
	path := write(t, "a.txt", "A title\n\n"+strings.Repeat("A paragraph of an article that is longer than the screen is high.\n\n", 40))
	shifted := tea.KeyPressMsg{Code: tea.KeySpace, Mod: tea.ModShift}
	s = onStage(t, path, 80, 24)
	before := s.screen()
	if s.send(shifted); s.screen() == before {
		t.Errorf("shift+space turns no page:\n%s", s.screen())
	}
	s = stageOf(t, Options{Path: path, Face: Face{Keys: map[string][]string{"palette": {"shift+space"}}}}, 80, 24)
	if s.send(shifted); s.m.palette == nil {
		t.Errorf("shift+space is bound, and does something else:\n%s", s.screen())
	}
}

type colour uint32

func (c colour) RGBA() (r, g, b, a uint32) { return uint32(c), uint32(c), uint32(c), 0xffff }

// The language that the command line gives holds for an article that is opened, and the
// demo begins at its top.
func TestWhatIsReadFromTheDisk(t *testing.T) {
	desk := panetest.Desk(t.TempDir(), "alice", nil)
	desk.Spoken = store.Spoken{Said: "sv"}
	path := write(t, "a.txt", "A title\n\n“So it is,” said Jane Doe.\n")
	a, err := disk{o: &Options{Desk: desk}}.load(path)
	info, serr := os.Stat(path)
	if err != nil || serr != nil || a.Meta.Language != "sv" || a.bytes != info.Size() {
		t.Errorf("%v %v: language %q, %d bytes", err, serr, a.Meta.Language, a.bytes)
	}
	if got := (article{Article: a.Article}).title(); got != "A title" {
		t.Errorf("its title is %s", got)
	}
	if got := (article{Article: &model.Article{Path: "x/b.txt"}}).title(); got != "b.txt" {
		t.Errorf("without a title it is called %s", got)
	}
	if _, err := (disk{o: &Options{Desk: desk}}).load(path + "x"); err == nil {
		t.Error("a file that is not there is no fault")
	}
	s := guided(t, Options{}, 80, 24).press("space space q q")
	s = guided(t, Options{Path: s.m.o.Path, Desk: s.m.o.Desk}, 80, 24)
	if at := s.step(); at != nth(0) {
		t.Errorf("the guide begins again at %q", at)
	}
	if got := strings.Split(s.screen(), "\n"); !strings.Contains(strings.Join(got[3:6], " "), cmp.Or(s.m.top().Title(), "?")) {
		t.Errorf("the demo does not begin at its top:\n%s", s.screen())
	}
}
