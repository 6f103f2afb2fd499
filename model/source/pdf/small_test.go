package pdf

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"stet/model/need"
)

// TestSmallSheetsAreReadAsTheyWere holds what is made of pages of letters of our own, a
// few rules in each: the paragraphs with their pages, the text of each page as it is
// read, and the places of words in it.
//
// A line of a page says where it begins, how large its letters are, how they look (b
// bold, i italic, w with the blanks that PDFium makes up, r from right
// to left) and what it says; "----" begins a page. "? WORDS | BEFORE" looks for words.
func TestSmallSheetsAreReadAsTheyWere(t *testing.T) {
	need.Cases(t, filepath.Join("testdata", "small.txt"), smallSheets)
}

func smallSheets(input string) string {
	p := page(1)
	var sheets []sheet
	var asked []string
	for line := range strings.SplitSeq(strings.TrimSuffix(input, "\n"), "\n") {
		if ask, is := strings.CutPrefix(line, "? "); is {
			asked = append(asked, ask)
			continue
		}
		if line == "----" {
			sheets = append(sheets, p.sheet)
			p = page(len(sheets) + 1)
			continue
		}
		words := strings.SplitN(line, " ", 5)
		if len(words) < 5 {
			continue
		}
		at := [3]float64{}
		for i := range at {
			at[i], _ = strconv.ParseFloat(words[i], 64)
		}
		p.write(at[0], at[1], at[2], words[3], words[4])
	}
	sheets = append(sheets, p.sheet)
	var b strings.Builder
	for _, p := range layout(sheets) {
		fmt.Fprintf(&b, "%v %d", p.Kind, p.Level)
		for _, piece := range p.Pieces {
			fmt.Fprintf(&b, ", page %d %q", piece.Page, piece.Text)
			for _, s := range piece.Spans {
				fmt.Fprintf(&b, " %v %d-%d", s.Mark, s.Range.Start, s.Range.End)
			}
		}
		b.WriteByte('\n')
	}
	all := flows(sheets)
	for i := range all {
		f := &all[i]
		fmt.Fprintf(&b, "%d: %s\n", i+1, f.text)
		for _, ask := range asked {
			words, before, _ := strings.Cut(ask, " | ")
			start, end, ok := f.find(words, before)
			if !ok {
				continue
			}
			fmt.Fprintf(&b, "%q at %d:", f.text[start:end], start)
			areas := f.areas(start, end)
			for _, a := range areas {
				fmt.Fprintf(&b, " %.0f-%.0f×%.0f-%.0f", a.left, a.right, a.low, a.high)
			}
			from, to, _ := f.under(areas)
			fmt.Fprintf(&b, ", under them %q, before %q, after %q\n", f.text[from:to], cutBefore(f.text[:start]), cutAfter(f.text[end:]))
		}
	}
	return b.String()
}

// write puts a line of letters that look like that on a page.
func (m *madePage) write(x, y, size float64, look, text string) {
	for _, r := range text {
		c := char{r: r, left: x, right: x + size/2, low: y, high: y + size, size: size, bold: strings.Contains(look, "b"), italic: strings.Contains(look, "i")}
		switch {
		case r == '¶':
			m.chars = append(m.chars, char{r: '\r', made: true}, char{r: '\n', made: true})
		case r != ' ':
			m.chars = append(m.chars, c)
		case strings.Contains(look, "w"):
			m.chars = append(m.chars, char{r: ' ', made: true})
		}
		if strings.Contains(look, "r") {
			x -= size * 0.55
		} else {
			x += size * 0.55
		}
	}
}
