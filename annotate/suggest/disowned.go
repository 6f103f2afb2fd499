package suggest

import (
	"strings"

	"stet/model"
	"stet/model/quotation"
)

// disowned reports whether what q tells is not what its speaker holds to be so: rejected
// claims that; heard Doe admit it; charged two men with fraud; people reporting a gain.
func disowned(a *model.Article, q *quotation.Quotation) bool {
	if !q.Said() && len(q.Parts) > 0 && !strings.HasPrefix(a.Slice(q.Parts[0]), "that ") && (q.Word == "hear" || q.Word == "charge" || a.Slice(q.Cue) == "reporting") {
		return true
	}
	words := strings.Fields(a.Text[max(0, q.Cue.Start-40):q.Cue.Start])
	for _, w := range words[max(0, len(words)-3):] {
		if denials.has(strings.ToLower(w)) {
			return true
		}
	}
	return false
}
