package kind

import (
	"testing"

	"stet/annotate"
)

func TestADeletionTakesLinksAlongAndIsForgotten(t *testing.T) {
	quote := &annotate.Annotation{ID: "quote", Body: &Quote{Speaker: annotate.NameRef("Jane Doe", "PERSON")}}
	claim := &annotate.Annotation{ID: "claim", Body: &Claim{InQuote: "quote", ToldBy: "quote"}}
	link := &annotate.Annotation{ID: "link", Body: &Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: "quote"}}, Target: annotate.Target{Annotation: "claim"}}
	note := &annotate.Annotation{ID: "note", Body: &Note{}, Target: annotate.Target{Annotation: "quote"}}
	other := &annotate.Annotation{ID: "other", Body: &Note{}}
	set := annotate.NewSet([]*annotate.Annotation{quote, claim, link, note, other}, quote.Created)
	e := Deletion(set, quote)
	if e.Title != "quote, Jane Doe" {
		t.Errorf("it is called %q", e.Title)
	}
	set.Do(e)
	var left []string
	for _, a := range set.All() {
		left = append(left, a.ID)
	}
	if len(left) != 2 || left[0] != "claim" || left[1] != "other" {
		t.Errorf("left are %v, want claim and other", left)
	}
	if c := set.Get("claim").Body.(*Claim); c.InQuote != "" || c.ToldBy != ToldByArticle {
		t.Errorf("the claim still speaks of the quote: %+v", c)
	}
	set.Do(e.Inverse())
	if len(set.All()) != 5 || set.Get("claim") != claim {
		t.Error("undo does not bring everything back")
	}
}
