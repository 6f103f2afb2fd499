package pdf

import (
	"strings"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

// A Mark is a text markup annotation of a PDF (ISO 32000-1, 12.5.6.10): words of a
// page that are highlighted, underlined or struck out.
type Mark struct {
	Page          int // from 1
	Words         string
	Before, After string // the words of the page around them
	ID            string // NM, "" if absent
	Author        string // T
	Subject       string // Subj
	Note          string // Contents
	Created       string // CreationDate, as the file has it: D:20200114…
	Modified      string // M, likewise
}

// A mark's text in its dictionary, by key.
func (m *Mark) entries() []entry {
	return []entry{{"NM", &m.ID}, {"T", &m.Author}, {"Subj", &m.Subject}, {"Contents", &m.Note}, {"CreationDate", &m.Created}, {"M", &m.Modified}}
}

type entry struct {
	key   string
	value *string
}

// aroundMark is how many bytes of the page are read before and after a mark.
const aroundMark = 64

// mostMarks is how many annotations of a page are looked at.
const mostMarks = 100_000

// Marks reads the marks of a file in the order of its pages. Other is the number of
// annotations that are not marks of words, such as notes at a place and drawings;
// links and form fields are not counted.
func Marks(data []byte) (marks []Mark, other int, err error) {
	err = open(data, func(r *reading) error {
		sheets, err := r.sheets()
		if err != nil {
			return err
		}
		for i, f := range flows(sheets) {
			found, more := r.marks(i, &f)
			marks, other = append(marks, found...), other+more
		}
		return nil
	})
	return marks, other, err
}

// markings are the subtypes that mark words; ignored have nothing to say about any.
var (
	markings = map[enums.FPDF_ANNOTATION_SUBTYPE]bool{
		enums.FPDF_ANNOT_SUBTYPE_HIGHLIGHT: true, enums.FPDF_ANNOT_SUBTYPE_UNDERLINE: true,
		enums.FPDF_ANNOT_SUBTYPE_SQUIGGLY: true, enums.FPDF_ANNOT_SUBTYPE_STRIKEOUT: true,
	}
	ignored = map[enums.FPDF_ANNOTATION_SUBTYPE]bool{
		enums.FPDF_ANNOT_SUBTYPE_LINK: true, enums.FPDF_ANNOT_SUBTYPE_POPUP: true, enums.FPDF_ANNOT_SUBTYPE_WIDGET: true,
	}
)

// marks reads the marks of a page.
func (r *reading) marks(index int, f *flow) (marks []Mark, other int) {
	count, err := r.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: r.page(index)})
	if err != nil {
		return nil, 0
	}
	for i := range min(count.Count, mostMarks) {
		a, err := r.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: r.page(index), Index: i})
		if err != nil {
			continue
		}
		m, is, counts := r.mark(a.Annotation, f)
		switch {
		case is:
			m.Page = index + 1
			marks = append(marks, m)
		case counts:
			other++
		}
		r.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: a.Annotation})
	}
	return marks, other
}

// mark reads one annotation; is says that it marks words, counts that it would be
// missed.
func (r *reading) mark(a references.FPDF_ANNOTATION, f *flow) (m Mark, is, counts bool) {
	kind, err := r.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a})
	if err != nil || ignored[kind.Subtype] {
		return m, false, false
	}
	if !markings[kind.Subtype] {
		return m, false, true
	}
	start, end, ok := f.under(r.quads(a))
	if !ok {
		return m, false, true
	}
	m.Words, m.Before, m.After = f.text[start:end], cutBefore(f.text[:start]), cutAfter(f.text[end:])
	for _, e := range m.entries() {
		if v, err := r.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: a, Key: e.key}); err == nil {
			*e.value = strings.TrimRight(v.Value, "\x00")
		}
	}
	return m, true, true
}

// quads are the areas that an annotation marks.
func (r *reading) quads(a references.FPDF_ANNOTATION) []area {
	n, err := r.FPDFAnnot_CountAttachmentPoints(&requests.FPDFAnnot_CountAttachmentPoints{Annotation: a})
	if err != nil {
		return nil
	}
	var out []area
	for i := range min(n.Count, mostMarks) {
		q, err := r.FPDFAnnot_GetAttachmentPoints(&requests.FPDFAnnot_GetAttachmentPoints{Annotation: a, Index: i})
		if err != nil {
			continue
		}
		p := q.QuadPoints // whose corners come in one of two orders
		out = append(out, area{
			left: float64(min(p.X1, p.X2, p.X3, p.X4)), right: float64(max(p.X1, p.X2, p.X3, p.X4)),
			low: float64(min(p.Y1, p.Y2, p.Y3, p.Y4)), high: float64(max(p.Y1, p.Y2, p.Y3, p.Y4)),
		})
	}
	return out
}

// cutBefore and cutAfter keep what is nearest to a mark, in whole words.
func cutBefore(s string) string {
	if len(s) <= aroundMark {
		return s
	}
	s = strings.ToValidUTF8(s[len(s)-aroundMark:], "")
	_, after, ok := strings.Cut(s, " ")
	if !ok {
		return s
	}
	return after
}

func cutAfter(s string) string {
	if len(s) <= aroundMark {
		return s
	}
	s = strings.ToValidUTF8(s[:aroundMark], "")
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		return s[:i]
	}
	return s
}

// A Highlight is a mark to be made, and its colour.
type Highlight struct {
	Mark
	Red, Green, Blue uint8
}

// Highlighted returns a copy of a PDF with highlights added at its end, so that the
// bytes of the original come first and unchanged. A highlight whose ID the file has
// already is left out. Missed are the indices of those whose words are not on their
// page, or at several places there that Before does not tell apart.
func Highlighted(data []byte, highlights []Highlight) (copied []byte, missed []int, err error) {
	err = open(data, func(r *reading) error {
		sheets, err := r.sheets()
		if err != nil {
			return err
		}
		pages := flows(sheets)
		there := map[string]bool{}
		for i := range pages {
			marks, _ := r.marks(i, &pages[i])
			for _, m := range marks {
				there[m.ID] = m.ID != ""
			}
		}
		for i := range highlights {
			h := &highlights[i]
			if there[h.ID] {
				continue
			}
			if h.Page < 1 || h.Page > len(pages) || !r.highlight(h, &pages[h.Page-1]) {
				missed = append(missed, i)
			}
		}
		saved, err := r.FPDF_SaveAsCopy(&requests.FPDF_SaveAsCopy{Document: r.file, Flags: requests.SaveFlagIncremental})
		if err != nil {
			return err
		}
		copied = *saved.FileBytes
		return nil
	})
	return copied, missed, err
}

// highlight adds one, and reports whether its words were found.
func (r *reading) highlight(h *Highlight, f *flow) bool {
	start, end, ok := f.find(h.Words, h.Before)
	if !ok {
		return false
	}
	areas := f.areas(start, end)
	if len(areas) == 0 {
		return false
	}
	made, err := r.FPDFPage_CreateAnnot(&requests.FPDFPage_CreateAnnot{Page: r.page(h.Page - 1), Subtype: enums.FPDF_ANNOT_SUBTYPE_HIGHLIGHT})
	if err != nil {
		return false
	}
	a := made.Annotation
	defer r.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: a})
	around := areas[0]
	ok = true
	note := func(err error) { ok = ok && err == nil }
	for _, q := range areas {
		around.left, around.right = min(around.left, q.left), max(around.right, q.right)
		around.low, around.high = min(around.low, q.low), max(around.high, q.high)
		_, err := r.FPDFAnnot_AppendAttachmentPoints(&requests.FPDFAnnot_AppendAttachmentPoints{Annotation: a, AttachmentPoints: q.quad()})
		note(err)
	}
	_, err = r.FPDFAnnot_SetRect(&requests.FPDFAnnot_SetRect{Annotation: a, Rect: structs.FPDF_FS_RECTF{
		Left: float32(around.left), Right: float32(around.right), Bottom: float32(around.low), Top: float32(around.high),
	}})
	note(err)
	_, err = r.FPDFAnnot_SetColor(&requests.FPDFAnnot_SetColor{Annotation: a, ColorType: enums.FPDFANNOT_COLORTYPE_Color,
		R: uint(h.Red), G: uint(h.Green), B: uint(h.Blue), A: 255})
	note(err)
	for _, e := range h.entries() {
		if *e.value != "" {
			_, err := r.FPDFAnnot_SetStringValue(&requests.FPDFAnnot_SetStringValue{Annotation: a, Key: e.key, Value: *e.value})
			note(err)
		}
	}
	return ok
}

// quad is the area in the order of corners that viewers expect: both of the top,
// then both of the bottom, from the left.
func (a area) quad() structs.FPDF_FS_QUADPOINTSF {
	l, r, b, t := float32(a.left), float32(a.right), float32(a.low), float32(a.high)
	return structs.FPDF_FS_QUADPOINTSF{X1: l, Y1: t, X2: r, Y2: t, X3: l, Y3: b, X4: r, Y4: b}
}
