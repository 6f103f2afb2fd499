package mention

import "testing"

func TestANicknameStandsInsideItsName(t *testing.T) {
	for text, want := range map[string]string{
		"Paul “Spanner” Roberts spoke.":          "Paul “Spanner” Roberts",
		"Paul \"Spanner\" Roberts’s van":         "Paul \"Spanner\" Roberts",
		"Paul “Come in!” Roberts shouted":        "Paul",
		"Paul said “spanner” Monday":             "Paul",
		"Paul “the spanner in the works” agreed": "Paul",
	} {
		found := joinNicknames(text, []tagged{{start: 0, end: int32(len("Paul"))}})
		if got := text[found[0].start:found[0].end]; got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestASurnameOfTwoGoesByTitleAndUse(t *testing.T) {
	a := article("Paul Kelso met the press. His wife, Nora Kelso, was there. Kelso spoke. Mrs. Kelso left. Mr. Kelso stayed.")
	var marks []Mention
	for _, name := range []string{"Paul Kelso", "Nora Kelso"} {
		for _, r := range Occurrences(a, name) {
			marks = append(marks, Mention{Range: r, Type: Person})
		}
	}
	for _, r := range Occurrences(a, "Kelso")[2:] {
		marks = append(marks, Mention{Range: r, Type: Person})
	}
	f := Group(a, taggedAs(marks), nil)
	var got []string
	for _, m := range f.Mentions[2:] {
		got = append(got, f.Entities[m.Entity].Name)
	}
	if len(got) != 3 || got[0] != "Paul Kelso" || got[1] != "Nora Kelso" || got[2] != "Paul Kelso" {
		t.Errorf("Kelso, Mrs. Kelso and Mr. Kelso are %q", got)
	}
}
