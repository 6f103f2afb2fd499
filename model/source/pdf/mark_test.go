package pdf

import (
	"bytes"
	"testing"

	"stet/model"
	"stet/model/source/pdf/pdftest"
)

func twoPages(annots ...string) []byte {
	return pdftest.Make(
		pdftest.Page{Lines: []string{"The council wants the harbour to be deep-", "ened, and the harbour master agrees that it", "is a good plan, said the mayor on Monday, and"}, Annots: annots},
		pdftest.Page{Lines: []string{"the council wants it before the winter sets in."}},
	)
}

// A highlight of another viewer covers the words under it, a word cut at the line's
// end included; what marks no words is counted, links are not.
func TestHighlightsOfOthersAreTheWordsUnderThem(t *testing.T) {
	marks, other, err := Marks(twoPages(
		`<< /Type /Annot /Subtype /Highlight /Rect [50 720 300 755] /QuadPoints [246 752 300 752 246 737 300 737 50 737 77 737 50 722 77 722] /T (Bob) /Contents (why?) /M (D:20260301120000Z) >>`,
		`<< /Type /Annot /Subtype /Text /Rect [10 10 20 20] /Contents (beside the text) >>`,
		`<< /Type /Annot /Subtype /Link /Rect [10 10 20 20] >>`,
	))
	if err != nil || len(marks) != 1 || other != 1 {
		t.Fatalf("%+v, %d others, %v", marks, other, err)
	}
	m := marks[0]
	if m.Words != "deepened" || m.Page != 1 || m.Author != "Bob" || m.Note != "why?" || m.Modified != "D:20260301120000Z" {
		t.Errorf("%+v", m)
	}
}

// Words are highlighted where they are: with the words before them where they occur
// twice, over a line's end, and not at all where that does not tell.
func TestWordsAreHighlightedWhereTheyAre(t *testing.T) {
	data := twoPages()
	copied, missed, err := Highlighted(data, []Highlight{
		{Mark: Mark{Page: 1, Words: "the harbour", Before: "ened, and ", ID: "a", Author: "alice", Note: "“which?”", Subject: "quote"}, Red: 255},
		{Mark: Mark{Page: 1, Words: "deepened, and", ID: "b"}},
		{Mark: Mark{Page: 1, Words: "the harbour", ID: "c"}},
		{Mark: Mark{Page: 2, Words: "the harbour", ID: "d"}},
		{Mark: Mark{Page: 3, Words: "the", ID: "e"}},
	})
	if err != nil || len(missed) != 3 || missed[0] != 2 || missed[1] != 3 || missed[2] != 4 {
		t.Fatalf("missed %v, %v", missed, err)
	}
	if !bytes.HasPrefix(copied, data) {
		t.Error("the copy does not begin with the original")
	}
	marks, _, err := Marks(copied)
	if err != nil || len(marks) != 2 {
		t.Fatalf("%+v, %v", marks, err)
	}
	if a := marks[0]; a.Words != "the harbour" || a.ID != "a" || a.Author != "alice" || a.Note != "“which?”" || a.Subject != "quote" || a.After != " master agrees that it is a good plan, said the mayor on" {
		t.Errorf("%+v", a)
	}
	if b := marks[1]; b.Words != "deepened, and" {
		t.Errorf("%+v", b)
	}
	if again, _, _ := Highlighted(copied, []Highlight{{Mark: Mark{Page: 1, Words: "deepened, and", ID: "b"}}}); len(again) > 0 {
		if marks, _, _ := Marks(again); len(marks) != 2 {
			t.Errorf("%d marks after the same was highlighted again", len(marks))
		}
	}
}

// Marks that are broken, or lie elsewhere, are left out; the others are read.
func TestBrokenHighlightsAreLeftOut(t *testing.T) {
	marks, other, err := Marks(twoPages(
		`<< /Subtype /Highlight /QuadPoints [0 1 2] >>`,
		`<< /Subtype /Highlight /QuadPoints [1e9 -1e9 0 0 0 0 0 0] /Contents 7 >>`,
		`<< /Subtype /Highlight /QuadPoints [50 752 77 752 50 737 77 737] >>`,
	))
	if err != nil || len(marks) != 1 || other != 2 {
		t.Errorf("%+v, %d others, %v", marks, other, err)
	}
}

// Wherever letters are on a page, no piece is on a page before the last one, and each
// byte of the flow but blanks has a letter.
func FuzzLayout(f *testing.F) {
	f.Add([]byte("The \x10harbour-\x80is \x90deep."))
	f.Add([]byte{0, 255, 'a', 0x80, '-', 0x81, 'b', 0x80, 0xff, 0x05, 'c'})
	f.Fuzz(func(t *testing.T, data []byte) {
		sheets := madeOf(data)
		page := 1
		for _, p := range layout(sheets) {
			for _, piece := range p.Pieces {
				if p.Kind == model.Boilerplate {
					continue
				}
				if piece.Page < page || piece.Page > len(sheets) {
					t.Fatalf("page %d after %d of %d", piece.Page, page, len(sheets))
				}
				page = piece.Page
			}
		}
		for _, f := range flows(sheets) {
			if len(f.text) != len(f.boxes) {
				t.Fatalf("%d letters for %d bytes", len(f.boxes), len(f.text))
			}
			for i, c := range f.boxes {
				if (c == nil) != (f.text[i] == ' ') {
					t.Fatalf("byte %d of %q: a letter is %v", i, f.text, c != nil)
				}
			}
		}
	})
}

// madeOf sets bytes as letters: from 0x80 on they move the pen, 0xff turns the page.
func madeOf(data []byte) []sheet {
	sheets := []sheet{{number: 1, width: 600, height: 800}}
	x, y := 50.0, 750.0
	for _, b := range data[:min(len(data), 2000)] {
		s := &sheets[len(sheets)-1]
		switch {
		case b == 0xff:
			sheets = append(sheets, sheet{number: len(sheets) + 1, width: 600, height: 800})
			x, y = 50, 750
		case b >= 0xc0:
			x = float64(b-0xc0) * 10
		case b >= 0x80:
			y -= float64(b-0x80) / 2
			x = 50
		default:
			s.chars = append(s.chars, char{r: rune(b), left: x, right: x + 5, low: y, high: y + 8, size: 10, made: b == 1})
			x += 5.5
		}
	}
	return sheets
}
