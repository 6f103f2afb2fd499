package suggest

import (
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
)

// TestWhyAStanceIsSuggested holds that the reason is a sentence with both sides in it.
func TestWhyAStanceIsSuggested(t *testing.T) {
	for text, want := range map[string]string{
		"Jane Doe backs the plan.":                 "“backs” puts Jane Doe on the side of the plan",
		"Jane Doe does not back John Roe.":         "“back” with a word of denial sets Jane Doe against John Roe",
		"Jane Doe said the plan was reckless.":     "“was reckless” sets Jane Doe against the plan",
		"“I back the plan,” Jane Doe said.":        "“back” puts Jane Doe on the side of the plan, in the holder’s own words",
		"The plan was condemned by the residents.": "“condemned” sets the residents against The plan",
	} {
		got := ""
		a, names, quotes := article(text)
		for _, s := range All(a, names, quotes) {
			if kind.AsStance(&s.Annotation) != nil {
				got = s.Why
			}
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
	for text, want := range map[string]string{"he": "him", "the plan for a new harbour in the old town of Oslo": "the plan for a new harbour in the …"} {
		if got := objective(annotate.TopicRef(text)); got != want {
			t.Errorf("objective(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestWhyAClaimIsWorthACheck holds that the reason repeats an amount with what it counts.
func TestWhyAClaimIsWorthACheck(t *testing.T) {
	for statement, want := range map[string]string{
		"half a million people in the town have died of it":       "it gives an amount, “half a million people”",
		"more than half of the homes in the town were sold":       "it gives an amount, “half of the homes”",
		"billions of dollars were spent on the bridge last year":  "it gives an amount, “billions of dollars”",
		"the port sold 1.2 million washers to a bank in Oslo":     "it gives an amount, “1.2 million washers”",
		"the town has 16 hospitals, and a harbour in the north":   "it counts something, “16 hospitals”",
		"the rents fell by 3 per cent in the town last year":      "it gives an amount, “3 per cent”",
		"some 40 investment bankers had left the town by then":    "it counts something, “40 investment bankers”",
		"Guangzhou uses 500,000 such boxes every day of the year": "it gives an amount, “500,000”",
		"the town has more houses than Oslo, and is near it":      "it compares two things, “more houses than Oslo”",
		"the ferry is slower than the one they had in Oslo":       "it compares two things, “slower than the”",
		"the town has the highest rents in the country":           "it ranks something above all others, “the highest rents”",
		"the fire was caused by old wires in the cellar":          "it names a cause, “caused by”",
		"the rents in the town had fallen in the year before":     "it says that something rose or fell, “fallen”",
		"the port sold its cranes to a bank in Oslo":              "it says what somebody did, “sold”",
	} {
		if _, why, _ := weigh(statement); why != want {
			t.Errorf("%s\n got %s\nwant %s", statement, why, want)
		}
	}
}
