package store

import (
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model/quotation"
)

// A sidecar that says its own language is read by that, whatever the article says.
func TestTheLanguageOfASidecarCounts(t *testing.T) {
	for language, nobody := range map[string]bool{"de": false, "en": true, "": true} {
		c := newTramDesk(t).collection()
		c.Document.Language = language
		c.Annotations[1].Body.(*kind.Quote).Speaker = annotate.Ref{Kind: annotate.RefNobody}
		c.Annotations[1].Origin = annotate.Origin{How: annotate.Kept, Generator: quotation.Engine}
		got, err := Decode(c.Encode())
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range got.Annotations {
			if q := kind.AsQuote(a); a.ID == id(2) && (q.Speaker.Kind == annotate.RefNobody) != nobody {
				t.Errorf("in %q: %+v", language, q.Speaker)
			}
		}
	}
}

// Older versions kept “nobody named” for quotes whose speaker they could not look for.
func TestNobodyInAnotherLanguageWasNotLookedFor(t *testing.T) {
	for _, c := range []struct {
		language string
		origin   annotate.Origin
		nobody   bool
	}{
		{"de", annotate.Origin{How: annotate.Kept, Generator: quotation.Engine}, false},
		{"de", annotate.Origin{How: annotate.Kept}, false},
		{"", annotate.Origin{How: annotate.Kept, Generator: quotation.Engine}, false},
		{"de", annotate.Origin{How: annotate.Kept, Generator: quotation.Teller}, true},
		{"de", annotate.Origin{How: annotate.ByHand}, true},
		{"de", annotate.Origin{How: annotate.Edited, Generator: quotation.Engine}, true},
		{"en-GB", annotate.Origin{How: annotate.Kept, Generator: quotation.Engine}, true},
	} {
		quote := &kind.Quote{Form: "direct", Speaker: annotate.Ref{Kind: annotate.RefNobody}}
		all := Collection{Annotations: []*annotate.Annotation{{Body: quote, Origin: c.origin}}}
		all.unsought(c.language)
		if nobody := quote.Speaker.Kind == annotate.RefNobody; nobody != c.nobody {
			t.Errorf("%q, %+v: nobody is %v", c.language, c.origin, nobody)
		}
	}
}
