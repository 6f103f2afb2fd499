package pdf

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"stet/model"
	"stet/model/source/pdf/pdftest"
)

// set is the operators that write text with the font F of that number: size points high,
// turned by an angle, from a place on the page.
func set(font int, size, angle, x, y float64, text string) string {
	sin, cos := math.Sincos(angle)
	return fmt.Sprintf("BT /F%d 1 Tf %f %f %f %f %f %f Tm (%s) Tj ET\n", font, size*cos, size*sin, -size*sin, size*cos, x, y, text)
}

func read(t *testing.T, pages ...pdftest.Page) *Document {
	t.Helper()
	doc, err := Read(pdftest.Make(pages...))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// A file says who wrote it and when; blanks around that are nothing.
func TestWhatAFileSaysOfItself(t *testing.T) {
	doc, err := Read(pdftest.File{
		Info:  "<< /Title ( Tides ) /Author (Jane Doe) /CreationDate (D:20260301120000Z) >>",
		Pages: []pdftest.Page{{Lines: []string{"The tide is high."}}, {Lines: []string{"It will fall."}}},
	}.Bytes())
	if err != nil || doc.Title != "Tides" || doc.Author != "Jane Doe" || doc.Created != "D:20260301120000Z" || doc.Pages != 2 || len(doc.Notices) != 0 {
		t.Errorf("%+v, %v", doc, err)
	}
}

// Fonts tell how words look, by their names.
func TestFontsTellHowWordsLook(t *testing.T) {
	for font, want := range []string{"[]", "[0-8 strong]", "[0-8 emphasis]", "[]", "[0-8 strong 0-8 emphasis]"} {
		at := 90.0
		if font == 3 {
			at = 102 // letters of one width
		}
		doc := read(t, pdftest.Page{Content: set(font+1, 10, 0, 50, 700, "The tide") + set(1, 10, 0, at, 700, "rises at noon, as it does each day,") +
			set(1, 10, 0, 50, 688, "and it falls in the evening.")})
		if len(doc.Paragraphs) != 1 || len(doc.Paragraphs[0].Pieces) != 1 {
			t.Errorf("font %d: %+v", font+1, doc.Paragraphs)
			continue
		}
		var got []string
		for _, s := range doc.Paragraphs[0].Pieces[0].Spans {
			name := map[model.InlineMark]string{model.Strong: "strong", model.Emphasis: "emphasis"}[s.Mark]
			got = append(got, fmt.Sprintf("%d-%d %s", s.Range.Start, s.Range.End, name))
		}
		if fmt.Sprint(got) != want {
			t.Errorf("font %d: %v, want %s", font+1, got, want)
		}
	}
}

// Letters that are askew belong to watermarks; those of a scan that is not quite straight
// are read.
func TestLettersAskewAreLeftOut(t *testing.T) {
	for _, c := range []struct {
		angle float64
		read  bool
	}{{0, true}, {0.15, true}, {0.25, false}, {math.Pi / 2, false}, {math.Pi, false}, {-0.25, false}, {-0.15, true}} {
		doc := read(t, pdftest.Page{Lines: []string{"The tide is high."}, Content: set(1, 10, c.angle, 300, 300, "Draft")})
		if got := strings.Contains(words(doc), "D"); got != c.read {
			t.Errorf("turned by %.2f: read is %v", c.angle, got)
		}
	}
}

// A heading is told by the size in which it is seen, however the file writes it.
func TestLargeLettersAreAHeading(t *testing.T) {
	for _, heading := range []string{set(1, 20, 0, 50, 760, "High tide"), "BT /F1 20 Tf 50 760 Td (High tide) Tj ET\n", "q 2 0 0 2 0 0 cm BT /F1 10 Tf 25 380 Td (High tide) Tj ET Q\n"} {
		doc := read(t, pdftest.Page{Content: heading + set(1, 10, 0, 50, 600, "The tide is high, as it is each spring,") + set(1, 10, 0, 50, 588, "and it will be higher on Monday.")})
		if p := doc.Paragraphs; len(p) != 2 || p[0].Kind != model.Heading || p[0].Level != 1 || p[0].Pieces[0].Text != "High tide" || p[1].Kind != model.Paragraph {
			t.Errorf("%q: %+v", heading, p)
		}
	}
}

// A page of fewer than ten letters on average is a scan, unless there are a hundred
// letters in all; blanks are no letters.
func TestAScanHasNoLetters(t *testing.T) {
	empty := make([]pdftest.Page, 20)
	for _, c := range []struct {
		name  string
		pages []pdftest.Page
		want  error
	}{
		{"nothing", empty[:1], ErrScan},
		{"nine letters", []pdftest.Page{{Lines: []string{"abc def ghi"}}}, ErrScan},
		{"ten letters", []pdftest.Page{{Lines: []string{"abc def ghij"}}}, nil},
		{"nineteen on two pages", []pdftest.Page{{Lines: []string{strings.Repeat("a", 19)}}, {}}, ErrScan},
		{"twenty on two pages", []pdftest.Page{{Lines: []string{strings.Repeat("a", 20)}}, {}}, nil},
		{"99 on 21 pages", append([]pdftest.Page{{Lines: []string{strings.Repeat("a", 50), strings.Repeat("b", 49)}}}, empty...), ErrScan},
		{"100 on 21 pages", append([]pdftest.Page{{Lines: []string{strings.Repeat("a", 50), strings.Repeat("b", 50)}}}, empty...), nil},
		{"no page", nil, ErrBroken},
	} {
		if _, err := Read(pdftest.Make(c.pages...)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// A file that asks for a password says so, and what can be done.
func TestALockedFileIsNamed(t *testing.T) {
	secret := strings.Repeat("00112233445566778899aabbccddeeff", 2)
	data := pdftest.File{
		Encrypt: "<< /Filter /Standard /V 1 /R 2 /O <" + secret + "> /U <" + secret + "> /P -4 >>",
		Pages:   []pdftest.Page{{Lines: []string{"The tide is high."}}},
	}.Bytes()
	_, err := Read(data)
	if !errors.Is(err, ErrEncrypted) || err.Error() != "it is protected by a password" {
		t.Errorf("%v", err)
	}
	if h, ok := err.(interface{ Hint() string }); !ok || !strings.Contains(h.Hint(), "qpdf") {
		t.Error("no hint")
	}
}

// A highlight is written with its colour, around all lines that it touches, and with what
// it says; what it does not say is not in the file.
func TestAHighlightIsWrittenInFull(t *testing.T) {
	copied, missed, err := Highlighted(twoPages(), []Highlight{
		{Mark: Mark{Page: 1, Words: "deepened, and", ID: "b", Author: "bob"}, Red: 255, Green: 128, Blue: 51},
		{Mark: Mark{Page: 1, Words: " - ", ID: "c"}},
		{Mark: Mark{Page: 2, Words: "winter sets", ID: "d"}}, // on the last page
	})
	if err != nil || len(missed) != 1 || missed[0] != 1 {
		t.Fatalf("missed %v, %v", missed, err)
	}
	added := string(copied[len(twoPages()):])
	for _, want := range []string{"/NM(b)", "/T(bob)", "/C[ 1 .5019608 .2]", "/QuadPoints[ 244.5", "/Rect[ 50.4"} {
		if !strings.Contains(added, want) {
			t.Errorf("no %s in %s", want, added)
		}
	}
	var low, high, left, right float64
	_, rect, _ := strings.Cut(added, "/Rect[")
	fmt.Sscan(rect, &left, &low, &right, &high)
	if math.Abs(left-50) > 2 || math.Abs(right-270) > 2 || math.Abs(low-723) > 2 || math.Abs(high-749) > 2 {
		t.Errorf("both lines are not in %.0f-%.0f×%.0f-%.0f", left, right, low, high)
	}
	for _, not := range []string{"/Subj", "/Contents("} {
		if strings.Contains(added, not) {
			t.Errorf("%s in %s", not, added)
		}
	}
}

// The words around a mark are whole, unless one is as long as they may be.
func TestWordsAroundAMark(t *testing.T) {
	long := strings.Repeat("x", aroundMark)
	for s, want := range map[string][2]string{
		"":                        {"", ""},
		long:                      {long, long},
		"tide " + long[5:]:        {"tide " + long[5:], "tide " + long[5:]},
		"tide " + long:            {long, "tide"},
		long + " tide":            {"tide", long},
		" " + long:                {long, " " + long[1:]},
		long + "y":                {long[1:] + "y", long},
		"ä" + long:                {long, "ä" + long[2:]},
		long + "ä":                {long[2:] + "ä", long},
		long[1:] + "ä" + long[1:]: {long[1:], long[1:]},
	} {
		if got := [2]string{cutBefore(s), cutAfter(s)}; got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
