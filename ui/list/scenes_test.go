package list

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

// A scene is a folder in some state, at some sizes, and what a person does there.
type scene struct {
	name   string
	open   func(*testing.T) *driven
	states []string
	flows  string
}

// post writes an article of a paper and a day.
func post(t *testing.T, dir, name, title, paper, day, more, text string) {
	t.Helper()
	panetest.Write(t, dir, name, fmt.Sprintf("---\ntitle: %q\npublisher: %q\ndate: %s\n%s---\n\n%s\n", title, paper, day, more, text))
}

// town is a folder of more articles than fit, of several years, papers and scripts.
func town(t *testing.T) string {
	t.Helper()
	dir := folder(t)
	post(t, dir, "a/night-ferry.md", "Harbour board approves the night ferry after nine years of talks with the islanders and their lawyers", "Riverton Gazette", "2026-03-18", "author: Ann Roe\ntags: [boats, money]\n", "“We have waited,” said Jane Doe. The ferry will cost 40 million euros, and nobody knows who is going to pay for it.")
	post(t, dir, "a/bridge.md", "No bridge", "Island Post", "2026-03-16", "", "Nobody wants a bridge.")
	post(t, dir, "b/gulls.md", "Gulls steal chips", "Island Post", "2026-03-11", "tags: [birds]\n", strings.Repeat("The gulls came again, and the chips were gone. ", 30))
	post(t, dir, "b/tokyo.md", "東京で首相が計画を見直すと述べた", "読売", "2026-02-01", "", "会議は明日も続く。")
	post(t, dir, "b/old.md", "An old story", "Daily", "2019-07-04", "", "It was long ago.")
	post(t, dir, "b/jerusalem.md", "ראש הממשלה אמר", "הארץ", "2025-12-24", "", "הוא לא פירט מדוע.")
	panetest.Write(t, dir, "b/broken.txt", "\x00\x01\x02")
	panetest.Write(t, dir, "b/none.txt", "")
	for i := range 12 {
		post(t, dir, fmt.Sprintf("c/%02d.md", i), fmt.Sprintf("Report %d of the harbour board", i), "Board", fmt.Sprintf("2026-01-%02d", 28-i), "", strings.Repeat("The board met. ", i+1))
	}
	quote(t, dir, "a/night-ferry.md", "alice", "“We have waited,”")
	keep(t, dir, "a/night-ferry.md", "alice", "The ferry will cost 40 million euros", &kind.Claim{Claimant: annotate.NameRef("Jane Doe", "PERSON"), Status: kind.ToCheck})
	keep(t, dir, "b/old.md", "alice", "It was long ago.", &kind.Claim{Status: kind.ToCheck})
	keep(t, dir, "b/old.md", "alice", "long ago", &kind.Note{})
	keep(t, dir, "a/night-ferry.md", "bob", "nobody knows", &kind.Stance{Holder: annotate.NameRef("Jane Doe", "PERSON"), Towards: annotate.TopicRef("ferry"), Stance: kind.Against, Scheme: kind.SemEval6})
	quote(t, dir, "a/bridge.md", "bob", "Nobody wants a bridge.")
	quote(t, dir, "b/gulls.md", "alice", "The gulls came again")
	quote(t, dir, "b/gulls.md", "alice", "the chips were gone")
	old := clock.Add(-48 * time.Hour)
	filepath.WalkDir(dir, func(path string, _ os.DirEntry, _ error) error { return os.Chtimes(path, old, old) })
	return dir
}

const looking = `
	j
	5 j
	3 j k
	space
	space space
	space b
	G
	G k k
	G g
	ctrl+d ctrl+d ctrl+u
	n n n
	G p p
	U n U n U p
	u u u
	* j j *
	u u
	S 1
	S 2
	S 2 G
	S 3
	S 4
	S 5
	S 6
	S 7
	S 8
	S 8 j j j
	S down down esc
	S 1
	/ type:ferry enter
	/ type:harbour_board enter j j
	/ type:-board enter
	/ type:"no_bridge" enter
	/ type:is:unread_source:island enter
	/ type:is:read enter
	/ type:is:kept enter
	/ type:is:problem enter
	/ type:tag:birds enter
	/ type:since:2026-03-12 enter
	/ type:since:2026-03-12_-source:daily enter
	/ type:kind:quote_by:doe enter
	/ type:kind:claim enter
	/ type:kind:stance_annotator:bob enter
	/ type:annotator:bob enter
	/ type:title:bridge enter
	/ type:author:ann enter
	/ type:file:c enter G
	/ type:zzz
	/ type:zzz enter
	/ type:since:tomorrow
	/ type:is:odd enter
	/ type:kind:odd enter
	/ type:bri backspace backspace backspace enter
	/ type:bri paste:dge enter
	/ type:bridge esc
	/ up down enter
	/ ctrl+u enter
	v j v j j v
	v j v U
	u
	v j v t type:one,_two enter
	u
	v j v D
	u
	ctrl+a
	ctrl+a ctrl+a
	ctrl+a t type:all enter
	u
	/ type:board enter ctrl+a D
	u
	/ ctrl+u enter
	t
	t type:one enter
	t type:-one enter
	t type:b
	t type:b 1
	t esc
	D
	D
	D j D
	u
	m .
	m . j
	m .
	u u
	G D
	G enter
	M
	M u
	P
	Y
	enter
	z
	F
	R
	I
	?
	q
	click:10,4
	click:10,6
	click:2,9
	click:10,9 click:10,9
	click:10,0
	click:10,23
	wheel:down
	wheel:down wheel:down wheel:down wheel:up
	wheel:up
	X
	m
	9
	9 9 k
	esc
	size:60x12 j j
	size:100x40
	size:20x8 G
	size:12x5 k`

var scenes = []scene{
	{"town", func(t *testing.T) *driven { return open(t, town(t)) }, []string{"size:80x24 g", "size:130x34 g", "size:46x12 g j j", "size:80x14 G"}, looking},
	{"coded", func(t *testing.T) *driven {
		dir := town(t)
		panetest.Write(t, dir, "codebook.toml", "name = \"towns\"\n[kind.frame]\nkey = \"f\"\nunit = \"sentence\"\n[[set]]\nname = \"topic\"\napplies = \"article\"\n[[set.code]]\nname = \"war\"\n[[set.code]]\nname = \"money\"\n[[set]]\nname = \"tone\"\napplies = \"article\"\n[[set.code]]\nname = \"good\"\n")
		panetest.Write(t, dir, "assignments.tsv", "# stet sample\na/bridge.md\talice,bob\na/night-ferry.md\talice\nb/gulls.md\talice\nb/old.md\tbob\nc/00.md\talice\n")
		return open(t, dir)
	}, []string{"size:80x24 g", "size:130x30 / ctrl+u enter g"}, `
		j
		j j j
		D
		D D
		j D D
		u
		n
		p
		U
		M
		u
		* t type:mine enter
		/ ctrl+u type:is:coded enter
		/ ctrl+u type:is:mine enter
		/ ctrl+u type:-is:mine enter
		/ ctrl+u type:kind:frame enter
		/ ctrl+u type:is:begun enter
		/ ctrl+u enter G
		S 5
		S 7
		m .
		G enter
		v j j v D
		v j j v D D
		u
		ctrl+a D
		ctrl+a D D
		u
		I
		P
		Y
		enter`},
	{"copies", func(t *testing.T) *driven {
		dir := t.TempDir()
		var story strings.Builder
		for i := range 12 {
			fmt.Fprintf(&story, "On day %d the mayor of town %d told %d people that bridge %d would cost %d crowns.\n\n", 30+i, 3+i, 100+i*13, 40+i, 1000+i)
		}
		for i, name := range []string{"post", "times", "echo", "globe"} {
			text := story.String()
			if name == "echo" {
				text = strings.Replace(text, "told 100 people", "told many people", 1)
			}
			post(t, dir, name+".md", "Bridges of "+name, "The "+name, fmt.Sprintf("2026-03-1%d", i), "", text)
		}
		post(t, dir, "other.md", "Rain", "The Post", "2026-03-18", "", strings.Repeat("It rained all day in the hills and nobody was on the road. ", 9))
		post(t, dir, "more.md", "More rain", "The Post", "2026-03-09", "", "It rained.")
		quote(t, dir, "post.md", "alice", "On day 35 the mayor of town 8")
		quote(t, dir, "post.md", "alice", "told 100 people")
		return open(t, dir)
	}, []string{"size:90x24 g", "size:60x14 g"}, `
		P
		j
		j P
		j P
		j P j P
		P
		j P G k
		P
		j Y
		j P G k Y
		j P G k Y esc
		esc
		G k Y
		Y enter
		u
		U
		u
		j U
		u
		j D
		u
		j *
		u
		j v t type:story enter
		u
		n n
		/ type:echo enter
		/ type:day_35 enter P
		/ ctrl+u enter
		S 3
		S 7
		I
		j enter`},
	{"none", func(t *testing.T) *driven { return open(t, t.TempDir()) }, []string{"size:80x24 g", "size:20x6"},
		"j\nn\nenter\nD\nU\nM\n*\nt\nz\nP\nY\nv\nctrl+a\nu\nS 3\n/ type:x enter\nesc\nm .\nF\nR\nI\nq\nclick:3,3\nwheel:down"},
	{"unopened", func(t *testing.T) *driven {
		dir := t.TempDir()
		panetest.Write(t, dir, "a.jpg", "x")
		panetest.Write(t, dir, "b.jpg", "x")
		panetest.Write(t, dir, "c.mp4", "x")
		panetest.Write(t, dir, "d.txt", "\x00\x01")
		return open(t, dir)
	}, []string{"size:80x24 g", "size:40x8 g"}, "j\nenter\nD\nU\nesc\nu\n/ type:is:problem enter\nesc"},
	{"only", func(t *testing.T) *driven {
		dir := t.TempDir()
		panetest.Write(t, dir, "one.txt", "One title\n\nOne text.\n")
		return open(t, dir)
	}, []string{"size:80x24 g"}, "j\nk\nn\np\nU\nn\np\nM\nM\nu\nu\nD\nesc\nG enter\nu\nv\nv v\nctrl+a *\nu\nP\nS 8\nR\nF"},
	{"feeds", func(t *testing.T) *driven {
		d := open(t, town(t))
		n := 0
		d.catalog.o.Fetch = func(_ context.Context, hand func(tea.Msg)) {
			n++
			post(t, d.dir, fmt.Sprintf("new/%d.md", n), fmt.Sprintf("News number %d", n), "Daily", "2026-03-18", "", "It is new.")
			hand(pane.Said{Text: "the news is here"})
			hand(pane.Returned{})
			if n == 3 {
				hand(pane.Failed{Err: fmt.Errorf("cannot fetch https://daily.example: no answer")})
			}
		}
		return d
	}, []string{"size:80x24 g"}, "F\nF esc\nj j F\nn\nU n U\nI"},
	{"faulty", func(t *testing.T) *driven {
		dir := folder(t)
		panetest.Write(t, dir, "codebook.toml", "name = \n")
		return open(t, dir)
	}, []string{"size:80x24 g"}, "j\nD\nu\nesc\nU"},
}

// A title or a source that is written from right to left is seen from right to left, in
// the current row and in others, whole or cut, and nothing besides.
func TestATitleFromRightToLeftIsSeen(t *testing.T) {
	dir := t.TempDir()
	post(t, dir, "a.md", "ראש הממשלה", "הארץ", "2026-03-18", "", "It rained.")
	post(t, dir, "b.md", "ראש הממשלה "+strings.Repeat("אמר ", 40), "הארץ", "2026-03-18", "", "It rained.")
	d := open(t, dir)
	for range 2 {
		for _, row := range panetest.Show(d, 80, 24) {
			if seen := ansi.Strip(row); strings.ContainsAny(seen, "␛[]") {
				t.Errorf("a row is %q", seen)
			}
		}
		screen := ansi.Strip(strings.Join(panetest.Show(d, 80, 24), "\n"))
		if !strings.Contains(screen, "  ץראה  הלשממה שאר   ") || !strings.Contains(screen, "רמא הלשממה שאר ") {
			t.Errorf("the titles are\n%s", screen)
		}
		d.press("j")
	}
}

// TestWhatAPersonSees holds the screen in each scene after each thing that a person
// does there.
func TestWhatAPersonSees(t *testing.T) {
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			panetest.Play(t, "scenes/"+s.name+".txt", s.states, panetest.Flows(s.flows), func() panetest.Played { return played(s.open(t)) })
		})
	}
}
