package layout

import (
	"strings"
	"testing"

	"stet/model"
)

// A long block is cut after a line, else after a sentence, a word or a comma of its script,
// else between two characters; never within a character.
func TestWhereALongBlockIsCut(t *testing.T) {
	for what, tt := range map[string]struct {
		unit, before, after string // what is repeated; each cut is after before, and before after
		soft                bool
	}{
		"lines":              {"one line of text, and. more\n", "more\n", "one", false},
		"soft lines":         {"a line of text and more of it.\n", " ", "", true},
		"sentences":          {"This is a sentence. ", "sentence. ", "This", false},
		"Chinese sentences":  {"会議は明日も続く。", "。", "会", false},
		"words":              {"word ", "word ", "word", false},
		"words in soft":      {"word\nword ", " ", "word", true},
		"soft words by line": {"word\n", "word\n", "word", true},
		"Chinese commas":     {"会議は明日も、", "、", "会", false},
		"letters":            {"abcdefghij", "", "", false},
		"accents":            {"e\u0301", "\u0301", "e", false},
		"families":           {"👩‍👩‍👧", "👧", "👩", false},
		"stops with accents": {"x. \u0301y. ", "x. \u0301y. ", "x", false},
	} {
		text := strings.Repeat(tt.unit, 5*partSize/len(tt.unit)+2)
		a := &model.Article{Text: text, Blocks: []model.Block{{Range: model.Range{End: model.Pos(len(text))}, Soft: tt.soft}}}
		p := New(a, Options{Width: 60})
		n := p.parts(0)
		if n != len(text)/partSize {
			t.Errorf("%s: %d parts of %d bytes", what, n, len(text))
		}
		at := model.Pos(0)
		for i := range n {
			r := p.partRange(0, i)
			if r.Start != at || r.Len() > 2*partSize+cutRange || i < n-1 && (r.Len() < partSize-cutRange || r.Len() > partSize+cutRange) {
				t.Errorf("%s: part %d is %v after %d", what, i, r, at)
			}
			at = r.End
			if p.partOf(0, r.Start) != i || p.partOf(0, r.End-1) != i {
				t.Errorf("%s: the ends of part %d lie in %d and %d", what, i, p.partOf(0, r.Start), p.partOf(0, r.End-1))
			}
			if i < n-1 && (!strings.HasSuffix(text[:r.End], tt.before) || !strings.HasPrefix(text[r.End:], tt.after)) {
				t.Errorf("%s: part %d ends in %q before %q", what, i, text[r.End-12:r.End], text[r.End:r.End+12])
			}
		}
		if int(at) != len(text) {
			t.Errorf("%s: the parts end at %d of %d", what, at, len(text))
		}
	}
}

// What was laid out is kept while it is asked for, and dropped with what is older.
func TestPartsAreKeptWhileTheyAreAskedFor(t *testing.T) {
	var c cache
	lines := make([]Line, cacheLines/2)
	key := func(n int) partKey { return partKey{0, n} }
	c.put(key(0), lines)
	c.put(key(1), lines)
	for n := 2; n < 12; n++ {
		if _, ok := c.get(key(0)); !ok {
			t.Fatalf("what is asked for is gone before %d", n)
		}
		c.put(key(n), lines)
	}
	if _, ok := c.get(key(1)); ok {
		t.Error("what nobody asked for is kept")
	}
	if len(c.young)+len(c.old) > 8 {
		t.Errorf("%d parts are kept", len(c.young)+len(c.old))
	}
}
