package suggest

import "testing"

// TestWhatIsWorthACheck holds what counts for a check and what only looks like it.
func TestWhatIsWorthACheck(t *testing.T) {
	for statement, want := range map[string]bool{
		"the town spent 40 million euros on the bridge last year": true,
		"the port sold its cranes to a bank in Oslo":              true,
		"rents are higher than in Oslo":                           true,
		"it had become harder to get a permit in recent months":   true,
		"the fire was caused by old wires in the cellar":          true,

		"the fair will open on September 23 and close on October 8":                                 false, // days count nothing
		"the plan was made by a 57-year-old driver from the harbour":                                false, // nor do ages
		"Covid-19 and Article 5 are what everybody speaks of":                                       false, // nor names
		"the club is most grateful and pays tribute to all helpers":                                 false, // no record
		"the town faces a bigger challenge in the years that lie ahead":                             false, // than what?
		"the minister might have saved twelve of them if the ferry had left":                        false, // nothing that was
		"the festival is an opportunity for growers since they can meet each other":                 false, // a reason alone
		"the guards did not know the name of the man who attacked the old officials in the harbour": false, // tells which man
	} {
		if score, why := worth(statement); (score >= Worth) != want {
			t.Errorf("%q scores %v (%s)", statement, score, why)
		}
	}
}

func TestWhoAnswersForAClaim(t *testing.T) {
	for words, want := range map[string]bool{
		"a survey taken in May": true, "some experts": true, "data from the ministry": true, "she": true,
		"fire after he": false, "owns": false,
	} {
		if got := answers(words); got != want {
			t.Errorf("answers(%q) = %v", words, got)
		}
	}
}
