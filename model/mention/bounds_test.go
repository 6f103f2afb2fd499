package mention

import (
	"fmt"
	"strings"
	"testing"

	"stet/model"
)

// Numbers of one to four digits may be a day, an hour or a year.
func TestSmallNumbers(t *testing.T) {
	for s, want := range map[string]int{"0": 0, "7": 7, "2026": 2026, "0099": 99, "": -1, "20261": -1, "2a": -1, "-1": -1, "٣": -1} {
		n, ok := smallNumber(s)
		if !ok {
			n = -1
		}
		if n != want {
			t.Errorf("%q: %d, want %d", s, n, want)
		}
	}
	for _, c := range []struct {
		s    string
		want bool
	}{{"0", false}, {"1", true}, {"24", true}, {"25", false}, {"x", false}} {
		if got := between(c.s, 1, 24); got != c.want {
			t.Errorf("%q: %v", c.s, got)
		}
	}
}

// Names are compared without points, marks and the signs that keyboards differ in.
func TestHowNamesAreCompared(t *testing.T) {
	for name, want := range map[string]string{
		"J. R. Doe": "j r doe", "Jane\tDoe\nRoe\u00a0Hale": "jane doe roe hale", " Jane  Doe ": "jane doe", "O’Brien": "obrien", "O'Brien": "obrien", "Doe, Jane": "doe jane",
		"“Bee” \"Bo\" ‘Bu’": "bee bo bu", "Jean‑Luc Jean‐Luc": "jean-luc jean-luc", "Işık Łuk Øst Zoë": "isik luk ost zoe", "işık łuk øst": "isik luk ost", "É": "e", "": "",
	} {
		if got := foldWords(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{
		"The Riverton Co.": "riverton", "the co": "co", "Riverton Port Inc": "riverton port", "Riverton Group Ltd": "riverton group", "Riverton Limited": "riverton", "Unlimited": "unlimited", "co": "co", "Riverton Corporation": "riverton",
	} {
		if got := foldOrganisation(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{
		"Bank of England": "[BE BOE]", "World Health Organization": "[WHO]", "Reuters": "[]", "Bank a Zulu": "[BZ BAZ]", "Zulu": "[]", "Army of the Az": "[AA AOTA]", "zoo of Riverton": "[ZOR]", "Coca-Cola\nBank": "[CCB]", "2 Old Zoos": "[OZ]", "{a} B C": "[BC]", "Élan Zoo Air": "[ZA]", "": "[]",
	} {
		if got := fmt.Sprint(initials(name)); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}

// A nickname is in marks behind a first name, with a surname behind it.
func TestWhereANicknameEnds(t *testing.T) {
	for rest, want := range map[string]string{
		" “Bee” Roe left": "Roe", " \"Bee\" Roe": "Roe", " ‘Bee’ Roe": "Roe", " 'Bee' Roe": "Roe", " (“Bee”) Roe": "Roe", " “Bee” O’Roe-Hale left": "O’Roe-Hale", " “Bee” Roe’s car": "Roe", " “Bee” Roe's car": "Roe",
		" “Bee” roe": "", " “Bee”Roe": "", " “” Roe": "", "“Bee” Roe": "", " “Bee! Bee” Roe": "", " “Bee Roe": "", " Bee Roe": "",
		" “" + strings.Repeat("b", 24) + "” Roe": "Roe", " “" + strings.Repeat("b", 25) + "” Roe": "", " “B” R": "R",
	} {
		text := "Jane" + rest
		got := ""
		if end := behindNickname(text, len("Jane")); end > 0 {
			got = text[strings.LastIndexByte(text[:end], ' ')+1 : end]
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for name, want := range map[string]bool{"PQ": true, "PQRS": true, "P": false, "PQRST": false, "Pq": false, "IV": false, "XI": false, "JR": false, "SR": false, "IVA": true, "AZ": true} {
		if got := ofParty(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
	for name, want := range map[string]bool{"Jane Doe": true, "JANE DOE": false, "A b c d e": true, "A b c d e f": false, "Jane\nDoe": false} {
		if got := fewWords(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}

// An edge of a word is where a letter, a digit or a mark ends or begins.
func TestEdgesOfWords(t *testing.T) {
	const text = "Doe’s 2e\u0301 -"
	for at, want := range []bool{true, false, false, true, false, false, true, true, true, false, false} {
		if at == 4 || at == 5 {
			continue // within a sign
		}
		if got := wordEdge(text, at); got != want {
			t.Errorf("%q|%q: %v", text[:at], text[at:], got)
		}
	}
	if !wordEdge("Doe", 0) || !wordEdge("Doe", 3) || wordEdge("Doe", 1) || !wordEdge("D-e", 1) || !wordEdge("D-e", 2) {
		t.Error("at the edges of a text and at signs")
	}
}

// A long block is cut behind a sentence, else at a blank, else between two letters.
func TestWhereALongBlockIsCut(t *testing.T) {
	const size = pieceSize
	dots := func(n int) string { return strings.Repeat("a", n) }
	for _, c := range []struct {
		what, text string
		want       string
	}{
		{"short", dots(2 * size), "[8192]"},
		{"without blanks", dots(2*size + 1), "[4096 4097]"},
		{"of letters with marks", strings.Repeat("e\u0301", size), "[4098 8190]"},
		{"at a blank", dots(size+7) + " " + dots(2*size), "[4104 8192]"},
		{"at a line", dots(size+7) + "\n" + dots(2*size), "[4104 8192]"},
		{"behind a sentence", dots(size) + " " + dots(100) + ". " + dots(2*size-7), "[4198 8186]"},
		{"a sentence that ends before", dots(size-2) + ". " + dots(size) + " x", "[4096 4098]"},
	} {
		a := article(c.text)
		var got []model.Pos
		at := model.Pos(0)
		for _, p := range appendPieces(nil, a, all(a)) {
			if p.Start != at {
				t.Errorf("%s: a piece begins at %d, not at %d", c.what, p.Start, at)
			}
			at = p.End
			got = append(got, model.Pos(p.Len()))
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: %v, want %s", c.what, got, c.want)
		}
	}
}
