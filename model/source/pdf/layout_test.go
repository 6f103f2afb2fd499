package pdf

import (
	"strings"
	"testing"

	"stet/model"
)

// A made page: letters of ten points, five wide, on lines twelve apart.
type madePage struct{ sheet }

func page(n int) *madePage { return &madePage{sheet{number: n, width: 600, height: 800}} }

func (m *madePage) put(x, y, size float64, text string) *madePage {
	for _, r := range text {
		if r != ' ' {
			m.chars = append(m.chars, char{r: r, left: x, right: x + size/2, low: y, high: y + size, size: size})
		}
		x += size * 0.55
	}
	return m
}

func (m *madePage) column(x, y float64, lines ...string) *madePage {
	for i, l := range lines {
		m.put(x, y-float64(i)*12, 10, l)
	}
	return m
}

func texts(paragraphs []Paragraph, boilerplate bool) (list []string) {
	for _, p := range paragraphs {
		var b strings.Builder
		for _, piece := range p.Pieces {
			b.WriteString(piece.Text)
		}
		if (p.Kind == model.Boilerplate) == boilerplate {
			list = append(list, b.String())
		}
	}
	return list
}

func want(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestColumnsAreReadOneAfterTheOther(t *testing.T) {
	p := page(1).put(50, 700, 20, "Harbour to be deepened")
	p.column(50, 660, "The council wants the harbour", "to be deepened by two metres", "before the winter sets in, it", "said at a meeting on Monday")
	p.column(320, 660, "evening. Fishermen fear that", "the dredging drives away the", "herring, on which the village", "has lived for centuries.")
	want(t, texts(layout([]sheet{p.sheet}), false),
		"Harbour to be deepened",
		"The council wants the harbour to be deepened by two metres before the winter sets in, it said at a meeting on Monday evening. "+
			"Fishermen fear that the dredging drives away the herring, on which the village has lived for centuries.")
}

func TestRunningHeadsAndPageNumbersAreBoilerplate(t *testing.T) {
	var sheets []sheet
	for n, words := range []string{"The ferry runs again after", "the ice has gone, the line", "said in a note on its page."} {
		p := page(n+1).put(50, 760, 10, "The Island Weekly").put(300, 20, 10, string(rune('1'+n)))
		sheets = append(sheets, p.column(50, 600, words).sheet)
	}
	got := layout(sheets)
	want(t, texts(got, false), "The ferry runs again after the ice has gone, the line said in a note on its page.")
	if len(texts(got, true)) != 6 {
		t.Errorf("boilerplate: %q", texts(got, true))
	}
	for _, p := range got {
		if p.Kind != model.Boilerplate && (len(p.Pieces) != 3 || p.Pieces[2].Page != 3) {
			t.Errorf("pieces: %+v", p.Pieces)
		}
	}
}

func TestHyphensAtLineEnds(t *testing.T) {
	h := hyphens{"cease-fire": 2, "government": 1, "long": 1, "term": 1}
	for _, c := range [][3]string{
		{"the cease-", "fire held", "the cease-fire held"},
		{"the govern-", "ment said", "the government said"},
		{"the har-", "bour froze", "the harbour froze"},
		{"a long-", "term plan", "a long-term plan"},
		{"the Anglo-", "Saxon king", "the Anglo-Saxon king"},
		{"COVID-", "19 came", "COVID-19 came"},
		{"said so —", "and left", "said so — and left"},
		{"他们说", "今天", "他们说今天"},
	} {
		text, sep := h.join(c[0], c[1])
		if got := text + sep + c[1]; got != c[2] {
			t.Errorf("%q + %q = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// Hyphens within words stay where the document has the words so.
func TestHyphensOfChains(t *testing.T) {
	h := hyphens{"old": 1, "month": 1, "to": 1, "date": 1, "is": 1, "are": 1, "sea": 1, "bed": 1}
	for _, c := range [][3]string{
		{"nine-month-", "old boy", "nine-month-old boy"},
		{"up-to-", "date map", "up-to-date map"},
		{"a year-long-", "standing plan", "a year-longstanding plan"},
		{"is-", "are", "isare"},
		{"sea-", "bed", "sea-bed"},
		{"the sea-", "is", "the seais"},
		{"the is-", "bed", "the isbed"},
		{"34-", "year-old boys", "34-year-old boys"},
		{"the -", "old boy", "the - old boy"},
		{"-", "old boy", "- old boy"},
		{"1990-", "old boy", "1990-old boy"},
	} {
		if got := h.newLineOf(c[0], c[1]); got != c[2] {
			t.Errorf("%q + %q = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// newLineOf is two lines in one.
func (h hyphens) newLineOf(a, b string) string {
	text, sep := h.join(a, b)
	return text + sep + b
}

func TestArabicIsPutInTheOrderOfReading(t *testing.T) {
	// What the eye sees from the left: the number, then the word from its last
	// letter to its first.
	p := page(1).put(50, 700, 10, "2024 ماع يف")
	l, _ := newLine(&p.sheet, p.chars)
	l.write()
	if l.text != "في عام 2024" {
		t.Errorf("%q", l.text)
	}
}

func TestABrokenFileIsNamed(t *testing.T) {
	if _, err := Read([]byte("%PDF-1.4\nnothing more")); err != ErrBroken {
		t.Errorf("%v", err)
	}
}
