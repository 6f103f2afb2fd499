package quotation

import (
	"strings"
	"testing"
)

// Speech may begin with a dash behind the first sentence of a paragraph, too, where the
// narrator says behind the next dash who speaks; any other dash is the writer's.
func TestDashSpeechWithinAParagraph(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"pl", "Rada długo milczała. – Tramwaj ruszy wiosną – mówi radna. – Nie wcześniej – dodaje.", "Tramwaj ruszy wiosną … Nie wcześniej ← radna"},
		{"ru", "Совет долго молчал. — Трамвай пойдёт весной, — сказал министр. — Не раньше.", "Трамвай пойдёт весной, … Не раньше. ← министр"},
		{"es", "El pleno calló largo rato. —El tranvía saldrá en mayo —dijo la alcaldesa.", "El tranvía saldrá en mayo ← la alcaldesa"},
		// the writer goes on behind the narrator's sentence
		{"pl", "Rada długo milczała. – Tramwaj ruszy wiosną – mówi radna. Tory leżą od roku.", "Tramwaj ruszy wiosną ← radna"},
		// asides and lists
		{"pl", "Rada milczała. – Tramwaj – stary i zimny – czeka w zajezdni.", ""},
		{"ru", "Совет молчал. Трамвай — это дорого — стоит в депо.", ""},
		// marks before it: they show the speech
		{"pl", "„Nie ma pieniędzy na tory”, mówi radna. – Wiosną – mówi – zobaczymy.", "„Nie ma pieniędzy na tory” ← radna"},
	} {
		if got := strings.Join(toldIn(c.language, c.text), " | "); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.language, c.text, got, c.want)
		}
	}
}
