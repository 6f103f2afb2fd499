package store

import (
	"stet/annotate"
	"stet/annotate/kind"
	"stet/model/lang"
	"stet/model/quotation"
)

// unsought takes back what older versions wrote of quotes in other languages than
// English: “nobody named” for a speaker that had not been looked for. What a person
// said by hand or changed, and what the present engine of other languages says,
// stays. The bytes of the file stay until the annotation changes.
func (c *Collection) unsought(language string) {
	if lang.Primary(language) == "en" {
		return
	}
	for _, a := range c.Annotations {
		q := kind.AsQuote(a)
		if q != nil && q.Speaker.Kind == annotate.RefNobody && a.Origin.How == annotate.Kept && a.Origin.Generator != quotation.Teller {
			q.Speaker = annotate.Ref{}
		}
	}
}
