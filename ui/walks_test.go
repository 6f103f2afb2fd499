package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/ui/guide"
	"stet/ui/pane/panetest"
	"stet/ui/review"
)

// town is a folder of five articles, by name.
func town(t *testing.T, more map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "town")
	for name, text := range map[string]string{
		"a-ferry.md":  "---\ntitle: Harbour board approves the night ferry\npublisher: Riverton Gazette\ndate: 2019-07-05\nurl: https://gazette.example/ferry\n---\n\n“We have waited for this for nine years,” said Jane Doe. The ferry costs 40 million euros, Ben Roe said.\n\n" + strings.Repeat("The board met again, and nothing came of it that anybody could remember.\n\n", 30) + "Turkey opposes the bridge.\n",
		"b-bridge.md": "---\ntitle: No bridge\npublisher: Island Post\ndate: 2019-07-04\n---\n\n“Nobody wants a bridge,” said Jane Doe. The ferry costs 40 million euros, it is said.\n",
		"c-gulls.md":  "---\ntitle: Gulls steal chips\ndate: 2019-07-03\n---\n\nThe gulls came again.\n",
		"d-long.md":   "---\ntitle: A title that is so long that it is not seen whole on a terminal of eighty columns, whatever one does about it\ndate: 2019-07-02\n---\n\nIt is short.\n",
		"e-none.txt":  "\x00\x01",
	} {
		panetest.Write(t, dir, name, text)
	}
	for name, text := range more {
		panetest.Write(t, dir, name, text)
	}
	return dir
}

// walked is the whole program of which the frames are looked at.
func walked(t *testing.T, o Options, w, h int) panetest.Played {
	s, temp := stageOf(t, o, w, h), filepath.Dir(filepath.Dir(t.TempDir()))
	return panetest.Played{
		Press: func(keys string) { s.press(keys) },
		Lines: func() (out []string) {
			for l := range strings.SplitSeq(s.m.View().Content, "\n") {
				if i := strings.Index(l, temp+"/"); i >= 0 {
					l = l[:i] + "…" // where the test runs
				}
				out = append(out, l)
			}
			return out
		},
		Tell: func() string {
			says := s.m.View().WindowTitle
			if s.quit {
				says += ", and it has ended"
			}
			return says
		},
	}
}

// TestWalks holds what is on the screen while a person goes through the program: from
// the list to articles and the review and back, by keys and by the mouse.
func TestWalks(t *testing.T) {
	const walks = `
		enter | j | q | q
		enter | J | J | J | J | K | K | K | K | q
		enter | n | n | n | n | N | q
		enter | space | space | space | space | space
		enter | tab | enter | R | enter | q | q | q | q
		enter | tab enter | R | x | q | u | ctrl+r
		enter | D | u | D | D | D | D | u
		enter | z | J | q | enter
		enter | Z | J | q
		z | z | z | J | q
		j | enter | q | j | q
		G | enter | k | enter
		D | u | m . | D | enter
		U | * | t type:one enter | enter | q
		/ type:bridge | enter | enter | n | q | esc
		/ type:nine enter enter | n | q
		R | T 1 | esc | q
		R | q | q
		enter | tab enter q | enter | tab | q | R | enter | a type:why enter | R | x | u | q | q
		enter | ] c | V r type:https://a.example enter enter | J | V | enter | q
		enter | ] c enter | J | ] c enter | r | 1 | 1 | q
		enter | a type:half | esc | q | q | q
		enter | tab a type:half esc | q | q | enter
		enter | ? | down down | type:claim | enter | esc
		enter | ? | type:zzz | enter | esc | esc
		enter | tab ? | type:keep enter
		? | type:sort | down enter | ? type:theme | enter | ? type:theme down enter | ? type:background enter
		? type:theme-terminal enter | ? type:theme-sixteen enter | ? type:theme-mono enter | enter | ? type:background-light enter
		? | size:40x10 | size:100x40 | esc
		I | j | G | esc | enter | I | j j j | space | q
		I | size:30x8 | esc | R | I | esc
		wheel:down | click:10,4 | click:10,4 | enter | wheel:down | wheel:up | click:12,5
		enter | click:12,5 | drag:30,5 drop:30,5 | a type:word enter | q
		enter | size:132x40 | tab | size:20x6 | size:80x24 | size:1x1 | size:80x24
		enter | O | O | y | | | esc
		enter | E | F | W
		ctrl+z | ctrl+c
		enter | ctrl+c | ctrl+c
		enter | tab w type:Some_One enter | q | q
		paste:hello | / paste:bridge enter
		esc | esc | X | 9 | m | esc
		F | P | Y | M | u
		enter | ctrl+g | f12
	`
	panetest.Walk(t, "walks/list.txt", walks, func() panetest.Played { return walked(t, Options{Path: town(t, nil)}, 80, 24) })
	panetest.Walk(t, "walks/small.txt", "enter | tab | q\nR | q\n? | type:sort\nI | j\nenter | R | T 1\n/ type:gulls enter enter", func() panetest.Played {
		return walked(t, Options{Path: town(t, nil)}, 34, 9)
	})
	const project = "name = \"town\"\n[project]\nblind = true\n[kind.frame]\nkey = \"f\"\nunit = \"sentence\"\n[[set]]\nname = \"topic\"\napplies = \"article\"\n[[set.code]]\nname = \"boats\"\n[[set.code]]\nname = \"birds\"\n"
	panetest.Walk(t, "walks/project.txt", `
		enter | A 1 D | A 2 D | u | u
		enter | D | D | D D | D D | D D | u | q
		enter | A 1 enter | q | D | u | D
		enter | X f | R | m X f | q
		I | R | I
		enter | ] d | m o | i`, func() panetest.Played {
		return walked(t, Options{Path: town(t, map[string]string{"codebook.toml": project})}, 80, 24)
	})
	panetest.Walk(t, "walks/article.txt", "J | K | q\nn | D | u\ntab enter R | q | q\nspace space space space | space | space\n[ c | N\nq", func() panetest.Played {
		return walked(t, Options{Path: filepath.Join(town(t, nil), "b-bridge.md")}, 80, 24)
	})
	panetest.Walk(t, "walks/line.txt", "tab | q", func() panetest.Played {
		return walked(t, Options{Path: filepath.Join(town(t, nil), "a-ferry.md"), Line: 40}, 80, 24)
	})
	panetest.Walk(t, "walks/review.txt", "j | enter | q | q\nW | 1 | type:out enter\nT 2 | q | q", func() panetest.Played {
		dir := town(t, nil)
		walked(t, Options{Path: dir}, 80, 24).Press("enter tab enter ] c enter q j enter tab enter q q")
		return walked(t, Options{Path: dir, Review: true, Query: "kind:quote", Formats: []review.Format{{Name: "csv", Title: "for a spreadsheet", Ext: ".csv"}}}, 80, 24)
	})
}

// TestWalksFromTheFirstScreen holds what is on the screen while a person begins.
func TestWalksFromTheFirstScreen(t *testing.T) {
	panetest.Walk(t, "walks/start.txt", `
		? | type:open | esc | q
		o | esc | o type:/none/of/this enter | esc
		c | type:bob enter | c type:__ enter | esc
		l type:/none/of/this enter
		l type:TOWN enter | enter | q | q
		o type:TOWN enter | enter | q
		o type:TOWN/b-bridge.md enter | tab enter | q
		o type:TOWN/e-none.txt enter
		p | paste:A_text_that_was_pasted. | a | q
		paste:Another_one,_said_Jane_Doe. | tab | R | J
		f | type:nowhere | esc
		d | j
		X | I | tab
		size:30x8 | o | esc | size:120x40
		click:5,5 | wheel:down`, func() panetest.Played {
		dir := town(t, nil)
		p := walked(t, Options{NameFrom: "git config user.name", Library: "~/news", Demo: func() (string, error) { return "", os.ErrPermission }}, 80, 24)
		press := p.Press
		p.Press = func(keys string) { press(strings.ReplaceAll(keys, "TOWN", dir)) }
		return p
	})
	panetest.Walk(t, "walks/unpack.txt", "j | k | ? | esc | q\nG | g | o | esc\nsize:30x8 | j\nenter | j | enter | q", func() panetest.Played {
		dir := t.TempDir()
		panetest.Write(t, dir, "desk.csv", "title,source,date,text\nHarbour,The Island Weekly,2019-03-05,It is deepened.\nFerry,,,It runs.\n"+strings.Repeat("More,Post,2019-01-02,It goes on.\n", 1)+"Last,Post,2011-01-02,It ends.\n")
		return walked(t, Options{Path: filepath.Join(dir, "desk.csv")}, 80, 24)
	})
	panetest.Walk(t, "walks/guide.txt", "tab | enter | w 1 | c | esc | ctrl+g\ntab enter w 1 f h | esc | u | z | q\nR | q | J | ?\nsize:40x12 | tab | enter | w\nclick:12,8 | click:12,1 | wheel:down\nspace space space space", func() panetest.Played {
		o := Options{Path: filepath.Join(t.TempDir(), "demo")}
		text, err := os.ReadFile(filepath.Join("..", "cmd", "stet", "demo", guide.Article))
		if err != nil {
			t.Fatal(err)
		}
		panetest.Write(t, o.Path, guide.Article, string(text))
		o.Guided = true
		return walked(t, o, 80, 24)
	})
}
