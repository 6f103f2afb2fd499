package paint

import (
	"fmt"
	goscanner "go/scanner"
	"go/token"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/model"
	"stet/ui/layout"
	"stet/ui/theme"
)

// testTheme gives each role a mark of its own that is easy to see in a test.
const testTheme = `
[both]
"name" = "red"
"kind.quote" = "on blue"
"kind.quote.suggested" = "faint on blue"
"kind.claim" = "underline"
"speaker" = "bold"
"search" = "reverse"
"heading" = "bold"
"link" = "underline green"
`

func painter(t testing.TB, m ansi.Method) *Painter {
	t.Helper()
	th, err := theme.Parse("test", []byte(testTheme), true)
	if err != nil {
		t.Fatal(err)
	}
	return New(th, m)
}

func line(text string) layout.Line {
	a := &model.Article{Text: text, Blocks: []model.Block{{Range: model.Range{End: model.Pos(len(text))}}}}
	p := layout.New(a, layout.Options{Width: 1000, Measure: ansi.WcWidth.StringWidth})
	return p.Lines(p.Top(), 1)[0]
}

var sgr = regexp.MustCompile(`\x1b\[0?;?([0-9;]*)m`)

// readable writes escapes as <1;31>, the reset as </>.
func readable(s string) string {
	return strings.ReplaceAll(sgr.ReplaceAllString(s, "<$1>"), "<>", "</>")
}

// marked reads "a [kind.claim:b [name:c] d] e" into a text and marks.
func marked(s string) (string, []Mark) {
	layers := map[string]Layer{"name": Name, "speaker": Stance, "kind.quote": Quote, "kind.quote.suggested": Quote, "kind.claim": Claim, "search": Search}
	var text strings.Builder
	var marks, open []Mark
	for s != "" {
		switch s[0] {
		case '[':
			role, rest, _ := strings.Cut(s[1:], ":")
			open = append(open, Mark{Range: model.Range{Start: model.Pos(text.Len())}, Layer: layers[role], Role: role})
			s = rest
		case ']':
			m := open[len(open)-1]
			m.Range.End = model.Pos(text.Len())
			open, marks, s = open[:len(open)-1], append(marks, m), s[1:]
		default:
			text.WriteByte(s[0])
			s = s[1:]
		}
	}
	sortMarks(marks)
	return text.String(), marks
}

func sortMarks(marks []Mark) {
	for i := range marks { // few: insertion keeps the order of equals
		for j := i; j > 0 && marks[j].Range.Compare(marks[j-1].Range) < 0; j-- {
			marks[j], marks[j-1] = marks[j-1], marks[j]
		}
	}
}

func TestOverlappingMarks(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"no mark, no escape", "plain", "plain"},
		{"one", "a [name:Lavrov] b", "a <31>Lavrov</> b"},
		{"each layer keeps its attribute", "[kind.quote:we [kind.claim:shall [name:not]]]",
			"<44>we <4;44>shall <4;31;44>not</>"},
		{"the upper layer wins where both set one", "[kind.quote.suggested:who [speaker:he] is]",
			"<2;44>who <1;44>he<2;44> is</>"},
		{"within a layer the shorter lies above", "[name:Khalifa [speaker:Haftar]]", "<31>Khalifa <1;31>Haftar</>"},
		{"an empty mark marks nothing", "a[name:]b", "ab"},
		{"two that touch are two", "[name:a][kind.quote:b]", "<31>a<44>b</>"},
	}
	p := painter(t, ansi.WcWidth)
	for _, test := range tests {
		text, marks := marked(test.in)
		if got := readable(p.Line(line(text), marks)); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

func TestAMarkGoesOnOverStandInsAndLineEnds(t *testing.T) {
	text := "he said\x1bno and left"
	a := &model.Article{Text: text, Blocks: []model.Block{{Range: model.Range{End: model.Pos(len(text))}}}}
	p := painter(t, ansi.WcWidth)
	page := layout.New(a, p.Page(11))
	marks := []Mark{{Range: model.Range{Start: 3, End: 14}, Layer: Claim, Role: "kind.claim"}}
	var got []string
	for _, l := range page.Lines(page.Top(), 2) {
		got = append(got, readable(p.Line(l, marks)))
	}
	if want := "he <4>said␛no</>|<4>and</> left"; strings.Join(got, "|") != want {
		t.Errorf("got %s, want %s", strings.Join(got, "|"), want)
	}
}

func TestAnEscapeNeverSplitsACluster(t *testing.T) {
	text := "e\u0301a"
	marks := []Mark{{Range: model.Range{Start: 1, End: 4}, Layer: Name, Role: "name"}}
	if got, want := readable(painter(t, ansi.WcWidth).Line(line(text), marks)), "e\u0301<31>a</>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestALabelStandsForAClusterInItsCells(t *testing.T) {
	p := painter(t, ansi.WcWidth)
	for _, test := range []struct{ text, label, want string }{
		{"Haftar", "A", "<7>Aaftar</>"},
		{"日本", "S", "<7>S 本</>"},
		{"\x1bx", "D", "<7>Dx</>"},
		{"Haftar", "\x1b[2J", "<7>␛aftar</>"},
	} {
		marks := []Mark{{Range: model.Range{End: model.Pos(len(test.text))}, Layer: Label, Role: "search", Replace: test.label}}
		if got := readable(p.Line(line(test.text), marks)); got != test.want {
			t.Errorf("%q labelled %q: got %q, want %q", test.text, test.label, got, test.want)
		}
	}
}

// TestFlattenAgreesWithItsDefinition asks every byte for its stack of marks, as
// the rule says, and compares with what was flattened.
func TestFlattenAgreesWithItsDefinition(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	p := painter(t, ansi.WcWidth)
	roles := []string{"name", "kind.quote", "kind.quote.suggested", "kind.claim", "speaker", "search"}
	l := line(strings.Repeat("x", 40))
	for range 3000 {
		var marks []Mark
		for range rng.IntN(9) {
			s := model.Pos(rng.IntN(50))
			marks = append(marks, Mark{
				Range: model.Range{Start: s, End: s + model.Pos(rng.IntN(12))},
				Layer: Layer(rng.IntN(3)), Role: roles[rng.IntN(len(roles))],
			})
		}
		sortMarks(marks)
		p.flat.reset(p, l, marks)
		for at := model.Pos(0); at < 40; at++ {
			if got, want := p.flat.at(at).face, stackAt(p, marks, at); got != want {
				t.Fatalf("at %d of %v: %v, want %v", at, marks, got, want)
			}
		}
	}
}

func stackAt(p *Painter, marks []Mark, at model.Pos) face {
	var stack []Mark
	for _, m := range marks {
		if !m.Range.Contains(at) {
			continue
		}
		i := len(stack)
		for i > 0 && above(stack[i-1], m) {
			i--
		}
		stack = append(stack[:i], append([]Mark{m}, stack[i:]...)...)
	}
	var f face
	for _, m := range stack {
		f = f.under(p.face(m.Role))
	}
	return f
}

// above reports whether a lies above b, which comes later in the text or is the
// longer.
func above(a, b Mark) bool {
	if a.Layer != b.Layer {
		return a.Layer > b.Layer
	}
	return a.Range.Len() <= b.Range.Len()
}

func TestManyMarksOnOneLine(t *testing.T) {
	// 20,000 nested marks: a quadratic painter would take minutes.
	const n = 20000
	var marks []Mark
	for i := range model.Pos(n) {
		marks = append(marks, Mark{Range: model.Range{Start: i, End: 2*n - i}, Layer: Quote, Role: fmt.Sprint("quote.", i%2)})
	}
	a := &model.Article{Text: strings.Repeat("x", 2*n), Blocks: []model.Block{{Range: model.Range{End: 2 * n}}}}
	p := painter(t, ansi.WcWidth)
	page := layout.New(a, layout.Options{Width: 2 * n})
	if got := p.Line(page.Lines(page.Top(), 1)[0], marks); !strings.Contains(got, "xxx") {
		t.Error("nothing painted")
	}
}

func TestEmojiWhoseWidthTerminalsDisputeAreShownInAFormTheyAgreeOn(t *testing.T) {
	wc, gr := painter(t, ansi.WcWidth), painter(t, ansi.GraphemeWidth)
	for in, want := range map[string]string{
		"👩‍👩‍👧‍👦":   "👩",
		"⚠️":        "⚠",
		"1️⃣":       "1⃣",
		"👍🏽":        "👍",
		"ℹ️":        "ℹ",
		"हिन्दी":    "हिन्दी",
		"क्\u200dष": "क्\u200dष",
		"🇩🇪":        "🇩🇪",
		"é":         "é",
	} {
		if got := wc.Text("", in); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
		if got := gr.Text("", in); got != in {
			t.Errorf("a terminal that counts clusters is shown %q for %q", got, in)
		}
	}
}

func TestASCII(t *testing.T) {
	p := painter(t, ansi.WcWidth).ASCII()
	for in, want := range map[string]string{
		"“no,” he said — São Tomé…": `"no," he said - Sao Tome~`,
		"日本 x":                      "???? x",
		"▸ ● Łódź":                  "> * Lodz",
	} {
		if got := p.Text("", in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
		if got := p.Line(line(in), nil); got != want {
			t.Errorf("%q in an article is %q, want %q", in, got, want)
		}
	}
	want := "+ who ---+\n| Se~    |\n+--------+"
	if got := strings.Join(p.Box("who", "", []string{p.Fit("Sergey", 3)}, 10), "\n"); got != want {
		t.Errorf("a box is\n%s\nwant\n%s", got, want)
	}
}

// TestEverySignHasAnASCIIForm reads the screen's source for the signs that it
// draws: none may become a question mark.
func TestEverySignHasAnASCIIForm(t *testing.T) {
	p := painter(t, ansi.WcWidth).ASCII()
	var sources []string
	for _, pattern := range []string{"../*.go", "../[!l]*/*.go", "../library/*.go", "../../annotate/kind/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, files...)
	}
	for _, file := range sources {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var s goscanner.Scanner
		s.Init(token.NewFileSet().AddFile(file, -1, len(src)), src, nil, 0)
		for _, tok, lit := s.Scan(); tok != token.EOF; _, tok, lit = s.Scan() {
			if tok != token.STRING {
				continue
			}
			for _, r := range lit {
				if r >= 0x80 && p.Text("", string(r)) == "?" {
					t.Errorf("%s: %q has no ASCII form", file, r)
				}
			}
		}
	}
}

// FuzzASCII: nothing but ASCII comes out, in the same cells.
func FuzzASCII(f *testing.F) {
	f.Add("“no,” 日本 e\u0301 👩‍👩 ½ ﬁ \x1b[2J")
	f.Fuzz(func(t *testing.T, s string) {
		for _, m := range []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth} {
			p := painter(t, m)
			got := p.ASCII().Text("", s)
			if !plainASCII(got) {
				t.Fatalf("%q is %q", s, got)
			}
			if len(got) != p.Width(p.Text("", s)) {
				t.Fatalf("%q takes %d cells, %q %d", s, p.Width(p.Text("", s)), got, len(got))
			}
		}
	})
}

// Upon a bar that is reversed, as it is where there are few colours or none, a red word
// would have a red ground, and a faint one could hardly be read: both are as the bar is.
func TestUponAReversedGroundNoColourAndNothingFaint(t *testing.T) {
	th, err := theme.Parse("test", []byte("[both]\n\"bar\" = \"reverse\"\n\"stance.against\" = \"bold red\"\n\"muted\" = \"faint\"\n"), true)
	if err != nil {
		t.Fatal(err)
	}
	p := New(th, ansi.WcWidth)
	if got := readable(p.Text("bar stance.against", "against")); got != "<1;7>against</>" {
		t.Errorf("against on a bar is %s", got)
	}
	if got := readable(p.Text("bar muted", "alice")); got != "<7>alice</>" {
		t.Errorf("a remark on a bar is %s", got)
	}
	if got := readable(p.Text("stance.against", "against")); got != "<1;31>against</>" {
		t.Errorf("against in the text is %s", got)
	}
	if p.Grounded("muted") || !p.Grounded("bar") {
		t.Error("only the bar has a ground of its own")
	}
}
