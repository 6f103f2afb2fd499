package kind

import (
	"cmp"
	"fmt"
	"strings"

	"stet/annotate"
)

var stanceKind = row(Kind{
	Name: "stance", Title: "stance", Sign: "S",
	Command: "stance", Key: "s", Asks: "a stance: who is for or against what?", Layer: "s", // ]s is a sentence
	Motivation: "classifying", Type: "stet:Stance", Found: true, Depth: 2,
	Units: []string{"sentence"},
	Needs: []string{"holder", "target", "label"},
	New:   func() annotate.Body { return &Stance{Scheme: SemEval6} },
	Parts: []Part{{Name: "body", Type: "stet:Stance", Begin: func(b annotate.Body) { b.(*Stance).Scheme = "" }}},
	Table: []Field{
		name("holder", "holder", func(s *Stance) *annotate.Ref { return &s.Holder }),
		name("target", "stanceTarget", func(s *Stance) *annotate.Ref { return &s.Towards }),
		choice("stance", "stance", func(s *Stance) *string { return &s.Stance }),
		text("scheme", "stanceScheme", func(s *Stance) *string { return &s.Scheme }),
		toldBy(func(s *Stance) *string { return &s.ToldBy }),
		reference("on_claim", "onClaim", func(s *Stance) *string { return &s.OnClaim }),
	},
})

// SemEval6 is the stance scheme of SemEval-2016 Task 6 (Mohammad et al., S16-1003):
// FAVOR, AGAINST, NONE.
const SemEval6 = "stet:scheme-semeval2016-6"

// The labels of [SemEval6].
const (
	Favor   = "FAVOR"
	Against = "AGAINST"
	Neither = "NONE"
)

// A Stance is how a holder is towards somebody or something. Several
// holders of one stance are several annotations, made by one edit.
type Stance struct {
	Holder  annotate.Ref
	Towards annotate.Ref
	Stance  string // a label of Scheme
	Scheme  string
	ToldBy  string // [ToldByArticle], or the ID of the quote in which the holder says it
	OnClaim string // ID of the claim it is about, ""
}

func (s *Stance) Kind() string              { return stanceKind.Name }
func (s *Stance) Label() string             { return s.Stance }
func (s *Stance) Refs() []annotate.Role     { return stanceKind.roles(s) }
func (s *Stance) Places() []*annotate.Place { return places(nil, &s.Holder, &s.Towards) }
func (s *Stance) Encode(w *Writer)          { stanceKind.encode(w, s) }
func (s *Stance) Decode(e *Element)         { stanceKind.decode(e, s) }

func (s *Stance) Clone() annotate.Body {
	c := *s
	c.Holder, c.Towards = s.Holder.Clone(), s.Towards.Clone()
	return &c
}

// Gloss says in the margin who is for (+), against (−) or neither (·), or by the
// label of another scheme, towards what.
func (s *Stance) Gloss() string {
	sign := map[string]string{Favor: "+", Against: "−", Neither: "·", "": "?"}[s.Stance]
	if sign == "" {
		sign = s.Stance
	}
	return s.Holder.String() + " " + sign + " " + s.Towards.String()
}

// Brief says who is for or against what, in a few words.
func (s *Stance) Brief() string {
	how := map[string]string{Neither: "neither for nor against", "": "towards"}[s.Stance]
	return strings.Join(strings.Fields(s.Holder.String()+" "+cmp.Or(how, Word(s.Stance))+" "+s.Towards.String()), " ")
}

// Spoken says who is for or against what, as a sentence.
func (s *Stance) Spoken(name Naming) string {
	who, what := cmp.Or(name(s.Holder), "somebody"), cmp.Or(name(s.Towards), "something")
	verb := map[string]string{Favor: "is for", Against: "is against", Neither: "is neither for nor against", "": "has a stance on"}[s.Stance]
	if verb == "" {
		verb = fmt.Sprintf("has the stance %s towards", s.Stance)
	}
	about := ""
	if s.OnClaim != "" {
		about = fmt.Sprintf("about %s", name(annotate.Ref{Kind: annotate.RefAnnotation, ID: s.OnClaim}))
	}
	return spoken(who+" "+verb+" "+what, about, told(name, s.ToldBy))
}
