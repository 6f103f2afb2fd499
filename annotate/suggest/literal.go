package suggest

import (
	"slices"
	"strings"

	"stet/annotate"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
)

// isLiteral reports whether what the cue of q governs is no side that somebody takes.
func isLiteral(q *quotation.Quotation, towards annotate.Ref) bool {
	words := strings.Fields(strings.ToLower(towards.String()))
	for i, w := range words[:min(len(words), 2)] {
		if deities.has(strings.Trim(w, ".,;!")) && (i == 0 || words[0] == "the") && (i+1 == len(words) || strings.ContainsAny(w, ".,;!") || endsTarget.has(words[i+1]) || words[i+1] == "in") {
			return true
		}
	}
	list := literal()[q.Word]
	if list == nil || towards.Kind == annotate.RefName {
		return false
	}
	for i, w := range words {
		if endsTarget.has(w) || w == "of" || w == "in" || w == "outside" || w == "and" || w == "against" {
			words = words[:i]
			break
		}
	}
	if len(words) == 0 {
		return false
	}
	last := strings.Trim(words[len(words)-1], ".,;")
	return slices.Contains(list, last) || q.Word == "dismiss" && ofCourts.has(last) && slices.ContainsFunc(wordsOf(q.Speaker.Name), courts.has)
}

// neither returns the two holders that take no side before s: Neither Doe nor Roe backs it.
func neither(a *model.Article, names *mention.Found, s quotation.Speaker) (annotate.Ref, bool) {
	if s.Range.Empty() {
		return annotate.Ref{}, false
	}
	from := max(0, s.Range.Start-80)
	before, is := strings.CutSuffix(a.Text[from:s.Range.Start], " nor ")
	at := strings.LastIndex(before, "either ")
	if !is || at < 1 || strings.ContainsAny(before[at:], ".;:\n“”") {
		return annotate.Ref{}, false
	}
	r := model.Range{Start: from + model.Pos(at+len("either ")), End: from + model.Pos(len(before))}
	if i := names.At(r.End - 1); i >= 0 && names.Mentions[i].Entity >= 0 && r.Covers(names.Mentions[i].Range) {
		m := &names.Mentions[i]
		return speaker(a, names, quotation.Speaker{Range: m.Range, Entity: m.Entity}), true
	}
	if words := a.Slice(r); quotation.Somebody(words) && !quotation.Pronoun(words) {
		return speaker(a, names, quotation.Speaker{Range: r, Entity: -1, Name: words}), true
	}
	return annotate.Ref{}, false
}
