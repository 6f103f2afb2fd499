package suggest

import (
	"slices"
	"strings"

	"stet/annotate"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
)

// literal are the things to which a verb of taking sides does something else: hailed a
// taxi, dismissed the jury, attacked the hill.
var literal = map[string][]string{
	"hail":      {"taxi", "taxis", "cab", "cabs", "rickshaw", "bus", "ride", "car", "boat", "waiter", "ship"},
	"support":   {"child", "children", "kid", "kids", "family", "families", "mother", "father", "parents", "wife", "husband", "roof", "weight", "ceiling", "habit", "himself", "herself", "themselves", "life", "load"},
	"back":      {"car", "truck", "van", "lorry", "loan", "loans", "currency", "bonds", "bicycle"},
	"dismiss":   {"jury", "class", "pupils", "court", "witness", "staff", "students"},
	"attack":    {"hill", "climb", "stage", "slope", "ball", "crops", "leaves", "cells", "liver", "rim", "net", "goal"},
	"champion":  {"bout", "race"},
	"defend":    {"title", "championship", "crown", "belt", "goal", "medal", "corner", "thesis", "dissertation"},
	"blast":     {"horn", "music", "rock", "off"},
	"slam":      {"door", "doors", "brakes", "phone", "lid", "drawer"},
	"embrace":   {"mother", "father", "wife", "husband", "son", "daughter", "brother", "sister", "child", "children"},
	"resist":    {"arrest", "rust", "heat", "temptation"},
	"fight":     {"fire", "fires", "flames", "blaze", "tears", "cold", "sleep"},
	"welcome":   {"guests", "visitors", "baby", "son", "daughter", "travellers", "passengers"},
	"challenge": {"champion", "himself", "herself"},
	"pan":       {"camera", "gold"},
	"trash":     {"room", "car", "house", "office"},
	"battle":    {"cancer", "flames", "fire", "illness", "blaze", "winds", "elements"},
}

// isLiteral reports whether what the cue of q governs is no side that somebody takes.
func isLiteral(q *quotation.Quotation, towards annotate.Ref) bool {
	list := literal[q.Word]
	if list == nil || towards.Kind == annotate.RefName {
		return false
	}
	words := strings.Fields(strings.ToLower(towards.String()))
	for i, w := range words {
		if slices.Contains(endsTarget, w) || w == "of" || w == "in" || w == "outside" || w == "and" {
			words = words[:i]
			break
		}
	}
	return len(words) > 0 && slices.Contains(list, strings.Trim(words[len(words)-1], ".,;"))
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
