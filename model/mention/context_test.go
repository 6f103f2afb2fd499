package mention

import (
	"strings"
	"testing"
)

// markedNames is an article with its names in brackets, as they are after grouping.
func markedNames(paragraphs ...string) string {
	a := article(paragraphs...)
	f := Find(a, all(a), nil)
	var names []Mention
	for _, m := range f.Mentions {
		if m.Entity >= 0 {
			names = append(names, m)
		}
	}
	return markedUp(a, names)
}

// TestWhatStandsBesideANameTellsItsKind holds forms of which a tagger that has learnt
// from sentences sees too few.
func TestWhatStandsBesideANameTellsItsKind(t *testing.T) {
	for _, want := range []string{
		"The town of [GPE Ostrelo] has no bridge.",
		"A [ORG Velmora]-owned yard closed. [ORG Dulvano], the largest brewer in [GPE Chile], closed too.",
		"[ORG Krestiv], a maker of lifts, moved. [PERSON Olena Paris], a nurse from [GPE Leeds], did not.",
		"The ferry Lindiwe left the quay.",
		"[ORG QRTZ] said it would appeal.",
		"[PERSON Marta Lind], D-Ohio, met [PERSON Joe Brand], R-Fla.",
		"Yesterday, [PERSON von Almen] spoke to [PERSON del Rey].",
		"Messrs [PERSON Lund] and [PERSON Hale] were there.",
		"A clerk at [ORG Macy’s] left. [ORG Moody’s] said so.",
		"The [ORG Women’s Hospital] and the [ORG Home Office] wrote letters to the patients yesterday.",
		"She lay in [ORG St. Mary’s Hospital] in [GPE Leeds] for a week.",
		"[ORG Paris Saint-Germain] beat [ORG Cork City FC] on a wet Sunday.",
		"[ORG Lloyd’s of London] insured the ship, and [GPE London] paid.",
		"They asked [ORG Princeton], [ORG Stanford] and [ORG Berkeley].",
		"The founder of [ORG Nesdra] left. [ORG Nesdra] lost the vote. Many accuse [ORG Nesdra] of fraud.",
		"[ORG Leeds] beat [ORG Derby] in the rain. [ORG Derby] had trained in [GPE Derby].",
	} {
		text := strings.NewReplacer("[GPE ", "", "[ORG ", "", "[PERSON ", "", "]", "").Replace(want)
		if got := markedNames(text); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}

// TestTablesAndDatelinesAreNoSentences holds the forms of sports pages and agencies.
func TestTablesAndDatelinesAreNoSentences(t *testing.T) {
	for _, want := range []string{
		"[ORG Reading] 2 [ORG Crewe Albion] 1",
		"[ORG Plymouth] 4 2 0 2 7 6 6",
		"[ORG SEATTLE] AT [ORG BOSTON]",
		"[GPE Wales] 2 [GPE Norway] 0",
		"[PERSON P. Lund] c [PERSON Hale] b [PERSON Norris] 41",
		"[GPE DUBLIN] 2021-08-31",
		"[GPE ACCRA] ([ORG Reuters]) - The port is shut.",
	} {
		text := strings.NewReplacer("[GPE ", "", "[ORG ", "", "[PERSON ", "", "]", "").Replace(want)
		if got := markedNames(text); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}

// TestAPlaceIsAPersonWhoHasItForASurname holds that who was named in full is meant by
// the surname, unless the article speaks of the place.
func TestAPlaceIsAPersonWhoHasItForASurname(t *testing.T) {
	for _, want := range []string{
		"[PERSON Dana Paris] wrote a book. [PERSON Paris] claims it sold well.",
		"[PERSON Dana Paris] wrote a book in [GPE Paris]. [GPE Paris] was cold.",
	} {
		text := strings.NewReplacer("[GPE ", "", "[PERSON ", "", "]", "").Replace(want)
		if got := markedNames(text); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}

func TestAPartyAndItsMembersAreOne(t *testing.T) {
	a := article("A Tory spoke. Two Tories listened.")
	f := Find(a, all(a), nil)
	if len(f.Entities) != 1 || len(f.Entities[0].Mentions) != 2 {
		t.Errorf("%+v", f.Entities)
	}
}
