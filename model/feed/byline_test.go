package feed

import (
	"testing"
)

// Some feeds write the byline as it is printed; a name may begin with such a word too.
func TestTheWordBeforeANameIsNoName(t *testing.T) {
	for given, want := range map[string]string{
		"By Jane Roe":       "Jane Roe",
		"Von Ada Weber":     "Ada Weber",
		"di Anna Rossi":     "Anna Rossi",
		"Written by Jane R": "Jane R",
		"Von Trapp":         "Von Trapp",
		"Di Maio":           "Di Maio",
		"von der Leyen":     "von der Leyen",
		"Avery By":          "Avery By",
	} {
		if got := joinNames([]string{given}); got != want {
			t.Errorf("%s: %q, want %q", given, got, want)
		}
	}
}

func TestTheRegionOfAFeedTellsDayFromMonth(t *testing.T) {
	for language, want := range map[string]string{"en-us": "2025-03-04", "en-gb": "2025-04-03", "en": "2025-03-04", "de-DE": "2025-04-03"} {
		f, err := Read([]byte(`<rss version="2.0"><channel><title>Q</title><language>`+language+`</language><item><title>Weir shut</title><link>http://quarry.example/1</link><pubDate>3/4/2025 10:00</pubDate></item></channel></rss>`), "", nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Items[0].Meta.Published.Format("2006-01-02"); got != want {
			t.Errorf("%s: %s, want %s", language, got, want)
		}
	}
}
