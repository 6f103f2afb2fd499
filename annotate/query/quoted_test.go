package query

import "testing"

func TestWordsStandInMarksOnce(t *testing.T) {
	for words, want := range map[string]string{
		"some progress was made":     "“some progress was made”",
		"“serious talks.”":           "“serious talks.”",
		"“we will not":               "“we will not”",
		"we will not,”":              "“we will not,”",
		"the figures were “fantasy”": "“the figures were ‘fantasy’”",
		"the plan “ignored many of":  "“the plan ‘ignored many of’”",
		"“Serious” talks":            "“‘Serious’ talks”",
		"„Wir gehen“":                "„Wir gehen“",
		"« Nous partons »":           "« Nous partons »",
		`"straight"`:                 `"straight"`,
		`"straight`:                  `"straight"`,
		"two\n lines":                "“two lines”",
		"the mayor’s":                "“the mayor’s”",
		"「行く」":                       "「行く」",
		"":                           "“”",
	} {
		if got := Quoted(words); got != want {
			t.Errorf("%q: %s, want %s", words, got, want)
		}
	}
}
