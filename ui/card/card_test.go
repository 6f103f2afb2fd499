package card

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/ui/keys"
	"stet/ui/pane/panetest"
)

// stance is a form like that of a stance: who (any number), towards whom or a
// topic made of words, how, and by whom it is told.
func stance() *Form {
	names := func() []Choice {
		return []Choice{{Key: "1", Text: "Doe", Value: "Doe"}, {Key: "2", Text: "Roe", Value: "Roe"}, {Key: "3", Text: "the tram plan", Value: "topic", Edit: true}}
	}
	typed := func(s string) any { return "“" + s + "”" }
	who := &Field{Name: "who", Label: "who", Choices: names()[:2], Multi: true, Typed: typed}
	who.Default = &who.Choices[0]
	return NewForm("stance", "esc leave",
		who,
		&Field{Name: "towards", Label: "towards", Choices: names(), Typed: typed},
		&Field{Name: "label", Label: "label", Inline: true, Choices: []Choice{{Key: "f", Text: "for", Value: "for"}, {Key: "a", Text: "against", Value: "against"}}},
		(&Field{Name: "told", Label: "told by", Toggle: true, Choices: []Choice{{Text: "the article", Value: "article"}, {Key: "q", Text: "the quote", Value: "quote"}}}).Give(Choice{Text: "the article", Value: "article"}))
}

func press(f *Form, keys string) (out Outcome) {
	for _, k := range strings.Fields(keys) {
		if words, ok := strings.CutPrefix(k, "type:"); ok {
			for _, c := range strings.ReplaceAll(words, "_", " ") {
				out = f.Update(tea.KeyPressMsg{Code: c, Text: string(c)})
			}
			continue
		}
		out = f.Update(panetest.Key(k))
	}
	return out
}

func TestAFormIsFilledKeyByKey(t *testing.T) {
	for _, tt := range []struct{ keys, want string }{
		{"1 2 f", "[Doe] [Roe] [for] [article]"},
		{"enter 2 a", "[Doe] [Roe] [against] [article]"},           // ⏎ takes the proposal
		{"1 , 2 2 f", "[Doe Roe] [Roe] [for] [article]"},           // a comma goes back for another
		{"1 3 enter f", "[Doe] [“the tram plan”] [for] [article]"}, // words become a name that can be changed
		{"1 3 type:_in_Riverton enter f", "[Doe] [“the tram plan in Riverton”] [for] [article]"},
		{"type:Ro enter 1 f", "[Roe] [Doe] [for] [article]"},       // typing finds a choice
		{"type:Ro down enter 1 f", "[“Ro”] [Doe] [for] [article]"}, // ↓ past the choices: as typed
		{"type:John_Q enter 1 f", "[“John Q”] [Doe] [for] [article]"},
		{"type:Ro,John_Q,1 enter 2 a", "[Roe “John Q” Doe] [Roe] [against] [article]"}, // a comma after words, too
		{"down down enter down down enter f", "[Roe] [Roe] [for] [article]"},           // the arrows choose, too
		{", 1 2 f", "[Doe] [Roe] [for] [article]"},
		{"1 type:the_tr enter f", "[Doe] [“the tram plan”] [for] [article]"}, // found by typing, it is taken as it is
		{"1 q 2 f", "[Doe] [Roe] [for] [quote]"},                             // q at any time
		{"type:q enter 2 f", "[Doe] [Roe] [for] [quote]"},                    // in an empty field q answers; ⏎ takes the proposal
		{"1 2 shift+tab 1 f", "[Doe] [Doe] [for] [article]"},
	} {
		f := stance()
		out := press(f, tt.keys)
		got := fmt.Sprint(f.Field("who").Answers(), " ", f.Field("towards").Answers(), " ", f.Field("label").Answers(), " ", f.Field("told").Answers())
		if got != tt.want || out != Finished {
			t.Errorf("%s\n got %s (%d)\nwant %s", tt.keys, got, out, tt.want)
		}
	}
}

func TestAFormThatWasLeftGoesOnWhereItWas(t *testing.T) {
	f := stance()
	if out := press(f, "1 type:the_tr esc"); out != Left {
		t.Fatalf("esc: %d", out)
	}
	if f.Words() != "the tr" || f.Asking() != "towards" {
		t.Errorf("the form asks %q with %q typed", f.Asking(), f.Words())
	}
	if out := press(f, "enter f"); out != Finished || One[string](f, "towards") != "“the tram plan”" {
		t.Errorf("towards %v", f.Field("towards").Answers())
	}
}

func TestNoKeyLeaksOutOfWords(t *testing.T) {
	f := stance()
	press(f, "type:x1f-0q")
	if f.Words() != "x1f-0q" || len(f.Field("who").Answers()) != 0 {
		t.Errorf("typed %q, answers %v", f.Words(), f.Field("who").Answers())
	}
}

// Whatever the room, a card keeps to it, and the field at hand is in it.
func TestACardFitsItsRoom(t *testing.T) {
	p := panetest.Painter(t)
	for w := 1; w < 90; w += 3 {
		for h := 1; h < 30; h += 2 {
			box := stance().View(p, w, h)
			if len(box) > max(h, 3) {
				t.Fatalf("%d lines in %d×%d", len(box), w, h)
			}
			for _, l := range box {
				if got := p.Width(l); got > w {
					t.Fatalf("a line of %d cells in %d×%d: %q", got, w, h, l)
				}
			}
		}
	}
}

// On a low screen a card is the question at hand and its choices; those for which
// there is no room are gone to by ↓, and found by typing.
func TestACardOnALowScreen(t *testing.T) {
	p := panetest.Painter(t)
	f := NewForm("who?", "esc leave", &Field{Name: "who", Label: "who", Typed: func(s string) any { return s }, Choices: []Choice{
		{Key: "1", Text: "Merkel"}, {Key: "2", Text: "Macron"}, {Key: "3", Text: "Lavrov"}, {Key: "4", Text: "Haftar"}, {Key: "0", Text: "nobody"}}})
	seen := func() string {
		var out []string
		f.Resize(p, 20, 5)
		for _, l := range f.View(p, 20, 5)[1:] {
			out = append(out, strings.Trim(ansi.Strip(l), "│ "))
		}
		return strings.Join(out, "|")
	}
	for _, step := range []struct{ key, want string }{
		{"", "1  Merkel|2  Macron|3  Lavrov|4  Haftar"},
		{"down", "1▸ Merkel|2  Macron|3  Lavrov|4  Haftar"},
		{"down", "1  Merkel|2▸ Macron|3  Lavrov|4  Haftar"},
		{"down", "1  Merkel|2  Macron|3▸ Lavrov|4  Haftar"},
		{"down", "1  Merkel|2  Macron|3  Lavrov|4▸ Haftar"},
		{"down", "2  Macron|3  Lavrov|4  Haftar|0▸ nobody"},
		{"down", "2  Macron|3  Lavrov|4  Haftar|0▸ nobody"},
		{"up", "2  Macron|3  Lavrov|4▸ Haftar|0  nobody"},
		{"h", "▸ Haftar|h"},
	} {
		switch step.key {
		case "down":
			f.Update(tea.KeyPressMsg{Code: tea.KeyDown})
		case "up":
			f.Update(tea.KeyPressMsg{Code: tea.KeyUp})
		case "h":
			f.Update(tea.KeyPressMsg{Code: 'h', Text: "h"})
		}
		if got := seen(); got != step.want {
			t.Errorf("after %q: %s, want %s", step.key, got, step.want)
		}
	}
}

func TestThePaletteFindsByTypingAndSaysWhyNot(t *testing.T) {
	entries := []keys.Entry{
		{Name: "keep", Help: "keep this quote as found", Keys: []string{"enter"}},
		{Name: "verdict", Help: "give a verdict", Keys: []string{"V"}, Why: "no claim in focus"},
		{Name: "next-quote", Help: "go to the next quote", Keys: []string{"]q"}},
	}
	c := NewPalette(entries)
	screen := strings.Join(c.View(panetest.Painter(t), 80, 24), "\n")
	if !strings.Contains(ansi.Strip(screen), "no claim in focus") {
		t.Errorf("it is not said why V is not possible:\n%s", ansi.Strip(screen))
	}
	for _, k := range "next quote" {
		c.Update(tea.KeyPressMsg{Code: k, Text: string(k)})
	}
	if out, e := c.Update(panetest.Key("enter")); out != Finished || e.Name != "next-quote" {
		t.Errorf("⏎ chose %v", e)
	}
	c = NewPalette(entries)
	for _, k := range "verdict" {
		c.Update(tea.KeyPressMsg{Code: k, Text: string(k)})
	}
	if out, _ := c.Update(panetest.Key("enter")); out != Stays {
		t.Error("what is not possible was done")
	}
}

func TestThePaletteBeginsWithWhatIsInFocusAndKeepsItsColumnsApart(t *testing.T) {
	c := NewPalette([]keys.Entry{
		{Name: "line-down", Help: "one line on", Group: "Read", Keys: []string{"j"}},
		{Name: "relate", Help: strings.Repeat("relate this one to another ", 4), Group: "Tag", Keys: []string{"r"}},
		{Name: "palette", Help: "all that can be done here", Group: "Other", Keys: []string{"?"}},
	})
	lines := strings.Split(ansi.Strip(strings.Join(c.View(panetest.Painter(t), 80, 24), "\n")), "\n")
	for i, name := range []string{"relate", "palette", "line-down"} {
		if l := lines[2+i]; !strings.HasSuffix(l, "  "+name+" ") {
			t.Errorf("line %d does not end in two blanks and %q: %q", i, name, l)
		}
	}
}

// What does not fit in its row is said below the rows while the cursor is on it.
func TestThePaletteSaysInFullWhatItsRowCuts(t *testing.T) {
	const long, short = "filter as you type, in titles and texts: words, is:unread, by:NAME", "open what is here"
	c := NewPalette([]keys.Entry{
		{Name: "open", Help: short, Keys: []string{"enter"}},
		{Name: "search", Help: long, Keys: []string{"/"}},
	})
	below := func(w int) string {
		lines := c.View(panetest.Painter(t), w, 24)
		return strings.TrimSpace(ansi.Strip(lines[len(lines)-2]))
	}
	const usual = "the names on the right are what the config file binds"
	if is := below(80); is != usual {
		t.Errorf("at a row that fits: %q", is)
	}
	c.Update(panetest.Key("down"))
	if is := below(80); is != long {
		t.Errorf("at a row that is cut: %q", is)
	}
	if row := ansi.Strip(c.View(panetest.Painter(t), 91, 24)[3]); !strings.Contains(row, long) {
		t.Fatalf("the row has room and is cut: %q", row)
	}
	if is := below(91); is != usual {
		t.Errorf("at a row that has room: %q", is)
	}
}

func TestKeysInShort(t *testing.T) {
	for keys, short := range map[string]string{
		"1 2":           "1 2",
		"1 2 3 4 5 0 -": "1–5 0 -",
		"0 1 2 3":       "0–3",
		"c m j":         "c m j",
		"1 2 3 f a":     "1–3 f a",
	} {
		x := &Field{}
		for k := range strings.FieldsSeq(keys) {
			x.Choices = append(x.Choices, Choice{Key: k})
		}
		if is := x.keys(""); is != short {
			t.Errorf("%s is %q, not %q", keys, is, short)
		}
	}
}

// What the codes of a codebook mean is shown while they are asked for, where
// there is room.
func TestCodesAreExplainedWhileTheyAreAskedFor(t *testing.T) {
	ask := func(height int) string {
		f := NewForm("the whole article", "esc leave",
			&Field{Name: "topic", Label: "topic", Inline: true, About: "What is it mainly about?", Choices: []Choice{
				{Key: "1", Text: "transport", Note: "How people get from one place to another, and what that costs them or the town."},
				{Key: "2", Text: "other"},
			}},
			&Field{Name: "tone", Label: "tone", Inline: true, Choices: []Choice{{Key: "1", Text: "good"}, {Key: "2", Text: "bad"}}})
		return ansi.Strip(strings.Join(f.View(panetest.Painter(t), 60, height), "\n"))
	}
	high, low := ask(20), ask(4)
	for _, want := range []string{"What is it mainly about?", "1  transport", "How people get from one place", "them or the town.", "2  other"} {
		if !strings.Contains(high, want) {
			t.Errorf("%q is not in\n%s", want, high)
		}
	}
	if strings.Contains(low, "How people") || !strings.Contains(low, "1 transport   2 other") {
		t.Errorf("where there is no room:\n%s", low)
	}
}
