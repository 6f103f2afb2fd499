package reader

import (
	"slices"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/ui/sheet"
)

// A stance that is kept before the quote it is in is told in the quote as soon as that is
// kept, and by the article again when that is undone.
func TestAStanceKeptBeforeItsQuoteIsToldInIt(t *testing.T) {
	d := open(t, "“I support the ferry,” Mary Ellis said.\n")
	at := slices.IndexFunc(d.in.Items, func(it sheet.Item) bool { return it.Found && it.Note.Kind() == "stance" })
	d.walk.to(&d.in.Items[at])
	d.press("enter")
	stance := func() *kind.Stance {
		i := slices.IndexFunc(d.notes.own.Set.All(), func(a *annotate.Annotation) bool { return a.Kind() == "stance" })
		return d.notes.own.Set.All()[i].Body.(*kind.Stance)
	}
	if told := stance().ToldBy; told != kind.ToldByArticle {
		t.Fatalf("without a quote it is told by %s", told)
	}
	d.press("g tab enter")
	i := slices.IndexFunc(d.notes.own.Set.All(), func(a *annotate.Annotation) bool { return kind.AsQuote(a) != nil })
	if quote := d.notes.own.Set.All()[i].ID; stance().ToldBy != quote {
		t.Errorf("it is told by %s, want %s\n%s", stance().ToldBy, quote, d.screen())
	}
	if d.press("u"); stance().ToldBy != kind.ToldByArticle {
		t.Errorf("after undo it is told by %s", stance().ToldBy)
	}
}

// A stance that is kept inside a quote of your own is told in that quote: whoever reads
// the sidecar knows that the article does not say it. Outside a quote the article tells.
func TestAStanceKeptInAQuoteIsToldInIt(t *testing.T) {
	d := open(t, "“I support the ferry,” Mary Ellis said.\n\nMary Ellis opposes the bridge.\n")
	d.press("tab enter")
	for range 2 {
		for i := range d.in.Items {
			if it := &d.in.Items[i]; it.Found && it.Note.Kind() == "stance" {
				d.walk.to(it)
				break
			}
		}
		d.press("enter")
	}
	quote, told := "", map[string]string{}
	for _, a := range d.notes.own.Set.All() {
		switch b := a.Body.(type) {
		case *kind.Quote:
			quote = a.ID
		case *kind.Stance:
			told[b.Towards.String()] = b.ToldBy
		}
	}
	if quote == "" || told["the ferry"] != quote || told["the bridge"] != kind.ToldByArticle {
		t.Errorf("quote %q, told %v\n%s", quote, told, d.screen())
	}
}
