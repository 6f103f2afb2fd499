package suggest

import (
	"strings"
	"unicode"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
)

// What is said of somebody or something with a word of praise or blame is a stance of
// who says it: Doe said the plan was reckless.

// copulas are the verbs between what is judged and the judgement.
var copulas = map[string]bool{"is": true, "was": true, "are": true, "were": true, "isn’t": false, "wasn’t": false}

// judged returns the side that the clause which q says takes by such a word, and of
// whom or what that is said. False means that it judges nobody.
func judged(a *model.Article, names *mention.Found, q *quotation.Quotation) (leaning, model.Range, bool) {
	none := func() (leaning, model.Range, bool) { return leaning{}, model.Range{}, false }
	if len(q.Parts) != 1 || q.InSpeech || cues()[q.Word]&asserts == 0 {
		return none()
	}
	part := q.Parts[0]
	text := a.Slice(part)
	at := len(text) - len(strings.TrimLeft(text, "“\"‘'"))
	if strings.HasPrefix(text[at:], "that ") {
		at += len("that ")
	}
	for begin, i := at, 0; i < 9; i++ {
		word, rest, ok := strings.Cut(text[at:], " ")
		if !ok || strings.ContainsAny(word, ",;:.“”\"") && !title.has(strings.ToLower(word)) || rest == "" {
			return none()
		}
		if i > 0 && predicate(word) {
			r := model.Range{Start: part.Start + model.Pos(begin), End: part.Start + model.Pos(at-1)}
			lean, ok := judgement(rest)
			if accuses(q.Word) || !copulas[word] {
				lean, ok = misdeed(text[at:], q.Word)
				ok = ok && (named(a.Slice(r)) || quotation.Somebody(a.Slice(r)))
			}
			return lean, r, ok && bears(a, names, r)
		}
		if w := strings.ToLower(word); endsTarget.has(w) && w != "for" && w != "to" && w != "on" && w != "with" && w != "by" || i == 0 && pronoun.has(w) {
			return none()
		}
		at += len(word) + 1
	}
	return none()
}

// predicate reports whether a word begins what is said of a subject.
func predicate(word string) bool {
	return copulas[word] || word == "had" || word == "has" || word == "have" || cues()[word]&wrong != 0 || quotation.Verb(word) || strings.HasSuffix(word, "ed") && len(word) > 4
}

// misdeed returns the side of who says that somebody did something: what is alleged, and
// what nobody would own up to, such as lied.
func misdeed(text, says string) (leaning, bool) {
	against := leaning{label: kind.Against}
	if accuses(says) {
		return against, true
	}
	for i, w := range strings.Fields(text) {
		w = strings.Trim(w, ".,;:!?”\"")
		switch {
		case cues()[w]&wrong != 0:
			return against, true
		case i > 3 || w != "had" && w != "has" && w != "have" && !strings.HasSuffix(w, "ly") && w != "again":
			return leaning{}, false
		}
	}
	return leaning{}, false
}

// accuses reports whether what a word of saying introduces is held against whom it is
// about.
func accuses(word string) bool { return word == "allege" || word == "charge" || word == "complain" }

// judgement returns the side of a predicate: a disgrace; totally unfit; “a mistake”.
func judgement(text string) (leaning, bool) {
	text, _, _ = strings.Cut(text, ",")
	words := strings.Fields(text)
	denied := len(words) > 0 && words[0] == "not"
	if denied {
		words = words[1:]
	}
	for i := 0; i < min(len(words), 5); i++ {
		w := strings.ToLower(strings.Trim(words[i], ".,;:!?”“\"'’‘"))
		if lean, ok := leanings()["called-"+w]; ok {
			ends := endsJudgement(words, i)
			if denied {
				return leaning{label: kind.Against}, ends && lean.label == kind.Favor // not good enough
			}
			return lean, ends
		}
		if !onlyJudges(words[i]) {
			return leaning{}, false
		}
	}
	return leaning{}, false
}

// bears reports whether r is a name, or a description that can be told from others.
func bears(a *model.Article, names *mention.Found, r model.Range) bool {
	words := strings.Fields(a.Slice(r))
	if len(words) == 0 || quotation.Pronoun(words[0]) && !strings.EqualFold(words[0], "the") && len(words) == 1 {
		return false
	}
	if i := names.At(r.End - 1); i >= 0 && names.Mentions[i].Entity >= 0 && names.Mentions[i].Range.End == r.End {
		return true
	}
	return len(words) > 1 && unicode.IsLetter(rune(words[len(words)-1][0]))
}

// towardsOf makes a Ref of what is judged at r.
func towardsOf(a *model.Article, names *mention.Found, r model.Range) annotate.Ref {
	if m, ok := head(a, names, r); ok {
		e := &names.Entities[m.Entity]
		ref := annotate.NameRef(e.Name, e.Type)
		ref.Words = place(m.Range)
		return ref
	}
	ref := annotate.TopicRef(strings.Join(strings.Fields(a.Slice(r)), " "))
	ref.Words = place(r)
	return ref
}

// judging suggests the stances that such a clause tells.
func judging(a *model.Article, names *mention.Found, q *quotation.Quotation, who quotation.Speaker) (out []Suggestion) {
	lean, r, ok := judged(a, names, q)
	if !ok {
		return nil
	}
	says, _, _ := strings.Cut(strings.TrimLeft(a.Text[r.End:q.Parts[0].End], " “\"‘"), ",")
	if words := strings.Fields(says); len(words) > longestNamed {
		says = strings.Join(words[:longestNamed], " ") + " …"
	}
	for _, holder := range holders(a, names, who) {
		if towards := towardsOf(a, names, r); towards.Kind != annotate.RefName || towards.ID != holder.ID {
			out = append(out, stance(q.Parts[0].Union(q.Cue), holder, towards, lean.label, reason(strings.Trim(says, " .“”\"‘’"), false, holder, towards, lean.label)))
		}
	}
	return out
}
