package sheet

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/quotation"
	"stet/ui/pane"
)

// Copy returns an item that stays what it was when the list is made anew.
func (it *Item) Copy() *Item {
	if it == nil {
		return nil
	}
	c := *it
	return &c
}

// Worth says in words why a claim was found worth checking; "" for what is no
// found claim.
func (it *Item) Worth() string {
	c := kind.AsClaim(it.Note)
	if c == nil || !it.Found {
		return ""
	}
	if it.Machine != "" {
		return strings.Trim(kind.Word(c.CheckWorthiness)+": "+it.Why, ": ")
	}
	return fmt.Sprintf("%s: %s (score %.2f)", kind.Word(c.CheckWorthiness), it.Why, it.Note.Origin.Score)
}

// An Item is something that is in the text: an annotation of your own, of
// somebody else, or a suggestion.
type Item struct {
	Note  *annotate.Annotation
	Ends  []quotation.End // a suggestion whose end is not sure
	Why   string
	Found bool   // a suggestion, not decided on yet
	By    string // the other annotator, "" for your own and for suggestions
	// Machine names the machines that suggest it, "" where the program found it.
	Machine string
}

// Suggester names the machines that suggest an item, with how sure they are; "" where
// the program found it.
func (it *Item) Suggester() string {
	if !it.Found || it.Machine == "" {
		return ""
	}
	return strings.TrimSpace(it.Machine + " " + annotate.FormatScore(it.Note.Origin.Score))
}

// Range is the words that it is about.
func (it *Item) Range() model.Range { return it.Note.Target.Range }

// same reports whether two items are the same thing to a person, though the
// list may have been made anew in between.
func (it *Item) same(o *Item) bool {
	if it.Machine != "" && o.Machine != "" { // machines may say several things of the same words
		return it.Note.ID == o.Note.ID
	}
	if it.Found || o.Found {
		return it.Found == o.Found && it.Note.Kind() == o.Note.Kind() && it.Range() == o.Range()
	}
	return it.Note.ID == o.Note.ID
}

// Gloss is whom an item speaks of and what it says of them.
func (it *Item) Gloss() string {
	var b strings.Builder
	for _, x := range it.says() {
		b.WriteString(x.Text)
	}
	return b.String()
}

// says is what a gloss is made of: for and against and a verdict have roles of their
// own.
func (it *Item) says() []Detail {
	out := it.said()
	if who := it.Suggester(); who != "" {
		out = append(out, Detail{Text: "  " + who})
	}
	return out
}

func (it *Item) said() []Detail {
	whole := []Detail{{Text: cmp.Or(it.Note.Comment, strings.Join(it.Note.Tags, ", "))}}
	if b, ok := it.Note.Body.(interface{ Gloss() string }); ok {
		whole = []Detail{{Text: b.Gloss()}}
	}
	if b := kind.AsStance(it.Note); b != nil {
		sign, role := pane.Stance(b.Stance)
		if who, towards, ok := strings.Cut(whole[0].Text, " "+sign+" "); ok && sign != "" {
			return []Detail{{Text: who + " "}, {Text: sign, Role: role}, {Text: " " + towards}}
		}
	}
	c := kind.AsClaim(it.Note)
	if c == nil {
		return whole
	}
	sign, role := verdictOf(c)
	switch {
	case it.Found:
		return []Detail{{Text: c.Claimant.String() + "  " + kind.Word(c.CheckWorthiness)}}
	case role != "":
		return []Detail{{Text: c.Claimant.String() + "  "}, {Text: sign + " " + kind.Word(c.Review.Verdict), Role: role}}
	}
	return whole
}

// verdictOf returns the sign and the role of a claim's verdict; "" without one.
func verdictOf(c *kind.Claim) (sign, role string) {
	if c.Review == nil {
		return "", ""
	}
	return pane.Verdict(c.Review.Verdict)
}

// History says how an item came about.
func (it *Item) History(env *pane.Env) string {
	if who := it.Suggester(); who != "" {
		return strings.TrimSuffix(fmt.Sprintf("suggested by %s: %s", who, cmp.Or(it.Worth(), it.Why)), ": ")
	}
	if it.Found {
		return "found: " + cmp.Or(it.Worth(), it.Why)
	}
	who := it.By
	if who == "" && env.Desk != nil {
		who = env.Desk.Annotator
	}
	how := map[annotate.How]string{
		annotate.ByHand: "by hand", annotate.Kept: "kept as found", annotate.Edited: "found, then changed", annotate.Refused: "refused",
	}[it.Note.Origin.How]
	return who + " " + pane.When(it.Note.Modified, time.Now()) + " · " + how
}

// role is the theme's role of an item: of its kind, and whether it is only
// suggested, somebody else's, or refused.
func (it *Item) role() string {
	role := kind.Of(it.Note).Role()
	switch {
	case it.Found:
		role += ".suggested"
	case it.By != "":
		role += ".other"
	case it.Note.Origin.How == annotate.Refused:
		role += ".refused"
	}
	return role
}
