package card

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/annotate/session"
	"stet/ui/keys"
	"stet/ui/pane/panetest"
)

// played is a form on a screen of that size. Besides keys it takes "draft:words", which
// come from an editor, "again", which is the form opened anew with what was in it,
// "revise" and "begin".
func played(t *testing.T, w, h int, form func() *Form) panetest.Played {
	p := panetest.Painter(t)
	f, last := form(), Stays
	return panetest.Played{
		Press: func(line string) {
			for key := range strings.FieldsSeq(line) {
				what, of, _ := strings.Cut(key, ":")
				switch what {
				case "draft":
					f.Draft(strings.ReplaceAll(of, "_", " "))
				case "again":
					fields, at := f.Filled()
					f = form()
					f.Refill(append(fields, session.Filled{Name: "none", Typed: "x"}), at)
				case "revise":
					f.Revise()
				case "begin":
					f.Begin()
				default:
					for _, m := range panetest.Msgs(key) {
						if size, is := m.(tea.WindowSizeMsg); is {
							w, h = size.Width, size.Height
							continue
						}
						f.Resize(p, w, h)
						last = f.Update(m)
					}
				}
			}
			f.Resize(p, w, h)
		},
		Lines: func() []string { return f.View(p, w, h) },
		Tell: func() string {
			var out []string
			for _, x := range f.Fields {
				out = append(out, fmt.Sprintf("%s %v", x.Name, x.Answers()))
			}
			var hints []string
			for _, h := range f.Hints() {
				hints = append(hints, h.Key+" "+h.Does)
			}
			return fmt.Sprintf("%s; %s; asks %s, words %q, outcome %d, touched %v, entered %v, done %v", strings.Join(out, " "), strings.Join(hints, ", "), f.Asking(), f.Words(), last, f.Touched(), f.Entered(), f.Done())
		},
	}
}

// everything is a form with a field of each sort.
func everything() *Form {
	typed := func(s string) any { return "=" + s }
	people := []Choice{{Key: "1", Text: "Jane Doe", Note: "same sentence", Value: "doe"}, {Key: "2", Text: "Ben Roe", Note: "the mayor of Riverton", Value: "roe"},
		{Key: "3", Text: "the board", Value: "board"}, {Text: "Doeland and its people", Value: "doeland"}, {Key: "4", Text: "the night ferry", Value: "x", Edit: true}}
	who := &Field{Name: "who", Label: "who", Multi: true, Typed: typed, Hint: "or type a name", Choices: people,
		Lead: []Choice{{Key: "0", Text: "nobody", Value: "nobody"}, {Key: "-", Text: "the same as before", Value: "before"}, {Key: "b", Text: "both", Value: "both", Each: people[:2]}}}
	who.Default = &who.Choices[1]
	towards := &Field{Name: "towards", Label: "towards what it is", But: who, Typed: typed, Choices: people}
	label := &Field{Name: "label", Label: "label", Inline: true, About: "Is it for it or against it?", Choices: []Choice{
		{Key: "f", Text: "for", Value: "for", Note: "speaks well of it, or wants it done"}, {Key: "a", Text: "against", Value: "against"}, {Text: "neither", Value: "neither"}}}
	told := (&Field{Name: "told", Label: "told by", Toggle: true, Choices: []Choice{{Key: "q", Text: "the quote", Value: "quote"}, {Key: "w", Text: "the article", Value: "article"}}}).Give(Choice{Text: "the article", Value: "article"})
	link := &Field{Name: "link", Label: "evidence", Optional: true, Typed: typed, Wrong: func(s string) string {
		if !strings.HasPrefix(s, "http") {
			return "an address begins with http, as in https://data.example/riverton, and this one does not"
		}
		return ""
	}}
	note := &Field{Name: "note", Label: "", Optional: true, Typed: typed, Hint: "what else there is to say"}
	label.Then = func() { note.Clear() }
	f := NewForm("everything about it", "⏎ next · esc leave", who, towards, label, told, link, note)
	f.Lines = []string{"quote     “We have waited for this for nine years,” said Jane Doe of Riverton on Friday evening.", "said by   Jane Doe, whom the board has asked for it, as the Gazette reports from Riverton", "short"}
	return f
}

// TestWalksThroughForms holds what is in a card while it is filled in.
func TestWalksThroughForms(t *testing.T) {
	const walks = `
		1 | 2 | f | type:http://a.example enter | enter
		enter | enter | type:Do | enter | f | q | enter | type:so_it_is enter
		0 | 4 | enter | a | w | tab | tab
		b | type:z enter | shift+tab | shift+tab | 3 | shift+tab
		1 , | 2 , | 3 | , | type:new,other enter | 2 | f
		type:do | down | down | down | up | up up | backspace backspace | esc
		down | down | down | down down down | up | enter
		type:the_night enter | type:do enter | , | 1
		- | down down | enter | f | backspace | type:ftp enter | type:s | enter | backspace backspace backspace backspace
		1 2 f | type:x | shift+tab | q | enter | shift+tab shift+tab shift+tab
		1 2 f type:http://a enter | backspace | type:note | again | enter
		1 , type:half again | enter | type:ha again | draft:from_the_editor | again | enter
		draft:some_words | enter | 1 | draft:more | esc
		paste:pasted | enter | paste:x enter | f paste:http:y
		revise | 1 | enter | enter | enter | enter
		1 2 f revise | enter | 2 | tab | tab | shift+tab | enter
		1 2 begin | enter | tab | tab | backspace
		tab | tab tab tab | enter
		size:30x20 | 1 | type:do | down | esc
		size:46x14 | 1 | type:do | down down enter
		size:76x6 | down | down down down | type:do | enter | f | enter
		size:20x5 | 1 | 2 | f | type:x enter | enter
		size:8x24 | size:3x3 | size:1x1 | size:200x50
		size:60x12 | down down down down down | 1 | f
		f | a | q | 9 | x
		left | right | ctrl+u | home | type:ab left left type:c enter`
	panetest.Walk(t, "walks/everything.txt", walks, func() panetest.Played { return played(t, 76, 24, everything) })
	panetest.Walk(t, "walks/stance.txt", walks, func() panetest.Played { return played(t, 60, 16, stance) })
	panetest.Walk(t, "walks/ends.txt", walks, func() panetest.Played {
		return played(t, 70, 20, func() *Form { f := everything(); f.EmptyEnds = true; return f })
	})
	panetest.Walk(t, "walks/one.txt", "1\ndown | down | enter\ntype:Ro enter\nenter\nshift+tab | tab\nsize:30x5 | down down | x\n,", func() panetest.Played {
		return played(t, 60, 12, func() *Form {
			return NewForm("pick one", "esc leave", Pick("name", "Roe", []Choice{{Key: "1", Text: "Doe", Value: 1}, {Key: "2", Text: "Roe", Value: 2}, {Key: "3", Text: "Lee", Value: 3}}))
		})
	})
	const codes = `
		1 | c e | D
		D | D
		2 c | c | e | D
		right | right | space | down | left | space | up | space
		left | left left left | space | enter | space
		down | down | down | enter | type:rise,_fall | enter
		down down enter type:x esc
		down down paste:pasted | enter
		paste:no | down paste:no
		enter enter enter | type:_ enter
		down down draft:words | again | enter | D
		1 c down enter type:ha again | enter
		tab | shift+tab shift+tab | up
		D 1 | D | 1 1 | D | D
		size:30x20 | 1 c | right | enter
		size:40x6 | 1 | c | enter | type:a
		size:76x30 | 1 | down right
		9 | x | q | space | backspace
		esc`
	panetest.Walk(t, "walks/codes.txt", codes, func() panetest.Played { return played(t, 70, 14, func() *Form { return coded() }) })
	panetest.Walk(t, "walks/codes-defined.txt", codes, func() panetest.Played {
		return played(t, 60, 20, func() *Form {
			f := coded("conflict")
			f.Fields[0].About = "What is the article about, in the main? If there are two things, it is that of which the headline tells."
			f.Fields[0].Choices[0].Note = "Fighting of every sort, between states or within one, and what is done to end it, talks and truces among them."
			f.Fields[1].Label = "how it is framed, and by whom"
			f.Fields = append(f.Fields, &Field{Name: "free", Label: "free", Choices: []Choice{{Text: "yes", Value: "y"}, {Text: "no", Value: "n"}}, Optional: true})
			return f
		})
	})
	panetest.Walk(t, "walks/codes-none.txt", "enter | type:x enter\nD\npaste:x | esc", func() panetest.Played {
		return played(t, 60, 9, func() *Form {
			return NewCodes("tags", "⏎ next", &Field{Name: "tags", Label: "tags", Optional: true, Typed: func(s string) any { return s }})
		})
	})
}

// A form says which keys choose something in it, and hands out its answers by their type.
func TestWhatAFormHandsOut(t *testing.T) {
	f := everything()
	for key, want := range map[string]bool{"1": true, "f": true, "w": true, "x": false, "0": false} {
		if f.Offers(key) != want {
			t.Errorf("it offers %s: %v", key, !want)
		}
	}
	press(f, "b 3")
	if got := fmt.Sprint(All[string](f, "who"), One[string](f, "who"), One[int](f, "who"), len(All[int](f, "who")), One[string](f, "none"), All[string](f, "none")); got != "[doe roe]doe0 0[]" {
		t.Errorf("its answers are %s", got)
	}
	if out := f.Take(Choice{Text: "for", Value: "for"}); out != Stays || One[string](f, "label") != "for" {
		t.Errorf("taken: %d, %v", out, f.Field("label").Answers())
	}
	if Pick("x", "none", []Choice{{Text: "a"}}).Default != nil {
		t.Error("what is no choice is the default")
	}
}

// TestWalksThroughThePalette holds what the palette shows of many commands, some of which
// are not possible.
func TestWalksThroughThePalette(t *testing.T) {
	var entries []keys.Entry
	for i, group := range []string{"Read", "Move", "Tag", "Row", "Article", "Begin", "View", "Strange", "Kinds", "Tag", "Read", "Other"} {
		e := keys.Entry{Name: fmt.Sprintf("command-%d", i), Group: group, Keys: []string{string(rune('a' + i))}, Help: fmt.Sprintf("does the thing of number %d", i)}
		if i%4 == 3 {
			e.Why = "there is nothing"
		}
		if i == 2 {
			e.Help, e.Keys = strings.Repeat("a long help that no row has room for ", 3), []string{"ctrl+x", "y"}
		}
		entries = append(entries, e)
	}
	panetest.Walk(t, "walks/palette.txt", `
		down | down | tab | up | shift+tab | up up | enter
		down down down down down down | down down down down | enter
		type:thing | type:_of | backspace | down | type:_7 | enter
		type:number_3 | enter | esc
		type:zzz | enter | down | up
		paste:TAG | enter
		size:40x10 | down down down down | down down down | up up
		size:30x5 | down | down | enter
		size:120x30 | down down | enter
		size:10x4 | size:1x1 | size:91x24`, func() panetest.Played {
		p, c, w, h, said := panetest.Painter(t), NewPalette(entries), 80, 14, ""
		return panetest.Played{
			Press: func(line string) {
				for _, m := range panetest.Msgs(line) {
					if size, is := m.(tea.WindowSizeMsg); is {
						w, h = size.Width, size.Height
						c.Resize(h)
						continue
					}
					out, e := c.Update(m)
					if said = fmt.Sprint(out); e != nil {
						said += " " + e.Name
					}
					c.Resize(h)
				}
			},
			Lines: func() []string { return c.View(p, w, h) },
			Tell:  func() string { return said },
		}
	})
	l := &Legend{Title: "Signs"}
	l.Sign("kind.quote", "kept", "a quote that was kept", "m q", "hides them")
	l.Rows = append(l.Rows, LegendRow{}, LegendRow{Says: "a heading"}, LegendRow{Says: "two marks", Marks: []LegendMark{{"kind.claim", "claim"}, {"kind.stance", "and a long stance of it"}}})
	for i := range 9 {
		l.Sign("name", "x", fmt.Sprintf("row %d", i), "", "")
	}
	var out []string
	for _, size := range [][2]int{{80, 24}, {60, 13}, {60, 12}, {40, 11}, {30, 6}, {20, 5}, {12, 14}, {80, 15}, {80, 16}} {
		l.Resize(size[1])
		out = append(out, fmt.Sprintf("-- %d×%d", size[0], size[1]))
		for _, row := range l.View(panetest.Painter(t), size[0], size[1]) {
			out = append(out, ansi.Strip(row)+"|")
		}
		l.Update(panetest.Key("j"))
	}
	panetest.Golden(t, "legend.txt", out)
}

// A list of rows with a card that is kept on the disk while it is filled in.
type listed struct {
	Unfinished
	form   *Form
	doing  string
	rows   []string
	unsafe bool
	said   []string
}

func newListed(t *testing.T, dir string) *listed {
	t.Helper()
	l := &listed{rows: []string{"r1", "r2"}, doing: "stance"}
	l.Unfinished = Unfinished{Desk: panetest.Desk(dir, "alice", nil), Dir: filepath.Join(dir, "lib"), Pane: "review",
		Form: func() *Form { return l.form }, Doing: func() string { return l.doing }, On: func() []string { return l.rows }, Unsafe: func() bool { return l.unsafe },
		Stand: func(rows []string) { l.rows = rows }, Say: func(s string) { l.said = append(l.said, s) },
		Do: func(command string) tea.Cmd { l.form, l.doing = stance(), command; return nil },
	}
	return l
}

func (l *listed) take(msg tea.Msg) {
	before, was := l.Open()
	if key, is := msg.(tea.KeyPressMsg); is && l.form != nil {
		if l.form.Update(key) != Stays {
			l.form = nil
		}
	}
	l.carry(l.Follow(msg, before, was))
}

func (l *listed) carry(cmd tea.Cmd) {
	if cmd != nil {
		l.take(cmd())
	}
}

// kept is what another program finds of the cards that were open.
func kept(t *testing.T, dir string) string {
	t.Helper()
	l := newListed(t, dir)
	ds, err := session.Drafts(l.Desk, l.about())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range ds {
		out = append(out, fmt.Sprintf("%s %s on %s at %s %v", d.Command, d.Title, strings.ReplaceAll(d.Key, "\n", "+"), d.At, d.Fields))
	}
	return strings.Join(out, "; ")
}

// What is in a card of a list is on the disk from its first answer on, until it is left,
// or until what was answered is saved; the next program offers it again.
func TestACardOfAListIsKeptUntilItIsAnswered(t *testing.T) {
	dir := t.TempDir()
	l := newListed(t, dir)
	keys := func(line string) {
		for _, k := range panetest.Keys(line) {
			l.take(k)
		}
	}
	holds := func(when, want string) {
		t.Helper()
		if got := kept(t, dir); got != want {
			t.Errorf("%s: kept %q, want %q", when, got, want)
		}
	}
	l.carry(l.Find())
	if l.Offer(); len(l.said) > 0 {
		t.Errorf("offered %v", l.said)
	}
	keys("x")
	holds("without a card", "")
	l.form = stance()
	holds("untouched", "")
	keys("1")
	holds("after an answer", "stance stance on r1+r2 at towards [{who [Doe] } {told [the article] }]")
	keys("type:ha")
	holds("after two letters", "stance stance on r1+r2 at towards [{who [Doe] } {towards [] ha} {told [the article] }]")
	keys("esc")
	holds("after esc", "")
	l.form, l.unsafe = stance(), true
	keys("1 2 f")
	holds("answered, not saved", "stance stance on r1+r2 at label [{who [Doe] } {towards [Roe] } {told [the article] }]")
	l.unsafe = false
	keys("x")
	holds("saved", "")
	l.form, l.doing = stance(), ""
	keys("1")
	holds("of no command", "")
	l.form, l.doing = nil, "stance"

	l.form = stance()
	keys("1 type:ha")
	l.writing = true // the program ends while something is being written
	keys("type:ve")
	holds("before the end", "stance stance on r1+r2 at towards [{who [Doe] } {towards [] ha} {told [the article] }]")
	l.KeepDrafts()
	holds("at the end", "stance stance on r1+r2 at towards [{who [Doe] } {towards [] have} {told [the article] }]")

	next := newListed(t, dir)
	next.carry(next.Find())
	next.Offer()
	next.Offer()
	if len(next.said) != 1 || !strings.HasPrefix(next.said[0], "left unfinished today ") || !strings.HasSuffix(next.said[0], ": stance · ⏎ goes on with it") {
		t.Errorf("it says %q", next.said)
	}
	if _, taken := next.GoOn("x"); taken {
		t.Error("another key goes on")
	}
	if _, taken := next.GoOn("enter"); taken {
		t.Error("the offer stands after another key")
	}
	next = newListed(t, dir)
	next.rows = nil
	next.carry(next.Find())
	next.Offer()
	cmd, taken := next.GoOn("enter")
	next.carry(cmd)
	next.take(tea.WindowSizeMsg{})
	if !taken || next.form == nil || next.form.Words() != "have" || fmt.Sprint(next.rows, next.form.Asking(), next.form.Field("who").Answers()) != "[r1 r2]towards[Doe]" {
		t.Errorf("taken %v: %v", taken, next.rows)
	}

	none := newListed(t, dir)
	none.Desk = nil
	if none.Find() != nil {
		t.Error("without a desk something is looked for")
	}
	none.form = stance()
	none.take(panetest.Key("1"))
	if none.KeepDrafts(); none.writing {
		t.Error("without a desk something is written")
	}
	other := newListed(t, dir)
	other.take(foundMsg{of: &none.Unfinished, err: errors.New("not mine")})
	if other.take(foundMsg{of: &other.Unfinished, err: errors.New("damaged\nfile")}); len(other.said) > 0 {
		t.Errorf("said %v", other.said)
	}
	if other.Offer(); len(other.said) != 1 || other.said[0] != "damaged file" {
		t.Errorf("said %q", other.said)
	}
	if _, taken := other.GoOn("enter"); taken {
		t.Error("what cannot be read goes on")
	}
}
