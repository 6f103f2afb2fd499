package suggest

import "testing"

// TestWhatIsWorthACheck holds what counts for a check and what only looks like it.
func TestWhatIsWorthACheck(t *testing.T) {
	for statement, want := range map[string]bool{
		"the town spent 40 million euros on the bridge last year":  true,
		"the port sold its cranes to a bank in Oslo":               true,
		"rents are higher than in Oslo":                            true,
		"it had become harder to get a permit in recent months":    true,
		"the fire was caused by old wires in the cellar":           true,
		"the town has the highest rents in the country":            true, // among all
		"the town has the highest moral standards":                 false,
		"the mayor is 100 percent committed to the harbour":        false, // means wholly
		"100 percent of the catch was sold to a bank in Oslo":      true,
		"the goal for the harbour is to sell 90 percent of it":     false, // is only wanted
		"suppose that 5,000 guests had come to the harbour":        false,
		"you may have 5,000 guests in a harbour such as this":      false,
		"the new play is funnier than the one they gave in Oslo":   false, // nobody can measure it
		"the ferry is slower than the one they had in Oslo":        true,
		"the harbour is busier and has more life and more light":   false, // than what?
		"the engines fell short of what the crew had hoped for":    false, // a saying
		"it has been seven and a half years":                       false, // of what?
		"the new plan is nothing more than a rumour from Oslo":     false, // compares nothing
		"the farm was more work than he had expected at first":     false,
		"the 40 crew members killed in the harbour had families":   true,
		"the wall honours children killed at a school in Oslo":     false, // tells which
		"convicted felons are among those who came to the harbour": false,
		"the engine had a drive-by shot at the end of the race":    false,
		"the mayor supports the plan for the harbour 100 percent":  false,
		"she will hold him responsible for the old wires":          false,
		"Senate Bill 1062 does not speak of any concern in Oslo":   false, // a name
		"a double standard is at play between us and the harbour":  false,
		"the port has moved to larger quarters near the harbour":   false,
		"three quarters of the catch went to a harbour near Oslo":  true,
		"the mother of three had come to the harbour with a cart":  false,
		"15 to 17 minutes is what the crew needed to get ready":    false,
		"HR 6819 is very much like another star of that kind":      false, // a name
		"the mayor stopped at the club, where 40 people had died":  false, // said of the club only
		"the coach said the team scored twice in the first half":   false, // of a match
		"the idea of moving 20 ships to Oslo is absurd":            false, // a judgement
		"two of his sons had left for a harbour near Oslo":         false, // his own people
		"two of the ships had left for a harbour near Oslo":        true,
		"her songs have touched the lives of millions in Oslo":     false, // a saying
		"the work has saved the lives of sailors and 400 more":     true,
		"anyone over 30 had no ticket for the harbour in Oslo":     false, // an age
		"the crew played 100 percent, and was on top of its game":  false,
		"the rents rose 100 percent, and the harbour is empty":     true,
		"you don't have to bring a quarter of a million to us":     false, // advice
		"there is little point in a tax of 40 percent on ships":    false, // only weighed
		"the question is whether it is 90 percent of the ships":    false,
		"the town opened the door for more ships from the north":   false, // a saying
		"the town opened the third harbour of the old north":       true,
		"the port has grown accustomed to ships from the north":    false,
		"the port's proposed new rules are a guarantee of rights":  false, // which rules

		"the fair will open on September 23 and close on October 8":                                 false, // days count nothing
		"the plan was made by a 57-year-old driver from the harbour":                                false, // nor do ages
		"Covid-19 and Article 5 are what everybody speaks of":                                       false, // nor names
		"the club is most grateful and pays tribute to all helpers":                                 false, // no record
		"the town faces a bigger challenge in the years that lie ahead":                             false, // than what?
		"the minister might have saved twelve of them if the ferry had left":                        false, // nothing that was
		"the festival is an opportunity for growers since they can meet each other":                 false, // a reason alone
		"the port would have sold 40 ships to the bank if it had paid":                              false, // nothing that was
		"the port could have sold 40 ships to the bank if it had paid":                              false,
		"they’d have sold 40 ships to the bank of the town if it had paid":                          false,
		"the port would have spent $40 million if the bank had been sold":                           true, // what a plan would cost
		"the port would have lost 40 percent of its ships if the bank had been sold":                true,
		"I sold the 40 ships of the old port to the bank in Oslo":                                   false, // what I did
		"I sold 40 million ships of the old port to the bank in Oslo":                               true,
		"we sold the 40 ships of the old port to the bank in Oslo":                                  false,
		"you sold the 40 ships of the old port to the bank in Oslo":                                 false,
		"I thank the 40 thousand people who came to the port last year":                             false, // said, and thereby done
		"we thank the 40 thousand people who came to the port last year":                            false,
		"they thank the 40 thousand people who came to the port last year":                          true,
		"I met the 40 thousand people who came to the port last year":                               true,
		"the port may sell its 40 ships to the bank of the town next year":                          false, // a plan
		"the guards did not know the name of the man who attacked the old officials in the harbour": false, // tells which man
	} {
		if score, why, _ := weigh(statement); (score >= Worth) != want {
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
