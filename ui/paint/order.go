package paint

import (
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/bidi"

	"stet/model"
	"stet/ui/layout"
)

// InTerminalOrder returns a painter for a terminal that reorders by itself what is
// written from right to left: it gets the letters in the order of the text.
func (p *Painter) InTerminalOrder() *Painter {
	q := New(p.theme, p.method)
	q.ascii, q.order = p.ascii, layout.Terminal
	return q
}

// reordered writes a line whose runs are not seen in the order of the text: each
// in its cells, or, where the terminal reorders, in the order of the text.
func (p *Painter) reordered(b *strings.Builder, l layout.Line, last *face) {
	runs, cell := l.Shown(), 0
	if len(runs) > 0 {
		p.write(b, face{}, blanks(runs[0].Cell-cell), last)
	}
	if p.order == layout.Terminal {
		runs = l.Runs
	}
	for _, r := range runs {
		p.flat.next = 0
		if r.RTL && p.order == layout.Ours {
			p.turn(b, r, last)
		} else {
			p.run(b, r, last)
		}
	}
}

// turn writes a run from its last cluster to its first.
func (p *Painter) turn(b *strings.Builder, r layout.Run, last *face) {
	base, clusters := p.face(r.Style), seenClusters(r.Text)
	faces := make([]face, len(clusters))
	at := r.Src.Start
	for i, c := range clusters {
		faces[i] = base
		if !r.Src.Empty() {
			piece := p.flat.at(at)
			if faces[i] = base.under(piece.face); piece.label != "" && piece.begin == at {
				clusters[i].seen = p.label(piece.label, p.Width(c.seen))
			}
		}
		at += model.Pos(len(c.text))
	}
	for i := len(clusters) - 1; i >= 0; i-- {
		p.write(b, faces[i], clusters[i].seen, last)
	}
}

// turned returns s, one line, in the order of the eye, and whether that is another
// one than that of the text.
func (p *Painter) turned(s string) (string, bool) {
	if p.order == layout.Terminal || p.ascii || plainASCII(s) {
		return s, false
	}
	stretches := layout.Stretches(s)
	if stretches == nil {
		return s, false
	}
	var b strings.Builder
	for _, part := range stretches {
		if !part.RTL {
			b.WriteString(part.Text)
			continue
		}
		clusters := seenClusters(part.Text)
		for i := len(clusters) - 1; i >= 0; i-- {
			b.WriteString(clusters[i].seen)
		}
	}
	return b.String(), true
}

// turnedBefore reports whether s is text that [Painter.Text] has turned round:
// styled, and mostly from right to left. Its beginning is at the right.
func (p *Painter) turnedBefore(s string) bool {
	return p.order == layout.Ours && !plainASCII(s) && strings.Contains(s, "\x1b[") && layout.RightToLeft(s)
}

// fitFromRight cuts s, of so many cells, at its left.
func (p *Painter) fitFromRight(s string, cells, width int, ellipsis string) string {
	tail := p.Width(ellipsis)
	cut := p.cut(s, cells-width+tail, cells)
	if end := sgrLen(cut); end > 0 {
		return cut[:end] + ellipsis + cut[end:]
	}
	return ellipsis + cut
}

// A seenCluster is a cluster of text that goes from right to left, and what is
// seen of it there.
type seenCluster struct{ text, seen string }

// seenClusters cuts s into clusters. Brackets are mirrored, and the letters of
// Arabic get the shape they have between their neighbours: a terminal joins letters
// only where it reorders them, too.
func seenClusters(s string) []seenCluster {
	var out []seenCluster
	for it := graphemes.FromString(s); it.Next(); {
		out = append(out, seenCluster{it.Value(), it.Value()})
	}
	for i := range out {
		r, rest := firstRune(out[i].text)
		switch {
		case mark(r):
			out[i].seen = ""
		case mirrored(r) != r:
			out[i].seen = string(mirrored(r)) + rest
		default:
			if form := shaped(out, i, r); form != r {
				out[i].seen = string(form) + strings.ReplaceAll(rest, "\u200C", "")
			}
		}
	}
	return out
}

func firstRune(s string) (rune, string) {
	for _, r := range s {
		return r, s[len(string(r)):]
	}
	return 0, ""
}

// mark reports whether r only says which way text goes.
func mark(r rune) bool { return r == '\u200E' || r == '\u200F' || r == '\u061C' }

// mirrored returns the bracket or the sign of comparison that is seen for r in text
// from right to left.
func mirrored(r rune) rune {
	if p, _ := bidi.LookupRune(r); p.IsBracket() {
		m, _ := firstRune(bidi.ReverseString(string(r)))
		return m
	}
	if m, ok := mirrors[r]; ok {
		return m
	}
	return r
}

// mirrors are the signs that are turned round and are no brackets to Unicode.
var mirrors = map[rune]rune{'<': '>', '>': '<', '«': '»', '»': '«', '‹': '›', '›': '‹', '≤': '≥', '≥': '≤'}
