package paint

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"

	"stet/model/clean"
)

// A scanner reads styled text token by token: an SGR sequence, a run of ASCII,
// or another cluster. Whatever else is in it, it hands on as package clean shows
// it, so that no escape but SGR can pass.
type scanner struct {
	p    *Painter
	rest string

	text  string // of the token
	cells int
	sgr   bool
	ascii bool // each byte of text is a cell
	// unsafe is true once a token was not handed on as it is.
	unsafe bool
}

func (p *Painter) scan(s string) scanner { return scanner{p: p, rest: s} }

func (sc *scanner) next() bool {
	s := sc.rest
	if s == "" {
		return false
	}
	n := 0
	for n < len(s) && ' ' <= s[n] && s[n] <= '~' {
		n++
	}
	if n > 0 && n < len(s) && s[n] >= 0x80 {
		n-- // the last one may be the base of a cluster
	}
	if n > 0 {
		sc.text, sc.rest, sc.cells, sc.sgr, sc.ascii = s[:n], s[n:], n, false, true
		return true
	}
	if n = sgrLen(s); n > 0 {
		sc.text, sc.rest, sc.cells, sc.sgr, sc.ascii = s[:n], s[n:], 0, true, false
		return true
	}
	cluster := firstCluster(s)
	sc.rest, sc.sgr, sc.ascii = s[len(cluster):], false, false
	sc.text = clean.Cluster(cluster)
	sc.unsafe = sc.unsafe || sc.text != cluster
	sc.cells = sc.p.clusterWidth(sc.text)
	return true
}

// sgrLen returns the length of the SGR sequence that s begins with, or 0.
func sgrLen(s string) int {
	if len(s) < 3 || s[0] != ansi.ESC || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1
		case c != ';' && (c < '0' || c > '9'):
			return 0
		}
	}
	return 0
}

// clusterWidth returns the width of one cluster in cells. The letters and signs
// of European prose, on which all agree, are not looked up: at its first question
// the table of wcwidth takes a millisecond to build, a fifteenth of the time to
// the first screen.
func (p *Painter) clusterWidth(cluster string) int {
	if p.narrow {
		if r, n := utf8.DecodeRuneInString(cluster); n == len(cluster) && oneCell(r) {
			return 1
		}
	}
	return p.method.StringWidth(cluster)
}

// oneCell reports whether r is a letter or sign of a Latin, Greek or Cyrillic
// text: one cell by every count, except where the environment asks for East
// Asian widths.
func oneCell(r rune) bool {
	return ' ' <= r && r <= '~' || 'À' <= r && r <= 'ʯ' || 'Α' <= r && r <= 'ώ' || 'А' <= r && r <= 'я' ||
		'‐' <= r && r <= '‧'
}

func firstCluster(s string) string { return graphemes.FromString(s).First() }

// clusterEnd returns the first edge of a cluster of s from byte to on; from is
// one.
func clusterEnd(s string, from, to int) int {
	if to >= len(s) {
		return len(s)
	}
	at := to
	for at > from && (s[at-1] >= 0x80 || s[at] >= 0x80) {
		at-- // between two ASCII characters there is always an edge
	}
	for at < to {
		at += len(firstCluster(s[at:]))
	}
	return at
}

// Width returns the width of s in cells; s may be styled.
func (p *Painter) Width(s string) int {
	cells, _ := p.measure(s)
	return cells
}

// measure returns the width of s, and whether it may be written as it is.
func (p *Painter) measure(s string) (cells int, safe bool) {
	sc := p.scan(s)
	for sc.next() {
		cells += sc.cells
	}
	return cells, !sc.unsafe
}

// Fit returns styled text of exactly that many cells: padded with blanks in the
// terminal's own style, or cut, with … for what is missing.
func (p *Painter) Fit(s string, width int) string {
	ellipsis := "…"
	if p.ascii {
		ellipsis = p.inASCII(ellipsis)
	}
	return p.fit(s, width, ellipsis)
}

// Cell returns text of the program's own, or a name or title, of exactly that many
// cells in the style of role, which the blanks behind it have, too.
func (p *Painter) Cell(role, s string, width int) string {
	text := p.Text(role, s)
	if room := width - p.Width(text); width > 0 && room >= 0 {
		if open, styled := strings.CutSuffix(text, reset); styled {
			return open + blanks(room) + reset
		}
		return p.Text(role, text+blanks(room))
	}
	return p.Fit(text, width)
}

func (p *Painter) fit(s string, width int, ellipsis string) string {
	if width <= 0 {
		return ""
	}
	cells, safe := p.measure(s)
	if !safe {
		s = p.cut(s, 0, cells)
	}
	if cells > width {
		tail := p.Width(ellipsis)
		if p.turnedBefore(s) {
			return p.fitFromRight(s, cells, width, ellipsis)
		}
		cut := p.cut(s, 0, width-tail)
		cells = p.Width(cut) + tail
		if open, styled := strings.CutSuffix(cut, reset); styled {
			s = open + ellipsis + reset
		} else {
			s = cut + ellipsis
		}
	}
	return s + blanks(width-cells)
}

// cut returns the cells [from, to) of s in their style. Half of a wide cluster
// becomes a blank.
func (p *Painter) cut(s string, from, to int) string {
	var b strings.Builder
	style, open := "", false // the sequence in force; whether b is in a style
	write := func(text string) {
		if text == "" {
			return
		}
		if b.Len() == 0 && style != "" {
			b.WriteString(style)
			open = true
		}
		b.WriteString(text)
	}
	cell := 0
	for sc := p.scan(s); sc.next() && (cell < to || sc.cells == 0); cell += sc.cells {
		switch {
		case sc.sgr:
			if style = sc.text; style == reset {
				style = ""
			}
			if b.Len() > 0 {
				b.WriteString(sc.text)
				open = style != ""
			}
		case cell+sc.cells <= from && sc.cells > 0 || cell < from && sc.cells == 0:
		case sc.ascii:
			write(sc.text[max(0, from-cell):min(len(sc.text), to-cell)])
		case cell < from || cell+sc.cells > to:
			write(blanks(min(cell+sc.cells, to) - max(cell, from)))
		default:
			write(sc.text)
		}
	}
	if open {
		b.WriteString(reset)
	}
	return b.String()
}

// blanks returns n blanks.
func blanks(n int) string {
	const some = "                                                                                "
	switch {
	case n <= 0:
		return ""
	case n <= len(some):
		return some[:n]
	}
	return strings.Repeat(" ", n)
}
