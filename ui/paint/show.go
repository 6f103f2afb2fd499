package paint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"

	"stet/model/clean"
)

// Terminals disagree about the width of emoji that are made of several code
// points: some draw the whole in two cells, some the parts one by one. Until a
// terminal has said, by answering for mode 2027, that it counts by clusters,
// such an emoji is shown in a form of which all say the same: without the
// variation selector, or by its first code point. Letters are never changed.
const (
	zwj  = '\u200D'
	vs16 = '\uFE0F'
)

// show returns what is on the screen for a cluster of article text.
func (p *Painter) show(cluster string) string {
	return p.stableCluster(clean.Cluster(cluster))
}

// stable returns s with every emoji in its stable form.
func (p *Painter) stable(s string) string {
	if p.method != ansi.WcWidth || plainASCII(s) || !strings.ContainsFunc(s, partOfEmoji) {
		return s
	}
	var b strings.Builder
	for it := graphemes.FromString(s); it.Next(); {
		b.WriteString(p.stableCluster(it.Value()))
	}
	return b.String()
}

func (p *Painter) stableCluster(s string) string {
	if p.method != ansi.WcWidth || len(s) < 4 || !strings.ContainsFunc(s, partOfEmoji) {
		return s
	}
	if ansi.WcWidth.StringWidth(s) == ansi.GraphemeWidth.StringWidth(s) {
		return s
	}
	first, n := utf8.DecodeRuneInString(s)
	forms := []string{strings.ReplaceAll(s, string(vs16), ""), s[:n]}
	if unicode.IsLetter(first) {
		forms = forms[:1]
	}
	for _, form := range forms {
		if w := ansi.GraphemeWidth.StringWidth(form); w > 0 && w == ansi.WcWidth.StringWidth(form) {
			return form
		}
	}
	return s
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// partOfEmoji reports whether r joins or changes an emoji.
func partOfEmoji(r rune) bool {
	return r == zwj || r == vs16 || 0x1F3FB <= r && r <= 0x1F3FF
}
