package suggest

import (
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
)

// stance suggests how the speaker of q stands towards its content, where the
// cue is a word of support or opposition and the holder has a name.
func stance(a *model.Article, names *mention.Found, q *quotation.Quotation) (Suggestion, bool) {
	lean, ok := leanings()[q.Word]
	if !ok || q.InSpeech || q.Content != quotation.Phrase || q.Speaker.Entity < 0 || len(q.Parts) != 1 {
		return Suggestion{}, false
	}
	label := lean.label
	how := "a word of support"
	if label == kind.Against {
		how = "a word of opposition"
	}
	switch before := governing(a, q); {
	case before == unsure:
		return Suggestion{}, false
	case before == denied && lean.denied == "":
		return Suggestion{}, false
	case before == denied:
		label, how = lean.denied, how+", denied"
	}
	holder := speaker(a, names, q.Speaker)
	towards, end, ok := target(a, names, q)
	if !ok || towards.Kind == annotate.RefName && towards.ID == holder.ID {
		return Suggestion{}, false
	}
	at := model.Range{Start: q.Cue.Start, End: end}
	if s := q.Speaker.Range; s.Start < q.Cue.Start && a.BlockAt(s.Start) == a.BlockAt(q.Cue.Start) {
		at.Start = s.Start
	}
	return Suggestion{
		Annotation: annotate.Annotation{
			Target: annotate.Target{Place: *place(at)},
			Body:   &kind.Stance{Holder: holder, Towards: towards, Stance: label, Scheme: kind.SemEval6, ToldBy: kind.ToldByArticle},
			Origin: annotate.Origin{Generator: Engine},
		},
		Why: label + ": " + a.Slice(q.Cue) + ", " + how,
	}, true
}

// A mood says how the words before a cue change what it says.
type mood uint8

const (
	plain mood = iota
	denied
	unsure // would, could, asked to: nobody has taken a stand
)

// What may stand between a holder and the cue, by what it does to the stance.
var (
	denies  = []string{"not", "never", "no", "longer", "neither", "refused", "refuses", "refusing", "declined", "declines", "failed", "stopped", "without", "hardly"}
	doubts  = []string{"would", "could", "may", "might", "should", "must", "if", "whether", "can", "urged", "asked", "called", "expected", "said", "reportedly"}
	commits = []string{"pledged", "vowed", "promised", "agreed", "continues", "continued", "decided", "refused", "refuses", "refusing", "declined", "declines", "failed", "wants", "wanted", "voted", "came", "rushed"}
)

// governing reads the words between the holder and the cue.
func governing(a *model.Article, q *quotation.Quotation) mood {
	s := q.Speaker.Range
	if s.End > q.Cue.Start || a.BlockAt(s.Start) != a.BlockAt(q.Cue.Start) {
		return plain
	}
	if before := wordsOf(a.Text[max(0, s.Start-12):s.Start]); len(before) > 0 && (before[len(before)-1] == "if" || before[len(before)-1] == "whether") {
		return unsure
	}
	between := a.Text[s.End:q.Cue.Start]
	if cut := strings.LastIndexAny(between, ",;—–"); cut >= 0 {
		between = between[cut:] // an apposition lies between
	}
	words := wordsOf(between)
	if len(words) > 12 {
		words = words[len(words)-12:]
	}
	var m mood
	for i, w := range words {
		switch {
		case slices.Contains(denies, w) || strings.HasSuffix(w, "n’t"):
			m = denied
		case slices.Contains(doubts, w):
			return unsure
		case w == "to" && (i == 0 || !slices.Contains(commits, words[i-1])):
			return unsure
		}
	}
	return m
}

// endsTarget are the words at which a target's phrase ends.
var endsTarget = []string{
	"that", "which", "who", "whom", "because", "after", "while", "when", "for", "as", "alongside", "with", "despite",
	"on", "over", "during", "before", "by", "but", "if", "since", "amid", "at", "even", "last", "this", "to",
}

// target returns what the content of q names or describes, and where that ends.
func target(a *model.Article, names *mention.Found, q *quotation.Quotation) (annotate.Ref, model.Pos, bool) {
	p := q.Parts[0]
	if len(q.Ends) > 0 {
		return annotate.Ref{}, 0, false
	}
	r := model.Range{Start: p.Start, End: phraseEnd(a.Text, p, q.Word == "accuse")}
	if r.Len() < 3 {
		return annotate.Ref{}, 0, false
	}
	if m, ok := head(a, names, r); ok {
		e := &names.Entities[m.Entity]
		ref := annotate.NameRef(e.Name, e.Type)
		ref.Words = place(m.Range)
		return ref, m.Range.End, true
	}
	words := strings.Fields(a.Slice(r))
	if len(words) > 12 || len(words) < 2 || pronoun[strings.ToLower(words[0])] {
		return annotate.Ref{}, 0, false
	}
	ref := annotate.TopicRef(strings.Join(words, " "))
	ref.Words = place(r)
	return ref, r.End, true
}

// pronoun are words that begin a target nobody can name.
var pronoun = map[string]bool{"it": true, "them": true, "him": true, "her": true, "himself": true,
	"herself": true, "themselves": true, "what": true, "how": true, "this": true, "that": true, "those": true, "these": true,
	"another": true, "others": true, "up": true, "down": true, "out": true, "off": true, "anything": true, "nothing": true, "everything": true}

// phraseEnd returns where the noun phrase at the start of p ends.
func phraseEnd(text string, p model.Range, accuse bool) model.Pos {
	at := p.Start
	for at < p.End {
		word := text[at:p.End]
		next := strings.IndexByte(word, ' ')
		if next >= 0 {
			word = word[:next]
		}
		bare := strings.ToLower(strings.Trim(word, ",;:.—–\"“”'"))
		if at > p.Start && (bare == "" || slices.Contains(endsTarget, bare) || accuse && bare == "of") {
			return at - 1
		}
		if trimmed := strings.TrimRight(word, ",;:.”\""); len(trimmed) < len(word) {
			return at + model.Pos(len(trimmed))
		}
		if next < 0 {
			return p.End
		}
		at += model.Pos(next) + 1
	}
	return p.End
}

// head returns the name that a phrase consists of, but for determiners and a
// possessive before it: the LNA, Haftar’s LNA.
func head(a *model.Article, names *mention.Found, r model.Range) (mention.Mention, bool) {
	i := names.At(r.End - 1)
	if i < 0 || names.Mentions[i].Entity < 0 {
		return mention.Mention{}, false
	}
	m := names.Mentions[i]
	if m.Range.End != r.End {
		return mention.Mention{}, false
	}
	before := strings.TrimSpace(a.Text[r.Start:max(r.Start, m.Range.Start)])
	if before == "" || before == "the" {
		return m, true
	}
	if o := names.At(r.Start); o >= 0 && names.Mentions[o].Range.Start == r.Start {
		rest := strings.TrimSpace(a.Text[names.Mentions[o].Range.End:max(names.Mentions[o].Range.End, m.Range.Start)])
		return m, rest == "’s" || rest == "'s"
	}
	return mention.Mention{}, false
}
