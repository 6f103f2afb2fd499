package suggest

import (
	"slices"
	"strings"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
)

// stances suggests how who speaks in q is towards its content, where the cue takes
// a side and the holder has a name or is somebody.
func stances(a *model.Article, names *mention.Found, q *quotation.Quotation, who quotation.Speaker) (out []Suggestion) {
	if len(q.Parts) != 1 || q.InSpeech && q.Speaker.Entity < 0 && (quotation.Pronoun(who.Name) || !quotation.Somebody(who.Name)) {
		return nil
	}
	if q.Content != quotation.Phrase {
		return judging(a, names, q, who)
	}
	label, part, ok := side(a, names, q)
	if !ok {
		return nil
	}
	all := holders(a, names, who)
	if first, is := neither(a, names, who); is && len(all) == 1 {
		all = append([]annotate.Ref{first}, all...)
	}
	for _, holder := range all {
		towards, end, ok := target(a, names, q, part)
		if !ok || towards.Kind == annotate.RefName && towards.ID == holder.ID || isLiteral(q, towards) {
			continue
		}
		at := model.Range{Start: q.Cue.Start, End: end}.Union(q.Cue)
		if part.End <= q.Cue.Start {
			at.Start = part.Start
		}
		if s := who.Range; a.BlockAt(s.Start) == a.BlockAt(q.Cue.Start) {
			at = at.Union(s)
		}
		out = append(out, stance(at, holder, towards, label, reason(a.Slice(q.Cue), governing(a, q) == denied, holder, towards, label)))
	}
	return out
}

func stance(at model.Range, holder, towards annotate.Ref, label, why string) Suggestion {
	return Suggestion{
		Annotation: annotate.Annotation{
			Target: annotate.Target{Place: *place(at)},
			Body:   &kind.Stance{Holder: holder, Towards: towards, Stance: label, Scheme: kind.SemEval6, ToldBy: kind.ToldByArticle},
			Origin: annotate.Origin{Generator: Engine},
		},
		Why: why,
	}
}

// side returns the label of the side that q's cue takes and the part of its content
// towards which. False means that it takes none.
func side(a *model.Article, names *mention.Found, q *quotation.Quotation) (string, model.Range, bool) {
	part := q.Parts[0]
	cue := strings.ToLower(a.Slice(q.Cue))
	lean, ok := leanings()[q.Word+"-"+cue[strings.LastIndexByte(cue, ' ')+1:]]
	if !ok {
		lean, ok = leanings()[q.Word]
	}
	switch q.Word {
	case "call", "label", "brand", "dub", "describe", "portray", "characterize", "characterise", "depict", "see", "view", "regard":
		lean, part, ok = called(a.Text, part)
	case "blame":
		part = blamedOn(a, names, part)
	}
	if !ok || violent(a, q) {
		return "", part, false
	}
	switch before := governing(a, q); {
	case before == unsure, before == denied && lean.denied == "":
		return "", part, false
	case before == denied:
		return lean.denied, part, !anyone(a.Slice(part))
	}
	return lean.label, part, true
}

// anyone reports whether a phrase means none in particular: who has not endorsed a
// candidate is against none.
func anyone(text string) bool {
	first, _, _ := strings.Cut(strings.ToLower(text), " ")
	return first == "a" || first == "an" || first == "any" || first == "either" || first == "anyone" || first == "anybody"
}

// violent reports whether the attack of a cue is no matter of words: a bomb attack on.
func violent(a *model.Article, q *quotation.Quotation) bool {
	if q.Word != "attack" {
		return false
	}
	before := wordsOf(a.Text[max(0, q.Cue.Start-24):q.Cue.Start])
	if slices.ContainsFunc(wordsOf(q.Speaker.Name), fighters.has) {
		return true
	}
	return slices.ContainsFunc(before[max(0, len(before)-3):], armed.has)
}

// blamedOn returns who is to blame: the men on whom Doe blamed the fire. It is part
// itself where that names who is blamed.
func blamedOn(a *model.Article, names *mention.Found, part model.Range) model.Range {
	before, after, found := strings.Cut(a.Slice(part), " on ")
	found = found && !strings.Contains(before, " for ")
	at := part.Start + model.Pos(len(before))
	if i := names.At(max(at, 1) - 1); !found || i >= 0 && names.Mentions[i].Entity >= 0 && names.Mentions[i].Range.End == at {
		return part
	}
	first, _, _ := strings.Cut(strings.ToLower(after), " ")
	if weekdays.has(strings.Trim(first, ",.")) || strings.ContainsAny(before, ",;") {
		return part
	}
	return model.Range{Start: at + model.Pos(len(" on ")), End: part.End}
}

// called returns the side of who calls something by a word of praise or blame, and
// what is called so: called the plan reckless.
func called(text string, part model.Range) (leaning, model.Range, bool) {
	words := strings.Fields(text[part.Start:part.End])
	for i := 1; i < min(len(words), 12); i++ {
		w := strings.ToLower(strings.Trim(words[i], ".,;:!?”“\"'’‘"))
		lean, ok := leanings()["called-"+w]
		if ends := endsJudgement(words, i) || onlyJudges(words[i-1]) && !strings.HasSuffix(words[i-1], "ly"); !ok || !ends {
			continue
		}
		n := i
		for n > 1 && onlyJudges(words[n-1]) {
			n--
		}
		part.End = part.Start
		for k, w := range words[:n] {
			if k > 0 {
				part.End += model.Pos(strings.Index(text[part.End:], w))
			}
			part.End += model.Pos(len(w))
		}
		return lean, part, true
	}
	return leaning{}, part, false
}

// endsJudgement reports whether the word of praise or blame at i is the last of what is
// said: a disgrace; “reckless” and left.
func endsJudgement(words []string, i int) bool {
	last, _ := utf8.DecodeLastRuneInString(words[i])
	return i+1 == len(words) || strings.ContainsRune(".,;:!?\"”’", last) || endsTarget.has(words[i+1]) || words[i+1] == "and" || words[i+1] == "in"
}

// onlyJudges reports whether a word before what something is called goes with that: a,
// totally, “an, as.
func onlyJudges(w string) bool {
	return w == "a" || w == "an" || w == "as" || w == "the" || strings.HasSuffix(w, "ly") || w == "very" || w == "so" || startsQuote(w)
}

// A mood says how the words before a cue change what it says.
type mood uint8

const (
	plain mood = iota
	denied
	unsure // would, could, asked to: nobody has taken a are
)

// governing reads the words between the holder and the cue.
func governing(a *model.Article, q *quotation.Quotation) mood {
	s := q.Speaker.Range
	if p := q.Parts[0]; p.End <= q.Cue.Start { // in the passive
		s = p
	}
	if s.End > q.Cue.Start || a.BlockAt(s.Start) != a.BlockAt(q.Cue.Start) {
		return plain
	}
	if before := wordsOf(a.Text[max(0, s.Start-16):s.Start]); len(before) > 0 && (before[len(before)-1] == "if" || before[len(before)-1] == "whether" || strings.HasPrefix(before[len(before)-1], "accus")) {
		return unsure
	}
	if words := strings.Fields(a.Text[max(0, s.Start-12):s.Start]); len(words) > 0 && asks.has(words[len(words)-1]) {
		return unsure // Did she back it?
	}
	switch before := wordsOf(a.Text[max(0, s.Start-20):s.Start]); {
	case slices.Contains(before[max(0, len(before)-2):], "nor"): // nor did she back
		return denied
	case slices.ContainsFunc(before[max(0, len(before)-2):], func(w string) bool { return strings.HasPrefix(w, "denie") || w == "denying" }):
		return unsure // denied that she backed
	}
	between := a.Text[s.End:q.Cue.Start]
	if cut := strings.LastIndex(between, " and "); cut >= 0 && (quotation.Verb(a.Slice(q.Cue)) || strings.HasSuffix(a.Slice(q.Cue), "ed")) && len(strings.Fields(between[cut:])) < 3 {
		between = between[cut:] // a verb of its own
	}
	if cut := strings.LastIndexAny(between, ",;—–"); cut >= 0 {
		between = between[cut:] // an apposition lies between
	}
	words := wordsOf(ownClause(between))
	if len(words) > 12 {
		words = words[len(words)-12:]
	}
	var m mood
	for i, w := range words {
		switch {
		case i+1 < len(words) && (words[i+1] == "just" || words[i+1] == "only" || words[i+1] == "merely") && (w == "not" || strings.HasSuffix(w, "n’t")):
			// and more than that
		case denies.has(w) || strings.HasSuffix(w, "n’t"):
			m = denied
		case (w == "would" || w == "will" || w == "could") && i+1 < len(words) && (words[i+1] == "not" || words[i+1] == "never"):
			// she would not back it
		case w == "once" && i+1 < len(words) && (words[i+1] == "again" || words[i+1] == "more"):
			// once again backed it
		case doubts.has(w), q.Word == "against" && dropped.has(w):
			return unsure
		case w == "to" && (i == 0 || hopes.has(words[i-1])):
			return unsure
		}
	}
	return m
}

// ownClause returns what of the words before a cue is in its own clause: before in
// called for calm before attacking.
func ownClause(between string) string {
	t := strings.TrimSpace(between)
	last := t[strings.LastIndexByte(t, ' ')+1:]
	switch last {
	case "before", "after", "while", "when", "by":
		return last
	}
	return between
}
