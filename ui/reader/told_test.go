package reader

import (
	"testing"

	"stet/annotate/kind"
)

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
