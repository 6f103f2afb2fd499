package pdf

import (
	"strings"
	"testing"

	"stet/model"
	"stet/model/need"
)

// box is a letter of ten points between those places.
func box(left, right, low, high float64) *char {
	return &char{r: 'a', left: left, right: right, low: low, high: high, size: 10}
}

func TestLettersAreOfTheirScript(t *testing.T) {
	for r, want := range map[rune]string{
		'\ufb00': "ff", '\ufb06': "st", '\ufb1d': "\u05d9\u05b4", '\ufb50': "\u0671", '\ufdfc': "\u0631\u06cc\u0627\u0644", '\ufe70': " \u064b", '\ufefc': "\u0644\u0627",
		'\uff21': "Ａ", '²': "²", ' ': " ", '\x1f': "", '\uffff': "", '\ufffd': "\ufffd",
	} {
		if got := plainLetter(r); got != want {
			t.Errorf("%U: %q, want %q", r, got, want)
		}
	}
	need.Bounds(t,
		need.Bound("of a letter of Hebrew", isRTL('א'), true),
		need.Bound("of a letter of Arabic", isRTL('ب'), true),
		need.Bound("of a digit of Arabic", isRTL('٣'), false),
		need.Bound("of a letter of Latin", isRTL('a'), false),
		need.Bound("before the signs of Chinese", wideScript('\u2fff'), false),
		need.Bound("the first sign of Chinese", wideScript('\u3000'), true),
		need.Bound("the last sign of Chinese", wideScript('\u303f'), true),
		need.Bound("a letter of Hiragana", wideScript('あ'), true),
		need.Bound("a letter of Katakana", wideScript('ア'), true),
		need.Bound("a letter of Hangul", wideScript('한'), false),
		need.Bound("before the wide signs", wideScript('\uff00'), false),
		need.Bound("the first wide sign", wideScript('\uff01'), true),
		need.Bound("the last wide sign", wideScript('\uff60'), true),
		need.Bound("behind the wide signs", wideScript('\uff62'), false),
		need.Bound("as many letters to the left as to the right", rightToLeft([]char{{r: 'a'}, {r: 'ب'}}), false),
		need.Bound("more letters to the left", rightToLeft([]char{{r: 'a'}, {r: 'ب'}, {r: 'א'}}), true),
	)
	if got := (hyphens{}).newLineOf("said so—", "and left"); got != "said so—and left" {
		t.Errorf("%q", got)
	}
	if got := (hyphens{}).newLineOf("and/", "or"); got != "and/or" {
		t.Errorf("%q", got)
	}
	if got := (hyphens{}).newLineOf("他们", "said"); got != "他们 said" {
		t.Errorf("%q", got)
	}
}

// Where letters are tells whether they are of one line, and of one word.
func TestWhereLettersAreTells(t *testing.T) {
	band := area{0, 5, 100, 110}
	last := box(0, 5, 100, 110)
	need.Bounds(t,
		need.Bound("above the line, within reach", apart(band, last, box(6, 11, 111, 113)), false),
		need.Bound("above the line", apart(band, last, box(6, 11, 111, 116)), true),
		need.Bound("above the line by just as much", apart(band, last, box(6, 11, 112, 114)), false),
		need.Bound("below the line, within reach", apart(band, last, box(6, 11, 96, 99)), false),
		need.Bound("below the line", apart(band, last, box(6, 11, 94, 99)), true),
		need.Bound("below the line by just as much", apart(band, last, box(6, 11, 95, 99)), false),
		need.Bound("touching the line from above", apart(band, last, box(6, 11, 110, 120)), false),
		need.Bound("as far to the right as a column", apart(band, last, box(20, 25, 100, 110)), false),
		need.Bound("farther to the right", apart(band, last, box(20.5, 25, 100, 110)), true),
		need.Bound("as far to the left as a column", apart(area{30, 35, 100, 110}, box(30, 35, 100, 110), box(10, 15, 100, 110)), false),
		need.Bound("farther to the left", apart(area{30, 35, 100, 110}, box(30, 35, 100, 110), box(9, 14, 100, 110)), true),
		need.Bound("a letter as near as in a word", wide(box(0, 5, 0, 9), box(7.5, 12, 0, 9)), false),
		need.Bound("a letter beyond a blank", wide(box(0, 5, 0, 9), box(8, 12, 0, 9)), true),
		need.Bound("a letter beyond a blank, to the left", wide(box(8, 12, 0, 9), box(0, 5, 0, 9)), true),
		need.Bound("a letter without a width", wide(box(0, 5, 0, 9), box(8, 8, 0, 9)), false),
	)
	a := area{10, 20, 30, 40}
	for _, c := range []struct {
		x, y float64
		want bool
	}{{15, 35, true}, {10, 30, true}, {20, 40, true}, {9, 35, false}, {21, 35, false}, {15, 29, false}, {15, 41, false}} {
		if got := a.holds(box(c.x, c.x, c.y, c.y)); got != c.want {
			t.Errorf("%v, %v: %v", c.x, c.y, got)
		}
	}
	if _, _, ok := (&flow{}).under([]area{a}); ok {
		t.Error("something is under an area of an empty page")
	}
	if _, _, ok := (&flow{text: "tide", boxes: make([]*char, 4)}).find(" - ", ""); ok {
		t.Error("a hyphen alone is found")
	}
}

// A line is bold when nine of its ten letters are; its size is that of most letters, of
// as many the larger one; blanks count for neither.
func TestMostLettersMakeTheLine(t *testing.T) {
	letters := func(n int, c char) (list []char) {
		for range n {
			list = append(list, c)
		}
		return list
	}
	of := func(lists ...[]char) line {
		var all []char
		for _, l := range lists {
			all = append(all, l...)
		}
		l, _ := newLine(&sheet{number: 1}, all)
		return l
	}
	need.Bounds(t,
		need.Bound("nine of ten are bold", of(letters(9, char{r: 'a', bold: true}), letters(1, char{r: 'a'})).bold, true),
		need.Bound("eight of ten are bold", of(letters(8, char{r: 'a', bold: true}), letters(2, char{r: 'a'})).bold, false),
		need.Bound("blanks are not bold", of(letters(9, char{r: 'a', bold: true}), letters(5, char{r: ' '}), letters(5, char{r: ' ', made: true})).bold, true),
		need.Bound("most are small", of(letters(3, char{r: 'a', size: 9}), letters(2, char{r: 'a', size: 12})).size == 9, true),
		need.Bound("as many are large", of(letters(2, char{r: 'a', size: 9}), letters(2, char{r: 'a', size: 12})).size == 12, true),
		need.Bound("blanks have no size", of(letters(1, char{r: 'a', size: 9}), letters(3, char{r: ' ', size: 12})).size == 9, true),
	)
	if _, ok := newLine(&sheet{}, letters(3, char{r: ' '})); ok {
		t.Error("a line of blanks")
	}
}

// The height of a page has heads at its edges, which return on as many pages.
func TestHeadsReturn(t *testing.T) {
	s := &sheet{height: 100}
	at := func(low, high float64) bool { _, ok := headOf(s, &line{low: low, high: high}, 0.25); return ok }
	need.Bounds(t,
		need.Bound("at the upper edge", at(76, 80), true),
		need.Bound("just below it", at(75, 80), false),
		need.Bound("at the lower edge", at(20, 25), true),
		need.Bound("just above it", at(20, 26), false),
	)
	for _, c := range []struct {
		pages, heads int
		want         bool
	}{{1, 1, false}, {2, 2, true}, {8, 2, true}, {9, 2, false}, {9, 3, true}, {9, 1, false}, {3, 1, false}} {
		sheets := make([]sheet, c.pages)
		pages := make([][]line, c.pages)
		for i := range pages {
			sheets[i].height = 100
			if i < c.heads {
				pages[i] = []line{{low: 90, high: 95, text: "The Weekly 1"}, {low: 90, high: 95, text: "The Weekly 2"}}
			}
		}
		if got := runningHeads(sheets, pages)[headKey{true, "the weekly 0"}]; got != c.want {
			t.Errorf("%d of %d pages: %v", c.heads, c.pages, got)
		}
	}
	l := &layouter{size: 10, heads: map[headKey]bool{{true, "the weekly"}: true}}
	need.Bounds(t,
		need.Bound("a head", l.isHead(s, &line{low: 90, high: 95, size: 10, text: "The Weekly"}), true),
		need.Bound("a head as large as can be", l.isHead(s, &line{low: 90, high: 95, size: 15, text: "The Weekly"}), true),
		need.Bound("a heading", l.isHead(s, &line{low: 90, high: 95, size: 16, text: "The Weekly"}), false),
		need.Bound("a number at the edge", l.isHead(s, &line{low: 92, high: 95, size: 10, text: "3"}), true),
		need.Bound("a number farther from it", l.isHead(s, &line{low: 85, high: 88, size: 10, text: "3"}), false),
	)
}

// The distance of lines tells paragraphs apart.
func TestDistancesTellParagraphsApart(t *testing.T) {
	leading := func(steps ...float64) float64 {
		lines := []line{{low: 500, size: 10, left: 50, right: 60}}
		for _, s := range steps {
			lines = append(lines, line{low: lines[len(lines)-1].low - s, size: 10, left: 50, right: 60})
		}
		return columnOf(lines).leading
	}
	for _, c := range []struct {
		steps []float64
		want  float64
	}{{nil, 0}, {[]float64{12}, 12}, {[]float64{5}, 0}, {[]float64{6}, 6}, {[]float64{25}, 0}, {[]float64{24}, 24}, {[]float64{20, 12, 12, 13}, 12}, {[]float64{20, 18, 12, 16, 14}, 14}} {
		if got := leading(c.steps...); got != c.want {
			t.Errorf("%v: %v, want %v", c.steps, got, c.want)
		}
	}
	kind := func(size float64, bold bool, text string) model.BlockKind {
		k, level := (&layouter{size: 20}).kind(&line{size: size, bold: bold, text: text})
		if k == model.Paragraph != (level == 0) {
			t.Errorf("%v has level %d", k, level)
		}
		return k
	}
	need.Bounds(t,
		need.Bound("large", kind(30, false, "Tide") == model.Heading, true),
		need.Bound("less large", kind(23, false, "Tide") == model.Heading, true),
		need.Bound("hardly larger", kind(22.5, false, "Tide") == model.Heading, false),
		need.Bound("bold", kind(20, true, "Tide") == model.Heading, true),
		need.Bound("bold, and a sentence", kind(20, true, "Tide.") == model.Heading, false),
		need.Bound("bold, and goes on", kind(20, true, "Tide,") == model.Heading, false),
		need.Bound("bold and long", kind(20, true, strings.Repeat("a", 119)) == model.Heading, true),
		need.Bound("bold and too long", kind(20, true, strings.Repeat("a", 120)) == model.Heading, false),
	)
	goesOn := func(last, x line, first bool, kinds ...model.BlockKind) bool {
		l := &layouter{size: 10, last: last, column: column{left: 50, right: 150, leading: 10}, out: make([]Paragraph, 1)}
		kind := model.Paragraph
		if len(kinds) > 0 {
			l.out[0].Kind, kind = kinds[0], kinds[1]
		}
		return l.goesOn(&x, kind, first)
	}
	last := line{page: 1, size: 10, low: 100, left: 50, right: 150, text: "The tide"}
	full := last
	full.text = "The tide."
	short := full
	short.right = 124
	next := func(change func(*line)) line {
		l := line{page: 1, size: 10, low: 90, left: 50, right: 150, text: "Rises"}
		if change != nil {
			change(&l)
		}
		return l
	}
	low := func(y float64) line { return next(func(l *line) { l.low = y }) }
	size := func(s float64) line { return next(func(l *line) { l.size = s }) }
	left := func(x float64) line { return next(func(l *line) { l.left = x }) }
	text := func(s string) line { return next(func(l *line) { l.text = s }) }
	other := next(func(l *line) { l.page = 2 })
	need.Bounds(t,
		need.Bound("the next line", goesOn(last, next(nil), false), true),
		need.Bound("as far as can be", goesOn(last, low(87), false), true),
		need.Bound("farther", goesOn(last, low(86.5), false), false),
		need.Bound("on the same line", goesOn(last, low(100), false), true),
		need.Bound("higher", goesOn(last, low(101), false), false),
		need.Bound("a little larger", goesOn(last, size(10.5), false), true),
		need.Bound("larger", goesOn(last, size(10.75), false), false),
		need.Bound("an item", goesOn(last, text("• Rises"), false), false),
		need.Bound("an item set in by a point", goesOn(last, next(func(l *line) { l.left, l.text = 51, "• Rises" }), false), false),
		need.Bound("a dash within the line above", goesOn(last, next(func(l *line) { l.left, l.text = 52, "– rises" }), false), true),
		need.Bound("set in by less than a blank", goesOn(last, left(58), false), true),
		need.Bound("set in", goesOn(last, left(59), false), false),
		need.Bound("set in by far", goesOn(last, left(110), false), true),
		need.Bound("set in below another that is", goesOn(line{page: 1, size: 10, low: 100, left: 54, right: 150, text: "The tide"}, left(59), false), true),
		need.Bound("set in below one that hardly is", goesOn(line{page: 1, size: 10, low: 100, left: 53.5, right: 150, text: "The tide"}, left(59), false), false),
		need.Bound("below a sentence that fills the line", goesOn(full, next(nil), false), true),
		need.Bound("below a sentence that nearly does", goesOn(line{page: 1, size: 10, low: 100, left: 50, right: 125, text: "The tide."}, next(nil), false), true),
		need.Bound("below a sentence that does not", goesOn(short, next(nil), false), false),
		need.Bound("below that, in small letters", goesOn(short, text("rises"), false), true),
		need.Bound("below a short line that ends no sentence", goesOn(line{page: 1, size: 10, low: 100, left: 50, right: 100, text: "The tide"}, next(nil), false), true),
		need.Bound("on another page, below a sentence", goesOn(full, other, false), false),
		need.Bound("on another page", goesOn(last, other, false), true),
		need.Bound("on another page, in small letters", goesOn(full, next(func(l *line) { l.page, l.text = 2, "rises" }), false), true),
		need.Bound("in another column, below a sentence", goesOn(full, next(nil), true), false),
		need.Bound("in another column, far above", goesOn(last, low(700), true), true),
		need.Bound("a heading's second line", goesOn(last, next(nil), false, model.Heading, model.Heading), true),
		need.Bound("a heading's second line, farther", goesOn(last, low(80), false, model.Heading, model.Heading), false),
		need.Bound("a heading of other letters", goesOn(last, size(10.5), false, model.Heading, model.Heading), false),
		need.Bound("a heading in another column", goesOn(last, next(nil), true, model.Heading, model.Heading), false),
		need.Bound("a bold heading below one that is not", goesOn(last, next(func(l *line) { l.bold = true }), false, model.Heading, model.Heading), false),
		need.Bound("text below a heading", goesOn(last, next(nil), false, model.Heading, model.Paragraph), false),
		need.Bound("a heading below text", goesOn(last, next(nil), false, model.Paragraph, model.Heading), false),
	)
}

// Columns are told apart by what is between them, by how much is in them, and by how much
// of them is side by side.
func TestWhatMakesColumns(t *testing.T) {
	lines := func(n int, left, right, high, step float64, text string) (list []line) {
		for i := range n {
			y := high - float64(i)*step
			list = append(list, line{left: left, right: right, low: y - 10, high: y, size: 10, text: text})
		}
		return list
	}
	both := func(a, b []line) []line { return append(append([]line{}, a...), b...) }
	three := lines(3, 0, 100, 700, 12, "a line of words")
	right := func(n int, high float64, text string) []line { return lines(n, 120, 220, high, 12, text) }
	beside := func(list []line) bool { return sideBySide(list, 110) }
	gutter := func(list []line) bool { _, ok := findGutter(list); return ok }
	need.Bounds(t,
		need.Bound("three lines on each side", beside(both(three, right(3, 700, "a line of words"))), true),
		need.Bound("two lines on one side", beside(both(three, right(2, 700, "a line of words"))), false),
		need.Bound("short words on one side", beside(both(three, right(3, 700, "ab"))), true),
		need.Bound("numbers on one side", beside(both(lines(3, 0, 100, 700, 12, "a line of many words"), right(3, 700, "7"))), false),
		need.Bound("one below the other", beside(both(three, right(3, 664, "a line of words"))), false),
		need.Bound("one a little beside the other", beside(both(three, right(3, 682, "a line of words"))), true),
		need.Bound("two of six lines across", beside(append(both(three, right(3, 700, "a line of words")), lines(3, 0, 220, 600, 12, "across")...)), true),
		need.Bound("most lines across", beside(append(both(three, right(3, 700, "a line of words")), lines(4, 0, 220, 600, 12, "across")...)), false),
		need.Bound("a gutter", gutter(both(three, right(3, 700, "a line of words"))), true),
		need.Bound("a gutter of five points", gutter(both(three, lines(3, 106, 206, 700, 12, "a line of words"))), true),
		need.Bound("a gutter of four points", gutter(both(three, lines(3, 105, 205, 700, 12, "a line of words"))), false),
		need.Bound("a narrow page", gutter(both(lines(3, 0, 10, 700, 12, "word"), lines(3, 28, 38, 700, 12, "word"))), false),
		need.Bound("a page of forty points", gutter(both(lines(3, 0, 10, 700, 12, "word"), lines(3, 28, 39, 700, 12, "word"))), true),
		need.Bound("half of the lines to the left", rtlPage([]line{{text: "في"}, {text: "in"}}), false),
		need.Bound("most of the lines to the left", rtlPage([]line{{text: "في"}, {text: "في"}, {text: "in"}}), true),
	)
	above := &line{size: 12, low: 100, bold: true}
	same := func(change func(*line)) bool {
		l := &line{size: 12, low: 80, bold: true}
		change(l)
		return sameHeading(above, l, 10)
	}
	need.Bounds(t,
		need.Bound("a heading's second line", same(func(*line) {}), true),
		need.Bound("too far below", same(func(l *line) { l.low = 76 }), false),
		need.Bound("of another size", same(func(l *line) { l.size = 12.5 }), false),
		need.Bound("not bold", same(func(l *line) { l.bold = false }), false),
		need.Bound("as large as text", sameHeading(&line{size: 11.5, low: 100}, &line{size: 11.5, low: 90}, 10), false),
	)
}
