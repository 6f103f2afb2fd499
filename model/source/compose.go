package source

import (
	"strings"

	"stet/model"
	"stet/model/source/prose"
)

// Compose makes an article of paragraphs. Paragraphs of a table that follow each
// other become one block. The media type in m says what it comes from.
func Compose(m model.Meta, paragraphs []prose.Paragraph) *model.Article {
	a := &model.Article{Meta: m}
	var b builder
	table := false
	var last prose.Paragraph
	for i := range paragraphs {
		p := &paragraphs[i]
		if table && p.Row == 0 {
			b.end()
			table = false
		}
		switch {
		case p.Row == 0:
			composeBlock(&b, p)
		case !table:
			b.begin(model.Block{Kind: model.Table})
			table = true
			b.write(p.Text)
		default:
			switch {
			case p.Row != last.Row:
				b.cellEnd('\n')
			case p.Cell != last.Cell:
				b.cellEnd('\t')
			default:
				b.blank()
			}
			b.write(p.Text)
		}
		last = *p
	}
	if table {
		b.end()
	}
	b.finish(a)
	if a.Meta.Title == "" {
		a.Meta.Title = title(a)
	}
	return a
}

// composeBlock writes a paragraph as a block. In a heading all letters are bold.
func composeBlock(b *builder, p *prose.Paragraph) {
	b.begin(model.Block{Kind: p.Kind, Level: p.Level, Marker: p.Marker})
	at := model.Pos(0)
	ends := []model.Pos{}
	closeTo := func(end model.Pos) {
		for n := len(ends); n > 0 && ends[n-1] <= end; n-- {
			composeText(b, p.Text[at:ends[n-1]])
			at = ends[n-1]
			b.close()
			ends = ends[:n-1]
		}
	}
	for _, s := range p.Spans {
		if p.Kind == model.Heading && s.Mark == model.Strong {
			continue
		}
		closeTo(s.Range.Start)
		composeText(b, p.Text[at:s.Range.Start])
		at = s.Range.Start
		b.open(s.Mark, s.Href)
		ends = append(ends, s.Range.End)
	}
	closeTo(model.Pos(len(p.Text)))
	composeText(b, p.Text[at:])
	b.end()
}

// composeText writes text whose line ends are such. What no text holds becomes
// U+FFFD: bytes that are no UTF-8, and NUL.
func composeText(b *builder, s string) {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
	for {
		line, rest, more := strings.Cut(s, "\n")
		b.write(strings.TrimRight(line, "\r"))
		if !more {
			return
		}
		b.hardBreak()
		s = rest
	}
}
