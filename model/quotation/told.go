package quotation

import (
	"fmt"
	"slices"

	"stet/model"
	"stet/model/lang"
	"stet/model/mention"
	"stet/model/segment"
)

// A cueAttributor finds who speaks in languages that have words of saying but no grammar
// here: by the verb beside the words, a colon, a dash, a word like selon, and by
// who spoke last. It keeps what the next block may go on with.
type cueAttributor struct {
	nounPhrases
	says   *saying
	list   []atom
	bounds []model.Range

	last    Speaker // who spoke last
	person  Speaker // the last person who spoke or began a sentence, for pronouns
	topic   Speaker // the person who began the last sentence, which had no speech
	quote   int     // the last quotation, as an index into the finder's, or -1
	block   int     // the block in which it is
	quiet   int     // how many sentences without speech followed
	adjoins bool    // nothing but speech is between it and what comes
}

// What is read of a sentence at most: the text beside a stretch, in bytes, and how
// many stretches. A text without stops is one sentence.
const (
	mostBeside    = 4 << 10
	mostStretches = 64
)

// told finds the quotations of block b, whose language is l: by marks and dashes;
// who speaks where the language has words of saying.
func (f *finder) told(b int, l *lang.Language) {
	t := &f.cueAttributor
	if t.says == nil || t.lang != l {
		*t = cueAttributor{nounPhrases: nounPhrases{l, f.a.Text, f.names, sayingOf(l).bare()}, says: sayingOf(l), list: t.list, quote: -1, block: -2,
			last: Speaker{Entity: -1}, person: Speaker{Entity: -1}, topic: Speaker{Entity: -1}}
	}
	if b > t.block+1 && !t.adjoins {
		t.last, t.adjoins = Speaker{Entity: -1}, false
	}
	first := f.next
	for f.next < len(f.marks) && f.marks[f.next].block == b {
		f.next++
	}
	if len(t.says.words) == 0 {
		for i := first; i < f.next; i++ {
			f.tell(i, b)
		}
	} else {
		t.block = max(t.block, b-1) // prose without speech: who spoke last may go on
		f.tellBySentence(b, first)
	}
}

// tell makes a quotation of the ith stretch, or adds it to the last one; it returns
// the quotation's index, -1 for words that are too few to be one.
func (f *finder) tell(i, b int) int {
	m, t := &f.marks[i], &f.cueAttributor
	n := len(f.out) - 1
	switch {
	case n >= 0 && (m.joins || i > 0 && f.marks[i-1].goesOn):
		f.extend(n, i)
		return n
	case !threeWords(f.wordsOf(i)):
		return -1
	}
	q := Quotation{Form: Direct, Content: Speech, Parts: []model.Range{m.Range}, Speaker: Speaker{Entity: -1}, Why: "the words stand between quotation marks"}
	q.Unsought = len(t.says.words) == 0
	if m.dash {
		q.Why = "the words stand after a dash, as speech does"
	}
	f.mark(&q, i)
	f.out = append(f.out, q)
	t.quote, t.block = n+1, b
	return n + 1
}

// wordsOf is the text of the ith stretch and of the one that is joined to it.
func (f *finder) wordsOf(i int) string {
	words := f.a.Slice(f.marks[i].Range)
	if i+1 < len(f.marks) && f.marks[i+1].joins {
		words += " " + f.a.Slice(f.marks[i+1].Range)
	}
	return words
}

// tellBySentence goes through the sentences of block b, whose stretches begin with
// the given one.
func (f *finder) tellBySentence(b, first int) {
	t := &f.cueAttributor
	block := f.a.Blocks[b].Range
	t.bounds = segment.AppendSentences(t.bounds[:0], f.a.Text, block, t.lang)
	from, i := int(block.Start), first
	for k := 0; k < len(t.bounds); k++ {
		end := int(t.bounds[k].End)
		last := i
		for last < f.next && last < i+mostStretches && int(f.marks[last].Start) < end {
			end = max(end, int(f.marks[last].End))
			last++
		}
		for k+1 < len(t.bounds) && int(t.bounds[k+1].Start) < end {
			k++
			if int(t.bounds[k].End) > end && last > i {
				end = int(t.bounds[k].End) // the narrator goes on after speech that ends in a stop
			}
		}
		if k+1 < len(t.bounds) && last > i && int(f.marks[last-1].End) >= end-1 && f.goesOnBehind(end, t.bounds[k+1]) {
			k++
			end = int(t.bounds[k].End)
			for last < f.next && int(f.marks[last].Start) < end {
				end = max(end, int(f.marks[last].End))
				last++
			}
		}
		if last == i {
			t.heard(from, end)
		} else {
			f.tellSentence(b, from, end, i, last)
		}
		from, i = end, last
	}
	for ; i < f.next; i++ { // more than one sentence is read for
		f.tell(i, b)
	}
}

// goesOnBehind reports whether the sentence next begins with words of saying for
// the speech before it: “…?” fragte Lind.
func (f *finder) goesOnBehind(end int, next model.Range) bool {
	t := &f.cueAttributor
	list := t.says.atoms(t.list[:0], f.a.Text, int(next.Start), min(int(next.End), int(next.Start)+160), t.lang)
	t.list = list
	for k := range min(len(list), 2) {
		if list[k].letters {
			return !list[k].capital && t.says.cueAt(list, k)
		}
	}
	return false
}

// tellSentence finds who speaks the stretches lo to hi, in text[from:end].
func (f *finder) tellSentence(b, from, end, lo, hi int) {
	t := &f.cueAttributor
	t.list = t.list[:0]
	at := from
	for i := lo; i < hi; i++ {
		t.list = t.says.atoms(t.list, f.a.Text, max(at, int(f.marks[i].Start)-mostBeside), int(f.marks[i].Start), t.lang)
		t.list = append(t.list, atom{start: int(f.marks[i].Start), end: int(f.marks[i].End), stretch: i})
		at = int(f.marks[i].End)
	}
	t.list = t.says.atoms(t.list, f.a.Text, at, min(end, at+mostBeside), t.lang)
	whole := true // nothing is beside speech
	for i := range t.list {
		whole = whole && (t.list[i].stretch >= 0 || !t.list[i].letters || t.list[i].role&rAnd != 0)
	}
	var before Speaker
	first := len(f.out)
	for k := range t.list {
		i := t.list[k].stretch
		if i < 0 {
			continue
		}
		made := len(f.out)
		n := f.tell(i, b)
		if n < made { // too short, or joined to the one before
			if c, ok := t.behind(t.list, k); n < 0 && ok && c.sourced() {
				before = t.speaker(c)
				t.remember(before)
			}
			continue
		}
		q := &f.out[n]
		if t.entitled(t.list, k) {
			continue
		}
		t.attribute(q, k, whole, before)
		if !q.Speaker.Range.Empty() {
			before = q.Speaker
			t.remember(q.Speaker)
		}
	}
	if len(f.out) == first {
		t.attend()
	}
	t.announce()
	t.adjoins = true
}

// attribute finds who speaks the quotation q, whose stretch is part k. whole says that nothing
// else is in the sentence, before who spoke earlier in it.
func (t *cueAttributor) attribute(q *Quotation, k int, whole bool, before Speaker) {
	c, ok := t.cue(t.list, k)
	switch {
	case ok:
		q.Cue, q.Why = span(t.list[c.lo].start, t.list[c.hi-1].end), byCue.of(Speech, t.text[t.list[c.lo].start:t.list[c.hi-1].end])
		q.Word = lowerWord(t.text[q.Cue.Start:q.Cue.End])
		if q.Speaker = t.speaker(c); q.Speaker.Range.Empty() && k > 1 && t.list[k-1].sign == ':' {
			if o, ok := t.before(t.list, k); ok { // Jane Lind, the mayor: “…”, she said
				q.Speaker = t.speaker(o)
			}
		}
		if q.Speaker.Range.Empty() && !t.topic.Range.Empty() && t.list[c.lo].sign == 0 {
			q.Speaker, q.Why = t.topic, fmt.Sprintf("%s, and the sentence before is about the speaker", q.Why)
		}
		if q.Speaker.Range.Empty() && t.lasting() {
			q.Speaker, q.Why = t.last, fmt.Sprintf("%s, and who spoke before goes on", q.Why)
		}
	case t.narrated(t.list, k, &q.Speaker):
		q.Why = "the narrator says between the marks who speaks"
	case !before.Range.Empty():
		q.Speaker, q.Why = before, "the words go on with the quote before them in the sentence"
	case !whole && t.begins(&c) && claused(t.list, c.upto, k):
		q.Speaker, q.Why = t.speaker(c), "there is no word of saying, and the sentence is about the speaker"
	case (whole && t.lasting() || t.reports()) && !t.last.Range.Empty():
		q.Speaker, q.Why = t.last, "there is no word of saying: the speaker before goes on"
	}
}

// mostQuiet is after how many sentences without speech it is no longer clear who
// goes on.
const mostQuiet = 2

// lasting reports whether who spoke last may go on without being named.
func (t *cueAttributor) lasting() bool {
	return !t.last.Range.Empty() && (t.adjoins || t.quiet <= mostQuiet)
}

// heard takes in a sentence without speech: who says something in it may go on in
// speech of its own.
func (t *cueAttributor) heard(from, end int) {
	t.list = t.says.atoms(t.list[:0], t.text, max(from, end-mostBeside), end, t.lang)
	c, ok := t.before(t.list, len(t.list))
	colon := len(t.list) > 0 && t.list[len(t.list)-1].sign == ':' && t.list[c.lo].letters // says: “…”
	if t.adjoins = ok && c.sourced() && (colon || t.goesOnFrom(&c)); t.adjoins {
		t.remember(t.speaker(c))
	} else {
		t.quiet++
		t.adjoins = t.reports() && !t.last.Range.Empty()
		t.attend()
	}
}

// attend takes in whom the sentence at hand, which has no speech, is about: the person with
// whom it begins. One that begins with a pronoun goes on about the same person.
func (t *cueAttributor) attend() {
	if len(t.list) > 0 && t.list[0].role&rPronoun != 0 && t.list[0].role&rArticle == 0 {
		return
	}
	t.topic = Speaker{Entity: -1}
	var c clue
	switch {
	case t.begins(&c):
		s := t.speaker(c)
		if t.person = (Speaker{Entity: -1}); t.isPerson(s) {
			t.person, t.topic = s, s
		}
	case t.others():
		t.person = Speaker{Entity: -1}
	}
}

// announce takes who says something at the end of the sentence at hand, behind its speech:
// Lind said “…”, while Roy answered:
func (t *cueAttributor) announce() {
	end := len(t.list)
	if end == 0 || t.list[end-1].sign != ':' {
		return
	}
	if c, ok := t.before(t.list, end); ok && c.sourced() && t.goesOnFrom(&c) && !slices.ContainsFunc(t.list[c.from:], func(p atom) bool { return p.stretch >= 0 }) {
		t.remember(t.speaker(c))
	}
}

// others reports whether the sentence at hand names a person who did not speak last: of
// whom a pronoun tells behind it is not clear.
func (t *cueAttributor) others() bool {
	return slices.ContainsFunc(t.list, func(p atom) bool {
		m := t.nameAt(&p)
		return m >= 0 && t.names.Mentions[m].Type == mention.Person && t.names.Mentions[m].Entity != t.person.Entity
	})
}

// goesOnFrom reports whether the source of a sentence without speech may speak in the next:
// a pronoun, a name or a noun for people who speak. Where nouns have capitals, others are
// told from what is no subject well enough.
func (t *cueAttributor) goesOnFrom(c *clue) bool {
	return t.likely(t.list, c) || t.named(t.list, c) || t.lang.Capitals
}

func (t *cueAttributor) isPerson(s Speaker) bool {
	return s.Entity >= 0 && t.names.Entities[s.Entity].Type == mention.Person
}

// begins takes a person's name with which the sentence at hand begins, or a phrase
// there that has a noun for people who speak: The mayor of Riverton wants “…”.
func (t *cueAttributor) begins(c *clue) bool {
	*c = clue{}
	for i := 0; i < min(len(t.list), 6); i++ {
		p := &t.list[i]
		if p.stretch >= 0 || p.role&(rPrep|rBy|rLink) != 0 && p.role&rArticle == 0 {
			return false
		}
		if m := t.nameAt(p); m >= 0 && t.names.Mentions[m].Type == mention.Person {
			c.from = i
			t.phraseFrom(t.list, c, i)
			return c.sourced()
		}
		if p.role&rTitle != 0 && (i == 0 || t.list[0].letters) {
			t.phraseFrom(t.list, c, 0)
			return c.sourced() && c.from == 0
		}
	}
	return false
}

// mostClaused is how many parts there are at most between a subject and what it wants, says
// or fears in marks.
const mostClaused = 14

// claused reports whether the stretch at part k belongs to what the subject, which ends with
// part from, does: that is between them, or nothing but words and an aside. Lind wants “…”;
// Lind, the mayor, wants “…”; Lind, who came late, saw to it that “…”.
func claused(list []atom, from, k int) bool {
	commas, words := 0, k-from <= mostClaused
	for _, p := range list[from:k] {
		switch {
		case p.role&rThat != 0:
			return true
		case p.sign == ',':
			commas++
		case !p.letters || p.role&rWho != 0:
			words = false
		}
	}
	return words && commas%2 == 0 && commas < 4
}

// reports reports whether a verb of the sentence at hand is in the mood of reported
// speech.
func (t *cueAttributor) reports() bool {
	return slices.ContainsFunc(t.list, func(p atom) bool { return p.stretch < 0 && p.role&rMood != 0 })
}

// remember keeps who spoke for what follows.
func (t *cueAttributor) remember(s Speaker) {
	t.last, t.topic, t.quiet = s, Speaker{Entity: -1}, 0
	if t.isPerson(s) {
		t.person = s
	}
}
