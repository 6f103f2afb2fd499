package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"

	"stet/model"
)

// clusterAt returns the grapheme cluster that begins at p, "" at the end.
func clusterAt(text string, p model.Pos) string {
	if int(p) >= len(text) {
		return ""
	}
	if c := text[p]; c < utf8.RuneSelf && (int(p)+1 >= len(text) || text[p+1] < utf8.RuneSelf) && c != '\r' {
		return text[p : p+1]
	}
	g, _, _, _ := uniseg.FirstGraphemeClusterInString(text[p:], -1)
	return g
}

// previousCluster returns where the cluster before p begins. It looks back at
// most within the block, since no cluster crosses a line end.
func previousCluster(a *model.Article, p model.Pos) model.Pos {
	if p <= 0 {
		return 0
	}
	from := max(0, p-64)
	for from > 0 && !utf8.RuneStart(a.Text[from]) {
		from--
	}
	at := from
	for {
		c := clusterAt(a.Text, at)
		if c == "" || at+model.Pos(len(c)) >= p {
			return at
		}
		at += model.Pos(len(c))
	}
}

// plainLetter is the first letter of s in lower case and without its accent.
func plainLetter(s string) rune {
	for _, c := range norm.NFD.String(firstRune(s)) {
		return unicode.ToLower(c)
	}
	return 0
}

func firstRune(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

// excerpt is the beginning of some words in one line, in quotation marks, at
// most n code points long.
func excerpt(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.Trim(s, "“”\"„")
	if r := []rune(s); len(r) > n {
		s = strings.TrimRight(string(r[:n-1]), " ,.;") + "…"
	}
	return "“" + s + "”"
}
