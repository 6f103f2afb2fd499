package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
)

// The labels of check-worthiness: ClaimBuster (Hassan et al. 2017).
const (
	NFS = "NFS" // no statement of fact: nothing is suggested
	UFS = "UFS" // a fact that few would check
	CFS = "CFS" // a fact worth checking
)

// claims suggests what q asserts, one claim a sentence.
func claims(a *model.Article, names *mention.Found, q *quotation.Quotation) []Suggestion {
	if q.InSpeech || q.Speaker.Entity < 0 && !described(a, q) || q.Content == quotation.Infinitive || q.Content == quotation.Phrase {
		return nil
	}
	if q.Word != "" && cues()[q.Word]&asserts == 0 {
		return nil
	}
	var out []Suggestion
	for _, r := range statements(a, q) {
		label, why := worth(a.Slice(r))
		if label == NFS {
			continue
		}
		out = append(out, Suggestion{
			Annotation: annotate.Annotation{
				Target: annotate.Target{Place: *place(r)},
				Body: &kind.Claim{
					Claimant: speaker(a, names, q.Speaker), CheckWorthiness: label,
					ToldBy: kind.ToldByArticle, Status: kind.ToCheck,
				},
				Origin: annotate.Origin{Generator: Engine},
			},
			Why:      label + ": " + why,
			Indirect: !q.Said(),
		})
	}
	return out
}

// described reports whether the speaker of q is said to be somebody, if not by
// name: neither a pronoun nor a number.
func described(a *model.Article, q *quotation.Quotation) bool {
	words := strings.Fields(a.Slice(q.Speaker.Range))
	return len(words) > 1 || len(words) == 1 && !quotation.Pronoun(words[0]) && unicode.IsLetter([]rune(words[0])[0])
}

// statements returns the sentences of a quotation's content without marks, a
// that before them, or end punctuation.
func statements(a *model.Article, q *quotation.Quotation) []model.Range {
	var out []model.Range
	for _, p := range q.Parts {
		if len(q.Ends) > 0 { // only what is certain
			p.End = min(p.End, q.Ends[0].Pos)
		}
		if p.Empty() {
			continue
		}
		text := a.Text[p.Start:p.End]
		lo := 0
		for i := range len(text) {
			if !endsSentence(text, i) && i+1 < len(text) {
				continue
			}
			if r, ok := bare(a.Text, model.Range{Start: p.Start + model.Pos(lo), End: p.Start + model.Pos(i+1)}); ok {
				out = append(out, r)
			}
			lo = i + 1
		}
	}
	return out
}

// endsSentence reports whether a sentence ends with the byte at i: a full stop
// before a blank and a capital letter.
func endsSentence(text string, i int) bool {
	if c := text[i]; c != '.' && c != '!' && c != '?' || i+2 >= len(text) || text[i+1] != ' ' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i+2:])
	return unicode.IsUpper(r) && i > 2 && text[i-2] != ' ' && text[i-2] != '.'
}

// bare takes quotation marks, a leading that and outer punctuation off a range.
// False means that too little is left to be a statement, or that it asks.
func bare(text string, r model.Range) (model.Range, bool) {
	s := text[r.Start:r.End]
	if strings.HasSuffix(strings.TrimRight(s, "\"'”’» "), "?") {
		return r, false
	}
	outer := func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("$£€%)", c)
	}
	left := strings.TrimLeftFunc(s, outer)
	if len(left) > 5 && strings.EqualFold(left[:5], "that ") {
		left = strings.TrimLeftFunc(left[5:], outer)
	}
	r.Start += model.Pos(len(s) - len(left))
	r.End = r.Start + model.Pos(len(strings.TrimRightFunc(left, outer)))
	return r, r.Len() > 0 && len(strings.Fields(text[r.Start:r.End])) >= 4
}

// worth labels a sentence by the cues in it and names them.
func worth(sentence string) (label, why string) {
	var seen cueClass
	first := map[cueClass]string{}
	for i, w := range wordsOf(sentence) {
		c := cues()[w]
		if amount(w) {
			c |= number
		}
		if i == 0 && (c&frees != 0 || question[w]) {
			return NFS, ""
		}
		if i < 3 && (w == "i" || w == "we") && c == 0 {
			first[frees] = w
		}
		for _, k := range []cueClass{number, compare, cause, past, frees} {
			if c&k != 0 && seen&k == 0 {
				seen |= k
				first[k] = w
			}
		}
	}
	if seen&frees != 0 {
		return NFS, ""
	}
	for _, k := range []struct {
		class cueClass
		name  string
	}{{number, "an amount"}, {cause, "a cause"}, {compare, "a comparison"}} {
		if seen&k.class != 0 && (k.class != compare || seen&past != 0) {
			return CFS, k.name + ", " + first[k.class]
		}
	}
	if seen&past != 0 {
		return UFS, "something that was, " + first[past]
	}
	return NFS, ""
}

// question are words that begin no statement.
var question = map[string]bool{"what": true, "why": true, "how": true, "who": true, "when": true, "where": true, "whether": true, "which": true}

// amount reports whether w is a number that counts or measures: no year, no
// ordinal, no name with a number in it.
func amount(w string) bool {
	n := strings.TrimRight(strings.TrimLeft(w, "$£€"), "%0123456789")
	return w != "" && strings.ContainsAny(w, "0123456789") && strings.Trim(n, ".,0123456789") == "" && !year(w)
}

// year reports whether w is a year and no amount.
func year(w string) bool {
	return len(w) == 4 && (strings.HasPrefix(w, "17") || strings.HasPrefix(w, "18") || strings.HasPrefix(w, "19") || strings.HasPrefix(w, "20")) && strings.Trim(w, "0123456789") == ""
}
