package sheet

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
	"stet/model/source"
	"stet/ui/paint"
	"stet/ui/pane"
	"stet/ui/pane/panetest"
)

// harbour is an article with everything that a page can show: a title, a list, a quote of
// several sentences, a rule, boilerplate, words of both directions.
const harbour = `---
title: Harbour board approves the night ferry
author: Ann Roe
publisher: Riverton Gazette
date: 2019-07-05
---

# Harbour board approves the night ferry

“We have waited for this for nine years. Nobody believed it,” said Jane Doe of the board. The dockers oppose the plan, and the ferry costs 40 million euros, Ben Roe said on Monday.

* one ferry at night
* two by day

He said that it was late. “Is it?” asked Jane Doe. “It is, and it was late when we began, and late when our fathers began, and it will be late when nobody asks for it any more,” Ben Roe replied.

***

ראש הממשלה אמר כי ״המצב השתפר מאוד״ בשנה האחרונה.

The board met again, and nothing came of it that anybody could remember. Turkey backs the ferry, Riverton does not. The mayor of Riverton is Tom Lee.

The end of it is not known to anybody, and Émile Zola did not write it.
`

// A page is a sheet of the article with what belongs to it.
type page struct {
	t       testing.TB
	env     *pane.Env
	in      *Contents
	sheet   *Sheet
	focus   *Focus
	hits    *Hits
	pointer *Pointer
	said    []string
	kept    Place
}

func newPage(t testing.TB, text string, w, h int, items func(*page) []Item) *page {
	t.Helper()
	a, err := source.Read("harbour.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	p := &page{t: t, env: panetest.Env(t, panetest.Desk(t.TempDir(), "alice", nil))}
	p.in = NewContents(a, nil)
	p.in.Names = mention.Find(a, all(a), nil)
	p.in.Quotes = quotation.Collect(a, all(a), p.in.Names)
	p.sheet = New(p.env, p.in, int64(len(text)))
	p.focus = NewFocus(p.sheet)
	p.hits = NewHits(p.sheet, p.focus)
	p.pointer = NewPointer(p.sheet, func(s string) { p.said = append(p.said, s) })
	p.sheet.W, p.sheet.H = w, h
	if items != nil {
		p.in.Put(items(p))
	}
	p.sheet.LayOut()
	return p
}

func all(a *model.Article) model.Range { return model.Range{End: model.Pos(len(a.Text))} }

// at is where words are; N: before them is which of several.
func (p *page) at(words string) model.Range {
	p.t.Helper()
	words = strings.ReplaceAll(words, "_", " ")
	nth := 1
	if n, rest, ok := strings.Cut(words, "#"); ok {
		if i, err := strconv.Atoi(n); err == nil {
			nth, words = i, rest
		}
	}
	from := 0
	for range nth {
		i := strings.Index(p.in.Art.Text[from:], words)
		if i < 0 {
			p.t.Fatalf("the article does not say %q", words)
		}
		from += i + 1
	}
	return model.Range{Start: model.Pos(from - 1), End: model.Pos(from - 1 + len(words))}
}

func (p *page) item(id, words string, body annotate.Body, with func(*Item)) Item {
	it := Item{Note: &annotate.Annotation{ID: id, Body: body, Creator: "urn:x-stet:annotator:alice", Origin: annotate.Origin{How: annotate.ByHand}, Target: annotate.Target{Place: annotate.Place{Range: p.at(words)}}, Modified: time.Date(2019, 7, 6, 9, 30, 0, 0, time.Local)}}
	if with != nil {
		with(&it)
	}
	return it
}

func name(s string) annotate.Ref { return annotate.Ref{Kind: annotate.RefName, Name: s} }

// tagged are annotations of every kind and state.
func tagged(p *page) []Item {
	found := func(it *Item) { it.Found, it.Why = true, "so it is" }
	bobs := func(it *Item) { it.By = "bob" }
	judged := &kind.Review{Verdict: "REFUTES", Rating: "mostly wrong", Date: time.Date(2019, 8, 1, 0, 0, 0, 0, time.UTC),
		Evidence: []kind.Evidence{{Link: "https://data.example/ferries/2019?x=1", Words: "it cost 44", Relation: "REFUTES"}, {Words: "minutes"}}}
	return []Item{
		p.item("q1", "“We have waited for this for nine years. Nobody believed it,”", &kind.Quote{Form: "direct", Speaker: name("Jane Doe")}, func(it *Item) {
			it.Note.Tags, it.Note.Comment = []string{"tone:calm", "later"}, "ask the board\nand the mayor, whether *anybody* believed it at all in these nine years of waiting"
		}),
		p.item("q2", "“Is it?”", &kind.Quote{Form: "direct", Speaker: name("Jane Doe")}, found),
		p.item("q3", "“It is, and it was late when we began", &kind.Quote{Form: "direct"}, func(it *Item) {
			found(it)
			it.Ends = []quotation.End{{}, {}}
			it.Machine, it.Note.Origin.Score = "@owl", 0.82
		}),
		p.item("q4", "it was late", &kind.Quote{Form: "indirect", Speaker: name("Ben Roe")}, found),
		p.item("c1", "the ferry costs 40 million euros", &kind.Claim{Claimant: name("Ben Roe"), CheckWorthiness: "CFS", Text: "it cost 40 million", Status: kind.HasVerdict, Review: judged, ClaimKind: "statistical", Factuality: "CT+"}, nil),
		p.item("c2", "Nobody believed it", &kind.Claim{Claimant: name("Jane Doe"), CheckWorthiness: "UFS", InQuote: "q1"}, func(it *Item) { found(it); it.Note.Origin.Score = 0.31 }),
		p.item("c3", "nothing came of it", &kind.Claim{CheckWorthiness: "CFS"}, func(it *Item) { found(it); it.Machine = "@owl" }),
		p.item("s1", "The dockers oppose the plan", &kind.Stance{Holder: name("the dockers"), Towards: name("the plan"), Stance: "AGAINST", ToldBy: kind.ToldByArticle}, nil),
		p.item("s2", "Turkey backs the ferry", &kind.Stance{Holder: name("Turkey"), Towards: name("the ferry"), Stance: "FAVOR"}, bobs),
		p.item("s3", "Turkey backs the ferry", &kind.Stance{Holder: name("Turkey"), Towards: name("the ferry"), Stance: "AGAINST"}, found),
		p.item("n1", "The board met again", &kind.Note{}, func(it *Item) { it.Note.Comment = "when" }),
		p.item("n2", "one ferry at night", &kind.Note{}, func(it *Item) { bobs(it); it.Note.Tags = []string{"x"} }),
		p.item("e1", "Tom Lee", &kind.Entity{Named: annotate.Ref{Kind: annotate.RefName, Name: "Thomas Lee", Type: "PERSON"}}, nil),
		p.item("e2", "Riverton", &kind.Entity{Named: annotate.Ref{Kind: annotate.RefName, Name: "Riverton", Type: "GPE"}}, func(it *Item) { found(it); it.Machine = "@owl" }),
		p.item("r1", "nothing came of it that anybody could remember", &kind.Claim{}, func(it *Item) { it.Note.Origin.How = annotate.Refused }),
		p.item("h1", "״המצב השתפר מאוד״", &kind.Quote{Form: "direct", Speaker: name("ראש הממשלה")}, nil),
	}
}

func related(p *page, items []Item) []Item {
	link := func(id, from, to, relation string) *annotate.Annotation {
		return &annotate.Annotation{ID: id, Target: annotate.Target{Annotation: from}, Body: &kind.Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: to}, Relation: relation}}
	}
	p.in.Links = []*annotate.Annotation{link("l1", "c1", "q1", "supports"), link("l2", "s1", "c1", "attacks"), link("l3", "c1", "far", "same"), link("l4", "n1", "gone", "same"), link("l5", "c1", "s1", "related")}
	p.in.Know("far", Far{Title: "claim", Words: "the ferry cost 44 million", In: "bridge.md", Verdict: "SUPPORTS"})
	p.in.Flags = []Flag{{At: p.at("The dockers oppose the plan"), Kind: "stance", Title: "stance", Says: "alice AGAINST, bob FAVOR"}, {At: p.at("two by day"), Kind: "note", Title: "note", Says: "only bob"}}
	return items
}

// acts are what is done to a page, by name; what follows a colon is given to them.
func (p *page) acts() map[string]func(of string) {
	say := func(format string, values ...any) { p.said = append(p.said, fmt.Sprintf(format, values...)) }
	n := func(of string) int { i, _ := strconv.Atoi(of); return i }
	xy := func(of string) (x, y int) { fmt.Sscanf(strings.Replace(of, ",", " ", 1), "%d %d", &x, &y); return x, y }
	return map[string]func(string){
		"scroll": func(of string) { p.sheet.Scroll(n(of)) },
		"top":    func(string) { p.sheet.GoTop() }, "end": func(string) { p.sheet.GoEnd() },
		"goto": func(of string) { p.sheet.GoTo(p.at(of).Start) }, "reveal": func(of string) { p.sheet.Reveal(p.at(of)) },
		"room": func(of string) { say("leaves room: %v", p.sheet.LeavesRoom(p.focus.Range, n(of))) },
		"keep": func(string) { p.kept = p.sheet.Place() }, "back": func(string) { p.sheet.Return(p.kept) },
		"size": func(of string) {
			var w, h int
			fmt.Sscanf(of, "%dx%d", &w, &h)
			if p.sheet.Resize(w, h) {
				say("laid out anew")
			}
		},
		"set": func(of string) { p.focus.Set(p.at(of)) }, "drop": func(string) { p.focus.Drop() }, "let-go": func(string) { p.focus.LetGo() }, "clear": func(string) { p.focus.Clear() },
		"to": func(of string) {
			for i := range p.in.Items {
				if p.in.Items[i].Note.ID == of {
					p.focus.To(&p.in.Items[i])
					return
				}
			}
			p.t.Fatalf("no item %s", of)
		},
		"next": func(of string) {
			from := p.sheet.Position()
			if p.focus.On {
				from = p.focus.Range.Start
			}
			if it := p.in.FirstFrom(from, p.focus.Item, p.in.Stands); it != nil {
				p.focus.To(it)
				p.sheet.Reveal(it.Range())
			} else {
				say("no next")
			}
		},
		"previous": func(of string) {
			if it := p.in.LastBefore(p.focus.Range.Start, p.focus.Item, p.in.Stands); it != nil {
				p.focus.To(it)
				p.sheet.Reveal(it.Range())
			} else {
				say("no previous")
			}
		},
		"unit": func(of string) {
			r, ok := p.focus.Unit(of, p.focus.Range)
			say("%s: %q %v", of, p.in.Art.Slice(r), ok)
		},
		"words": func(of string) {
			for _, k := range kind.All {
				r, ok := p.focus.Words(k)
				say("%s: %q %v", k.Name, p.in.Art.Slice(r), ok)
			}
		},
		"begin": func(string) { say("begun %v", p.focus.Begin()) },
		"grow":  func(string) { say("grown %v", p.focus.GrowSelection()) }, "shrink": func(string) { say("shrunk %v", p.focus.ShrinkSelection()) },
		"head":   func(of string) { p.focus.StepHead(strings.Contains(of, "+"), strings.Contains(of, "w")) },
		"extend": func(of string) { p.focus.ExtendTo(p.at(of)) }, "select": func(of string) { p.focus.SelectFor(p.at(of), p.focus.Item) },
		"word":  func(of string) { p.focus.MoveWord(of == "+") },
		"press": func(of string) { x, y := xy(of); it := p.focus.Press(x, y); say("pressed an item %v", it != nil) },
		"drag":  func(of string) { x, y := xy(of); p.focus.Drag(x, y) }, "release": func(string) { say("selected %v", p.focus.Release()) },
		"skim": func(string) {
			say("next %s", p.in.Show.Skim.Next())
			p.in.Show.Skim = (p.in.Show.Skim + 1) % Skims
			say("%s", SkimSays[p.in.Show.Skim])
			p.sheet.LayOut()
		},
		"hide": func(of string) {
			of = strings.ReplaceAll(of, "_", " ")
			p.in.Show.Hidden[of] = !p.in.Show.Hidden[of]
			p.sheet.LayOut()
		},
		"rest": func(string) { p.in.Show.RestTurned = !p.in.Show.RestTurned; p.sheet.LayOut() },
		"zen":  func(string) { p.env.Zen = !p.env.Zen; p.sheet.LayOut() }, "ascii": func(string) { p.env.ASCII = true },
		"measure": func(of string) { p.env.Measure = n(of); p.sheet.LayOut() },
		"point": func(string) {
			p.pointer.Start(func(r model.Range) tea.Cmd { p.focus.Set(r); return nil })
		},
		"key": func(of string) { p.pointer.Key(panetest.Key(of)) },
		"look": func(of string) {
			p.hits.Look(p.in.Art.Text, strings.ReplaceAll(of, "_", " "))
			say("%q: %d", p.hits.Words(), p.hits.Count())
		},
		"peek": func(string) { p.hits.Peek() },
		"hit":  func(of string) { say("%s", p.hits.Next(!strings.Contains(of, "-"), strings.Contains(of, "here"))) },
		"card": func(of string) { p.sheet.Covered = n(of) },
		"tell": func(string) {
			if it := p.focus.Item; it != nil {
				for _, d := range p.in.Tell(it) {
					say("tells %+v", d)
				}
				if kind.AsClaim(it.Note) != nil {
					for _, d := range p.in.Judged(it) {
						say("judged %+v", d)
					}
				}
				say("gloss %q, worth %q, suggester %q, history %q", it.Gloss(), it.Worth(), it.Suggester(), it.History(p.env))
				say("claim here %v, own %v", p.focus.ClaimHere() != nil, p.focus.Own() != nil)
				for _, l := range p.in.Links {
					if says, ok := p.in.Relates(it, l); ok {
						say("%s", says)
					}
				}
			}
		},
		"again": func(string) {
			before := p.focus.Item.Copy()
			p.in.Put(tagged(p))
			it := p.in.Same(before)
			say("the same %v", it != nil)
			if it != nil {
				p.focus.To(it)
			}
		},
	}
}

func (p *page) played() panetest.Played {
	acts := p.acts()
	return panetest.Played{
		Press: func(line string) {
			for act := range strings.FieldsSeq(line) {
				what, of, _ := strings.Cut(act, ":")
				if acts[what] == nil {
					p.t.Fatalf("nobody knows how to %s", what)
				}
				acts[what](of)
				if p.sheet.SetStrip(p.focus) && p.focus.On {
					p.sheet.Reveal(p.focus.Range)
				}
			}
		},
		Lines: func() []string {
			var extra []paint.Mark
			extra = p.hits.Marks(extra, p.sheet.Visible())
			rows := p.sheet.Draw(p.focus, append(extra, p.pointer.Labels()...))
			if n := p.sheet.Covered; n > 0 {
				box := p.env.Paint.Box("a card", "esc", make([]string, max(0, n-2)), min(40, p.sheet.W))
				rows = p.sheet.Overlay(rows, box, len(rows), p.focus)
			}
			return rows
		},
		Tell: func() string {
			out := p.said
			p.said = nil
			if p.focus.On {
				out = append(out, fmt.Sprintf("focus %q", p.in.Art.Slice(p.focus.Range)))
			}
			if s := p.focus.Sel; s != nil {
				out = append(out, fmt.Sprintf("selected %q, %d words, of an item %v", p.in.Art.Slice(s.Range()), p.focus.SelectedWords(), s.Of != nil))
			}
			if p.pointer.On() {
				out = append(out, fmt.Sprintf("%+v %v", p.pointer.Status(), p.pointer.Lettered()))
			}
			return strings.Join(append(out, fmt.Sprintf("%s, %.2f read, at %d, end %v, tells %v, card %d, right to left %v, counted %v%s",
				p.sheet.Progress(), p.sheet.Share(), p.sheet.Position(), p.sheet.AtEnd(), p.sheet.Tells(), p.sheet.CardHeight(), p.focus.InRightToLeft(), p.in.Quoted, p.in.Counted)), "\n")
		},
	}
}

// TestWalksOnAPage holds what is on a page, and where on it one is, while it is scrolled,
// marked, folded and searched.
func TestWalksOnAPage(t *testing.T) {
	const walks = `
		scroll:1 | scroll:3 | scroll:-1 | scroll:99 | top | end | scroll:-99
		next tell | next tell | next tell | next tell | next tell | next tell | next tell
		to:s2 tell | to:s3 tell | to:n1 tell | to:n2 tell | to:e1 tell | to:e2 tell | to:r1 tell | to:h1 tell | to:q3 tell | to:c3 tell
		end previous | to:h1 previous | previous | previous | previous previous previous previous previous previous previous previous
		to:c1 again | to:q2 again | to:q3 again | drop again | let-go
		set:ferry unit:word unit:sentence unit:paragraph unit:quote unit:said unit:name unit:focus | set:Riverton unit:name words | to:q1 unit:said unit:quote words | drop words
		set:nine begin | grow | grow | grow | shrink | shrink | shrink | clear
		set:waited begin head:+w | head:+w | head:-w | head:-w | head:+c | head:-c head:-c | extend:believed | extend:We
		set:late begin head:-w head:-w head:-w | head:+w head:+w head:+w head:+w | extend:Nobody | grow
		to:c1 select:40_million | grow | let-go | clear | begin
		set:We word:+ | word:+ | word:- | word:- word:- word:- | set:asked word:+ word:+ | drop word:+ | drop word:-
		set:הממשלה word:+ | word:- word:- | begin head:+w | head:-c
		press:10,4 | press:30,4 | press:2,4 | press:70,4 | press:10,1 | press:10,15 | press:999,999
		press:10,6 drag:20,6 | drag:5,7 | release | press:20,6 drag:10,6 release | press:10,6 drag:10,6 release | drag:4,4 release | press:10,6 drag:99,99 release
		skim | skim | skim | hide:quote | hide:claim hide:stance | hide:names | hide:others | hide:margin | hide:refused hide:indirect
		rest | skim rest | skim rest
		zen | zen | ascii | measure:30 | measure:0
		point | key:f | key:a | point key:b | key:s | point key:z | point key:t key:q | point key:esc | point key:enter | point key:w key:space | point key:1
		point key:O | point key:m | point key:h | key:a | point key:é
		look:late | hit:+ | hit:+ | hit:+ | hit:+ | hit:- | hit:here | look:late_when | look:late_when_o | look:Late | look:zzz | look:_ | look:
		end look:ferry peek | hit:- | hit:- | top hit:+ | set:Émile hit:here | look:emile hit:+
		card:5 next | card:9 next | next | card:0 | to:s2 card:6 reveal:Turkey | room:3 room:9 room:20
		size:120x30 next | next | next | next | next | hide:margin | hide:margin press:100,5 | press:100,9 | press:4,5 | skim
		size:160x20 next next | scroll:5 | skim | to:c1 tell
		size:60x12 next | next next | scroll:2 | skim | end
		size:80x17 next | size:80x18 | size:80x19 next | next
		size:30x10 next next | goto:late | size:24x6 | size:19x8 | size:10x4 | size:4x3 | size:1x1 | size:80x24
		keep scroll:5 next back | goto:Turkey keep top back | reveal:Zola | reveal:Harbour | size:80x9 reveal:2#Riverton | reveal:Émile`
	for file, items := range map[string]func(*page) []Item{
		"walks/found.txt": nil, "walks/tagged.txt": tagged, "walks/related.txt": func(p *page) []Item { return related(p, tagged(p)) },
	} {
		lines := walks
		if items == nil {
			lines = ""
			for line := range strings.Lines(walks) {
				if !strings.Contains(line, "to:") {
					lines += line
				}
			}
		}
		panetest.Walk(t, file, lines, func() panetest.Played { return newPage(t, harbour, 80, 24, items).played() })
	}
	// A long one, with what is hidden at its edges, sections, and nothing above its text.
	long := strings.Replace(harbour, "# Harbour board approves the night ferry\n\n", "", 1)
	for i := range 9 {
		long += fmt.Sprintf("\n## Section %d\n\n%s\n", i, strings.Repeat(fmt.Sprintf("The ferry of day %d sails, and it was late. “So be it,” said Amy Poe of day %d.\n\n", i, i), 4))
	}
	long += "\n## The last\n\nNothing is said.\n\nSubscribe to the Gazette\n"
	panetest.Walk(t, "walks/long.txt", `
		scroll:1 | scroll:2 | scroll:1 | scroll:-2 | scroll:-9 | scroll:30 | scroll:-1 | scroll:999 | scroll:-1 | scroll:-999
		scroll:10 size:60x24 | size:100x24 | size:120x24 | size:80x24 | size:80x10 | size:80x40 | size:80x24
		goto:Section_4 | size:40x24 | size:80x24 | scroll:1 size:40x24 | size:80x24 | end size:40x24 size:80x24
		goto:Section_4 skim | skim | skim | end skim | skim | skim | rest
		set:Section_5 reveal:Section_5 | set:Section_4 reveal:Section_4 | reveal:Section_8 | reveal:Section_7 | reveal:Section_1 | reveal:So_be_it
		goto:Section_3 set:day_3 begin grow | grow | grow | grow | grow | shrink | head:+w | extend:day_5 | extend:day_1 | shrink
		goto:Section_2 press:10,5 drag:30,9 | drag:20,2 | release | press:10,5 | release | clear
		card:6 reveal:day_6 | reveal:9#So_be_it | to:c1 | reveal:Section_6 | card:12 reveal:Section_5 | card:20 reveal:Section_4 | room:1 room:5
		goto:Section_6 to:s2 card:8 | room:2 room:6 room:12 | card:0 scroll:4 room:2 room:20
		look:late peek | hit:+ | hit:+ | goto:Section_7 hit:here | hit:- | look:late.o peek | look:so_be | look:so_be_it peek | look:So_be | look:so
		goto:Section_5 point | key:s | key:a | goto:Section_7 point key:t | key:k
		keep goto:Section_8 back | scroll:3 keep top back
		zen | skim | skim | zen
		measure:40 | goto:Section_2 measure:60 | measure:0
		size:120x24 goto:Section_1 | scroll:3 | to:c1 | next | next | next | next | hide:margin | hide:margin
		size:130x24 to:q1 | to:s1 | to:c1 | to:n2 | scroll:9 | skim | scroll:5
		size:80x24 to:q1 scroll:5 | to:c1 | goto:Section_3 previous | previous | next next
		size:20x10 | goto:Section_3 | size:19x10 | size:20x9 | reveal:Section_1 | size:80x24
		hide:quote goto:Section_2 next | hide:quote previous | hide:claim hide:stance hide:note previous`, func() panetest.Played {
		p := newPage(t, long, 80, 24, func(p *page) []Item {
			last := len(p.in.Art.Blocks) - 1
			p.in.Art.Blocks[last].Kind = model.Boilerplate
			return related(p, tagged(p))
		})
		return p.played()
	})
	panetest.Walk(t, "walks/rest.txt", "skim | rest | skim | rest | next | end", func() panetest.Played {
		p := newPage(t, "A notice\n\nIt rained, said Jane Doe. “So it was,” she said.\n\nIt is over.\n", 60, 12, nil)
		blocks := p.in.Art.Blocks
		blocks[0].Kind, blocks[len(blocks)-1].Kind = model.Boilerplate, model.Boilerplate
		p.sheet.LayOut()
		return p.played()
	})
}

// How long an article is, is told in words and minutes; of one that was read in part it is
// an estimate of two figures.
func TestHowLongAnArticleIs(t *testing.T) {
	for n, want := range map[int]int{0: 0, 7: 7, 99: 99, 100: 100, 101: 100, 199: 190, 999: 990, 1000: 1000, 12345: 12000, 99999: 99000} {
		if got := rounded(n); got != want {
			t.Errorf("%d is %d, want %d", n, got, want)
		}
	}
	for words, want := range map[int]string{0: "1 min", 109: "1 min", 110: "1 min", 329: "1 min", 330: "2 min", 549: "2 min", 550: "3 min"} {
		if _, got := (length{words: words}).says(); got != want {
			t.Errorf("%d words take %s, want %s", words, got, want)
		}
	}
	a := &model.Article{Text: "one two three four", Partial: true, Blocks: []model.Block{{Kind: model.Paragraph, Range: model.Range{End: 18}}}}
	if words, _ := lengthOf(a, 18*1000).says(); words != "about 4000 words" {
		t.Errorf("an article of which a thousandth was read has %s", words)
	}
	a.Partial = false
	if words, _ := lengthOf(a, 18*1000).says(); words != "4 words" {
		t.Errorf("one that was read has %s", words)
	}
}

// After the lists were made anew, an annotation is the one of its ID, a suggestion the one
// of its kind and words, and one of a machine that of its ID.
func TestWhichItemIsTheSame(t *testing.T) {
	p := newPage(t, harbour, 80, 24, nil)
	item := func(id, words string, body annotate.Body, found bool, machine string) Item {
		return p.item(id, words, body, func(it *Item) { it.Found, it.Machine = found, machine })
	}
	quote, claim := &kind.Quote{}, &kind.Claim{}
	for _, tt := range []struct {
		a, b Item
		want bool
	}{
		{item("1", "late", quote, false, ""), item("1", "ferry", claim, false, ""), true},
		{item("1", "late", quote, false, ""), item("2", "late", quote, false, ""), false},
		{item("1", "late", quote, true, ""), item("2", "late", quote, true, ""), true},
		{item("1", "late", quote, true, ""), item("2", "late", claim, true, ""), false},
		{item("1", "late", quote, true, ""), item("1", "ferry", quote, true, ""), false},
		{item("1", "late", quote, true, ""), item("1", "late", quote, false, ""), false},
		{item("1", "late", quote, false, ""), item("1", "late", quote, true, ""), false},
		{item("1", "late", quote, true, "@owl"), item("2", "late", quote, true, "@owl"), false},
		{item("1", "late", quote, true, "@owl"), item("1", "ferry", claim, true, "@owl"), true},
		{item("1", "late", quote, true, "@owl"), item("2", "late", quote, true, ""), true},
	} {
		p.in.Put([]Item{tt.b})
		if got := p.in.Same(&tt.a) != nil; got != tt.want {
			t.Errorf("%+v and %+v: the same %v", tt.a.Note, tt.b.Note, got)
		}
	}
	if p.in.Same(nil) != nil {
		t.Error("nothing is the same as something")
	}
}

// Words that grow are found where they were found before, other ones anew.
func TestWordsThatGrowAreFoundAsIfTheyWereNew(t *testing.T) {
	const text = "Late, late and LATE; later. The ferry's late. ferry boat, Ferry"
	steps := strings.Split("l|la|lat|late|late,|late|Late|La|L|late.|late|latex|late|ferry|ferry b|ferry|f|Ferry||e", "|")
	for i, words := range steps {
		p := newPage(t, harbour, 80, 24, nil)
		for _, before := range steps[:i] {
			p.hits.Look(text, before)
		}
		p.hits.Look(text, words)
		fresh := NewHits(p.sheet, p.focus)
		fresh.Look(text, words)
		if fmt.Sprint(p.hits.hits) != fmt.Sprint(fresh.hits) {
			t.Errorf("%q after %q: %v, want %v", words, steps[:i], p.hits.hits, fresh.hits)
		}
	}
	p := newPage(t, harbour, 80, 24, nil)
	p.hits.Look(text, "late")
	p.hits.Look(text+" late", "late") // the text has grown
	if p.hits.Count() != 6 {
		t.Errorf("%d hits in a longer text", p.hits.Count())
	}
}
