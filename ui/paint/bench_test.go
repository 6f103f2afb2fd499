package paint

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/model"
	"stet/ui/layout"
	"stet/ui/theme"
)

const sentence = "“Today we can report that some progress was made,” said Foreign Minister Sergey Lavrov — after talks in Moscow. "

// news is an article of about that many bytes, with marks as a reader sees
// them: a quotation, two names and a claim in each sentence.
func news(bytes int) (*model.Article, []Mark) {
	a := &model.Article{}
	var text strings.Builder
	var marks []Mark
	mark := func(at int, words string, l Layer, role string) {
		start := model.Pos(at + strings.Index(sentence, words))
		marks = append(marks, Mark{Range: model.Range{Start: start, End: start + model.Pos(len(words))}, Layer: l, Role: role})
	}
	for text.Len() < bytes {
		start := text.Len()
		for range 4 {
			at := text.Len()
			mark(at, "“Today we can report that some progress was made,”", Quote, "kind.quote.suggested")
			mark(at, "some progress was made", Claim, "kind.claim")
			mark(at, "Sergey Lavrov", Name, "name.person")
			mark(at, "Moscow", Name, "name.place")
			text.WriteString(sentence)
		}
		a.Blocks = append(a.Blocks, model.Block{Range: model.Range{Start: model.Pos(start), End: model.Pos(text.Len() - 1)}})
		text.WriteString("\n\n")
	}
	a.Text = text.String()
	return a, marks
}

// on returns the marks that overlap r, as a reader finds them.
func on(marks []Mark, r model.Range) []Mark {
	from := 0
	for from < len(marks) && marks[from].Range.End <= r.Start {
		from++
	}
	to := from
	for to < len(marks) && marks[to].Range.Start < r.End {
		to++
	}
	return marks[from:to]
}

// BenchmarkScreen: the text of a screen of 80×24 painted with its marks.
func BenchmarkScreen(b *testing.B) {
	th, err := theme.Load("", true)
	if err != nil {
		b.Fatal(err)
	}
	for _, m := range []struct {
		name   string
		method ansi.Method
	}{{"wcwidth", ansi.WcWidth}, {"grapheme", ansi.GraphemeWidth}} {
		for _, size := range []struct {
			name  string
			bytes int
		}{{"10KB", 10 << 10}, {"1MB", 1 << 20}, {"10MB", 10 << 20}} {
			a, marks := news(size.bytes)
			p := New(th, m.method)
			page := layout.New(a, p.Page(72))
			lines := page.Lines(page.LineOf(model.Pos(len(a.Text)/2)), 22)
			seen := make([][]Mark, len(lines))
			for i, l := range lines {
				seen[i] = on(marks, l.Src)
			}
			b.Run(fmt.Sprintf("widths=%s/size=%s", m.name, size.name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					for i, l := range lines {
						p.Fit(p.Line(l, seen[i]), 76)
					}
				}
			})
		}
	}
}

// BenchmarkPlainScreen: the same without marks.
func BenchmarkPlainScreen(b *testing.B) {
	th, err := theme.Load("", true)
	if err != nil {
		b.Fatal(err)
	}
	a, _ := news(10 << 10)
	p := New(th, ansi.WcWidth)
	page := layout.New(a, p.Page(72))
	lines := page.Lines(page.Top(), 22)
	b.ReportAllocs()
	for b.Loop() {
		for _, l := range lines {
			p.Line(l, nil)
		}
	}
}

// BenchmarkCard: a card of nine lines laid over a screen.
func BenchmarkCard(b *testing.B) {
	th, err := theme.Load("", true)
	if err != nil {
		b.Fatal(err)
	}
	a, marks := news(10 << 10)
	p := New(th, ansi.WcWidth)
	page := layout.New(a, p.Page(72))
	var screen []string
	for _, l := range page.Lines(page.Top(), 22) {
		screen = append(screen, p.Fit(p.Line(l, on(marks, l.Src)), 80))
	}
	b.ReportAllocs()
	for b.Loop() {
		var rows []string
		for range 9 {
			rows = append(rows, p.Join(p.Text("card.choice", "1  Sergey Lavrov"), p.Text("muted", "same sentence"), 73))
		}
		p.Over(screen, p.Box("who says this?", "esc leave", rows, 76), 2, 11)
	}
}
