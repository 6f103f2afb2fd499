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
	"dismiss":   append(slices.Clone(ofCourts), "jury", "class", "pupils", "court", "witness", "staff", "students"),
	"decline":   {"comment", "interview", "interviews", "request", "requests", "invitation", "invitations", "details", "percent"},
	"spurn":     {"chance", "chances", "penalty"},
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

// deities are whom believers praise, which is no side that they take.
var deities = []string{"god", "lord", "allah", "jesus", "christ", "heaven", "heavens", "goodness", "gods", "almighty"}

// ofCourts are what a court dismisses without taking a side.
var ofCourts = []string{"case", "cases", "charge", "charges", "suit", "lawsuit", "appeal", "complaint", "petition", "indictment", "count", "counts", "claims"}

// judge reports whether a description is of a court or who sits in one.
func judge(name string) bool {
	for _, w := range wordsOf(name) {
		switch w {
		case "judge", "judges", "court", "tribunal", "magistrate", "justices", "justice", "panel", "courts":
			return true
		}
	}
	return false
}

// isLiteral reports whether what the cue of q governs is no side that somebody takes.
func isLiteral(q *quotation.Quotation, towards annotate.Ref) bool {
	words := strings.Fields(strings.ToLower(towards.String()))
	for i, w := range words[:min(len(words), 2)] {
		if slices.Contains(deities, strings.Trim(w, ".,;!")) && (i == 0 || words[0] == "the") && (i+1 == len(words) || strings.ContainsAny(w, ".,;!") || slices.Contains(endsTarget, words[i+1]) || words[i+1] == "in") {
			return true
		}
	}
	list := literal[q.Word]
	if list == nil || towards.Kind == annotate.RefName {
		return false
	}
	if q.Word == "dismiss" && !judge(q.Speaker.Name) {
		list = list[len(ofCourts):]
	}
	for i, w := range words {
		if slices.Contains(endsTarget, w) || w == "of" || w == "in" || w == "outside" || w == "and" || w == "against" {
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
