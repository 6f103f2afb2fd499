package format

import (
	"fmt"
	"strings"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/model"
)

// anew tells of a line that is written otherwise than it was imported.
func (w *bratWriter) anew(a *annotate.Annotation, id, why string) {
	if id != "" {
		w.out.losses = append(w.out.losses, Loss{What: Rewritten, Document: w.page.Name(), ID: a.ID, Detail: id + ": " + why, Kept: true})
	}
}

// mended is a line of an annotation that goes back. A T line whose words are not
// where it says, in no unit, gets the offsets of its words: they were found elsewhere
// when it was imported.
func (w *bratWriter) mended(a *annotate.Annotation, line string) string {
	f := strings.SplitN(line, "\t", 3)
	if len(f) < 3 || f[0] == "" || f[0][0] != 'T' {
		return line
	}
	typ, offsets, _ := strings.Cut(f[1], " ")
	words := strings.TrimSpace(f[2])
	for _, at := range []func(int) (model.Pos, bool){w.page.offsets.PosOfCodePoint, w.page.offsets.PosOfUTF16, w.ofByte} {
		if sameWords(w.wordsAt(offsets, at), words) {
			return line
		}
	}
	for _, pl := range anchor.Places(a) {
		if !found(pl) || !sameWords(strings.TrimSpace(w.page.Article.Slice(pl.Range)), words) {
			continue
		}
		w.anew(a, f[0], "its words are elsewhere")
		var fragments []string
		for _, r := range linesOf(w.page.Article.Text, pl.Range) {
			fragments = append(fragments, fmt.Sprintf("%d %d", w.page.offsets.CodePoint(r.Start), w.page.offsets.CodePoint(r.End)))
		}
		return f[0] + "\t" + typ + " " + strings.Join(fragments, ";") + "\t" + f[2]
	}
	return line
}

func (w *bratWriter) ofByte(n int) (model.Pos, bool) {
	return model.Pos(n), n <= len(w.page.Article.Text)
}

// wordsAt returns the words of the fragments of a T line, "" if absent.
func (w *bratWriter) wordsAt(offsets string, at func(int) (model.Pos, bool)) string {
	var words []string
	for fragment := range strings.SplitSeq(offsets, ";") {
		var start, end int
		if n, _ := fmt.Sscanf(fragment, "%d %d", &start, &end); n != 2 || start < 0 {
			return ""
		}
		from, ok1 := at(start)
		to, ok2 := at(end)
		if !ok1 || !ok2 || to < from {
			return ""
		}
		words = append(words, w.page.Article.Text[from:to])
	}
	return strings.TrimSpace(strings.Join(words, " "))
}
