package quotation

import (
	"strings"
	"testing"
)

// spoken lists the speech in a text, each with its speaker.
func spoken(text string) string {
	a := article(strings.ReplaceAll(text, " ¶ ", "\n\n"))
	var out []string
	for _, q := range Find(a, whole(a), named(a.Text)) {
		if !q.Said() || q.InSpeech {
			continue
		}
		var parts []string
		for _, p := range q.Parts {
			parts = append(parts, a.Slice(p))
		}
		out = append(out, q.Speaker.Name+": "+strings.Join(parts, " / "))
	}
	return strings.Join(out, "; ")
}

func TestTurnsOfAnInterviewAreSpeech(t *testing.T) {
	for text, want := range map[string]string{
		"Gazette: How many? ¶ Jane Doe: Nine. We counted. ¶ Gazette: And now? ¶ Doe: Ten.":  "Jane Doe: Nine. We counted.; Jane Doe: Ten.",
		"We met Jane Doe. ¶ Q: How many? ¶ A: Nine. ¶ Q: And now? ¶ A: Ten. ¶ She laughed.": "Jane Doe: Nine.; Jane Doe: Ten.",
		"JANE DOE: Nine. ¶ JOHN ROE: No, ten. ¶ Ten and a half. ¶ JANE DOE: Nine.":          "JANE DOE: Nine.; JOHN ROE: No, ten. / Ten and a half.; JANE DOE: Nine.",
		"Film: The Gate ¶ Director: Jane Doe ¶ Certificate: 12":                             "",
		"The bread is small again. ¶ — Jane Doe (@janedoe) 3 May":                           "Jane Doe: The bread is small again.",
		"The bread is small again. ¶ — Riverton, 3 May":                                     "",
		"Jane Doe: We are ready. ¶ The gate was open.":                                      "",
	} {
		if got := spoken(text); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}
