package source

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stet/model"
	"stet/model/source/pdf/pdftest"
)

// at writes text on a page of a PDF: the number of its font, its size and place.
func at(font int, size, x, y float64, text string) string {
	return fmt.Sprintf("BT /F%d %f Tf %f %f Td (%s) Tj ET\n", font, size, x, y, text)
}

// A PDF is an article that knows where its pages begin, the empty ones too; what it says
// of itself counts where its words do not.
func TestAPDFIsAnArticleOfPages(t *testing.T) {
	a, err := Read("a.pdf", pdftest.File{
		Info: "<< /Title (Low tide &amp; high) /Author (Ada Weber) /CreationDate (D:20260301123000+01'00') >>",
		Pages: []pdftest.Page{
			{Content: at(1, 10, 50, 700, "The harbour is shut, the master said on Monday,") + at(2, 10, 50, 688, "and nobody") + at(1, 10, 109, 688, "knows when it will open, for the")},
			{},
			{Content: at(1, 10, 50, 700, "ice is a metre thick.") + at(3, 10, 50, 660, "It will melt") + at(1, 10, 108, 660, "in May.")},
			{},
		},
	}.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if m := a.Meta; m.Title != "Low tide & high" || m.Byline != "Ada Weber" || !m.Modified.Equal(time.Date(2026, 3, 1, 12, 30, 0, 0, time.UTC)) {
		t.Errorf("%+v", m)
	}
	second := model.Pos(strings.Index(a.Text, "ice"))
	if end := model.Pos(len(a.Text)); len(a.Pages) != 4 || a.Pages[0] != 0 || a.Pages[1] != second || a.Pages[2] != second || a.Pages[3] != end {
		t.Errorf("pages at %v, the third one at %d", a.Pages, second)
	}
	var got []string
	for i := range a.Blocks {
		got = append(got, strings.TrimSpace(toldBlock(a, &a.Blocks[i])))
	}
	want := []string{
		`"The harbour is shut, the master said on Monday, and nobody knows when it will open, for the ice is a metre thick.", 1 48-58`,
		`"It will melt in May.", 2 0-12`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A heading and a byline of the page are worth more than what the file says of itself.
// All letters of a heading may be bold: it has no marks.
func TestAHeadingOfAPDFIsItsTitle(t *testing.T) {
	a, err := Read("a.pdf", pdftest.File{
		Info: "<< /Title (draft-3.doc) /Author (user) /CreationDate (D:2026) >>",
		Pages: []pdftest.Page{{Content: at(2, 20, 50, 740, "High tide") + at(1, 10, 50, 700, "By Ada Weber") +
			at(1, 10, 50, 670, "The harbour is shut, the master said on Monday,") + at(1, 10, 50, 658, "and nobody knows when it will open.")}},
	}.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if m := a.Meta; m.Title != "High tide" || m.Byline != "Ada Weber" || !m.Modified.IsZero() {
		t.Errorf("%+v", m)
	}
	if b := a.Blocks[0]; b.Kind != model.Heading || b.Level != 1 || len(b.Spans) != 0 {
		t.Errorf("%+v", b)
	}
	if len(a.Pages) != 1 || a.Pages[0] != 0 {
		t.Errorf("pages at %v", a.Pages)
	}
}
