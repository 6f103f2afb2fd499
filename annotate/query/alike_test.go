package query

import "testing"

func TestSeenBefore(t *testing.T) {
	claim := func(id, article, words, other, verdict string) *Row {
		r := &Row{ID: id, Kind: "claim", Article: article, Words: words}
		for _, d := range []Detail{{"claim", other}, {"verdict", verdict}} {
			if d.Value != "" {
				r.Details = append(r.Details, d)
			}
		}
		return r
	}
	rows := []*Row{
		claim("emissions", "tram.txt", "We have cut emissions by 30 per cent", "", "REFUTES"),
		claim("unchecked", "tram.txt", "The line will pay for itself within ten years", "", ""),
		claim("fares", "fares.txt", "it would", "Fares will not rise before the year 2030", "SUPPORTS"),
		claim("own", "new.txt", "Fares will not rise before the year 2030", "", "SUPPORTS"),
		claim("short", "tram.txt", "They said so", "", "REFUTES"),
	}
	seen := SeenBefore(rows, "new.txt", []string{
		"The mayor said the line will pay for itself within ten years.",
		"“Riverton has CUT emissions by 30 per cent,” she repeated.",
		"Fares, she promised, will not rise before 2030, whatever the year may bring.",
		"They said so again and again.",
	})
	got := ""
	for _, s := range seen {
		got += s.Claim.ID + " "
	}
	if got != "emissions fares " && got != "fares emissions " {
		t.Errorf("seen before: %s", got)
	}
}

func TestAlike(t *testing.T) {
	same := Alike("We have cut emissions by 30 per cent", "we have cut EMISSIONS, by 30 per cent!")
	near := Alike("We have cut emissions by 30 per cent", "Emissions were cut by 30 per cent since 2019")
	far := Alike("We have cut emissions by 30 per cent", "The union asked for an inquiry")
	if same != 1 || near <= far || far != 0 || Alike("", "") != 0 {
		t.Errorf("same %.2f, near %.2f, far %.2f", same, near, far)
	}
}
