package paint

import (
	"image/color"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"stet/ui/theme"
)

// reset ends all styles. Every other sequence of stet begins with a reset too,
// so that the last one before a letter says all about it.
const reset = ansi.ResetStyle

// A face is a style in a form that is quick to compare and to merge.
type face struct {
	fg, bg colour
	attr   attr
}

// A colour is 0 for the terminal's own, else a number of its palette or a red,
// green and blue value, with the bit that says which.
type colour uint32

const (
	palette colour = 1 << 24
	rgb     colour = 1 << 25
)

type attr uint8

const (
	bold attr = 1 << iota
	faint
	italic
	underline
	reversed
	strike
)

// intensity is one attribute with two values: a terminal has no bold and faint
// text.
const intensity = bold | faint

// under returns the face of text in face f with top upon it. What top sets
// wins; attributes add up.
func (f face) under(top face) face {
	if top.fg != 0 {
		f.fg = top.fg
	}
	if top.bg != 0 {
		f.bg = top.bg
	}
	if top.attr&intensity != 0 {
		f.attr &^= intensity
	}
	f.attr |= top.attr
	return f
}

// face returns the merged face of roles, which blanks separate, the lowest
// first. Upon a reversed ground only attributes tell something: a colour would be
// one of the ground, and what is faint there can hardly be read.
func (p *Painter) face(roles string) face {
	if roles == "" {
		return face{}
	}
	f, ok := p.faces[roles]
	if !ok {
		for _, role := range strings.Fields(roles) {
			f = f.under(faceOf(p.theme.Style(role)))
		}
		if f.attr&reversed != 0 && strings.Contains(roles, " ") {
			f.fg, f.attr = 0, f.attr&^faint
		}
		p.faces[roles] = f
	}
	return f
}

// Grounded reports whether a role is told from what is around it by its background.
func (p *Painter) Grounded(role string) bool {
	f := p.face(role)
	return f.bg != 0 || f.attr&reversed != 0
}

func faceOf(s theme.Style) face {
	f := face{fg: colourOf(s.Fg), bg: colourOf(s.Bg)}
	for _, a := range []struct {
		on   bool
		attr attr
	}{{s.Bold, bold}, {s.Faint, faint}, {s.Italic, italic}, {s.Underline, underline}, {s.Reverse, reversed}, {s.Strike, strike}} {
		if a.on {
			f.attr |= a.attr
		}
	}
	return f
}

func colourOf(s string) colour {
	if hex, ok := strings.CutPrefix(s, "#"); ok {
		n, _ := strconv.ParseUint(hex, 16, 24)
		return rgb | colour(n)
	}
	if n, err := strconv.ParseUint(s, 10, 8); err == nil {
		return palette | colour(n)
	}
	return 0
}

// ansi returns the colour as x/ansi writes it: the first sixteen by the short
// codes that follow the terminal's own scheme.
func (c colour) ansi() color.Color {
	n := uint32(c &^ (palette | rgb))
	switch {
	case c&rgb != 0:
		return ansi.RGBColor{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n)}
	case n < 16:
		return ansi.BasicColor(n)
	default:
		return ansi.IndexedColor(n)
	}
}

// escape returns the sequence that sets f and nothing else.
func (p *Painter) escape(f face) string {
	if f == (face{}) {
		return reset
	}
	s, ok := p.sgr[f]
	if !ok {
		style := ansi.NewStyle().Reset()
		for _, a := range []struct {
			attr attr
			set  func(ansi.Style) ansi.Style
		}{
			{bold, ansi.Style.Bold},
			{faint, ansi.Style.Faint},
			{italic, func(s ansi.Style) ansi.Style { return s.Italic(true) }},
			{underline, func(s ansi.Style) ansi.Style { return s.Underline(true) }},
			{reversed, func(s ansi.Style) ansi.Style { return s.Reverse(true) }},
			{strike, func(s ansi.Style) ansi.Style { return s.Strikethrough(true) }},
		} {
			if f.attr&a.attr != 0 {
				style = a.set(style)
			}
		}
		if f.fg != 0 {
			style = style.ForegroundColor(f.fg.ansi())
		}
		if f.bg != 0 {
			style = style.BackgroundColor(f.bg.ansi())
		}
		s = style.String()
		p.sgr[f] = s
	}
	return s
}
