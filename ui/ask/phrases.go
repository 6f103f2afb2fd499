package ask

import (
	"strings"

	"stet/model"
	"stet/model/segment"
)

// openers begin a noun phrase; closers end one before them.
var (
	openers = wordSet("the a an this that these those his her its their our")
	closers = wordSet(`is are was were be been has have had will would could should may might can must do does did
		who which that whether if while when where because but and or to by from at with for after before during
		until since despite although though as than not said says say saying told`)
	linkers = wordSet("of in on over against between")
)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// nounPhrases cuts from a sentence the stretches that a determiner opens and a
// verb, a conjunction or punctuation closes. A preposition of belonging (*of*,
// *in*) goes on with the phrase where one to three words follow it.
func nounPhrases(a *model.Article, sentence model.Range) []model.Range {
	var out []model.Range
	var at model.Range // the phrase being read
	linked := false    // it ends in a linker so far
	flush := func() {
		if words := strings.Fields(a.Slice(at)); len(words) >= 2 {
			out = append(out, at)
		}
		at, linked = model.Range{}, false
	}
	last := sentence.Start
	for p := sentence.Start; p < sentence.End; {
		w, ok := segment.Word.At(a, p)
		if !ok || w.End <= p {
			p += model.Pos(max(1, len(segment.ClusterAt(a.Text, p))))
			continue
		}
		word := strings.ToLower(a.Slice(w))
		gap := a.Slice(model.Range{Start: last, End: w.Start})
		if !at.Empty() && strings.ContainsAny(gap, ",;:.—–“”\"()") {
			flush()
		}
		switch {
		case openers[word] && (at.Empty() || !linked):
			flush()
			at = w
		case at.Empty():
		case linkers[word]:
			linked = true
		case closers[word] || strings.HasSuffix(word, "ed") && !at.Empty() && len(strings.Fields(a.Slice(at))) > 1:
			flush()
		default:
			at.End, linked = w.End, false
		}
		last, p = w.End, w.End
	}
	flush()
	return out
}
