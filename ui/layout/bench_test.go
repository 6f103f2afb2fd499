package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/model"
	"stet/ui/layout"
)

const sentence = "“Today we can report that some progress was made,” said the minister — after talks in Moscow — and left. "

// news is an article of about that many bytes, in paragraphs of four sentences.
func news(bytes int) *model.Article {
	paragraph := strings.Repeat(sentence, 4)
	return article(strings.Repeat(strings.TrimSpace(paragraph)+"\n\n", max(1, bytes/len(paragraph))))
}

// oneLine is one of that many bytes without a line end.
func oneLine(bytes int) *model.Article { return article(strings.Repeat(sentence, bytes/len(sentence))) }

var sizes = []struct {
	name  string
	bytes int
}{{"10KB", 10 << 10}, {"1MB", 1 << 20}, {"10MB", 10 << 20}}

var options = layout.Options{Width: 72, Measure: ansi.WcWidth.StringWidth}

// BenchmarkFirstScreen: a page is made and its first 22 lines are laid out.
func BenchmarkFirstScreen(b *testing.B) {
	for _, size := range sizes {
		for name, a := range map[string]*model.Article{"paragraphs": news(size.bytes), "one-line": oneLine(size.bytes)} {
			b.Run(fmt.Sprintf("text=%s/size=%s", name, size.name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					p := layout.New(a, options)
					p.Lines(p.Top(), 22)
				}
			})
		}
	}
}

// BenchmarkLastScreen: the same at the end of the article.
func BenchmarkLastScreen(b *testing.B) {
	for _, size := range sizes {
		for name, a := range map[string]*model.Article{"paragraphs": news(size.bytes), "one-line": oneLine(size.bytes)} {
			b.Run(fmt.Sprintf("text=%s/size=%s", name, size.name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					p := layout.New(a, options)
					p.Lines(p.Bottom(22), 22)
				}
			})
		}
	}
}

// BenchmarkScroll: a line down and the screen there.
func BenchmarkScroll(b *testing.B) {
	for _, size := range sizes {
		a := news(size.bytes)
		b.Run("size="+size.name, func(b *testing.B) {
			b.ReportAllocs()
			p := layout.New(a, options)
			at, end := p.Top(), p.Bottom(22)
			for b.Loop() {
				if at = p.Move(at, 1); !at.Before(end) {
					at = p.Top()
				}
				p.Lines(at, 22)
			}
		})
	}
}

// BenchmarkPointAt: a position in the middle of the article to its cell and
// back.
func BenchmarkPointAt(b *testing.B) {
	for _, size := range sizes {
		a := news(size.bytes)
		b.Run("size="+size.name, func(b *testing.B) {
			b.ReportAllocs()
			p := layout.New(a, options)
			pos := model.Pos(len(a.Text) / 2)
			for b.Loop() {
				p.PosAt(p.PointAt(pos))
			}
		})
	}
}

// BenchmarkHostileFlood: a screen of 1 MB of what is quadratic elsewhere.
func BenchmarkHostileFlood(b *testing.B) {
	for _, flood := range []struct{ name, unit string }{
		{"combining", "\u0301"}, {"zero-width", "\u200b"}, {"regional", "🇩"}, {"zwj", "👩\u200d"}, {"escapes", "\x1b[31m"}, {"tabs", "\t"},
	} {
		a := article(strings.Repeat(flood.unit, 1<<20/len(flood.unit)))
		b.Run("of="+flood.name, func(b *testing.B) {
			for b.Loop() {
				p := layout.New(a, options)
				p.Lines(p.Top(), 22)
			}
		})
	}
}
