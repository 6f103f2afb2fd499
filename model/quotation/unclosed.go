package quotation

import (
	"unicode"
	"unicode/utf8"

	"stet/model"
)

// closeBeforeCue ends a stretch that never closes where words of saying follow a
// comma in it: “We are ready, Doe said. She left.
func (f *finder) closeBeforeCue(m *stretch) {
	f.inner = f.lex.tokenize(f.inner[:0], f.a.Text, int(m.Start), int(m.End))
	for i := range f.inner {
		t := &f.inner[i]
		if !t.is(cPunct) || t.sign != ',' && t.sign != '?' && t.sign != '!' || !cueFollows(f.inner[i+1:], f.lex, false) {
			continue
		}
		m.End, m.cut = model.Pos(t.end), beforeCue
		return
	}
}

// A cut says why an unclosed stretch ends where it does.
type cut uint8

const (
	atEdge    cut = iota // the end of its block
	atMark               // another mark opens
	beforeCue            // words of saying follow
)

var cutNames = [...]string{atEdge: "end of the paragraph", atMark: "before the next quotation mark", beforeCue: "before the words of saying"}

// ends lists where the words of an unclosed stretch may end, in text order.
func (f *finder) ends(m *stretch) []End {
	var out []End
	text := f.a.Text[m.Start:m.End]
	add := func(at int, why string) {
		end := trimRight(text, 0, at)
		if p := m.Start + model.Pos(end); end > 0 && (len(out) == 0 || p > out[len(out)-1].Pos) {
			out = append(out, End{Pos: p, Why: why})
		}
	}
	dash, stop := dashIn(text), sentenceEndIn(text)
	if dash > 0 && (stop < 0 || dash < stop) {
		add(dash, "before the dash")
	}
	if stop > 0 {
		add(stop, "end of the sentence")
	}
	add(len(text), cutNames[m.cut])
	return out
}

// dashIn returns the place of the first dash after a blank in text, or -1.
func dashIn(text string) int {
	for i, r := range text {
		if (r == '—' || r == '–') && i > 0 && text[i-1] == ' ' {
			return i
		}
	}
	return -1
}

// sentenceEndIn returns the place after the first full stop before a capital, or -1.
func sentenceEndIn(text string) int {
	for i := 0; i+2 < len(text); i++ {
		if c := text[i]; (c == '.' || c == '!' || c == '?') && text[i+1] == ' ' {
			if r, _ := utf8.DecodeRuneInString(text[i+2:]); unicode.IsUpper(r) {
				return i + 1
			}
		}
	}
	return -1
}
