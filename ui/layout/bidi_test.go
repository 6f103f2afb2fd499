package layout_test

import (
	"strings"
	"testing"

	"stet/model"
	"stet/ui/layout"
)

// seen writes a line as the eye sees it: its runs in their cells, those from right
// to left turned round.
func seen(l layout.Line) string {
	var b strings.Builder
	for _, r := range l.Shown() {
		for b.Len() < r.Cell && len([]rune(b.String())) < r.Cell {
			b.WriteByte(' ')
		}
		letters := []rune(r.Text)
		for i := range letters {
			if r.RTL {
				b.WriteRune(letters[len(letters)-1-i])
			} else {
				b.WriteRune(letters[i])
			}
		}
	}
	return b.String()
}

func TestParagraphsFromRightToLeft(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"they end at the right edge", "שלום לכם", "             םכל םולש"},
		{"a stop stands at the end, which is left", "שלום.", "                .םולש"},
		{"a number keeps its order", "בשנת 2024 היה", "        היה 2024 תנשב"},
		{"so do foreign words, in their place", "חברת Big Tech כאן", "    ןאכ Big Tech תרבח"},
		{"a paragraph that begins with a name of elsewhere goes by most of its letters", "IBM הודיעה על כך", "     ךכ לע העידוה IBM"},
		{"a word among others is turned, and the paragraph stays", "He said שלום to us.", "He said םולש to us."},
		{"a number after such words is theirs", "We saw ירושלים 24 times.", "We saw 24 םילשורי"},
		{"an item has its bullet at the right", "* אחת", "                תחא •"},
		{"a quotation its bar", "> אחת", "                תחא ▎"},
		{"an override is a sign, and turns nothing", "ab\u202ecd", "ab⇄cd"},
	}
	for _, test := range tests {
		p := page(test.in, 21)
		if got := seen(p.Lines(p.Top(), 1)[0]); got != test.want {
			t.Errorf("%s:\n%q, want\n%q", test.name, got, test.want)
		}
	}
}

func TestALongParagraphFromRightToLeftIsCutInTheOrderOfItsText(t *testing.T) {
	p := page("אחת שתיים שלוש ארבע", 10)
	var got []string
	for _, l := range p.Lines(p.Top(), 2) {
		got = append(got, seen(l))
	}
	if want := " םייתש תחא| עברא שולש"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}

func TestACellLeadsToTheLetterThatIsSeenInIt(t *testing.T) {
	text := "אמר Dan 12"
	p := page(text, 10)
	line := p.Lines(p.Top(), 1)[0]
	shown := []rune(seen(line))
	for cell := range 10 {
		pos, ok := p.PosAt(layout.Point{At: line.At, Cell: cell})
		if !ok || !strings.HasPrefix(text[pos:], string(shown[cell])) {
			t.Errorf("cell %d shows %q and leads to %q", cell, shown[cell], text[pos:])
		}
	}
}

func TestATerminalThatReordersGetsTheTextAsItIs(t *testing.T) {
	a := article("שלום.")
	p := layout.New(a, layout.Options{Width: 10, Order: layout.Terminal})
	line := p.Lines(p.Top(), 1)[0]
	// It takes a row for one from left to right, so that the stop is at the right.
	if got, want := seen(line), "     םולש."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if pos, _ := p.PosAt(layout.Point{At: line.At, Cell: 9}); pos != model.Pos(len("שלום")) {
		t.Errorf("the last cell leads to %d", pos)
	}
}

func TestRightToLeft(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "news": false, "1948": false, "Հայաստան": false, "ﬁn": false, "日本": false,
		"חדשות": true, "أخبار": true, "BBC أخبار العالم": true, "the word أخبار alone": false, "ܣܘܪܝܝܐ": true,
	} {
		if got := layout.RightToLeft(text); got != want {
			t.Errorf("%q goes from right to left: %v", text, got)
		}
	}
}
