package paint

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/model"
	"stet/ui/layout"
)

// painted is the first line of text on a page of that width, with a mark on words.
func painted(p *Painter, text string, width int, words string) string {
	a := &model.Article{Text: text, Blocks: []model.Block{{Range: model.Range{End: model.Pos(len(text))}}}}
	page := layout.New(a, p.Page(width))
	at := model.Pos(strings.Index(text, words))
	mark := Mark{Range: model.Range{Start: at, End: at + model.Pos(len(words))}, Layer: Name, Role: "name"}
	return readable(p.Line(page.Lines(page.Top(), 1)[0], []Mark{mark}))
}

func TestTextFromRightToLeftIsPaintedInTheOrderOfTheEye(t *testing.T) {
	p := painter(t, ansi.WcWidth)
	for _, test := range []struct{ name, text, marked, want string }{
		{"a mark follows its words", "אמר דן כהן.", "דן", "        .ןהכ <31>ןד</> רמא"},
		{"one over words of both directions is in two pieces", "ראה Dan כהן", "Dan כהן", "        <31>ןהכ Dan</> האר"},
		{"brackets open towards the text", "(אב)", "ב", "               (<31>ב</>א)"},
		{"marks of vowels stay with their letter", "שָׁם כ", "כ", "               <31>כ</> םשָׁ"},
		{"Arabic letters are joined", "كتب", "كتب", "                <31>ﺐﺘﻛ</>"},
		{"a letter that does not join the next one ends the stroke", "دار", "دار", "                <31>ﺭﺍﺩ</>"},
		{"a joiner that divides is obeyed", "می\u200cرود", "رود", "             <31>ﺩﻭﺭ</>ﯽﻣ"},
	} {
		want := test.want
		if got := painted(p, test.text, 19, test.marked); strings.TrimLeft(got, " ") != strings.TrimLeft(want, " ") {
			t.Errorf("%s:\n%q, want\n%q", test.name, got, want)
		}
	}
}

func TestATerminalThatReordersIsGivenTheOrderOfTheText(t *testing.T) {
	p := painter(t, ansi.WcWidth).InTerminalOrder()
	if got, want := painted(p, "אמר דן.", 10, "דן"), "   אמר <31>דן</>."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := p.Text("", "אמר דן"), "אמר דן"; got != want {
		t.Errorf("a message is %q, want %q", got, want)
	}
}

func TestALabelStandsOnTheFirstLetterWhichIsTheRightmost(t *testing.T) {
	p := painter(t, ansi.WcWidth)
	text := "אמר דן"
	a := &model.Article{Text: text, Blocks: []model.Block{{Range: model.Range{End: model.Pos(len(text))}}}}
	page := layout.New(a, p.Page(6))
	at := model.Pos(strings.Index(text, "דן"))
	mark := Mark{Range: model.Range{Start: at, End: at + 2}, Layer: Label, Role: "search", Replace: "A"}
	if got, want := readable(p.Line(page.Lines(page.Top(), 1)[0], []Mark{mark})), "ן<7>A</> רמא"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestATitleFromRightToLeftIsCutAtItsEnd(t *testing.T) {
	p := painter(t, ansi.WcWidth)
	for _, test := range []struct{ role, in, want string }{
		{"name", "אבגד הוז", "<31>…גבא</>"},
		{"", "אבגד הוז", "…גבא</>"},
		{"name", "abcd efg", "<31>abc…</>"},
	} {
		if got := readable(p.Fit(p.Text(test.role, test.in), 4)); got != test.want {
			t.Errorf("%q is cut to %q, want %q", test.in, got, test.want)
		}
	}
}
