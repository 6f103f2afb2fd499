package report

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/clean"
	"stet/model/count"
	"stet/model/segment"
)

// Linear yields an article as it is read aloud, a line a paragraph, for a screen
// reader or a listener: what a block is is in words before it, quotes are
// heard to begin and end, and what was said of some words follows the sentence in
// which they end, or the quote around it. Its own words hold no sign that a screen
// reader would spell; those of the article are as they are, controls made visible.
// It takes O((n + m) log m) for n bytes and m annotations.
func Linear(a *model.Article, said []Said) iter.Seq[string] {
	return func(yield func(string) bool) {
		r := &reading{article: a, telling: newTelling(a, said), open: map[*numbered]bool{}, yield: yield}
		r.byEnd = slices.DeleteFunc(slices.Clone(r.all), func(m *numbered) bool { return m.words.Empty() })
		slices.SortStableFunc(r.byEnd, func(x, y *numbered) int { return int(x.words.End - y.words.End) })
		r.head()
		items := itemNumbers(a)
		for i := range a.Blocks {
			r.block(i, items[i])
		}
		r.say("End of the article.")
		r.rest()
	}
}

// A reading is an article on its way to the listener.
type reading struct {
	*telling
	article *model.Article
	byEnd   []*numbered // what has words, by where they end; those to come
	waiting []*numbered // whose words have ended
	open    map[*numbered]bool
	line    strings.Builder

	yield   func(string) bool
	stopped bool
}

// say hands a line over.
func (r *reading) say(line string) {
	line = strings.Join(strings.Fields(clean.Line(line)), " ")
	if line != "" && !r.stopped {
		r.stopped = !r.yield(line)
	}
}

// head says what the article is, before its text.
func (r *reading) head() {
	m := &r.article.Meta
	if m.Title != "" && !r.beginsWithHeading() {
		r.say("Title: " + m.Title)
	}
	about := nonEmpty(m.Byline, m.Publisher)
	if !m.Published.IsZero() {
		about = append(about, m.Published.Format("2 January 2006"))
	}
	about = append(about, count.Of(r.article.Words(), "word"))
	r.say(stopped(strings.Join(about, ", ")) + " " + r.counts())
}

func (r *reading) beginsWithHeading() bool {
	for i := range r.article.Blocks {
		if !r.hidden(i) {
			return r.article.Blocks[i].Kind == model.Heading
		}
	}
	return false
}

func (r *reading) hidden(i int) bool {
	return r.article.Blocks[i].Kind == model.Boilerplate && r.article.HidesBoilerplate()
}

// block reads one block.
func (r *reading) block(i int, item string) {
	b := &r.article.Blocks[i]
	next := model.Pos(len(r.article.Text))
	if i+1 < len(r.article.Blocks) {
		next = r.article.Blocks[i+1].Range.Start
	}
	if r.stopped {
		return
	}
	if r.hidden(i) {
		r.skip(next)
		return
	}
	first := i == 0 || r.article.Blocks[i-1].Kind != b.Kind
	last := i+1 == len(r.article.Blocks) || r.article.Blocks[i+1].Kind != b.Kind
	before, after := "", ""
	switch b.Kind {
	case model.Heading:
		before = "Heading"
		if b.Level > 0 {
			before = fmt.Sprintf("%s level %d", before, b.Level)
		}
		before += ": "
	case model.Blockquote:
		if first {
			before = "Block quote: "
		}
		if last {
			after = "End of block quote."
		}
	case model.ListItem:
		before = item
	case model.Caption:
		before = "Caption: "
	case model.Boilerplate:
		if first {
			before = "Beside the story: "
		}
	case model.Code:
		before, after = "Code: ", "End of code."
	case model.Table:
		r.table(b, next)
		return
	}
	r.goesOn()
	r.sentences(b, next)
	lines := strings.Split(strings.TrimSpace(r.line.String()), "\n")
	r.line.Reset()
	lines[0] = before + lines[0]
	lines[len(lines)-1] += " " + after
	for _, l := range lines {
		r.say(l)
	}
}

// skip passes over a block that is not read: what is said of its words comes last.
func (r *reading) skip(next model.Pos) {
	for len(r.bounds) > 0 && r.bounds[0].pos < next {
		r.bound(false)
	}
	for len(r.byEnd) > 0 && r.byEnd[0].words.End <= next {
		r.byEnd = r.byEnd[1:]
	}
	r.line.Reset()
}

// sentences reads a block of prose, and after each sentence what is to be said.
func (r *reading) sentences(b *model.Block, next model.Pos) {
	at := b.Range.Start
	for s := range segment.Sentence.In(r.article, b) {
		r.text(model.Range{Start: at, End: s.End}, s, b)
		r.remarks(s.End, s, false)
		at = s.End
	}
	r.pass(model.Range{Start: at, End: b.Range.End}, next, b)
}

// pass reads what is left of a block, and says all that has ended before the next.
func (r *reading) pass(rest model.Range, next model.Pos, b *model.Block) {
	r.text(rest, rest, b)
	for len(r.bounds) > 0 && (r.bounds[0].pos < next || r.bounds[0].pos == next && r.bounds[0].ends) {
		r.bound(true) // in the white space after the block
	}
	r.remarks(next, model.Range{}, true)
}

// text reads a stretch of a sentence, with where quotes begin and end in it.
func (r *reading) text(at, sentence model.Range, b *model.Block) {
	for len(r.bounds) > 0 {
		next := r.bounds[0]
		if next.pos > at.End || next.pos == at.End && !next.ends {
			break
		}
		to := max(at.Start, next.pos)
		r.write(model.Range{Start: at.Start, End: to}, b)
		at.Start = to
		r.bound(next.ends && next.pos >= sentence.End || !next.ends && next.pos <= sentence.Start)
	}
	r.write(at, b)
}

// write puts article text on the line. The mark of a plain-text block quote is not
// read: it has been said in words.
func (r *reading) write(at model.Range, b *model.Block) {
	text := r.article.Slice(at)
	if b.Kind == model.Blockquote {
		if at.Start == b.Range.Start {
			text = strings.TrimPrefix(text, ">")
		}
		text = strings.ReplaceAll(text, "\n>", "\n")
	}
	if b.Soft {
		text = strings.ReplaceAll(text, "\n", " ")
	}
	r.line.WriteString(text)
}

// bound says that a quote begins or ends here; at the edge of a sentence that is a
// sentence of its own.
func (r *reading) bound(edge bool) {
	b := r.bounds[0]
	r.bounds = r.bounds[1:]
	phrase, stop := b.of.title, ":"
	switch {
	case b.ends && b.outer:
		phrase = fmt.Sprintf("end %s", phrase)
	case b.ends:
		phrase = fmt.Sprintf("%s pauses", phrase)
	case !b.outer:
		phrase = fmt.Sprintf("%s goes on", phrase)
	}
	if !b.ends {
		r.open[b.of] = true
	} else {
		delete(r.open, b.of)
		stop = ","
		if edge {
			stop = "."
		}
		if c, _ := utf8.DecodeLastRuneInString(r.line.String()); unicode.IsLetter(c) || unicode.IsDigit(c) {
			r.line.WriteString(stop)
		}
	}
	if edge {
		phrase = capital(phrase)
	}
	if edge && b.ends && b.outer && len(r.open) == 0 && !b.of.done {
		r.tell(b.of, phrase, "", "") // in one with its end
		return
	}
	r.aside(phrase + stop)
}

// aside puts words that are not the article's on the line.
func (r *reading) aside(words string) { r.line.WriteString(" " + words + " ") }

// goesOn says at the beginning of a paragraph which quotes have begun before it.
func (r *reading) goesOn() {
	var titles []string
	for m := range r.open {
		if titles = append(titles, m.title); len(titles) > 3 {
			r.aside(fmt.Sprintf("%d quotes go on:", len(r.open)))
			return
		}
	}
	slices.Sort(titles)
	for _, t := range titles {
		r.aside(fmt.Sprintf("%s goes on:", capital(t)))
	}
}

// remarks says of the annotations whose words end before end what they say. While
// a quote is open they wait for its end, at most for that of the paragraph.
func (r *reading) remarks(end model.Pos, sentence model.Range, last bool) {
	for len(r.byEnd) > 0 && r.byEnd[0].words.End <= end {
		r.waiting = append(r.waiting, r.byEnd[0])
		r.byEnd = r.byEnd[1:]
	}
	if len(r.open) > 0 && !last {
		return
	}
	slices.SortStableFunc(r.waiting, func(x, y *numbered) int { return x.words.Compare(y.words) })
	for _, m := range r.waiting {
		where, words := "", ""
		at := coreRange(r.article.Text, m.words)
		switch quote := r.quoted[at]; {
		case m.kind.Bounded:
		case !sentence.Empty() && at == coreRange(r.article.Text, sentence):
			where = "this sentence"
		case quote != "":
			where = fmt.Sprintf("the words of %s", quote)
		default:
			words = shortened(r.article.Slice(at))
		}
		r.tell(m, m.title, where, words)
	}
	r.waiting = r.waiting[:0]
}

// tell puts on the line what an annotation says, and then what is said about it.
// Head is what it begins with.
func (r *reading) tell(m *numbered, head, where, words string) {
	if m.done {
		return
	}
	m.done = true
	if c, _ := utf8.DecodeLastRuneInString(strings.TrimRight(r.line.String(), " ")); unicode.IsLetter(c) || unicode.IsDigit(c) {
		r.line.WriteString(".")
	}
	r.aside(r.remark(m, head, where, words))
	for _, n := range m.about {
		r.tell(n, n.title, "", "")
	}
}

// rest says at the end what is said of no words that were read.
func (r *reading) rest() {
	for _, m := range r.all {
		where, words := "", m.Target.Quote.Exact
		switch {
		case m.done:
			continue
		case m.Target.Whole:
			where, words = "the whole article", ""
		}
		r.tell(m, m.title, where, shortened(words))
		r.say(r.line.String())
		r.line.Reset()
	}
}
